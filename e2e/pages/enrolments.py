"""Looking for a mentor, or offering to be one: the two doors, the pages of an application, and where it stands."""

from datetime import date
from typing import Self

from playwright.sync_api import expect

from e2e.pages.page import Shown

LINE = "One line that a mentor may read beforehand"
INTRODUCTION = "Your introduction"
READY = "Why do you feel ready, in your own words?"
AGREED = "I agree to these four sentences"
ROOM = "Your time as a mentor"
LEFT_OFF = "Go on where you left off"


class Doors(Shown):
    address = "/enrolments"

    def look_for_a_mentor(self) -> "Applying":
        self.press("Look for a mentor")
        return Applying(self.page).sees_heading("A mentor for you in")

    def offer_to_mentor(self) -> "Applying":
        self.press("Offer to mentor")
        return Applying(self.page).sees_heading("You as a mentor in")


class Applying(Shown):
    """One application, on whichever of its pages."""

    def begin(self) -> Self:
        return self.follow("Begin")

    def go_on_where_i_left_off(self) -> Self:
        return self.follow(LEFT_OFF)

    def is_on(self, title: str, step: str) -> Self:
        """By its heading, and in words: Step two of six."""
        expect(self.page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()
        return self.sees(step)

    def tick(self, *labels: str) -> Self:
        for label in labels:
            self.choose(label)
        return self

    def untick(self, *labels: str) -> Self:
        for label in labels:
            self.page.get_by_label(label, exact=True).uncheck()
        return self

    def reflect(self, quality: str, how: str) -> Self:
        """*Already me*, *Growing*, *Not yet*, beside one of the ten sentences."""
        self.page.get_by_role("group", name=quality).get_by_label(how, exact=True).check()
        return self

    def save_and_go_on(self) -> Self:
        return self.press("Save and go on")

    def stop_for_today(self) -> Self:
        """The page is kept. Afterwards one sees all of them, and which is next."""
        self.press("Save, and go on another time")
        expect(self.page.get_by_role("link", name=LEFT_OFF)).to_be_visible()
        return self

    def go_on(self) -> Self:
        """From the page on which nothing need be said."""
        return self.press("Go on")

    def see_it_as_they_will(self, words: str) -> Self:
        """Saved, and shown on the same page as a mentee would read it."""
        self.press("Save, and see it as they will")
        preview = self.page.get_by_role("region", name="What a mentee will read")
        expect(preview.get_by_role("blockquote")).to_have_text(words)
        return self

    def send(self) -> "Standing":
        self.press("Send it")
        return Standing(self.page).is_sent()


class Standing(Shown):
    """Where an application, or what came of it, stands."""

    def is_sent(self) -> Self:
        return self.sees_heading("Your application is sent").sees("Next: ")

    def is_read_by(self, name: str) -> Self:
        return self.sees(f"{name} has read it", "Next: an answer to you")

    def hears_not_yet(self, name: str, words: str) -> Self:
        return self.sees_heading("Not yet").sees(f"{name} wrote to you", words)

    def change_and_send_again(self) -> Applying:
        self.press("Change it and send it again")
        return Applying(self.page).sees(LEFT_OFF)

    def has_stopped_mentoring(self) -> Self:
        return self.sees_heading("You no longer mentor in")

    def is_on_the_list(self, group: str) -> Self:
        return self.sees_heading(f"You are on the list in {group}")

    def is_welcome_as_a_mentor(self) -> Self:
        return self.sees_heading("You are welcome as a mentor")


class Room(Shown):
    """The piece *Room for one at once*, wherever it is shown."""

    address = "/me/room"

    def make_room_for(self, how_many: str) -> Self:
        """In words, as the button is read out: one, two."""
        return self.press(f"Room for {how_many}")

    def pause_until(self, day: date) -> Self:
        self.fill("Back on", day.isoformat())
        return self.press("Pause until that day")

    def return_now(self) -> Self:
        return self.press("I am back now")

    def step_back(self) -> Standing:
        """In two steps: nothing has changed by the first."""
        self.follow("I no longer wish to mentor")
        self.sees_heading("No longer mentoring?").sees("Nothing has changed yet").press("I no longer wish to mentor")
        return Standing(self.page).has_stopped_mentoring()

    def says(self, words: str) -> Self:
        expect(self.page.get_by_role("heading", name=words, exact=True)).to_be_visible()
        return self
