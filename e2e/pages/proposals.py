"""Being asked, and answering alone."""

from typing import Self

from e2e.pages.page import Shown


class Proposal(Shown):
    def asks(self, question: str) -> Self:
        return self.sees_heading(question)

    def say_yes(self) -> Self:
        return self.press("Yes, I would like this")

    def is_waiting_for_the_other(self) -> Self:
        return self.sees_heading("You said yes").sees("hear at the same moment")

    def say_not_this_time(self, reason: str = "") -> Self:
        """Two steps: nothing is sent by the first."""
        self.follow("Not this time")
        self.sees_heading("Not this time?").sees("Nothing is sent yet")
        if reason:
            self.fill("A reason", reason)
        return self.press("Send: not this time")

    def has_said_no(self) -> Self:
        return self.sees_heading("You said: not this time").sees("hear at the same moment")

    def is_over_with(self, name: str) -> Self:
        """What both read, whoever said it."""
        return self.sees_heading("Not this time").sees(f"There will be no talks with {name} for now.")
