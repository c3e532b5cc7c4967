"""Logging a check-in, what the other adds to it, and one's own note about it."""

from collections.abc import Sequence
from typing import Self

from playwright.sync_api import expect

from e2e.pages.page import Shown

DAY = "When did you talk?"
SHARED = "A few words for both of you"
OWN = "A note for yourself"
ALONG = "What I take along"
ADDED = "Your few words"
SAVE = "Save this check-in"
HARD_DAY = "Hard day for me"
WEIGHS = "This weighs on me"


class CheckIn(Shown):
    def fill_in(
        self, *, how: str = "By phone", strands: Sequence[str] = (), for_both: str = "", for_me: str = "", day: str = ""
    ) -> Self:
        """The day stays today's unless one is said."""
        self.sees_heading("Log a check-in")
        if day:
            self.fill(DAY, day)
        for label in (how, *strands):
            self.choose(label)
        return self.fill(SHARED, for_both).fill(OWN, for_me)

    def save(self) -> None:
        self.press(SAVE)


class OneCheckIn(Shown):
    """As either of the two reads it, with their own note."""

    def is_called(self, title: str) -> Self:
        expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()
        return self

    def add(self, words: str) -> None:
        """By the side that did not log it, once."""
        self.follow("Add a few words")
        self.sees_heading("Add a few words").fill(ADDED, words).press("Add this")

    def correct(self) -> None:
        self.follow("Correct it, or take it back")
        self.sees_heading("Correct this check-in")
