"""How the desk says it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.facilitation.wording import how_many_wait, listed, months, since, times_on_my_clock
from portal.matching.times import WEEK, Times, Weekly, in_utc

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("waiting", "with_room", "said"),
    [
        (4, 3, "Four people wait for a mentor. Three mentors have room."),
        (1, 1, "One person waits for a mentor. One mentor has room."),
        (0, 0, "Nobody waits for a mentor just now. No mentors have room."),
        (14, 2, "14 people wait for a mentor. Two mentors have room."),
    ],
)
def test_how_many_wait(waiting: int, with_room: int, said: str) -> None:
    assert how_many_wait(waiting, with_room) == said


@pytest.mark.parametrize(("days", "said"), [(0, "Since today"), (1, "Since yesterday"), (16, "16 days")])
def test_since_when(days: int, said: str) -> None:
    assert since(NOW - timedelta(days=days), NOW) == said


@pytest.mark.parametrize(
    ("joined", "said"),
    [
        (date(2026, 11, 20), "Less than a month"),
        (date(2026, 10, 22), "1 month"),
        (date(2026, 10, 23), "Less than a month"),
        (date(2025, 10, 1), "13 months"),
        (date(2024, 11, 23), "23 months"),
        (date(2024, 11, 22), "2 years"),
        (date(2022, 10, 1), "4 years"),
    ],
)
def test_how_long_in_the_group(joined: date, said: str) -> None:
    assert months(joined, NOW.date()) == said


def test_several_as_one_line() -> None:
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_times_on_the_readers_clock() -> None:
    """A morning in New York is an afternoon in London; what falls into no part of a day is said by the clock."""
    mornings = in_utc([Weekly(5, 8 * 60, 11 * 60), Weekly(6, 8 * 60, 11 * 60)], "America/New_York", MONDAY)

    assert times_on_my_clock(mornings, "America/New_York", MONDAY) == "Weekend mornings"
    assert times_on_my_clock(mornings, "Europe/London", MONDAY) == "Weekend afternoons"
    assert times_on_my_clock(mornings, "Asia/Tokyo", MONDAY) == "Weekend nights"
    assert times_on_my_clock(mornings, "Pacific/Auckland", MONDAY) == (
        "Sunday 2:00\u00a0am to 5:00\u00a0am; Monday 2:00\u00a0am to 5:00\u00a0am"
    )
    assert times_on_my_clock(Times(((0, WEEK),)), "Asia/Tokyo", MONDAY) == "Any time"
