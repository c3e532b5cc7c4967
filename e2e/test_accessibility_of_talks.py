"""The same look at what happens between two people: what the walk along the links of one of them does not come to."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from e2e.looking import look, said
from e2e.pages.check_ins import ADDED, CheckIn, OneCheckIn
from e2e.pages.home import Home
from e2e.pages.meetings import LINE, Meeting
from e2e.pages.members import Contact
from e2e.pages.mentorships import Beginning, Feels, Talk, Talks, Ways
from e2e.pages.messages import Messages
from e2e.pages.milestones import Milestone, Moments
from e2e.pages.page import Shown
from e2e.pages.plans import NextTime, Plans
from e2e.pages.proposals import Proposal
from e2e.phone import GivePhone, Phone
from e2e.server import Server
from e2e.world import TUESDAY, lived_in

SUNDAY = datetime(2027, 1, 17, 14, tzinfo=UTC)  # after the talk that is planned for Saturday
EVENINGS = [datetime(2027, 1, day, 19, 30, tzinfo=UTC) for day in (20, 22, 23)]
HERE = "Messages here"
TOO_LONG = "long " * 1000
CARD = "Would you like me to just listen, or respond with some thoughts?"


@pytest.fixture(scope="module")
def portal(on_tuesday: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all of this, whose days go by from test to test."""
    server = on_tuesday.copy_to(Path(tmp_path_factory.mktemp("talks")) / "var")
    server.now = TUESDAY
    with lived_in(server):
        yield server


def test_two_who_have_just_begun(phone: GivePhone) -> None:
    noor, theo = phone("noor"), phone("theo")
    found: list[str] = []
    for one in (noor, theo):
        Home(one.page).read_and_answer()
        Proposal(one.page).say_yes()
        Shown(one.page).sees("You said yes" if one is noor else "You both said yes.")
    Home(noor.page).open(noor.server.url)
    found += look(noor)
    Home(noor.page).open_news("Talks with Theo: you both said yes")
    talk = Talk(noor.page).is_with("Theo")
    at = f"/talks/{talk.id()}"
    for one in (noor, theo):
        found += look(one)

    noor.go_to(f"{at}/beginning")
    found += look(noor)
    Beginning(noor.page).agree(often="Once a week", first="I do")
    talk.is_with("Theo").says_who_begins("You write first")
    theo.go_to(f"{at}/beginning")
    found += look(theo)

    Contact(noor.page).open(noor.server.url).tick(HERE).save().sees_heading("What you have said")
    noor.go_to(f"{at}/ways")
    found += look(noor)
    for page in ("found", "how", "messages"):
        noor.go_to(f"{at}/{page}")
        found += look(noor)
    noor.go_to(f"{at}/how")
    Feels(noor.page).would_like_someone_else()
    found += look(noor)
    noor.go_to(f"{at}/found")
    Shown(noor.page).press("Not yet").sees("You said “not yet”")
    found += look(noor)
    noor.go_to(f"{at}/ways")
    Ways(noor.page).add(HERE)
    talk.is_with("Theo").sees(HERE)
    assert found == [], said(found)


def test_lines_between_two(phone: GivePhone) -> None:
    """Nothing written yet is above; here: what comes back, what is new, and by when it is answered."""
    maya, theo = phone("maya"), phone("theo")
    for one in (maya, theo):
        one.watch.expect_status(422)
    found: list[str] = []
    at = _at(theo, "Maya")
    messages = Messages(theo.go_to(f"{at}/messages").page).is_with("Maya")
    messages.press("Send").says_above("Write a few words, then send them.")
    found += look(theo)
    messages.send("A line that is rather long, as lines are when somebody has waited for days to write them.")
    messages.send("And a short one.").has("And a short one.")
    found += look(theo)

    Home(maya.page).open(maya.server.url).hears("Theo wrote to you")
    found += look(maya)
    for_maya = Messages(maya.go_to(f"{at}/messages").page).has("And a short one.")
    found += look(maya)
    for_maya.will_answer("In three days")
    found += look(maya)
    theo.page.reload()
    messages.sees("answers by")
    found += look(theo)
    assert found == [], said(found)


