"""Without a mouse, on a slow line, with two quick taps: it says what happens, and keeps what was typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, Route, expect

from e2e.pages.check_ins import DAY, OWN, SAVE, SHARED, CheckIn
from e2e.pages.enrolments import Room
from e2e.pages.guide import Left
from e2e.pages.home import Home
from e2e.pages.members import Contact
from e2e.pages.mentorships import Talk, Talks
from e2e.pages.page import Shown
from e2e.pages.proposals import Proposal
from e2e.pages.sign_in import NAME, SignIn
from e2e.phone import GivePhone, Phone
from e2e.server import Server
from e2e.world import lived_in

both_ways = pytest.mark.parametrize("javascript", [True, False], ids=["with javascript", "without"])

SIGNED_IN = (
    *("/home", "/proposals", "/talks", "/chats", "/guide", "/me", "/help-now", "/nowhere"),
    *("/me/contact", "/me/times", "/me/about", "/me/apart", "/me/meeting", "/enrolments", "/guide/shelf"),
    *("/guide/off", "/guide/search", "/me/chats", "/me/say", "/note", "/question"),
)
HOSTILE = "שלום 🌒 </textarea><script>document.title = 'Not ours'</script> \"quoted\" & more"
TOO_LONG = " ".join(["word"] * 1000)

LOST = ("ERR_INTERNET_DISCONNECTED", "htmx:error: Failed to fetch")  # what Chromium and htmx say of a lost connection


@pytest.fixture(scope="module")
def portal(community: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all of this."""
    with lived_in(community.copy_to(Path(tmp_path_factory.mktemp("keyboard")) / "var")) as server:
        yield server


@pytest.mark.parametrize(
    ("name", "addresses"), [("maya", SIGNED_IN), ("fay", ("/home", "/desk", "/desk/people", "/desk/feedback", "/me"))]
)
def test_leave_comes_first_and_then_the_way_past_the_top(
    phone: GivePhone, name: str, addresses: tuple[str, ...]
) -> None:
    someone = phone(name)
    someone.watch.expect_status(404)
    shown = Shown(someone.page)
    for address in addresses:
        someone.go_to(address).page.keyboard.press("Tab")
        expect(shown.button("Leave")).to_be_focused()
        someone.page.keyboard.press("Tab")
        skip = someone.page.get_by_role("link", name="Skip to this page")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        someone.page.keyboard.press("Enter")
        expect(someone.page.get_by_role("main")).to_be_focused()


@both_ways
def test_signing_in_takes_no_mouse(phone: GivePhone, javascript: bool) -> None:
    stranger = phone(javascript=javascript).go_to("/sign-in")
    keys = stranger.page.keyboard
    stranger.page.get_by_label(NAME).focus()
    keys.type("omar")
    keys.press("Tab")
    keys.type("quiet-harbour")
    keys.press("Enter")
    SignIn(stranger.page).is_in()


def test_what_is_to_be_mended_takes_the_focus_and_nothing_is_loaded_anew(phone: GivePhone) -> None:
    omar = phone("omar")
    omar.watch.expect_status(422)
    contact = Contact(omar.page).open(omar.server.url).fill("Phone number", "my number").fill("E-mail address", "me@")
    _mark(omar.page)
    contact.save().says_above("Two things to look at")
    contact.says_at("Phone number", "Write the number with digits").has_typed("Phone number", "my number")
    contact.says_at("E-mail address", "An address looks like name@example.org.").has_typed("E-mail address", "me@")
    assert _is_marked(omar.page)

    omar.page.get_by_role("link", name="Write the number with digits").click()
    expect(contact.box("Phone number")).to_be_focused()


def test_what_was_done_is_said_aloud(phone: GivePhone) -> None:
    """The focus stays on a button that is still there; where the page is another, it goes to its beginning."""
    theo, noor = phone("theo"), phone("noor")
    room = Room(theo.page).open(theo.server.url)
    _mark(theo.page)
    room.make_room_for("three").is_told("Room for three at once")
    expect(room.button("Room for three")).to_be_focused()
    assert _is_marked(theo.page)

    Home(noor.page).read_and_answer()
    _mark(noor.page)
    proposal = Proposal(noor.page).say_yes().is_waiting_for_the_other().is_told("You said yes")
    expect(noor.page.get_by_role("heading", name="You said yes")).to_be_focused()
    assert _is_marked(proposal.page)


def test_a_slow_answer_shows_that_something_happens(phone: GivePhone) -> None:
    ruth = phone("ruth")
    room = Room(ruth.page).open(ruth.server.url)
    held = _hold(ruth.page, "**/me/room")
    room.make_room_for("two").is_told("One moment.")
    expect(ruth.page.locator("form[aria-busy=true]")).to_have_count(1)
    held.pop().continue_()
    room.says("Room for two at once").is_told("Room for two at once")
    expect(ruth.page.locator("form[aria-busy=true]")).to_have_count(0)


def test_a_double_tap_sends_once(phone: GivePhone) -> None:
    sam = phone("sam")
    room = Room(sam.page).open(sam.server.url)
    sent: list[Request] = []
    sam.page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    held = _hold(sam.page, "**/me/room")
    room.button("Room for two").dblclick()
    room.is_told("One moment.")
    assert len(sent) == 1
    held.pop().continue_()
    room.is_told("You are taking a pause until")
    assert len(sent) == 1


