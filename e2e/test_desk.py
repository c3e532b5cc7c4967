"""A week at the desk, on a phone with JavaScript switched off. With it: test_applications.py, and the looks at it."""

from e2e.pages.desk import Desk
from e2e.phone import GivePhone

TUESDAY = "Tuesday Evening"
NOTE = "You both know what it is to check everything.\nNo hurry with this. Fay"


def test_a_week_at_the_desk(phone: GivePhone) -> None:
    fay = phone("fay", javascript=False)
    desk = Desk(fay.page).open(fay.server.url).opens_with("This week:")
    desk.waits("Ines", "16 days", group=TUESDAY).has_room("Ruth", "Room for one", group=TUESDAY)

    pair = desk.open_waiting("Ines").cannot_be_asked("Abel", "Room for one").choose_mentor("Ruth")
    pair.compares("Gender", "Woman; asked for the same", "Woman; open to any").compares("Affair type", *["private"] * 2)
    pair.suits_both("Times", "Weekend mornings")

    desk.open(fay.server.url).look_at("Ines", "Ruth").ask_both(NOTE)
    desk.has_asked("Ines + Ruth", "Ines and Ruth have not answered yet", group=TUESDAY)
    desk.open_asked("Ines", "Ruth").sees("No hurry with this.").take_back().what_came_of("Ines + Ruth", "Closed early")
    desk.waits("Ines", "16 days", group=TUESDAY)

    desk.open_application("Jonas").say_it_is_read().welcome("Good that you are here.")
    desk.waits("Jonas", "4 days", group=TUESDAY)
    desk.open_people().notes("Dana", at_a_meeting="No", words="Rather quiet lately.")
