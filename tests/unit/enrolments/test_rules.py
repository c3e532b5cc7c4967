from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from portal.enrolments.rules import (
    BOUNDARIES,
    CHANGED,
    KIND_WORDS,
    LEFT_MEANWHILE,
    NEVER_A_MEMBER,
    NO_INTRODUCTION,
    NO_WAYS,
    NOT_A_MEMBER,
    NOT_AGREED,
    QUALITIES,
    TRANSITIONS,
    asks_for_depth,
    days_waiting,
    is_late,
    is_paused,
    is_the_coordinators,
    may_apply,
    months_since,
    move,
    places_left,
    times_told_late,
    times_told_looking,
    why_not_answered,
    why_not_paused_until,
    why_not_sent,
    why_not_welcomed,
)
from portal.errors import NotPossible

STATES = ("draft", "submitted", "active", "paused", "withdrawn", "not_yet")
ALLOWED = {
    ("draft", "submitted"),
    ("submitted", "active"),
    ("submitted", "not_yet"),
    ("submitted", "withdrawn"),
    ("active", "paused"),
    ("active", "withdrawn"),
    ("paused", "active"),
    ("paused", "withdrawn"),
    ("not_yet", "draft"),
    ("withdrawn", "draft"),
}
FORBIDDEN = sorted(set(product((*STATES, "gone"), repeat=2)) - ALLOWED)
TODAY = date(2026, 3, 29)
NOW = datetime(2026, 3, 29, 12, tzinfo=UTC)


def test_the_table_is_all_there_is() -> None:
    assert TRANSITIONS == ALLOWED


@pytest.mark.parametrize(("state", "to"), sorted(ALLOWED))
def test_a_way_it_may_go(state: str, to: str) -> None:
    assert move(state, to) == to


@pytest.mark.parametrize(("state", "to"), FORBIDDEN)
def test_a_way_it_may_not_go(state: str, to: str) -> None:
    with pytest.raises(NotPossible) as refusal:
        move(state, to)
    assert refusal.value.sentence == CHANGED


@pytest.mark.parametrize(
    ("until", "paused"),
    [
        (None, False),
        (TODAY - timedelta(days=1), False),
        (TODAY, False),
        (TODAY + timedelta(days=1), True),
    ],
)
def test_paused_until_a_day_means_back_on_that_day(until: date | None, paused: bool) -> None:
    assert is_paused(until, TODAY) is paused


@pytest.mark.parametrize(
    ("capacity", "talks", "asked", "left"),
    [(0, 0, 0, 0), (1, 0, 0, 1), (1, 1, 0, 0), (1, 0, 1, 0), (3, 1, 1, 1), (1, 2, 1, 0)],
)
def test_talks_and_open_proposals_take_places(capacity: int, talks: int, asked: int, left: int) -> None:
    assert places_left(capacity, talks=talks, asked=asked) == left


@pytest.mark.parametrize(
    ("since", "days"),
    [
        (NOW, 0),
        (NOW - timedelta(hours=23, minutes=59), 0),
        (NOW - timedelta(days=1), 1),
        (NOW - timedelta(days=16, hours=3), 16),
        (NOW + timedelta(days=2), 0),
    ],
)
def test_whole_days_of_waiting(since: datetime, days: int) -> None:
    assert days_waiting(since, NOW) == days


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(1875, 5, 1), "Choose a day from tomorrow on."),
        (TODAY, "Choose a day from tomorrow on."),
        (TODAY + timedelta(days=1), None),
        (TODAY + timedelta(days=366), None),
        (TODAY + timedelta(days=367), "That is more than a year away. Choose a nearer day; you can always add to it."),
        (date.max, "That is more than a year away. Choose a nearer day; you can always add to it."),
    ],
)
def test_until_when_one_may_pause(day: date, sentence: str | None) -> None:
    assert why_not_paused_until(day, TODAY) == sentence


@pytest.mark.parametrize(
    ("role", "current", "ever", "why_not"),
    [
        ("mentee", True, True, None),
        ("mentee", False, True, NOT_A_MEMBER),
        ("mentee", False, False, NOT_A_MEMBER),
        ("mentor", True, True, None),
        ("mentor", False, True, None),
        ("mentor", False, False, NEVER_A_MEMBER),
    ],
)
def test_who_may_apply(role: str, current: bool, ever: bool, why_not: str | None) -> None:
    assert may_apply(role, current=current, ever=ever) == why_not


@pytest.mark.parametrize(
    ("joined", "months"),
    [
        (date(2026, 3, 29), 0),
        (date(2026, 4, 1), 0),
        (date(2026, 3, 1), 0),
        (date(2026, 2, 28), 1),
        (date(2025, 3, 30), 11),
        (date(2025, 3, 29), 12),
        (date(2023, 9, 29), 30),
    ],
)
def test_months_in_a_group(joined: date, months: int) -> None:
    assert months_since(joined, TODAY) == months
    assert asks_for_depth(joined, TODAY) is (months < 12)


def test_what_must_be_there_to_send() -> None:
    assert why_not_sent("mentee", ways=["phone"], introduced=False, agreed=False) == {}
    assert why_not_sent("mentee", ways=[], introduced=False, agreed=False) == {"ways": NO_WAYS}
    assert why_not_sent("mentor", ways=["text"], introduced=True, agreed=True) == {}
    assert why_not_sent("mentor", ways=[], introduced=False, agreed=False) == {
        "ways": NO_WAYS,
        "introduction": NO_INTRODUCTION,
        "agreed": NOT_AGREED,
    }


@pytest.mark.parametrize(
    ("welcome", "words", "why_not"),
    [(True, "", None), (True, "Welcome.", None), (False, "Soon.", None), (False, " \n", KIND_WORDS)],
)
def test_a_not_yet_comes_with_kind_words(welcome: bool, words: str, why_not: str | None) -> None:
    assert why_not_answered(welcome=welcome, words=words) == why_not


def test_ten_qualities_and_four_sentences() -> None:
    assert (len(QUALITIES), len(BOUNDARIES)) == (10, 4)


@pytest.mark.parametrize(
    ("after", "late", "coordinators", "told"),
    [
        (timedelta(0), False, False, 0),
        (timedelta(days=2, hours=23, minutes=59), False, False, 0),
        (timedelta(days=3), True, False, 1),
        (timedelta(days=6, hours=23), True, False, 1),
        (timedelta(days=7), True, True, 2),
        (timedelta(days=90), True, True, 2),
    ],
)
def test_an_application_that_nobody_reads(after: timedelta, late: bool, coordinators: bool, told: int) -> None:
    sent = NOW - after
    assert (is_late(sent, None, NOW), is_the_coordinators(sent, None, NOW)) == (late, coordinators)
    assert not is_late(sent, NOW, NOW)
    assert not is_the_coordinators(sent, NOW, NOW)
    assert times_told_late(sent, NOW) == told


@pytest.mark.parametrize(
    ("days", "told"), [(0, 0), (13, 0), (14, 1), (34, 1), (35, 2), (55, 2), (56, 3), (14 + 21 * 20, 21)]
)
def test_who_waits_hears_on_day_14_then_every_21_days(days: int, told: int) -> None:
    assert times_told_looking(NOW - timedelta(days=days), NOW) == told


def test_only_who_belongs_is_welcomed_as_a_mentee() -> None:
    assert why_not_welcomed("mentee", belongs=False) == LEFT_MEANWHILE
    for role, belongs in (("mentee", True), ("mentor", True), ("mentor", False)):
        assert why_not_welcomed(role, belongs=belongs) is None
