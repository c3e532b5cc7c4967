"""What every page object does: it speaks of what a person sees, and serves with JavaScript and without."""

import re
from typing import Self

from playwright.sync_api import Locator, Page, expect

# A form's proof and once-key are new each time; nobody sees them.
_HIDDEN_KEYS = re.compile(r'name="(csrf|once)" value="[^"]*"')


def without_keys(html: str) -> str:
    return _HIDDEN_KEYS.sub("", html)


class Shown:
    """A page as it is shown to one person. After each act, wait for words that the act brings: never for time."""

    address = ""  # under the portal's own, for pages that have one of their own

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, origin: str) -> Self:
        self.page.goto(f"{origin}{self.address}")
        return self

    def go(self, place: str) -> Self:
        """By the bar at the bottom."""
        self.page.get_by_role("navigation", name="Places").get_by_role("link", name=place, exact=True).click()
        expect(self.page.get_by_role("navigation", name="Places").locator("[aria-current=page]")).to_have_text(place)
        return self

    def sees(self, *all_words: str) -> Self:
        for words in all_words:
            expect(self.page.get_by_text(words).filter(visible=True).first).to_be_visible()
        return self

    def sees_heading(self, words: str) -> Self:
        expect(self.page.get_by_role("heading", name=words).first).to_be_visible()
        return self

    def does_not_see(self, *all_words: str) -> Self:
        for words in all_words:
            expect(self.page.get_by_text(words)).to_have_count(0)
        return self

    def press(self, name: str) -> Self:
        self.button(name).click()
        return self

    def follow(self, name: str) -> Self:
        self.page.get_by_role("link", name=name).first.click()
        return self

    def unfold(self, title: str | re.Pattern[str]) -> Self:
        """What is folded away, by the line that stands for it, unless it is open already."""
        summary = self.page.locator("summary", has_text=title)
        summary.wait_for()
        if summary.locator("xpath=..").get_attribute("open") is None:
            summary.click()
        return self

    def fill(self, label: str, words: str) -> Self:
        self.box(label).fill(words)
        return self

    def has_typed(self, label: str, words: str) -> Self:
        expect(self.box(label)).to_have_value(words)
        return self

    def choose(self, label: str) -> Self:
        self.page.get_by_label(label, exact=True).check()
        return self

    def has_chosen(self, *labels: str) -> Self:
        for label in labels:
            expect(self.page.get_by_label(label, exact=True)).to_be_checked()
        return self

    def says_at(self, label: str, words: str) -> Self:
        """The sentence that stands at a field, and that is read out with it."""
        expect(self.box(label)).to_have_accessible_description(re.compile(re.escape(words)))
        expect(self.page.get_by_text(words).last).to_be_visible()
        return self

    def says_above(self, words: str) -> Self:
        """What is to be looked at, above the form: it has the focus."""
        summary = self.page.get_by_role("alert").filter(has_text=words)
        expect(summary).to_be_visible()
        expect(summary).to_be_focused()
        return self

    def is_told(self, words: str) -> Self:
        """What a screen reader says without being asked."""
        expect(self.page.get_by_role("status").filter(has_text=words)).to_have_count(1)
        return self

    def source(self) -> str:
        """What the server would send for this address now, without the keys that are new each time."""
        return without_keys(self.page.request.get(self.page.url).text())

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def box(self, label: str) -> Locator:
        """Something to write in. Its label may go on with *(optional)*."""
        return self.page.get_by_label(re.compile(f"^{re.escape(label)}"))


class Nothing(Shown):
    """The calm page for what is not there, or not yours."""

    def is_shown(self) -> Self:
        return self.sees_heading("This page is not here")
