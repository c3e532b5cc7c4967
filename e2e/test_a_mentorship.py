"""Talks from the hello to the last goodbye, on two phones beside each other: with JavaScript, and with it switched off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page

from e2e.pages.care import Care, WaysOn
from e2e.pages.check_ins import SAVE, SHARED, WEIGHS, CheckIn
from e2e.pages.endings import Goodbye, Kept, Meanwhile, Pause, Told
from e2e.pages.enrolments import Room
from e2e.pages.home import Home
from e2e.pages.members import Contact
from e2e.pages.mentorships import Talk, Talks, Ways
from e2e.pages.messages import Messages
from e2e.pages.milestones import Milestone, Saw
from e2e.pages.page import Nothing, Shown
from e2e.pages.plans import NextTime, Plans
from e2e.phone import GivePhone, Phone, PhonesOf
from e2e.server import Server
from e2e.world import lived_in

HERE = "Messages here"
CLOCK = ZoneInfo("America/New_York")
TUESDAY = datetime(2027, 1, 12, 17, tzinfo=UTC)  # noon where they live
THURSDAY = datetime(2027, 1, 14, 14, tzinfo=UTC)  # nine in the morning
WEDNESDAY_EVENING = datetime(2027, 1, 13, 19, 30, tzinfo=CLOCK)
FRIDAY_EVENING = datetime(2027, 1, 15, 20, tzinfo=CLOCK)
BACK_ON = datetime(2027, 2, 20, tzinfo=CLOCK).date()

HELLO, ANSWER = "Hello Theo. Is tomorrow evening still good?", "Hello Maya. It is. I suggest two times."
CARD = "How does this sit with you, or make you feel?"
HARD = "It was the anniversary, and you stayed on the line."
FOR_THEO_ALONE = "It went home with me. Ask for a break."
SHARED_BY_THEO = "Maya did the talking today."
MILESTONE, SEEN = "I said no, and it stood.", "You said it without an excuse."
WORD = "I need to sleep. You did nothing wrong."
REMEMBERED, NOTE = "The quiet after the hard part.", "Thank you, Theo. I can sit in a room with it now."
HIS_REMEMBERED, HIS_NOTE = "The first laugh.", "You did that. I only listened."
TOO_LATE = "Words that come after the last goodbye."


@dataclass
class Pair:
    maya: Phone
    theo: Phone
    javascript: bool
    talk: str = ""  # the id that both addresses share

    def home_of(self, one: Phone) -> Home:
        return Home(one.page).open(one.server.url)

    def talk_of(self, one: Phone) -> Talk:
        one.go_to(f"/talks/{self.talk}")
        return Talk(one.page).is_with("Theo" if one is self.maya else "Maya")


@pytest.fixture(scope="module")
def on_tuesday(community: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo community at rest, on a day of its own, so that everybody knows which evening is meant."""
    world = Server(tmp_path_factory.mktemp("tuesday") / "var", community.outside)
    world.now = TUESDAY
    world.run("migrate")
    world.run("demo")
    yield world


@pytest.mark.parametrize("javascript", [True, False], ids=["with javascript", "without"])
def test_from_hello_to_goodbye(phones_in: PhonesOf, on_tuesday: Server, tmp_path: Path, javascript: bool) -> None:
    server = on_tuesday.copy_to(tmp_path / "var")
    server.now = TUESDAY
    with lived_in(server):
        with phones_in(server) as phone:
            pair = both_at_their_phones(phone, javascript)
            they_agree_to_write_here(pair)
            they_say_hello(pair)
            they_plan_the_next_talk(pair)
            theo_puts_a_card_aside(pair)
        server.travel_to(THURSDAY)
        with phones_in(server) as phone:
            pair = both_at_their_phones(phone, javascript)
            they_log_three_check_ins(pair)
            they_mark_a_milestone(pair)
            it_weighs_on_theo(pair)
            theo_needs_a_pause(pair)
            they_say_goodbye_and_leave_tabs_open(pair)
            both_keep_their_own_page(pair)


