from datetime import UTC, date, datetime, timedelta

import pytest

from portal.endings.rules import (
    ALONE,
    CLOSED,
    GOODBYE,
    SOMEONE_ELSE,
    TIME_TO_ANSWER,
    UNSAFE,
    WITHOUT_GOODBYE,
    answers_until,
    can_choose_meanwhile,
    can_say_goodbye,
    rests_after,
)
from portal.mentorships.rules import is_over

MONDAY = date(2026, 11, 2)


def test_a_fortnight_to_answer() -> None:
    assert timedelta(days=14) == TIME_TO_ANSWER


@pytest.mark.parametrize(
    ("state", "possible"), [("active", True), ("paused", True), ("ending", True), ("ended", False), ("gone", False)]
)
def test_goodbye_is_said_once_by_each(state: str, possible: bool) -> None:
    assert can_say_goodbye(state, given_by_me=False) is possible
    assert can_say_goodbye(state, given_by_me=True) is False


@pytest.mark.parametrize(
    ("before", "over"), [(timedelta(seconds=1), False), (timedelta(), True), (-timedelta(1), True)]
)
def test_an_answer_counts_up_to_the_last_second_of_the_fourteenth_day(before: timedelta, over: bool) -> None:
    closes_at = answers_until(datetime(2026, 10, 24, 21, 7, tzinfo=UTC))
    assert is_over("ending", closes_at, closes_at - before) is over


def test_the_three_ways_without_a_goodbye() -> None:
    assert WITHOUT_GOODBYE == (ALONE, UNSAFE, SOMEONE_ELSE)


@pytest.mark.parametrize("how", [GOODBYE, ALONE, UNSAFE, SOMEONE_ELSE, CLOSED])
def test_for_who_was_left_it_is_always_the_same(how: str) -> None:
    assert rests_after(how, ended_it=False) is False


def test_who_would_like_someone_else_does_not_rest() -> None:
    rest = [how for how in (ALONE, UNSAFE, SOMEONE_ELSE) if rests_after(how, ended_it=True)]
    assert rest == [ALONE, UNSAFE]


@pytest.mark.parametrize(("days", "possible"), [(1, False), (14, False), (15, True), (366, True)])
def test_a_mentee_chooses_in_a_pause_of_more_than_fourteen_days(days: int, possible: bool) -> None:
    until = MONDAY + timedelta(days=days)
    assert can_choose_meanwhile("mentee", "paused", False, MONDAY, until) is possible


@pytest.mark.parametrize(
    ("role", "state", "by_me"),
    [("mentor", "paused", False), ("mentee", "active", False), ("mentee", "ending", False), ("mentee", "paused", True)],
)
def test_nobody_else_chooses(role: str, state: str, by_me: bool) -> None:
    assert can_choose_meanwhile(role, state, by_me, MONDAY, MONDAY + timedelta(days=100)) is False


def test_a_pause_that_nobody_dated_is_not_long() -> None:
    assert can_choose_meanwhile("mentee", "paused", False, None, MONDAY) is False
    assert can_choose_meanwhile("mentee", "paused", False, MONDAY, None) is False
