from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from portal.errors import NotPossible
from portal.proposals.rules import (
    CHANGED,
    LAPSED,
    MATCHED,
    NO,
    NONE,
    NOT_THIS_TIME,
    OPEN,
    TRANSITIONS,
    WITHDRAWN,
    YES,
    can_answer,
    is_open,
    may_be_proposed_again,
    move,
    outcome,
    shown,
)

STATES = (OPEN, MATCHED, NOT_THIS_TIME, LAPSED, WITHDRAWN)
ALLOWED = {(OPEN, MATCHED), (OPEN, NOT_THIS_TIME), (OPEN, LAPSED), (OPEN, WITHDRAWN)}
FORBIDDEN = sorted(set(product((*STATES, "gone"), repeat=2)) - ALLOWED)
CLOSES = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
BEFORE, AFTER = CLOSES - timedelta(microseconds=1), CLOSES + timedelta(days=1)


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


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("now", [BEFORE, CLOSES, AFTER])
def test_open_is_judged_by_the_clock(state: str, now: datetime) -> None:
    assert is_open(state, CLOSES, now) is (state == OPEN and now == BEFORE)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("answer", [NONE, YES, NO])
@pytest.mark.parametrize("now", [BEFORE, CLOSES])
def test_one_answers_once_and_in_time(state: str, answer: str, now: datetime) -> None:
    assert can_answer(state, CLOSES, answer, now) is (state == OPEN and answer == NONE and now == BEFORE)


@pytest.mark.parametrize(
    ("one", "other", "comes_to"),
    [
        (NONE, NONE, OPEN),
        (NONE, YES, OPEN),
        (NONE, NO, OPEN),
        (YES, YES, MATCHED),
        (YES, NO, NOT_THIS_TIME),
        (NO, NO, NOT_THIS_TIME),
    ],
)
def test_what_two_answers_come_to(one: str, other: str, comes_to: str) -> None:
    assert outcome(one, other) == comes_to
    assert outcome(other, one) == comes_to


def test_what_a_member_reads_of_a_state() -> None:
    assert {state: shown(state, CLOSES, BEFORE) for state in STATES} == {
        OPEN: OPEN,
        MATCHED: MATCHED,
        NOT_THIS_TIME: NOT_THIS_TIME,
        LAPSED: NOT_THIS_TIME,
        WITHDRAWN: NOT_THIS_TIME,
    }
    assert {state: shown(state, CLOSES, CLOSES) for state in STATES} == {
        OPEN: NOT_THIS_TIME,
        MATCHED: MATCHED,
        NOT_THIS_TIME: NOT_THIS_TIME,
        LAPSED: NOT_THIS_TIME,
        WITHDRAWN: NOT_THIS_TIME,
    }


@pytest.mark.parametrize(
    ("closed_at", "possible"),
    [
        (None, True),
        (CLOSES, False),
        (CLOSES - timedelta(days=180) + timedelta(microseconds=1), False),
        (CLOSES - timedelta(days=180), True),
        (CLOSES - timedelta(days=400), True),
    ],
)
def test_180_days_after_a_no(closed_at: datetime | None, possible: bool) -> None:
    assert may_be_proposed_again(closed_at, CLOSES) is possible
