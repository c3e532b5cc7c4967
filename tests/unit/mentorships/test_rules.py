from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from portal.errors import NotPossible
from portal.mentorships.rules import (
    ACTIVE,
    CHANGED,
    ENDED,
    ENDING,
    OCCUPYING,
    PAUSED,
    TRANSITIONS,
    can_write,
    is_over,
    move,
)

STATES = (ACTIVE, PAUSED, ENDING, ENDED)
ALLOWED = {
    (ACTIVE, PAUSED),
    (PAUSED, ACTIVE),
    (ACTIVE, ENDING),
    (PAUSED, ENDING),
    (ENDING, ENDED),
    (ACTIVE, ENDED),
    (PAUSED, ENDED),
}
FORBIDDEN = sorted(set(product((*STATES, "gone"), repeat=2)) - ALLOWED)
NOW = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


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


def test_nothing_new_is_written_after_a_goodbye() -> None:
    assert {state: can_write(state) for state in STATES} == {ACTIVE: True, PAUSED: True, ENDING: False, ENDED: False}


def test_a_paused_talk_keeps_its_place() -> None:
    assert OCCUPYING == (ACTIVE, PAUSED)


@pytest.mark.parametrize("state", STATES)
def test_over_by_its_state_or_by_the_clock(state: str) -> None:
    ended = state == ENDED
    assert is_over(state, None, NOW) is ended
    assert is_over(state, NOW + timedelta(microseconds=1), NOW) is ended
    assert is_over(state, NOW, NOW) is True
    assert is_over(state, NOW - timedelta(days=1), NOW) is True
