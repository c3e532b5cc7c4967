"""Me: what one has said about oneself, and how one can be reached."""

from typing import Self

from e2e.pages.page import Shown


class Me(Shown):
    address = "/me"

    def cover_home(self) -> Self:
        """So that Home says no more than how many items are new."""
        return self.choose_home("Covered: Home shows nothing until you tap Show")

    def choose_home(self, wording: str) -> Self:
        """The page says no more than what is chosen, so the answer is waited for."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.choose(wording).press("Save")
        return self.has_chosen(wording)


class Contact(Shown):
    address = "/me/contact"

    def tick(self, *ways: str) -> Self:
        for way in ways:
            self.choose(way)
        return self

    def save(self) -> Self:
        return self.press("Save")


class Times(Shown):
    address = "/me/times"

    def tick(self, *times: str) -> Self:
        """Each by its whole name: Tuesday evening."""
        for time in times:
            self.choose(time)
        return self

    def live_by(self, city: str) -> Self:
        """By the name in the list: London (Europe)."""
        if self.page.get_by_role("group").filter(has_text="Times are by your own clock").count():
            self.page.get_by_text("Times are by your own clock").click()
        self.box("Where is your clock?").select_option(city)
        return self

    def save(self) -> Self:
        return self.press("Save")
