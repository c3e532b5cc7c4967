"""Talks from the hello to the last goodbye, on two phones, with JavaScript and with it switched off."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from e2e.noor_and_theo import (
    FOR_THEO_ALONE,
    MILESTONE,
    SEEN,
    Pair,
    both_say_yes,
    it_feels_right_to_noor,
    it_weighs_on_theo,
    theo_needs_a_pause,
    theo_puts_a_card_aside,
    they_agree_how_to_begin,
    they_log_three_check_ins,
    they_mark_a_milestone,
    they_plan_the_next_talk,
    they_say_hello,
)
from e2e.pages.check_ins import SAVE, SHARED, CheckIn
from e2e.pages.endings import Goodbye, Kept, Told
from e2e.pages.home import Home
from e2e.pages.page import Nothing, Shown
from e2e.phone import Phone, PhonesOf
from e2e.server import Server
from e2e.world import TUESDAY, lived_in

THURSDAY = datetime(2027, 1, 14, 14, tzinfo=UTC)  # nine in the morning
REMEMBERED, NOTE = "The quiet after the hard part.", "Thank you, Theo. I can sit in a room with it now."
REMEMBERED_BY_THEO, NOTE_OF_THEO = "The first laugh.", "You did that. I only listened."
TOO_LATE = "Words that come after the last goodbye."


@pytest.mark.parametrize("javascript", [True, False], ids=["with javascript", "without"])
def test_from_hello_to_goodbye(phones_in: PhonesOf, on_tuesday: Server, tmp_path: Path, javascript: bool) -> None:
    server = on_tuesday.copy_to(tmp_path / "var")
    server.now = TUESDAY
    with lived_in(server):
        with phones_in(server) as phone:
            noor, theo = (phone(name, javascript=javascript) for name in ("noor", "theo"))
            pair = both_say_yes(noor, theo, javascript)
            they_agree_how_to_begin(pair)
            they_say_hello(pair)
            they_plan_the_next_talk(pair)
            theo_puts_a_card_aside(pair)
        server.travel_to(THURSDAY)
        with phones_in(server) as phone:
            noor, theo = (phone(name, javascript=javascript) for name in ("noor", "theo"))
            pair = Pair(noor, theo, javascript, pair.talk)
            they_log_three_check_ins(pair)
            it_feels_right_to_noor(pair)
            they_mark_a_milestone(pair)
            it_weighs_on_theo(pair)
            theo_needs_a_pause(pair)
            they_say_goodbye_and_leave_tabs_open(pair)
            both_keep_their_own_page(pair)


def they_say_goodbye_and_leave_tabs_open(pair: Pair) -> None:
    """After the last goodbye there is nothing any more where a tab still shows the talks of before."""
    tabs = Tabs(pair)
    pair.talk_of(pair.noor).say_goodbye()
    Goodbye(pair.noor.page).remember(REMEMBERED).write(NOTE).say_it("Theo").sees(REMEMBERED, MILESTONE)
    pair.talk_of(pair.noor).can_only_be_read()

    pair.home_of(pair.theo).hears("Noor said goodbye").open_news("Noor said goodbye")
    told = Told(pair.theo.page).is_from("Noor").sees(NOTE).does_not_see(REMEMBERED)
    for_noor = Shown(pair.noor.page)
    told.answer().remember(REMEMBERED_BY_THEO).write(NOTE_OF_THEO).say_it("Noor").sees(NOTE, REMEMBERED_BY_THEO)
    tabs.lead_nowhere()

    for_noor.page.bring_to_front()
    pair.home_of(pair.noor).hears("Theo answered your goodbye").open_news("Theo answered your goodbye")
    Kept(pair.noor.page).is_of("Theo").sees(NOTE_OF_THEO)


class Tabs:
    """Left open by both: the pair's page, the messages, and a check-in that was being written."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        for one in (pair.noor, pair.theo):
            one.watch.expect_status(404)
        talk = f"/talks/{pair.talk}"
        self.talk = _tab(pair.noor, talk)
        self.check_in = CheckIn(_tab(pair.noor, f"{talk}/check-in"))
        self.check_in.fill_in(for_both=TOO_LATE)
        self.messages = _tab(pair.theo, f"{talk}/messages")

    def lead_nowhere(self) -> None:
        if self.pair.javascript:  # a page that listens goes by itself; what was being written stays, and is not kept
            for tab in (self.talk, self.messages):
                Nothing(tab).is_shown()
            self.check_in.save()
            self.check_in.says_above("This page is not here").has_typed(SHARED, TOO_LATE)
        else:
            Shown(self.talk).follow("Log a check-in")
            Shown(self.messages).press("Send")
            self.check_in.press(SAVE)
            for tab in (self.talk, self.messages, self.check_in.page):
                Nothing(tab).is_shown()
        for tab in (self.talk, self.messages, self.check_in.page):
            tab.close()


def _tab(one: Phone, address: str) -> Page:
    tab = one.context.new_page()
    tab.goto(f"{one.server.url}{address}")
    return tab


def both_keep_their_own_page(pair: Pair) -> None:
    """With the next doors; what the other kept alone is not on it. Their talks are found nowhere else any more."""
    for one, other, kept, not_theirs, doors in (
        (
            pair.noor,
            "Theo",
            (REMEMBERED, MILESTONE, SEEN, NOTE_OF_THEO, NOTE),
            (REMEMBERED_BY_THEO, FOR_THEO_ALONE),
            ("Find a new mentor", "Be a mentor yourself"),
        ),
        (
            pair.theo,
            "Noor",
            (REMEMBERED_BY_THEO, MILESTONE, SEEN, NOTE, NOTE_OF_THEO),
            (REMEMBERED,),
            ("Your time as a mentor", "Have a mentor yourself"),
        ),
    ):
        Home(one.page).go("Me").follow(f"Your talks with {other}")
        keepsake = Kept(one.page).is_of(other).open_all()
        keepsake.sees(*kept).does_not_see(*not_theirs).leads_on_to(*doors)
        one.watch.expect_status(404)
        for page in ("", "/messages", "/plans", "/check-in"):
            Nothing(one.go_to(f"/talks/{pair.talk}{page}").page).is_shown()
