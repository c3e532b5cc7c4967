"""A check-in and messages without a mouse, with two quick taps, on a lost line; and what is live disturbs nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from e2e.pages.check_ins import SAVE, SHARED
from e2e.pages.mentorships import Talk, Talks
from e2e.pages.messages import WORDS, Messages
from e2e.phone import GivePhone, Phone
from e2e.server import Server
from e2e.world import lived_in

both_ways = pytest.mark.parametrize("javascript", [True, False], ids=["with javascript", "without"])

LOST = ("ERR_INTERNET_DISCONNECTED", "htmx:error: Failed to fetch")
FURTHEST = 40  # presses of Tab, for any way from one field to another


@pytest.fixture(scope="module")
def portal(on_tuesday: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all of this."""
    server = on_tuesday.copy_to(Path(tmp_path_factory.mktemp("keys")) / "var")
    server.now = on_tuesday.now
    with lived_in(server):
        yield server


@both_ways
def test_a_check_in_takes_no_mouse(phone: GivePhone, javascript: bool) -> None:
    """From the pair's page and back, by Tab, arrows, Space and Enter."""
    maya = phone("maya", javascript=javascript)
    talk = _to_talk(maya, "Theo")
    page, keys = maya.page, maya.page.keyboard
    words = f"By keys, {'with' if javascript else 'without'}."
    _tab_to(maya, page.get_by_role("link", name="Log a check-in"))
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Log a check-in")).to_be_visible()

    _tab_to(maya, page.get_by_label("By phone", exact=True))
    keys.press("ArrowDown")
    expect(page.get_by_label("In person", exact=True)).to_be_checked()
    _tab_to(maya, page.get_by_label("A few minutes", exact=True))
    keys.press("Space")
    _tab_to(maya, page.get_by_label("Sharing", exact=True))
    keys.press("Space")
    _tab_to(maya, page.get_by_label("Hard day for me", exact=True))
    keys.press("Space")
    _tab_to(maya, page.get_by_label(SHARED))
    keys.type(words)
    _tab_to(maya, page.get_by_role("button", name=SAVE))
    keys.press("Enter")

    talk.is_with("Theo").has_check_in("A hard day, in person", "Sharing", words)


@both_ways
def test_a_message_takes_no_mouse(phone: GivePhone, javascript: bool) -> None:
    maya = phone("maya", javascript=javascript)
    messages = _to_messages(maya, "Theo", listening=javascript)
    first, second = (f"{which} line, {'with' if javascript else 'without'}." for which in ("First", "Second"))
    box = messages.box(WORDS)
    _tab_to(maya, box)
    maya.page.keyboard.type(first)
    maya.page.keyboard.press("Tab")
    expect(messages.button("Send")).to_be_focused()
    maya.page.keyboard.press("Enter")
    messages.has(first)
    if javascript:  # one goes on writing
        messages.is_told("Sent.")
        expect(box).to_be_focused()
        expect(box).to_have_value("")
    _tab_to(maya, box)
    maya.page.keyboard.type(second)
    _tab_to(maya, messages.button("Send"))
    maya.page.keyboard.press("Enter")
    messages.has(first, second)


@both_ways
def test_two_taps_send_one_line_and_the_same_words_on_purpose_two(phone: GivePhone, javascript: bool) -> None:
    theo = phone("theo", javascript=javascript)
    messages = _to_messages(theo, "Maya", listening=javascript)
    words = f"Twice, {'with' if javascript else 'without'}."
    messages.fill(WORDS, words).button("Send").dblclick()
    messages.has_times(words, 1).has_typed(WORDS, "")
    messages.send(words).has_times(words, 2)


def test_what_is_live_disturbs_nobody(phone: GivePhone) -> None:
    """Somebody is writing when a line comes: it is said aloud, and focus and words stay where they are."""
    maya, theo = phone("maya"), phone("theo")
    for_maya = _to_messages(maya, "Theo", listening=True)
    for_theo = _to_messages(theo, "Maya", listening=True)
    box = for_maya.box(WORDS)
    box.focus()
    maya.page.keyboard.type("Half a sente")
    for_theo.send("A line from elsewhere.")
    for_maya.has_at_once("A line from elsewhere.").is_told("Theo wrote to you.")
    expect(box).to_be_focused()
    maya.page.keyboard.type("nce.")
    for_maya.has_typed(WORDS, "Half a sentence.")


def test_what_was_typed_survives_a_lost_connection(phone: GivePhone) -> None:
    theo = phone("theo")
    messages = _to_messages(theo, "Maya", listening=True)
    theo.page.route("**/messages", lambda route: route.abort("internetdisconnected"))
    messages.fill(WORDS, "Words from a train.").press("Send")
    messages.says_above("What you wrote is still here.").has_typed(WORDS, "Words from a train.")
    assert [line for line in theo.watch.found if not any(words in line for words in LOST)] == []
    theo.watch.found.clear()

    theo.page.unroute("**/messages")
    messages.press("Send")
    messages.has_times("Words from a train.", 1)


def _to_talk(someone: Phone, other: str) -> Talk:
    return Talks(someone.page).open(someone.server.url).open_talk_with(other)


def _to_messages(someone: Phone, other: str, *, listening: bool) -> Messages:
    return _to_talk(someone, other).open_messages(other, listening=listening)


def _tab_to(someone: Phone, what: Locator) -> None:
    """As far as it is: what cannot be come to by Tab is not there for those who have no mouse."""
    for _ in range(FURTHEST):
        someone.page.keyboard.press("Tab")
        if what.evaluate("element => element == document.activeElement"):
            expect(what).to_be_in_viewport()
            return
    raise AssertionError(f"{what} is further than {FURTHEST} presses of Tab away.")