def test_what_lies_ahead(phone: GivePhone) -> None:
    """Times that are to be mended, offered, and there to be taken; what is put aside; a line to bring."""
    maya, theo = phone("maya"), phone("theo")
    for one in (maya, theo):
        one.watch.expect_status(422)
    found: list[str] = []
    at = _at(theo, "Maya")
    plans = Plans(theo.go_to(f"{at}/plans").page).is_open()
    plans.fill("One time", "2020-01-01T10:00").choose("Phone").press("Suggest these times").says_above("")
    found += look(theo)
    plans.suggest(EVENINGS, how="Phone", to="Maya")
    found += look(theo)
    for page in ("", "/plans"):
        maya.go_to(f"{at}{page}")
        found += look(maya)
    Plans(maya.page).take("Friday, 22 January 7:30 pm")
    found += look(maya)

    theo.go_to(f"{at}/next")
    NextTime(theo.page).put_aside(CARD)
    found += look(theo)
    maya.go_to(at)
    found += look(maya)

    meeting = Meeting(maya.page).open(maya.server.url).press("Add this line").says_above("Write a few words to bring.")
    found += look(maya)
    meeting.fill(LINE, "What do I say when family asks?")
    meeting.add("What do I say when family asks?")
    found += look(maya)
    assert found == [], said(found)


def test_what_was(phone: GivePhone) -> None:
    """One check-in from both sides, with what is added and mended; a hard day that is kept; a mentor's own moments."""
    maya, theo = phone("maya"), phone("theo")
    for one in (maya, theo):
        one.watch.expect_status(422)
    found: list[str] = []
    at = _at(theo, "Maya")
    theo.go_to(f"{at}/check-in")
    CheckIn(theo.page).fill_in(how="Video", for_both="Half an hour, and it was enough.").choose("Half an hour").save()
    Talk(theo.page).is_with("Maya").follow("Half an hour by video")
    one_check_in = OneCheckIn(theo.page).is_called("Half an hour by video")
    found += look(theo)
    address = theo.page.url.removeprefix(theo.server.url)
    one_check_in.fill("A note for yourself", TOO_LONG).press("Keep my note").says_above("")
    found += look(theo)
    theo.go_to(address)
    one_check_in.correct()
    one_check_in.fill("When did you talk?", "2099-01-01").press("Save it like this").says_above("still to come")
    found += look(theo)

    maya.go_to(address).page.get_by_role("link", name="Add a few words").click()
    OneCheckIn(maya.page).sees_heading("Add a few words").press("Add this").says_above("Write a few words")
    found += look(maya)
    OneCheckIn(maya.page).fill(ADDED, "It was. Thank you.").press("Add this").sees("It was. Thank you.")
    found += look(maya.go_to(address))

    maya.go_to(f"{at}/milestone")
    Milestone(maya.page).keep(hard=True)
    Talk(maya.page).is_with("Theo").follow("Correct it, or take it back")
    Shown(maya.page).fill("When?", "2099-01-01").press("Save it like this").says_above("still to come")
    found += look(maya)
    for page in ("", "/milestones"):
        found += look(maya.go_to(f"{at}{page}"))

    moments = Moments(theo.page).open(theo.server.url).press("Keep this moment").says_above("Write a few words")
    found += look(theo)
    Moments(theo.page).keep("I was asked, and could say no.")
    found += look(theo)
    moments.follow("I was asked, and could say no.").sees_heading("A moment of yours")
    found += look(theo)
    assert found == [], said(found)


def test_after_the_planned_talk(phone: GivePhone, portal: Server) -> None:
    portal.travel_to(SUNDAY)
    maya = phone("maya")
    found = look(maya)
    found += look(maya.go_to(_at(maya, "Theo")))
    found += look(maya.go_to(f"{_at(maya, 'Theo')}/still"))
    assert found == [], said(found)


def _at(one: Phone, other: str) -> str:
    """The address of their talks."""
    Talks(one.page).open(one.server.url).open_talk_with(other)
    return one.page.url.removeprefix(one.server.url)
