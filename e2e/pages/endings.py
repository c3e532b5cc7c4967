"""Goodbye in three small steps, what the other reads, what both keep; endings without one; and a pause."""

from datetime import date
from typing import Self

from playwright.sync_api import expect

from e2e.pages.page import Shown


class Goodbye(Shown):
    def remember(self, words: str) -> Self:
        self.is_at("Remember one thing")
        return self.fill("One thing you want to remember", words).press("Keep it and go on")

    def write(self, note: str) -> Self:
        """And go on to the last step."""
        return self._write(note).press("Save the note and go on")

    def write_and_stop_for_today(self, note: str) -> Self:
        return self._write(note).press("Save it and stop for today")

    def go_on(self) -> Self:
        return self.press("Save the note and go on")

    def has_remembered(self, words: str) -> Self:
        self.is_at("Remember one thing")
        return self.has_typed("One thing you want to remember", words)

    def has_note(self, words: str) -> Self:
        return self.has_typed("Your note", words)

    def say_it(self, name: str) -> "Kept":
        self.is_at(f"Say goodbye to {name}")
        self.press("Say goodbye")
        return Kept(self.page).is_of(name)

    def is_at(self, step: str) -> Self:
        expect(self.page.get_by_role("heading", level=1, name=step)).to_be_visible()
        return self

    def _write(self, note: str) -> Self:
        self.is_at("Thank your")
        return self.fill("Your note", note)


class Told(Shown):
    """What the other reads, who was told."""

    def is_from(self, name: str) -> Self:
        return self.sees_heading(f"{name} said goodbye")

    def answer(self) -> Goodbye:
        self.follow("Answer, and say goodbye")
        return Goodbye(self.page)


class Kept(Shown):
    """One's own page, afterwards."""

    def is_of(self, name: str) -> Self:
        return self.sees_heading(f"Kept from your talks with {name}")

    def is_without_a_goodbye(self, name: str) -> Self:
        """What both read, whoever ended it and how."""
        return self.sees_heading(f"Your talks with {name} are over")

    def leads_on_to(self, *doors: str) -> Self:
        """*What now?*"""
        ways_on = self.page.get_by_role("region", name="What now?")
        for door in doors:
            expect(ways_on.get_by_role("link", name=door)).to_be_visible()
        return self

    def open_all(self) -> Self:
        for folded in ("Your check-ins", "Keep it outside this portal"):
            for summary in self.page.locator("summary").filter(has_text=folded).all():
                summary.click()
        return self


class WaysToEnd(Shown):
    def without_a_goodbye(self) -> "Without":
        self.follow("End it without a goodbye from me")
        return Without(self.page).sees_heading("End it without a goodbye")

    def do_not_feel_safe(self) -> "Without":
        self.follow("I do not feel safe")
        return Without(self.page).sees_heading("You do not feel safe")


class Without(Shown):
    def end_now(self, words: str = "") -> None:
        self.fill("A few words", words).press("End these talks now")


class Pause(Shown):
    def until(self, day: date, word: str = "") -> Self:
        self.sees_heading("Take a pause").fill("Until which day?", day.isoformat()).fill("A word with it", word)
        return self.press("Pause until that day").sees_heading("A pause until")


class Meanwhile(Shown):
    """What a mentee would like in a long pause."""

    def choose_to(self, words: str) -> None:
        self.choose(words).press("Keep this")
