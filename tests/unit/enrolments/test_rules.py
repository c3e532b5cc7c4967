from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from portal.enrolments.rules import (
    CHANGED,
    TRANSITIONS,
    days_waiting,
    is_paused,
    move,
    places_left,
    why_not_paused_until,
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
