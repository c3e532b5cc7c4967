"""About you: what one is, what one wishes of the other, and who may see it."""

from typing import Self

from playwright.sync_api import Locator, expect

from e2e.pages.page import Shown


class About(Shown):
    """The page under *Me*, and the same questions as a page of an application."""

    address = "/me/about"

    def answer(self, question: str, option: str) -> Self:
        self._question(question).get_by_label(option, exact=True).check()
        return self

    def wish(self, question: str, wish: str) -> Self:
        """Closer to mine, Open to different, No matter: folded away until it is wanted."""
        return self._folded(question, wish)

    def may_be_shown(self, question: str) -> Self:
        return self._folded(question, "May be shown")

    def has_said(self, question: str, option: str, wish: str) -> Self:
        """What is said already is not folded away."""
        for label in (option, wish):
            choice = self._question(question).get_by_label(label, exact=True)
            expect(choice).to_be_visible()
            expect(choice).to_be_checked()
        return self

    def open_all(self) -> Self:
        folded = self.page.locator("main details:not([open]) summary")
        for _ in range(folded.count()):
            folded.first.click()
        return self

    def save(self) -> None:
        """And back to Me."""
        self.press("Save").sees_heading("What you have said")

    def _folded(self, question: str, label: str) -> Self:
        part = self._question(question)
        choice = part.get_by_label(label, exact=True)
        if not choice.is_visible():
            part.get_by_text("Your wish, and who sees it").click()
        choice.check()
        return self

    def _question(self, question: str) -> Locator:
        """The question with all that belongs to it."""
        legend = self.page.get_by_role("group", name=question)
        return self.page.locator("form .card").filter(has=legend)
