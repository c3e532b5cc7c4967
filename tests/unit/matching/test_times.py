"""Times of the week across zones and changes of the clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.matching.times import DAY, LEAST, WEEK, Times, Weekly, can_talk, in_utc, in_words, parts_of_day

ORDINARY = date(2026, 1, 12)
SPRING_IN_EUROPE, AUTUMN_IN_EUROPE = date(2026, 3, 23), date(2026, 10, 19)  # the clocks change on that week's Sunday
SPRING_IN_AMERICA = date(2026, 3, 2)
SUNDAY = 6 * DAY

ZONES = [
    "Pacific/Pago_Pago",  # -11
    "America/New_York",
    "America/St_Johns",  # half an hour
    "UTC",
    "Europe/Berlin",
    "Asia/Kathmandu",  # three quarters of an hour
    "Australia/Lord_Howe",  # its clock changes by half an hour
    "Pacific/Chatham",
    "Pacific/Kiritimati",  # +14
]
WEEKS = [ORDINARY, SPRING_IN_EUROPE, AUTUMN_IN_EUROPE, SPRING_IN_AMERICA, date(2026, 3, 30), date(2026, 9, 28)]


def times(*stretches: tuple[int, int]) -> Times:
    return Times(stretches)


def test_in_an_ordinary_week() -> None:
    assert in_utc([Weekly(1, 19 * 60, 21 * 60)], "Europe/Berlin", ORDINARY) == times((DAY + 18 * 60, DAY + 20 * 60))


def test_a_monday_far_in_the_east_begins_on_sunday_and_one_far_in_the_west_on_tuesday() -> None:
    monday = [Weekly(0, 0, 60)]
    assert in_utc(monday, "Pacific/Kiritimati", ORDINARY) == times((SUNDAY + 10 * 60, SUNDAY + 11 * 60))
    assert in_utc([Weekly(0, 23 * 60, DAY)], "Pacific/Pago_Pago", ORDINARY) == times((DAY + 10 * 60, DAY + 11 * 60))


def test_the_same_clock_is_another_moment_after_the_clocks_change() -> None:
    evenings = [Weekly(5, 1200, 1260), Weekly(6, 1200, 1260)]
    assert in_utc(evenings, "Europe/Berlin", SPRING_IN_EUROPE) == times(
        (5 * DAY + 1140, 5 * DAY + 1200), (6 * DAY + 1080, 6 * DAY + 1140)
    )


def test_an_hour_that_is_skipped_is_not_there() -> None:
    assert in_utc([Weekly(6, 120, 180)], "Europe/Berlin", SPRING_IN_EUROPE) == times()
    assert in_utc([Weekly(6, 90, 210)], "Europe/Berlin", SPRING_IN_EUROPE) == times((SUNDAY + 30, SUNDAY + 90))


def test_an_hour_that_comes_twice_is_there_twice() -> None:
    assert in_utc([Weekly(6, 120, 180)], "Europe/Berlin", AUTUMN_IN_EUROPE) == times((SUNDAY, SUNDAY + 120))
    assert in_utc([Weekly(6, 120, 150)], "Europe/Berlin", AUTUMN_IN_EUROPE) == times(
        (SUNDAY, SUNDAY + 30), (SUNDAY + 60, SUNDAY + 90)
    )


def test_two_people_lose_an_hour_in_the_weeks_between_their_changes() -> None:
    """New York changes three weeks before Berlin."""
    there, here = [Weekly(2, 12 * 60, 13 * 60)], [Weekly(2, 18 * 60, 19 * 60)]
    together = [
        can_talk(in_utc(there, "America/New_York", week), in_utc(here, "Europe/Berlin", week))
        for week in (ORDINARY, SPRING_IN_AMERICA + timedelta(days=7), date(2026, 3, 30))
    ]
    assert together == [True, False, True]


@settings(max_examples=150, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    monday=st.sampled_from(WEEKS),
    weekly=st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, DAY - 1), st.integers(1, DAY)).map(
            lambda drawn: Weekly(drawn[0], drawn[1], drawn[1] + drawn[2])
        ),
        max_size=4,
    ),
)
def test_every_minute_is_in_exactly_when_the_clock_there_says_so(zone: str, monday: date, weekly: list[Weekly]) -> None:
    found = in_utc(weekly, zone, monday)
    begins = datetime(monday.year, monday.month, monday.day, tzinfo=UTC)
    for minute in range(0, WEEK, 15):
        local = (begins + timedelta(minutes=minute)).astimezone(ZoneInfo(zone))
        shown = local.weekday() * DAY + local.hour * 60 + local.minute
        says_so = any((shown - (time.weekday * DAY + time.start)) % WEEK < time.end - time.start for time in weekly)
        assert says_so == any(start <= minute < end for start, end in found.stretches)


stretches = st.lists(st.integers(0, WEEK // 15), max_size=12, unique=True).map(
    lambda edges: Times(tuple(zip(*[iter(15 * edge for edge in sorted(edges))] * 2, strict=False)))
)


@settings(max_examples=500, deadline=None)
@given(stretches, stretches)
def test_two_can_talk_exactly_if_they_share_a_piece_that_is_long_enough(one: Times, other: Times) -> None:
    shared = one.shared_with(other)
    assert can_talk(one, other) == can_talk(other, one) == bool(shared.stretches)
    assert other.shared_with(one) == shared


def test_less_than_half_an_hour_is_no_time_for_a_talk() -> None:
    assert not can_talk(times((0, 600)), times((600 - LEAST + 1, 700)))
    assert can_talk(times((0, 600)), times((600 - LEAST, 700)))
    assert times((0, 600)).shared_with(times((570, 700), (5, 20))) == times((570, 600))


def test_sunday_goes_on_into_monday() -> None:
    across = times((0, 15), (WEEK - 15, WEEK))
    assert can_talk(across, across)
    assert across.shared_with(across) == across
    assert in_words(across, "UTC", ORDINARY) == ["Sunday 11:45\u00a0pm to 12:15\u00a0am"]


def test_in_words_on_the_readers_clock() -> None:
    shared = times((DAY + 18 * 60, DAY + 19 * 60 + 30))
    assert in_words(shared, "UTC", ORDINARY) == ["Tuesday 6:00\u00a0pm to 7:30\u00a0pm"]
    assert in_words(shared, "Asia/Kathmandu", ORDINARY) == ["Tuesday 11:45\u00a0pm to 1:15\u00a0am"]


def test_parts_of_the_readers_day_the_most_of_it_first() -> None:
    shared = times((DAY + 11 * 60, DAY + 14 * 60), (3 * DAY + 2 * 60, 3 * DAY + 2 * 60 + 30))
    assert parts_of_day(shared, "UTC", ORDINARY) == ["afternoons", "mornings", "nights"]
    assert parts_of_day(times((60, 120)), "UTC", ORDINARY) == ["nights"]
    assert parts_of_day(times((60, 80)), "UTC", ORDINARY) == []


@pytest.mark.parametrize(("weekday", "start", "end"), [(7, 0, 60), (0, 60, 60), (0, DAY, DAY + 60), (0, 0, DAY + 1)])
def test_what_is_no_time_of_the_week(weekday: int, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="time of the week"):
        Weekly(weekday, start, end)


def test_a_week_begins_on_a_monday() -> None:
    with pytest.raises(ValueError, match="Monday"):
        in_utc([], "UTC", date(2026, 1, 13))
