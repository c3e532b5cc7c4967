"""What the people of the demo do first, so that there is something of it to photograph."""

from datetime import datetime, timedelta

from e2e.pages.care import Care
from e2e.pages.chats import Chats
from e2e.pages.concerns import Off, ToldOnTheDesk, Worry
from e2e.pages.endings import Goodbye, Kept, Pause, WaysToEnd
from e2e.pages.enrolments import Doors
from e2e.pages.feedback import Say
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


def omar_and_ines_talk(phone: GivePhone) -> None:
    """A chat that Omar asks for: Ines and Mira reply, Omar talks with Ines, and they write here."""
    omar, ines, mira = (phone(name) for name in ("omar", "ines", "mira"))
    chat = Chats(omar.page).open(omar.server.url).ask(line="Is anybody awake?", hours=4, how=("Phone", "Here"))
    for one, words in ((ines, "I am, until ten."), (mira, "Me too.")):
        Chats(one.page).open(one.server.url).reply_to("Omar").send(words)
    omar.page.reload()
    chat.take("Ines").shows_how_to_reach("Ines").write("It is a long one tonight.", to="Ines")


def maya_tells_cora(phone: GivePhone) -> None:
    """Something is off with Theo; Cora reads it, with two lines, and says what is done."""
    maya, cora = phone("maya"), phone("cora")
    _talk(maya, "Theo").say_that_something_is_off()
    off = Off(maya.page).show_lines("Read them to me on Thursday", "I thought of your three").want_nothing_from("Theo")
    off.tell("It feels too close.", to="The coordinator, and not Fay")
    Home(cora.page).open(cora.server.url).open_news("Maya told you something")
    told = ToldOnTheDesk(cora.page).read_the_lines("two").say_it_is_read()
    told.say_what_is_done("I talk with you first.", to="Maya").suggest_nobody_to("Theo")


def maya_has_a_say(phone: GivePhone) -> None:
    maya = phone("maya")
    Say(maya.page).open(maya.server.url).not_this_time().is_shown()


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
