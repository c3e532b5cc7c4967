"""Looking something up, signed in or not; who answers tonight; and whoever looks after those lines."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Request, expect

from e2e.pages.admin import Admin
from e2e.pages.desk import Desk
from e2e.pages.guide import LOOKED_FOR, Guide, HelpNow, LinesOfHelp
from e2e.phone import GivePhone, Phone
from e2e.server import Server
from e2e.world import lived_in

HURTS, TONIGHT = "Someone hurts, threatens or controls you", "You need to talk to someone tonight"
THINKING = "Thinking of suicide or hurting yourself"
ON_THE_SHELF = "What to say when family asks"

# what somebody types, and the title of what says it
TOPICS = {
    "goodbye": "How it ends",
    "how long does it last": "How long it lasts",
    "qualities of a mentor": "Who can be a mentor",
    "therapist": "Supporting",
    "suicide": THINKING,
    "he hits me": HURTS,
    "i am scared": HURTS,
}


@pytest.fixture(scope="module")
def portal(community: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all of this."""
    with lived_in(community.copy_to(Path(tmp_path_factory.mktemp("guide")) / "var")) as server:
        yield server


def test_a_stranger_finds_what_they_look_for(phone: GivePhone) -> None:
    """Without JavaScript, from a phone on which nobody is signed in. What is looked for stands in no address."""
    stranger = phone(javascript=False)
    stranger.watch.expect_status(422)
    asked = _addresses(stranger)
    guide = Guide(stranger.page).open(stranger.server.url)
    for words, title in TOPICS.items():
        guide.look_up(words).finds(title, of="Help now" if title in (THINKING, HURTS) else "The guide")
    guide.look_up("family asks").finds_nothing_of("The shelf")
    guide.look_up("goodbye").open_found("How it ends").sees("thank each other for the time you shared")
    guide.look_up("").says_at(LOOKED_FOR, "Write a word or two about what you look for.")
    guide.look_up("qwxyzzy").finds_nothing().follow("All pages of the guide")
    guide.sees_heading("How it works")
    assert asked == {"/guide", "/guide/search", "/guide/time"}


def test_whoever_is_signed_in_finds_the_shelf_as_well(phone: GivePhone) -> None:
    """By keys, in place: what was found takes the focus, and nothing is loaded anew."""
    maya = phone("maya")
    asked = _addresses(maya)
    guide = Guide(maya.page).open(maya.server.url).fill(LOOKED_FOR, "what if my family asks")
    maya.page.evaluate("window.stillHere = true")
    guide.box(LOOKED_FOR).press("Enter")
    guide.finds(ON_THE_SHELF, of="The shelf").has_typed(LOOKED_FOR, "what if my family asks")
    expect(maya.page.get_by_role("heading", name="What was found")).to_be_focused()
    assert maya.page.evaluate("window.stillHere === true")
    guide.open_found(ON_THE_SHELF, of="The shelf").sees_heading("The shelf")
    assert asked == {"/guide", "/guide/search", "/guide/shelf"}


def test_help_now_is_the_same_for_all_and_stands_on_paper(phone: GivePhone) -> None:
    stranger, maya = phone(javascript=False), phone("maya")
    for one in (stranger, maya):
        one.go_to("/guide").page.get_by_role("link", name="Help now").first.click()
        help_now = HelpNow(one.page).sees_heading("Help now").answers("In danger right now", call="911")
        help_now.answers(THINKING, call="988", text="988").answers(HURTS, call="1-800-799-7233", text="88788")
        help_now.answers(TONIGHT, text="741741")
    HelpNow(stranger.page).is_whole_on_paper("911", "988", "741741")


def test_the_coordinator_looks_after_the_lines(phone: GivePhone) -> None:
    """Whoever looked one up says so with a tap; another is changed in the records, and stands there for all at once."""
    cora = phone("cora")
    cora.watch.expect_status(422)
    Desk(cora.page).open(cora.server.url).follow("The lines of Help now")
    lines = LinesOfHelp(cora.page).say_it_is_still_right(HURTS).says(HURTS, "Looked up today. Kept, thank you.")
    lines.change(TONIGHT)

    admin = Admin(cora.page).is_editing()
    admin.type(text_to="741742", call="no number").send().is_refused("Write the number in digits")
    admin.type(call="").send().is_saved()
    LinesOfHelp(cora.page).open(cora.server.url).says(TONIGHT, "Text HOME to 741742")
    HelpNow(phone(javascript=False).page).open(cora.server.url).answers(TONIGHT, text="741742")


def _addresses(someone: Phone) -> set[str]:
    """Whatever is asked of the portal from now on, by a page or within it, but for what pages are drawn with."""
    asked: set[str] = set()

    def note(request: Request) -> None:
        address = request.url.removeprefix(someone.server.url)
        if not address.startswith("/static/"):
            asked.add(address)

    someone.context.on("request", note)
    return asked
