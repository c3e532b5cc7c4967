"""The next talk: times to choose from, and what is put aside for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from playwright.sync_api import expect

from e2e.pages.page import Shown

TIMES = ("One time", "Another time", "And one more")


class Plans(Shown):
    def is_open(self) -> Self:
        return self.sees_heading("When can you talk?")

    def suggest(self, times: Sequence[datetime], *, how: str, to: str) -> Self:
        """Two or three, by one's own clock."""
        self.is_open()
        for label, at in zip(TIMES, times, strict=False):
            self.fill(label, f"{at:%Y-%m-%dT%H:%M}")
        self.choose(how).press("Suggest these times")
        return self.sees_heading(f"{to} has not chosen yet")

    def take(self, time: str) -> Self:
        """As it stands on its button: Wednesday 7:30 pm."""
        self.press(time)
        return self.sees_heading("Your next talk")


class NextTime(Shown):
    """Cards and the shelf."""

    def put_aside(self, words: str) -> Self:
        self.press(f"For next time: {words}")
        expect(self.button(f"Take it off: {words}")).to_be_visible()
        return self

    def take_off(self, words: str) -> Self:
        self.press(f"Take it off: {words}")
        expect(self.button(f"For next time: {words}")).to_be_visible()
        return self
