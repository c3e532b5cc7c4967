"""How a mentor is: three taps, for the mentor alone, and ways to carry less."""

from typing import Self

from e2e.pages.page import Shown

ENERGY, WEIGHT, GLAD = "How much energy do you have?", "How much stays with you", "Are you still glad to do this?"


class Care(Shown):
    address = "/me/care"

    def tap(self, *, energy: str = "", weight: str = "", glad: str = "") -> "WaysOn":
        """Each may be left out."""
        for question, answer in ((ENERGY, energy), (WEIGHT, weight), (GLAD, glad)):
            if answer:
                self.page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
        self.press("Save")
        return WaysOn(self.page).are_shown()

    def leave_it_out(self) -> "WaysOn":
        self.press("Not this month")
        return WaysOn(self.page).are_shown()


class WaysOn(Shown):
    address = "/me/care/ways-on"

    def are_shown(self) -> Self:
        return self.sees_heading("Ways to carry less")

    def rest_until_a_day(self) -> None:
        self.follow("Rest until a day you choose")

    def ask_for_a_talk(self, name: str) -> None:
        self.press(f"Ask for a talk with {name}")
