"""Marking a milestone, and saying what one saw in the other's."""

from e2e.pages.page import Shown


class Milestone(Shown):
    def keep(self, words: str) -> None:
        self.sees_heading("A milestone")
        self.fill("What happened?", words).press("Keep this milestone")


class Saw(Shown):
    def add(self, words: str) -> None:
        self.sees_heading("What did you see?")
        self.fill("I saw this in you", words).press("Add this")