def both_at_their_phones(phone: GivePhone, javascript: bool) -> Pair:
    pair = Pair(phone("maya", javascript=javascript), phone("theo", javascript=javascript), javascript)
    for one, other in ((pair.maya, "Theo"), (pair.theo, "Maya")):
        Home(one.page).go("Talks")
        pair.talk = Talks(one.page).open_talk_with(other).id()
    return pair


def they_agree_to_write_here(pair: Pair) -> None:
    """Each by themselves: one way more under Me, and here."""
    for one in (pair.maya, pair.theo):
        Contact(one.page).open(one.server.url).tick(HERE).save().sees_heading("What you have said")
        pair.talk_of(one).follow("Change the ways to talk")
        Ways(one.page).tick(HERE).keep()
        Shown(one.page).sees_heading("How to reach")


def they_say_hello(pair: Pair) -> None:
    """What one writes stands on the other's open page within a second; without JavaScript, once it is loaded anew."""
    for_maya = pair.talk_of(pair.maya).open_messages("Theo", listening=pair.javascript)
    for_theo = pair.talk_of(pair.theo).open_messages("Maya", listening=pair.javascript)
    for_maya.send(HELLO).has(HELLO)
    hears(pair, for_theo, HELLO)
    for_theo.send(ANSWER).has(HELLO, ANSWER)
    hears(pair, for_maya, ANSWER)
    pair.home_of(pair.maya).hears_nothing_of("Theo wrote to you")  # it has been read


def hears(pair: Pair, messages: Messages, words: str) -> None:
    if pair.javascript:
        messages.has_at_once(words)
    else:
        messages.page.reload()
        messages.has(words).says_it_is_read()


def they_plan_the_next_talk(pair: Pair) -> None:
    pair.talk_of(pair.theo).plan_the_next_talk()
    Plans(pair.theo.page).suggest([WEDNESDAY_EVENING, FRIDAY_EVENING], how="Phone", to="Maya")
    pair.home_of(pair.maya).hears("Theo suggests a time to talk").open_news("Theo suggests a time to talk")
    Plans(pair.maya.page).is_open().take("Tomorrow 7:30 pm")
    pair.home_of(pair.theo).hears("Maya took a time to talk").open_news("Maya took a time to talk")
    Talk(pair.theo.page).is_with("Maya").talks_next("Tomorrow 7:30 pm · phone")
    pair.talk_of(pair.maya).talks_next("Tomorrow 7:30 pm · phone").wishes("just listen")
    pair.talk_of(pair.theo).sees("Maya asked: just listen.")


def theo_puts_a_card_aside(pair: Pair) -> None:
    pair.talk_of(pair.theo).put_something_aside()
    NextTime(pair.theo.page).put_aside(CARD)
    pair.home_of(pair.maya).open_news("Theo put something aside for next time")
    Talk(pair.maya.page).is_with("Theo").has_for_next_time(CARD, sender="From Theo")


def they_log_three_check_ins(pair: Pair) -> None:
    """One by one tap, one by Maya with words, one that weighs on Theo, which is for Theo alone."""
    pair.talk_of(pair.maya).has_talked().has_check_in("By phone")
    pair.talk_of(pair.theo).has_check_in("By phone")

    pair.talk_of(pair.maya).log_a_check_in()
    form = CheckIn(pair.maya.page).fill_in(how="Video", strands=("Supporting",), for_both=HARD)
    form.choose("Half an hour").choose("Hard day for me").save()
    Talk(pair.maya.page).is_with("Theo").has_check_in("A hard day, by video", HARD, "Supporting")

    pair.home_of(pair.theo).open_news("Maya logged a check-in")
    Talk(pair.theo.page).is_with("Maya").has_check_in(HARD).log_a_check_in()
    form = CheckIn(pair.theo.page).fill_in(how="In person", for_both=SHARED_BY_THEO, for_me=FOR_THEO_ALONE)
    form.choose(WEIGHS).save()
    Talk(pair.theo.page).is_with("Maya").has_check_in("In person", FOR_THEO_ALONE, "This weighed on you.")
    pair.talk_of(pair.maya).has_check_in(SHARED_BY_THEO).does_not_see(FOR_THEO_ALONE, "weighed")


