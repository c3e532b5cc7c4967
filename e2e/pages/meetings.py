"""What one wants to bring to the next meeting of the group."""

from typing import Self

from playwright.sync_api import expect

from e2e.pages.page import Shown

LINE = "A line to bring"


class Meeting(Shown):
    address = "/me/meeting"

    def add(self, words: str) -> Self:
        self.fill(LINE, words).press("Add this line")
        expect(self.page.get_by_role("region", name="Your lines")).to_contain_text(words)
        return self

    def take_off(self, words: str) -> Self:
        self.press(f"Take this off: {words}")
        expect(self.button(f"Take this off: {words}")).to_have_count(0)
        return self
