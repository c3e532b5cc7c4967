"""Open to everybody: each page of ours that somebody can come to, and each state of its forms, looked at every way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from e2e.looking import FOR_ALL, FOR_ANYBODY, check, look, said, walk
from e2e.pages.admin import KNOWN, Admin
from e2e.pages.chats import BeingTold, Chat, Chats
from e2e.pages.check_ins import DAY, SAVE, CheckIn
from e2e.pages.concerns import OFF, About, Off
from e2e.pages.endings import Goodbye
from e2e.pages.enrolments import Room
from e2e.pages.feedback import Say
from e2e.pages.guide import LOOKED_FOR, Guide
from e2e.pages.home import Home
from e2e.pages.members import Contact, Me
from e2e.pages.mentorships import Talks
from e2e.pages.milestones import Milestone
from e2e.pages.page import Nothing, Shown
from e2e.pages.proposals import Proposal
from e2e.pages.sign_in import NAME, SignIn
from e2e.phone import GivePhone, Phone
from e2e.server import Server
from e2e.world import lived_in


@pytest.fixture(scope="module")
def portal(community: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all of this, whose page after Leave stays."""
    server = community.copy_to(Path(tmp_path_factory.mktemp("open")) / "var")
    server.outside = ""
    with lived_in(server):
        yield server


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("", "/"),
        ("maya", "/home"),
        ("noor", "/home"),
        ("ruth", "/home"),
        ("omar", "/home"),
    ],
    ids=lambda given: given.strip("/") or "stranger",
)
def test_every_page_that_links_lead_to(phone: GivePhone, name: str, start: str) -> None:
    """Of members; of staff: test_accessibility_of_the_desk.py."""
    someone = phone(name)
    seen = {"": set(), "maya": set(FOR_ANYBODY)}.get(name, set(FOR_ALL))
    found = [line for _ in walk(someone, start, seen) for line in look(someone)]
    assert found == [], said(found)
    assert len(seen) > 3


def test_what_is_not_there_not_yours_or_not_possible(phone: GivePhone) -> None:
    stranger, maya = phone(), phone("maya")
    for one in (stranger, maya):
        one.watch.expect_status(403, 404, 409)
        Nothing(one.go_to("/nowhere").page).is_shown()
        check(one)
    stranger.go_to("/sign-in").page.locator("input[name=csrf]").evaluate("field => { field.value = 'not ours' }")
    Shown(stranger.page).press("Sign in").sees_heading("We did nothing just now")
    check(stranger)


def test_forms_that_come_back(phone: GivePhone) -> None:
    """With words at the fields, and everything typed still there."""
    stranger, theo = phone(), phone("theo")
    for one in (stranger, theo):
        one.watch.expect_status(422)
    found: list[str] = []
    SignIn(stranger.page).open(stranger.server.url).press("Sign in").says_above("")
    found += look(stranger)
    SignIn(stranger.page).fill(NAME, "nobody").fill("Password", "not the one").press("Sign in")
    SignIn(stranger.page).says_above("We could not sign you in")
    found += look(stranger)

    for show in (_check_in, _milestone, _saw, _contact, _chat, _reply, _pause, _goodbye, _reason, _note, _say):
        show(theo)
        found += look(theo)
    assert found == [], said(found)


def test_what_is_looked_up(phone: GivePhone) -> None:
    """By somebody who is signed in, who finds more; and what is not there."""
    maya = phone("maya")
    maya.watch.expect_status(422)
    found: list[str] = []
    guide = Guide(maya.page).open(maya.server.url).look_up("a hard night").finds("On a hard night")
    found += look(maya)
    guide.look_up("qwxyzzy").finds_nothing()
    found += look(maya)
    guide.look_up("").says_at(LOOKED_FOR, "Write a word or two about what you look for.")
    found += look(maya)
    assert found == [], said(found)


def test_a_covered_home_and_what_is_shown_then(phone: GivePhone) -> None:
    mira = phone("mira")
    Me(mira.page).open(mira.server.url).cover_home()
    Home(mira.page).open(mira.server.url).is_covered()
    check(mira)
    Home(mira.page).show()
    check(mira)


def test_what_only_happens_on_the_way(phone: GivePhone) -> None:
    """An answer given, and a no taken back; a goodbye begun, said, told and kept."""
    noor, maya, theo = (phone(name) for name in ("noor", "maya", "theo"))
    found: list[str] = []
    Home(noor.page).read_and_answer()
    Proposal(noor.page).say_yes().is_waiting_for_the_other()
    found += look(noor)

    Home(theo.page).read_and_answer()
    Proposal(theo.page).say_not_this_time().is_over_with("Noor")
    found += look(theo)
    Proposal(theo.page).would_be_glad_after_all("Noor")
    found += look(theo)
    theo.go_to("/proposals")
    found += look(theo)

    Home(maya.page).go("Talks")
    talk = Talks(maya.page).open_talk_with("Theo")
    talk_id = talk.id()
    talk.say_goodbye()
    goodbye = Goodbye(maya.page).remember("The back row.")
    goodbye.is_at("Thank your")
    found += look(maya)
    goodbye.write("Thank you for the evenings.").is_at("Say goodbye to Theo")
    found += look(maya)
    goodbye.say_it("Theo")
    found += look(maya)
    for address in (f"/talks/{talk_id}", f"/talks/{talk_id}/goodbye"):
        theo.go_to(address)
        found += look(theo)
    theo.watch.expect_status(409)
    theo.go_to(f"/talks/{talk_id}/check-in")
    found += look(theo)

    assert found == [], said(found)


