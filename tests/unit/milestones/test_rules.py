from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from portal.milestones.rules import SUGGESTIONS, can_add_what_they_saw, can_change, why_not_this_day

TODAY = date(2026, 3, 29)
NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(1875, 5, 1), "This year does not look right. Choose the day it happened."),
        (date(1919, 12, 31), "This year does not look right. Choose the day it happened."),
        (date(1920, 1, 1), None),
        (TODAY, None),
        (date(2026, 3, 30), "This day is still to come. Choose today, or the day it happened."),
    ],
)
def test_when_it_can_have_been(day: date, sentence: str | None) -> None:
    assert why_not_this_day(day, today=TODAY) == sentence


@pytest.mark.parametrize(("reader", "saw_at"), list(product(["maya", "theo"], [None, TODAY])))
def test_only_the_other_and_only_once(reader: str, saw_at: date | None) -> None:
    may = can_add_what_they_saw(author="maya", reader=reader, saw_at=saw_at)
    assert may is (reader == "theo" and saw_at is None)


@pytest.mark.parametrize(
    ("passed", "may"),
    [
        (timedelta(), True),
        (timedelta(hours=23, minutes=59), True),
        (timedelta(hours=24), True),
        (timedelta(hours=24, seconds=1), False),
    ],
)
def test_whoever_marked_it_changes_it_for_a_day(passed: timedelta, may: bool) -> None:
    assert can_change(author="maya", by="maya", created_at=NOON, now=NOON + passed) is may
    assert can_change(author="maya", by="theo", created_at=NOON, now=NOON + passed) is False


def test_suggestions_are_gentle_short_and_count_nothing() -> None:
    said = list(SUGGESTIONS.values())
    assert len(set(said)) == len(said) == 6
    assert [words for words in said if any(sign.isdigit() or sign in "!?" for sign in words)] == []
    assert max(map(len, said)) <= 24