def they_mark_a_milestone(pair: Pair) -> None:
    pair.talk_of(pair.maya).add_a_milestone()
    Milestone(pair.maya.page).keep(MILESTONE)
    Talk(pair.maya.page).is_with("Theo").has_milestone(MILESTONE)
    pair.home_of(pair.theo).open_news("Maya marked a milestone")
    Talk(pair.theo.page).is_with("Maya").has_milestone(MILESTONE).say_what_you_saw()
    Saw(pair.theo.page).add(SEEN)
    Talk(pair.theo.page).is_with("Maya").has_milestone(MILESTONE, SEEN)
    pair.home_of(pair.maya).open_news("Theo added to your milestone")
    Talk(pair.maya.page).is_with("Theo").has_milestone(MILESTONE, SEEN)


def it_weighs_on_theo(pair: Pair) -> None:
    """Asked how it is, alone; three taps lead to a rest from new people. Maya's page does not change by it."""
    before = pair.talk_of(pair.maya).source()
    pair.home_of(pair.theo).open_news("How are you? Three taps, only for you")
    ways_on = Care(pair.theo.page).tap(energy="Low", weight="A lot", glad="Mixed")
    ways_on.sees_heading("That sounds like a lot to carry")
    WaysOn(pair.theo.page).rest_until_a_day()
    Room(pair.theo.page).pause_until(BACK_ON).says("You are taking a pause until 20 February")
    assert pair.talk_of(pair.maya).source() == before


def theo_needs_a_pause(pair: Pair) -> None:
    pair.talk_of(pair.theo).take_a_pause()
    Pause(pair.theo.page).until(BACK_ON, WORD)
    Talk(pair.theo.page).is_with("Maya").is_paused_by("You are")
    pair.home_of(pair.maya).hears("Theo needs a pause").open_news("Theo needs a pause")
    Talk(pair.maya.page).is_with("Theo").is_paused_by("Theo is", WORD).follow("Wait, or have someone else")
    Meanwhile(pair.maya.page).choose_to("I wait for Theo")
    Talk(pair.maya.page).is_with("Theo")
    pair.talk_of(pair.theo).go_on_now()
    pair.home_of(pair.maya).hears("Talks with Theo go on")


def they_say_goodbye_and_leave_tabs_open(pair: Pair) -> None:
    """After the last goodbye there is nothing any more where a tab still shows the talks of before."""
    tabs = Tabs(pair)
    pair.talk_of(pair.maya).say_goodbye()
    Goodbye(pair.maya.page).remember(REMEMBERED).write(NOTE).say_it("Theo").sees(REMEMBERED, MILESTONE)
    pair.talk_of(pair.maya).can_only_be_read()

    pair.home_of(pair.theo).hears("Maya said goodbye").open_news("Maya said goodbye")
    told = Told(pair.theo.page).is_from("Maya").sees(NOTE).does_not_see(REMEMBERED)
    for_maya = Shown(pair.maya.page)
    told.answer().remember(HIS_REMEMBERED).write(HIS_NOTE).say_it("Maya").sees(NOTE, HIS_REMEMBERED)
    tabs.lead_nowhere()

    for_maya.page.bring_to_front()
    pair.home_of(pair.maya).hears("Theo answered your goodbye").open_news("Theo answered your goodbye")
    Kept(pair.maya.page).is_of("Theo").sees(HIS_NOTE)


class Tabs:
    """Left open by both: the pair's page, the messages, and a check-in that was being written."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        talk = f"/talks/{pair.talk}"
        self.talk = _tab(pair.maya, talk)
        self.check_in = CheckIn(_tab(pair.maya, f"{talk}/check-in"))
        self.check_in.fill_in(for_both=TOO_LATE)
        self.messages = _tab(pair.theo, f"{talk}/messages")

    def lead_nowhere(self) -> None:
        for one in (self.pair.maya, self.pair.theo):
            one.watch.expect_status(404)
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
            pair.maya,
            "Theo",
            (REMEMBERED, MILESTONE, SEEN, HIS_NOTE, NOTE),
            (HIS_REMEMBERED, FOR_THEO_ALONE),
            ("Find a new mentor", "Be a mentor yourself"),
        ),
        (
            pair.theo,
            "Maya",
            (HIS_REMEMBERED, MILESTONE, SEEN, NOTE, HIS_NOTE),
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