def test_a_chat_from_both_sides(phone: GivePhone) -> None:
    """Asked for, replied to, taken up and talked in; and over, for one who was not taken."""
    omar, noor, mira = (phone(name) for name in ("omar", "noor", "mira"))
    found: list[str] = []
    BeingTold(noor.page).open(noor.server.url).tell_me(also_at_night=True)
    found += look(noor)
    asked = Chats(omar.page).open(omar.server.url).ask(line="Anybody?", hours=2, how=("Phone", "Here"))
    found += look(omar)
    for one in (noor, mira):
        Chats(one.page).open(one.server.url).reply_to("Omar").send("Me, until ten.")
    found += look(mira)
    omar.page.reload()
    found += look(omar)
    asked.take("Noor").shows_how_to_reach("Noor").write("Thank you.", to="Noor")
    found += look(omar)
    noor.page.reload()
    found += look(noor)
    mira.page.reload()
    Chat(mira.page).thanks_for_being_there()
    found += look(mira)
    assert found == [], said(found)


def test_the_page_after_leave(phone: GivePhone) -> None:
    mira = phone("mira")
    Shown(mira.page).press("Leave").sees_heading("No notes open")
    check(mira)


def test_the_admin_breaks_no_rule_but_those_it_is_known_to_break(phone: GivePhone) -> None:
    fay = phone("fay")
    Admin(fay.page).open(fay.server.url).sees_heading("Welcome")
    fay.check_access(besides=KNOWN)
    assert fay.page.title() == "Notes"


def _check_in(theo: Phone) -> None:
    Home(theo.page).open(theo.server.url).go("Talks")
    Talks(theo.page).open_talk_with("Maya").log_a_check_in()
    CheckIn(theo.page).fill_in(day="2099-01-01", for_both="Words").press(SAVE)
    CheckIn(theo.page).says_above("This day is still to come").says_at(DAY, "This day is still to come")


def _milestone(theo: Phone) -> None:
    Home(theo.page).open(theo.server.url).go("Talks")
    Talks(theo.page).open_talk_with("Maya").add_a_milestone()
    Milestone(theo.page).keep("")
    Milestone(theo.page).says_above("Write a few words")


def _saw(theo: Phone) -> None:
    Home(theo.page).open(theo.server.url).go("Talks")
    Talks(theo.page).open_talk_with("Maya").say_what_you_saw()
    Shown(theo.page).press("Add this").says_above("Write a few words")


def _contact(theo: Phone) -> None:
    Contact(theo.page).open(theo.server.url).fill("Phone number", "my number").fill("E-mail address", "nowhere")
    Contact(theo.page).save().says_above("Two things to look at")


def _chat(theo: Phone) -> None:
    board = Chats(theo.page).open(theo.server.url)
    board.open_choices()
    for way in ("Phone", "Text", "Video", "Here"):  # the ways that Theo likes are filled in
        theo.page.get_by_label(way, exact=True).uncheck()
    board.press("Ask for a chat").says_above("Choose at least one way to talk.")


def _reply(theo: Phone) -> None:
    Chats(theo.page).open(theo.server.url).reply_to("Jonas")
    for way in ("Phone", "Text"):
        theo.page.get_by_label(way, exact=True).uncheck()
    Shown(theo.page).press("Send my reply").says_above("Choose at least one way to talk.")


def _pause(theo: Phone) -> None:
    Room(theo.page).open(theo.server.url).press("Pause until that day").says_above("Choose the day")


def _goodbye(theo: Phone) -> None:
    Home(theo.page).open(theo.server.url).go("Talks")
    Talks(theo.page).open_talk_with("Maya").say_goodbye()
    goodbye = Goodbye(theo.page).is_at("Remember one thing")
    goodbye.fill("One thing you want to remember", "long " * 400).press("Keep it and go on").says_above("")


def _reason(theo: Phone) -> None:
    Home(theo.page).open(theo.server.url).read_and_answer()
    Proposal(theo.page).say_not_this_time("long " * 400).says_above("")


def _note(theo: Phone) -> None:
    """The second of two steps: who reads it is not chosen yet."""
    about = About(theo.go_to("/note").page).go_on().says_above("Choose one.")
    about.of("A person", "Somebody else").go_on()
    Off(theo.page).is_open().fill(OFF, "A word").press("Tell it now").says_above("Choose who reads this.")


def _say(theo: Phone) -> None:
    say = Say(theo.page).open(theo.server.url).write("Last Tuesday Maya was late.").hints_at("Maya")
    say.write("On Thursday Maya was late.").send()
    say.is_not_sent_yet()
