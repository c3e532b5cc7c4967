from datetime import date
from itertools import product

import pytest

from portal.milestones.rules import can_add_what_they_saw, why_not_this_day

TODAY = date(2026, 3, 29)


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
