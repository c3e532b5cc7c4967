"""Logging a check-in."""

from collections.abc import Sequence
from typing import Self

from e2e.pages.page import Shown

DAY = "When did you talk?"
SHARED = "A few words for both of you"
OWN = "A note for yourself"
SAVE = "Save this check-in"


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
