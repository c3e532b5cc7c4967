"""Telling whoever runs the group that something is not well, and one's own page about it."""

from typing import Self

from e2e.pages.page import Shown

WORDS = "What you heard, or what worries you"


class Worry(Shown):
    def is_about(self, name: str) -> Self:
        return self.sees_heading(f"Worried about {name}?")

    def tell(self, words: str, *, to: str) -> "Concern":
        self.fill(WORDS, words).press(f"Tell {to} now")
        return Concern(self.page).stands()


class Off(Shown):
    """*Something is off*: for one of two readers."""

    def tell(self, words: str, *, to: str) -> "Concern":
        """`to` as it is offered: Fay, or *The coordinator, and not Fay*."""
        self.sees_heading("Something is off?").choose(to).fill("What is off", words).press("Tell it now")
        return Concern(self.page).stands()


class Concern(Shown):
    """As whoever told it reads it."""

    def stands(self) -> Self:
        return self.sees_heading("Where it stands")

    def is_read_by(self, name: str) -> Self:
        return self.sees(f"{name} has read it")

    def is_looked_after_by(self, name: str) -> Self:
        return self.sees(f"{name} has looked after it")
