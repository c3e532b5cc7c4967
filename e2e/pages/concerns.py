"""Telling whoever runs the group that something is not well, one's own page about it, and how it is looked after."""

import re
from typing import Self

from playwright.sync_api import expect

from e2e.pages.page import Shown

WORDS = "What you heard, or what worries you"
OFF = "What is off"
DOING = "What you do about it"


class Worry(Shown):
    """From talks: about the other. From anywhere: about whoever is chosen."""

    def is_about(self, name: str) -> Self:
        return self.sees_heading(f"Worried about {name}?")

    def tell(self, words: str, *, to: str) -> "Concern":
        self.fill(WORDS, words).press(f"Tell {to} now")
        return Concern(self.page).stands()


class Off(Shown):
    """*Something is off*: for one of two readers."""

    def is_open(self) -> Self:
        return self.sees_heading("Something is off?")

    def show_lines(self, *lines: str) -> Self:
        """Of what the two wrote to each other; nothing is ticked beforehand."""
        self.unfold("Show lines you wrote to each other")
        for words in lines:
            self.page.get_by_role("checkbox", name=re.compile(re.escape(words))).check()
        return self

    def want_nothing_from(self, name: str) -> Self:
        return self.choose(f"I want nothing from {name} for now")

    def tell(self, words: str, *, to: str) -> "Concern":
        """`to` as it is offered: Fay, or *The coordinator, and not Fay*."""
        self.is_open().choose(to).fill(OFF, words).press("Tell it now")
        return Concern(self.page).stands()


class About(Shown):
    """From anywhere, first: what and whom it is about. Nothing is sent with it."""

    def of(self, what: str, whom: str = "") -> Self:
        """A person, a conversation, the programme; and who: *Theo, your mentor*, *Somebody else*."""
        for choice in filter(None, (what, whom)):
            self.page.get_by_role("radio", name=choice).check()
        return self

    def go_on(self) -> Self:
        return self.press("Go on")


class Concern(Shown):
    """As whoever told it reads it."""

    def stands(self) -> Self:
        return self.sees_heading("Where it stands")

    def is_read_by(self, name: str) -> Self:
        return self.sees(f"{name} has read it")

    def says_what_is_done(self, name: str, words: str) -> Self:
        step = self.page.get_by_role("listitem").filter(has_text=f"{name} says what is being done")
        expect(step.filter(has_text=words)).to_have_count(1)
        return self

    def is_looked_after_by(self, name: str) -> Self:
        return self.sees(f"{name} has looked after it")


class ToldOnTheDesk(Shown):
    """What somebody told whoever runs the group."""

    def says(self, title: str, *words: str) -> Self:
        expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()
        return self.sees(*words)

    def read_the_lines(self, how_many: str) -> Self:
        return self.press(f"Read the {how_many} lines")

    def say_it_is_read(self) -> Self:
        self.press("I have read this")
        expect(self.button("This is looked after")).to_be_visible()
        return self

    def say_what_is_done(self, words: str, *, to: str) -> Self:
        self.fill(DOING, words).press(f"Tell {to}")
        steps = self.page.get_by_role("region", name="What is being done").get_by_role("listitem")
        expect(steps.filter(has_text=words)).to_have_count(1)
        return self

    def suggest_nobody_to(self, name: str) -> Self:
        """For as long as this is open."""
        return self.press(f"Nobody new for {name}").sees(f"Just now nobody new is put before {name}.")

    def say_it_is_looked_after(self) -> Self:
        self.press("This is looked after")
        expect(self.button("This is looked after")).to_have_count(0)
        return self
