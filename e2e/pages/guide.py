"""What anybody may read and look up; Help now, and who looks after its lines; the quick way out."""

import re
from typing import Self

from playwright.sync_api import Locator, expect

from e2e.pages.page import Shown

LOOKED_FOR = "What do you look for?"


class Guide(Shown):
    address = "/guide"

    def look_up(self, words: str) -> Self:
        """What is typed is sent, and stands in the address of no page."""
        self.fill(LOOKED_FOR, words).press("Search")
        return self.has_typed(LOOKED_FOR, words)

    def finds(self, *titles: str, of: str = "The guide") -> Self:
        """Each under its heading: *The guide*, *The shelf* …"""
        self.sees_heading("What was found")
        for title in titles:
            expect(self._found(of).get_by_role("link", name=title)).to_be_visible()
        return self

    def finds_nothing(self) -> Self:
        return self.sees_heading("Nothing of that is here yet")

    def finds_nothing_of(self, group: str) -> Self:
        self.sees_heading("What was found")
        expect(self._found(group)).to_have_count(0)
        return self

    def open_found(self, title: str, *, of: str = "The guide") -> Self:
        self._found(of).get_by_role("link", name=title).click()
        return self.sees_heading(title)

    def _found(self, group: str) -> Locator:
        return self.page.get_by_role("region", name=group, exact=True)


class HelpNow(Shown):
    address = "/help-now"

    def answers(self, what_for: str, *, call: str = "", text: str = "") -> Self:
        """With a number that a phone dials; `text` is the number that is texted to."""
        line = self.page.get_by_role("listitem").filter(has_text=what_for)
        if call:
            expect(line.locator(f"a[href='tel:{_dialled(call)}']")).to_be_visible()
        if text:
            expect(line.locator(f"a[href^='sms:{_dialled(text)}']")).to_be_visible()
        return self

    def is_whole_on_paper(self, *numbers: str) -> Self:
        """Who is called stands on a printed page; what can only be tapped does not."""
        self.page.emulate_media(media="print")
        expect(self.page.get_by_role("link", name="Leave")).to_be_hidden()
        for number in numbers:
            expect(self.page.get_by_text(number).first).to_be_visible()
        self.page.emulate_media(media="screen")
        return self


class LinesOfHelp(Shown):
    """On the desk, for the coordinator."""

    address = "/desk/help"

    def say_it_is_still_right(self, what_for: str) -> Self:
        self._line(what_for).get_by_role("button", name="It is still right").click()
        return self

    def says(self, what_for: str, words: str) -> Self:
        expect(self._line(what_for)).to_contain_text(words)
        return self

    def change(self, what_for: str) -> None:
        """In the records."""
        self._line(what_for).get_by_role("link", name="Change").click()

    def _line(self, what_for: str) -> Locator:
        title = self.page.get_by_role("heading", name=what_for, exact=True)
        return self.page.get_by_role("listitem").filter(has=title)


class Left(Shown):
    """After Leave: a page that says nothing about where one was, which goes on to somewhere else by itself."""

    def is_somewhere_else(self, outside: str) -> Self:
        self.page.wait_for_url(outside)
        expect(self.page.get_by_role("heading", name="Rain later")).to_be_visible()
        return self


def _dialled(number: str) -> str:
    return re.sub(r"[^0-9+]", "", number)
