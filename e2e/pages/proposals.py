"""Being asked, and answering alone."""

from typing import Self

from e2e.pages.page import Shown


class Proposal(Shown):
    def asks(self, question: str) -> Self:
        return self.sees_heading(question)

    def open_what_suits_both(self) -> Self:
        self.page.get_by_text("Ways and times that suit you both").click()
        return self

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

    def would_be_glad_after_all(self, name: str) -> Self:
        """Whoever said no takes it back, and nobody is told."""
        self.press(f"I would be glad to be asked about {name} again")
        return self.sees(f"You would be glad to be asked about {name} again.")

    def is_over_with(self, name: str) -> Self:
        """What both read, whoever said it."""
        return self.sees_heading("Not this time").sees(f"There will be no talks with {name} for now.")
