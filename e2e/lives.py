"""What the people of the demo do first, so that there is something of it to photograph."""

from datetime import datetime, timedelta

from e2e.pages.care import Care
from e2e.pages.concerns import Worry
from e2e.pages.endings import Goodbye, Kept, Pause, WaysToEnd
from e2e.pages.enrolments import Doors
from e2e.pages.home import Home
from e2e.pages.mentorships import Talk, Talks
from e2e.pages.messages import Messages
from e2e.pages.page import Shown
from e2e.pages.plans import Plans
from e2e.pages.proposals import Proposal
from e2e.phone import GivePhone, Phone


def applications_are_begun(phone: GivePhone) -> None:
    for name, begin in (("omar", Doors.look_for_a_mentor), ("mira", Doors.offer_to_mentor)):
        someone = phone(name)
        begin(Doors(someone.page).open(someone.server.url))


def noor_and_theo_begin(phone: GivePhone) -> None:
    for name, sees in (("noor", "You said yes"), ("theo", "You both said yes.")):
        someone = phone(name)
        Home(someone.page).read_and_answer()
        Proposal(someone.page).say_yes().sees(sees)


def theo_tells_and_offers_times(phone: GivePhone) -> None:
    """How it is, what worries, two lines, and when there is time."""
    theo = phone("theo")
    Care(theo.page).open(theo.server.url).tap(energy="Low", weight="A lot", glad="Mixed")
    _talk(theo, "Maya").tell_of_a_worry("Maya")
    Worry(theo.page).tell("It does not sound safe where Maya lives.", to="Fay and the coordinator")
    _talk(theo, "Maya").follow("Messages")
    messages = Messages(theo.page).is_with("Maya")
    messages.send("I thought of Thursday. You said a lot there.").has("I thought of Thursday.")
    _talk(theo, "Maya").follow("Find another time")
    evening = datetime.now().replace(hour=19, minute=30)  # noqa: DTZ005 - as it is typed
    Plans(theo.page).suggest([evening + timedelta(days=days) for days in (3, 5)], how="Phone", to="Maya")


def theo_takes_a_pause(phone: GivePhone) -> None:
    theo = phone("theo")
    _talk(theo, "Maya").take_a_pause()
    until = (datetime.now() + timedelta(days=40)).date()  # noqa: DTZ005 - as it is typed
    Pause(theo.page).until(until, "I need to sleep. You did nothing wrong.")


def talks_end(phone: GivePhone) -> None:
    """Maya's without a goodbye; Noor says one."""
    maya, noor = phone("maya"), phone("noor")
    _talk(maya, "Theo").look_at_other_ways_to_end()
    WaysToEnd(maya.page).without_a_goodbye().end_now()
    Kept(maya.page).is_without_a_goodbye("Theo")
    _talk(noor, "Theo").say_goodbye()
    goodbye = Goodbye(noor.page).remember("The first evening.").write("Thank you for the evenings.")
    goodbye.say_it("Theo")
    Shown(noor.page).sees("The first evening.")


def _talk(someone: Phone, other: str) -> Talk:
    return Talks(someone.page).open(someone.server.url).open_talk_with(other)
