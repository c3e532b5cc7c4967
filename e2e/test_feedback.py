"""Saying how it is: what stands out is asked about, sent or not looks the same, and five are read mixed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.pages.feedback import STANDS_OUT, WORDS, Said, Say, WhatPeopleSay
from e2e.pages.home import Home
from e2e.pages.page import Nothing
from e2e.phone import GivePhone, Phone
from e2e.server import Server
from e2e.world import lived_in

TALKS, AGAIN = "How are the talks for you?", "Would you take part again?"
TELLS, PLAIN = "Last Tuesday Theo was late.", "it helps to be asked."
OF_THEO = "I would rather talk less. Maya waits for me."
PROGRAMME = "The whole programme"


@pytest.fixture(scope="module")
def portal(community: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all of this."""
    with lived_in(community.copy_to(Path(tmp_path_factory.mktemp("say")) / "var")) as server:
        yield server


def test_sent_or_not_it_reads_the_same(phone: GivePhone) -> None:
    """Maya is asked while typing, says it better and sends it; Theo, without JavaScript, is asked once it was to be
    sent, and sends nothing."""
    maya, theo = phone("maya"), phone("theo", javascript=False)
    says_it_better(maya).is_shown()
    thinks_again(theo).is_shown()
    assert Said(maya.page).source() == Said(theo.page).source()


def test_who_runs_a_group_reads_what_was_published_and_nothing_else(phone: GivePhone) -> None:
    fay = phone("fay")
    Home(fay.page).follow("The desk")
    desk = WhatPeopleSay(fay.page)
    desk.follow("What people say of their talks")
    desk.has(PROGRAMME, "6 answers, from at least five people.").is_all(1)
    desk.counts(PROGRAMME, TALKS, Good=4, Mixed=1, Hard=1).reads(PROGRAMME, "I did not know who to ask")
    desk.does_not_see(PLAIN, TELLS, OF_THEO, "Maya", "Theo", "Dmitri", "Saturday Morning")

    omar = phone("omar")
    omar.watch.expect_status(404)
    Nothing(omar.go_to("/desk/feedback").page).is_shown()


def says_it_better(maya: Phone) -> Said:
    say = Say(maya.page).open(maya.server.url).could_be_of("At least five").tap(TALKS, "Good").tap(AGAIN, "Yes")
    box = say.hints_at_nothing().box(WORDS)
    box.press_sequentially(TELLS)
    say.hints_at("Theo", "Tuesday").is_told(STANDS_OUT).has_typed(WORDS, TELLS)
    expect(box).to_be_focused()  # one goes on writing
    return say.write(PLAIN).hints_at_nothing().send()


def thinks_again(theo: Phone) -> Said:
    say = Say(theo.page).open(theo.server.url).could_be_of("At least five").tap(TALKS, "Mixed").write(OF_THEO)
    say.send()
    say.is_not_sent_yet().hints_at("Maya").has_typed(WORDS, OF_THEO)
    return say.not_this_time()
