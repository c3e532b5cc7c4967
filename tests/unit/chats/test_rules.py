from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from portal.chats.rules import (
    EXPIRED,
    HOURS,
    KINDS,
    OPEN,
    OVER,
    TAKEN,
    TRANSITIONS,
    USUAL_HOURS,
    WITHDRAWN,
    ends_at,
    is_open,
    move,
    shown,
)
from portal.errors import NotPossible

STATES = (OPEN, TAKEN, EXPIRED, WITHDRAWN)
ALLOWED = {(OPEN, TAKEN), (OPEN, EXPIRED), (OPEN, WITHDRAWN)}
FORBIDDEN = sorted(set(product((*STATES, "gone"), repeat=2)) - ALLOWED)
UNTIL = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
BEFORE = UNTIL - timedelta(microseconds=1)


def test_the_table_is_all_there_is() -> None:
    assert TRANSITIONS == ALLOWED


@pytest.mark.parametrize(("state", "to"), sorted(ALLOWED))
def test_a_way_it_may_go(state: str, to: str) -> None:
    assert move(state, to) == to


@pytest.mark.parametrize(("state", "to"), FORBIDDEN)
def test_a_way_it_may_not_go(state: str, to: str) -> None:
    with pytest.raises(NotPossible) as refusal:
        move(state, to)
    assert refusal.value.sentence == OVER


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("now", [BEFORE, UNTIL])
def test_open_is_judged_by_the_clock(state: str, now: datetime) -> None:
    assert is_open(state, UNTIL, now) is (state == OPEN and now == BEFORE)
    assert shown(state, UNTIL, now) == (EXPIRED if state == OPEN and now == UNTIL else state)


@pytest.mark.parametrize("hours", HOURS)
def test_it_is_over_by_itself(hours: int) -> None:
    assert ends_at(hours, UNTIL) == UNTIL + timedelta(hours=hours)


def test_what_is_chosen_at_first_can_be_chosen() -> None:
    assert USUAL_HOURS in HOURS
    assert KINDS == {"ask": "Ask for a chat", "offer": "Offer a chat"}
