"""The desk of whoever runs a group: ours, and whole without JavaScript. It leads to the admin."""

from typing import Self

from playwright.sync_api import Locator, expect

from e2e.pages.page import Shown


class Desk(Shown):
    address = "/desk"

    def waits(self, name: str, since: str, *, group: str) -> Self:
        return self._lists(f"Waiting in {group}", name, since)

    def has_room(self, name: str, room: str, *, group: str) -> Self:
        return self._lists(f"Mentors in {group}", name, room)

    def has_asked(self, pair: str, answers: str, *, group: str) -> Self:
        return self._lists(f"Asked in {group}", pair, answers)

    def _lists(self, part: str, name: str, words: str) -> Self:
        expect(self._part(part).get_by_role("listitem").filter(has_text=name)).to_contain_text(words)
        return self

    def _part(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name)