@both_ways
def test_two_taps_keep_one_check_in(phone: GivePhone, javascript: bool) -> None:
    maya = phone("maya", javascript=javascript)
    words = f"Twice, {'with' if javascript else 'without'}."
    _to_check_in(maya, "Theo")
    form = CheckIn(maya.page).fill_in(for_both=words)
    form.button(SAVE).dblclick()
    Talk(maya.page).is_with("Theo").has_one_check_in(words)


def test_what_was_typed_survives_a_lost_connection(phone: GivePhone) -> None:
    theo = phone("theo")
    _to_check_in(theo, "Maya")
    form = CheckIn(theo.page).fill_in(strands=("Learning",), for_both="Words from a train.", for_me="A tunnel.")
    theo.page.route("**/check-in", lambda route: route.abort("internetdisconnected"))
    form.save()
    form.says_above("What you wrote is still here.")
    form.has_typed(SHARED, "Words from a train.").has_typed(OWN, "A tunnel.").has_chosen("Learning")
    assert [line for line in theo.watch.found if not any(words in line for words in LOST)] == []
    theo.watch.found.clear()

    theo.page.unroute("**/check-in")
    form.save()
    Talk(theo.page).is_with("Maya").has_check_in("A tunnel.").has_one_check_in("Words from a train.")


@both_ways
def test_bad_input_comes_back_with_words_at_the_field_and_everything_typed(phone: GivePhone, javascript: bool) -> None:
    maya = phone("maya", javascript=javascript)
    maya.watch.expect_status(422)
    _to_check_in(maya, "Theo")
    form = CheckIn(maya.page).fill_in(
        how="In person", strands=("Sharing", "Celebrating"), day="1875-05-01", for_both=HOSTILE, for_me=TOO_LONG
    )
    form.choose("This weighs on me").save()

    form.says_at(DAY, "This day is before your talks began.").says_at(OWN, "4,000")
    form.has_typed(SHARED, HOSTILE).has_typed(OWN, TOO_LONG)
    form.has_typed(DAY, "1875-05-01").has_chosen("In person", "Sharing", "Celebrating", "This weighs on me")
    if javascript:
        form.says_above("Two things to look at")
    assert maya.page.title() == "Notes"

    form.fill(DAY, _today(maya)).fill(OWN, "short").save()
    Talk(maya.page).is_with("Theo").has_check_in(HOSTILE, "short")
    assert maya.page.title() == "Notes"


def test_three_times_shift_leaves_and_back_shows_nothing(phone: GivePhone, portal: Server) -> None:
    maya = phone("maya")
    Home(maya.page).go("Talks")
    Talks(maya.page).open_talk_with("Theo")
    for _ in range(3):
        maya.page.keyboard.press("Shift")
    Left(maya.page).is_somewhere_else(portal.outside)
    _back_shows_nothing(maya)


@both_ways
def test_leave_leaves_and_back_shows_nothing(phone: GivePhone, portal: Server, javascript: bool) -> None:
    maya = phone("maya", javascript=javascript)
    Home(maya.page).go("Talks")
    Talks(maya.page).open_talk_with("Theo").press("Leave")
    Left(maya.page).is_somewhere_else(portal.outside)
    _back_shows_nothing(maya)


def test_leave_in_a_tab_from_before_the_last_sign_in(phone: GivePhone, portal: Server) -> None:
    """Its token is of a session that is no more; tapped, it signs out the one of today all the same."""
    maya = phone("maya")
    maya.watch.expect_status(403)
    Home(maya.page).go("Talks")
    older = maya.page
    older.context.clear_cookies()
    maya.page = older.context.new_page()
    maya.sign_in()
    maya.page = older

    Talks(maya.page).press("Leave")

    Left(maya.page).is_somewhere_else(portal.outside)
    maya.go_to("/home")
    expect(SignIn(maya.page).box(NAME)).to_be_visible()


def _back_shows_nothing(someone: Phone) -> None:
    """However often: each page is asked for again, and the answer is the door."""
    for _ in range(4):
        someone.page.go_back()
        Shown(someone.page).does_not_see("Maya", "Theo")
        expect(someone.page.get_by_role("button", name="Leave")).to_have_count(0)
    someone.go_to("/home")
    expect(SignIn(someone.page).box(NAME)).to_be_visible()


def _to_check_in(someone: Phone, name: str) -> None:
    Home(someone.page).go("Talks")
    Talks(someone.page).open_talk_with(name).log_a_check_in()
    Shown(someone.page).sees_heading("Log a check-in")


def _today(someone: Phone) -> str:
    """The last day that the form takes: the reader's own today."""
    return CheckIn(someone.page).box(DAY).get_attribute("max") or ""


def _hold(page: Page, address: str) -> list[Route]:
    """Requests to there wait in the list until somebody lets them go on."""
    held: list[Route] = []
    page.route(address, lambda route: held.append(route))  # noqa: PLW0108 - a built-in cannot be wrapped
    return held


def _mark(page: Page) -> None:
    """A page that is loaded anew has forgotten this."""
    page.evaluate("window.stillHere = true")


def _is_marked(page: Page) -> bool:
    return page.evaluate("window.stillHere === true") is True
