from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from portal.check_ins.rules import (
    BY,
    LENGTHS,
    MEANS,
    STRANDS,
    USUAL_MEANS,
    can_add,
    can_change,
    in_words,
    why_not_this_day,
)
from portal.members.rules import MEANS as WAYS

BEGAN, TODAY = date(2026, 2, 1), date(2026, 3, 29)
NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)
TO_COME = "This day is still to come. Choose today, or the day you talked."


def test_the_seven_strands_in_the_programmes_order() -> None:
    assert list(STRANDS.values()) == [
        "Connecting",
        "Supporting",
        "Learning",
        "Sharing",
        "Questioning",
        "Celebrating",
        "Reciprocating",
    ]


def test_what_is_chosen_at_first_can_be_chosen() -> None:
    assert USUAL_MEANS in MEANS


def test_every_way_to_talk_is_a_way_to_have_talked_and_each_has_its_words() -> None:
    assert set(WAYS) - set(MEANS) == set()
    assert set(BY) == set(MEANS)
    assert max(map(len, MEANS)) <= 9  # the column
    assert max(map(len, LENGTHS)) <= 8


@pytest.mark.parametrize(
    ("means", "length", "hard_day", "said"),
    [
        ("phone", "", False, "By phone"),
        ("email", "", False, "By e-mail"),
        ("phone", "half", False, "Half an hour by phone"),
        ("in_person", "hour", False, "An hour in person"),
        ("messages", "short", False, "A few minutes in messages here"),
        ("meeting", "more", False, "A long talk at a meeting"),
        ("text", "hour", True, "A hard day, by text"),
    ],
)
def test_in_words(means: str, length: str, hard_day: bool, said: str) -> None:
    assert in_words(means, length, hard_day=hard_day) == said


@pytest.mark.parametrize("day", [BEGAN, date(2026, 2, 28), TODAY])
def test_a_day_on_which_they_can_have_talked(day: date) -> None:
    assert why_not_this_day(day, began=BEGAN, today=TODAY) is None


@pytest.mark.parametrize("day", [date(2026, 3, 30), date(2030, 1, 1), date.max])
def test_a_day_still_to_come(day: date) -> None:
    assert why_not_this_day(day, began=BEGAN, today=TODAY) == TO_COME


@pytest.mark.parametrize("day", [date(2026, 1, 31), date(1875, 5, 1), date.min])
def test_a_day_before_it_all(day: date) -> None:
    sentence = why_not_this_day(day, began=BEGAN, today=TODAY)
    assert sentence is not None
    assert sentence.endswith("Choose the day you talked.")


@pytest.mark.parametrize(
    ("passed", "may"),
    [
        (timedelta(), True),
        (timedelta(hours=23, minutes=59), True),
        (timedelta(hours=24), True),
        (timedelta(hours=24, seconds=1), False),
        (timedelta(days=400), False),
    ],
)
def test_whoever_logged_it_changes_it_for_a_day(passed: timedelta, may: bool) -> None:
    assert can_change(author="maya", by="maya", created_at=NOON, now=NOON + passed) is may
    assert can_change(author="maya", by="theo", created_at=NOON, now=NOON + passed) is False


@pytest.mark.parametrize(("by", "added_at"), list(product(["maya", "theo"], [None, NOON])))
def test_only_the_other_adds_and_only_once(by: str, added_at: datetime | None) -> None:
    assert can_add(author="maya", by=by, added_at=added_at) is (by == "theo" and added_at is None)
