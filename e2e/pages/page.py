"""What every page object does: it speaks of what a person sees, and serves with JavaScript and without."""

from typing import Self

from playwright.sync_api import Locator, Page, expect


class Shown:
    """A page as it is shown to one person. After each act, wait for words that the act brings: never for time."""

    address = ""  # under the portal's own, for pages that have one of their own

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, origin: str) -> Self:
        self.page.goto(f"{origin}{self.address}")
        return self

    def sees(self, words: str) -> Self:
        expect(self.page.get_by_text(words).first).to_be_visible()
        return self

    def sees_heading(self, words: str) -> Self:
        expect(self.page.get_by_role("heading", name=words).first).to_be_visible()
        return self

    def does_not_see(self, words: str) -> Self:
        expect(self.page.get_by_text(words)).to_have_count(0)
        return self

    def press(self, name: str) -> Self:
        self.button(name).click()
        return self

    def follow(self, name: str) -> Self:
        self.page.get_by_role("link", name=name).first.click()
        return self

    def fill(self, label: str, words: str) -> Self:
        self.page.get_by_label(label).fill(words)
        return self

    def choose(self, label: str) -> Self:
        self.page.get_by_label(label, exact=True).check()
        return self

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)
