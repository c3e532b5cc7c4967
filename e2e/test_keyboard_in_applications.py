"""The applications and the desk without a mouse, on a slow line, with two quick taps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.omar_and_mira import AGE, HARD_NOW, TUESDAY
from e2e.pages.aspects import About
from e2e.pages.desk import Desk
from e2e.pages.enrolments import LINE, Applying, Doors
from e2e.pages.exclusions import SAID, Apart
from e2e.phone import GivePhone, Phone
from e2e.server import Server
from e2e.world import lived_in

both_ways = pytest.mark.parametrize("javascript", [True, False], ids=["with javascript", "without"])

GENDER = "What is your gender?"
LOST = ("ERR_INTERNET_DISCONNECTED", "htmx:error: Failed to fetch")


@pytest.fixture(scope="module")
def portal(community: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all of this."""
    with lived_in(community.copy_to(Path(tmp_path_factory.mktemp("keys")) / "var")) as server:
        yield server


@both_ways
def test_an_application_takes_no_mouse(phone: GivePhone, javascript: bool) -> None:
    omar = phone("omar", javascript=javascript)
    _at(omar, "now")
    keys = omar.page.keyboard
    hard = "Sleep and nights" if javascript else "Trust"
    omar.page.get_by_label(hard, exact=True).focus()
    keys.press("Space")
    omar.page.get_by_label(LINE).focus()
    keys.press("Control+A")
    keys.type("I do not sleep.")
    keys.press("Enter")

    applying = Applying(omar.page).is_on("About you", "Step two of six")
    first, then = ("Woman", "Man") if javascript else ("Thirties", "Forties")
    omar.page.get_by_label(first, exact=True).focus()
    keys.press("ArrowDown")
    keys.press("Tab")  # past the answers, to what is folded away
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Space")
    question = GENDER if javascript else AGE
    About(omar.page).has_said(question, then, "Closer to mine")
    applying.button("Save and go on").focus()
    keys.press("Enter")
    applying.is_on("Ways to talk", "Step three of six")
    _at(omar, "now").has_chosen(hard).has_typed(LINE, "I do not sleep.")
    _at(omar, "about")
    About(omar.page).has_said(question, then, "Closer to mine")


@both_ways
def test_two_taps_begin_one_application(phone: GivePhone, javascript: bool) -> None:
    mira = phone("mira", javascript=javascript)
    doors = Doors(mira.page).open(mira.server.url)
    role = "Offer to mentor" if javascript else "Look for a mentor"
    doors.button(role).dblclick()
    Applying(mira.page).sees("A few short pages.")
    rows = doors.open(mira.server.url).page.get_by_role("region", name="Yours").get_by_role("listitem")
    expect(rows.filter(has_text="as a mentor" if javascript else "A mentor for you")).to_have_count(1)


def test_what_was_typed_survives_a_lost_connection(phone: GivePhone) -> None:
    omar = phone("omar")
    applying = _at(omar, "now").fill("In your own words", HARD_NOW)
    omar.page.route("**/now", lambda route: route.abort("internetdisconnected"))
    applying.save_and_go_on().says_above("What you wrote is still here.").has_typed("In your own words", HARD_NOW)
    assert [line for line in omar.watch.found if not any(words in line for words in LOST)] == []
    omar.watch.found.clear()

    omar.page.unroute("**/now")
    applying.save_and_go_on().is_on("About you", "Step two of six")
    _at(omar, "now").has_typed("In your own words", HARD_NOW)


def test_whom_to_keep_apart_is_said_and_taken_back_in_place(phone: GivePhone) -> None:
    """Said aloud, and nothing is loaded anew."""
    noor = phone("noor")
    noor.watch.expect_status(422)
    apart = Apart(noor.page).open(noor.server.url)
    noor.page.evaluate("window.stillHere = true")
    apart.press("Keep us apart").says_above("to look at")
    apart.choose("A phone number").fill(SAID, "by heart").press("Keep us apart")
    apart.says_above("").has_typed(SAID, "by heart")
    shown_as = "A name beginning with D"
    apart.keep_apart_from("A name", "Dmitri", shown_as=shown_as).is_told("Kept. It holds from now on.")
    apart.take_back(shown_as).is_told("Taken back.")
    assert noor.page.evaluate("window.stillHere === true")


@both_ways
def test_two_taps_ask_both_once(phone: GivePhone, javascript: bool) -> None:
    fay = phone("fay", javascript=javascript)
    pair = Desk(fay.page).open(fay.server.url).look_at("Ines", "Ruth")
    pair.button("Ask both").dblclick()
    desk = Desk(fay.page).has_asked("Ines + Ruth", "have not answered yet", group=TUESDAY)
    asked = fay.page.get_by_role("list", name="Asked, not yet answered").get_by_role("listitem")
    expect(asked.filter(has_text="Ines + Ruth")).to_have_count(1)
    desk.open_asked("Ines", "Ruth").take_back()


def _at(omar: Phone, page: str) -> Applying:
    """A page of his application, begun where it is not yet."""
    doors = Doors(omar.page).open(omar.server.url)
    if doors.button("Look for a mentor").count():
        doors.look_for_a_mentor()
        doors.open(omar.server.url)
    link = omar.page.get_by_role("region", name="Yours").get_by_role("link").first
    omar.go_to(f"{link.get_attribute('href')}/{page}")
    return Applying(omar.page)
