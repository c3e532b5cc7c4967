"""The pair's page, and the list of them."""

import re
from typing import Self

from playwright.sync_api import Locator, expect

from e2e.pages.page import Shown


class Talks(Shown):
    address = "/talks"

    def open_talk_with(self, name: str) -> "Talk":
        self.page.get_by_role("link", name=re.compile(f"^Your (mentor|mentee): {name}")).click()
        return Talk(self.page).is_with(name)


class Talk(Shown):
    def is_with(self, name: str) -> Self:
        expect(self.page.get_by_role("heading", level=1, name=re.compile(f": {name}$"))).to_be_visible()
        return self

    def id(self) -> str:
        """The part of its address that is the pair's own."""
        found = re.search(r"/talks/([a-z0-9]+)", self.page.url)
        assert found, self.page.url
        return found[1]

    def has_check_in(self, *words: str) -> Self:
        return self._has_all(self._section("Check-ins"), words)

    def has_milestone(self, *words: str) -> Self:
        return self._has_all(self._section("Milestones"), words)

    def log_a_check_in(self) -> None:
        self.follow("Log a check-in")

    def add_a_milestone(self) -> None:
        self.follow("Add a milestone")

    def say_what_you_saw(self) -> None:
        self.follow("Say what you saw")

    def say_goodbye(self) -> None:
        self.follow("Say goodbye")

    def can_only_be_read(self) -> Self:
        self.sees_heading("A goodbye was said here")
        for act in ("Log a check-in", "Add a milestone", "Say goodbye"):
            expect(self.page.get_by_role("link", name=act)).to_have_count(0)
        return self

    def _has_all(self, section: Locator, words: tuple[str, ...]) -> Self:
        for each in words:
            expect(section.get_by_text(each).first).to_be_visible()
        return self

    def _section(self, title: str) -> Locator:
        return self.page.get_by_role("region", name=title, exact=True)
