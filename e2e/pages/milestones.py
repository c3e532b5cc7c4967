"""Marking a milestone, saying what one saw in the other's, and a mentor's moments of their own."""

from typing import Self

from playwright.sync_api import expect

from e2e.pages.page import Shown

WORDS = "What happened?"


class Milestone(Shown):
    def keep(self, words: str = "", *, suggested: str = "", hard: bool = False) -> None:
        """In own words, or one of those that are there to be tapped."""
        self.sees_heading("A milestone")
        if suggested:
            self.choose(suggested)
        if hard:
            self.choose("A hard day, kept too")
        self.fill(WORDS, words).press("Keep this milestone")


class Saw(Shown):
    def add(self, words: str) -> None:
        self.sees_heading("What did you see?")
        self.fill("I saw this in you", words).press("Add this")


class Moments(Shown):
    """How far a mentor has come."""

    address = "/me/moments"

    def keep(self, words: str) -> Self:
        self.fill("A moment you want to keep", words).press("Keep this moment")
        expect(self.page.get_by_role("region", name="Moments of your own")).to_contain_text(words)
        return self
