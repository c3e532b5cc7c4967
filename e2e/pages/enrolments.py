"""How much room a mentor has, on the page Me."""

from datetime import date
from typing import Self

from playwright.sync_api import expect

from e2e.pages.page import Shown


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

    def says(self, words: str) -> Self:
        expect(self.page.get_by_role("heading", name=words, exact=True)).to_be_visible()
        return self
