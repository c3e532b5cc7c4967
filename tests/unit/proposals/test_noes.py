"""A no stands until whoever said it takes it back, or until half a year has passed."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from portal.proposals.forms import HOW_LONG
from portal.proposals.rules import NO, NO_PAUSE, NONE, PAUSES, YES, holds, was_refused

CLOSED = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
HALF_A_YEAR = timedelta(days=180)


def row(mentee: str, mentor: str, reopened: tuple[bool, bool] = (False, False)) -> dict[str, Any]:
    return {
        "closed_at": CLOSED,
        "closes_at": CLOSED + timedelta(days=4),
        "mentee_answer": mentee,
        "mentor_answer": mentor,
        "mentee_reopened": reopened[0],
        "mentor_reopened": reopened[1],
    }


@pytest.mark.parametrize("answers", list(product((NONE, YES, NO), repeat=2)))
def test_a_no_stands_whoever_said_it(answers: tuple[str, str]) -> None:
    assert holds(row(*answers)) == (NO in answers)


@pytest.mark.parametrize(
    ("answers", "reopened", "stands"),
    [
        ((NO, YES), (True, False), False),
        ((NO, YES), (False, True), True),
        ((YES, NO), (False, True), False),
        ((NO, NO), (True, False), True),
        ((NO, NO), (False, True), True),
        ((NO, NO), (True, True), False),
    ],
)
def test_only_who_said_it_takes_it_back(answers: tuple[str, str], reopened: tuple[bool, bool], *, stands: bool) -> None:
    assert holds(row(*answers, reopened)) == stands


def test_for_half_a_year_from_the_end_of_the_proposal() -> None:
    assert was_refused(row(NO, NONE), CLOSED)
    assert was_refused(row(NO, NONE), CLOSED + HALF_A_YEAR - timedelta(microseconds=1))
    assert not was_refused(row(NO, NONE), CLOSED + HALF_A_YEAR)


def test_what_is_over_counts_before_it_is_closed() -> None:
    still_open = {**row(NO, NONE), "closed_at": None}
    assert not was_refused(still_open, still_open["closes_at"] - timedelta(microseconds=1))
    assert was_refused(still_open, still_open["closes_at"])
    assert not was_refused(still_open, still_open["closes_at"] + HALF_A_YEAR)


def test_every_pause_has_its_words() -> None:
    assert set(HOW_LONG) == {NO_PAUSE, *PAUSES}
