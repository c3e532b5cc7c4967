"""Times of the week as they are ticked, kept, compared and said; whose clock they are by."""

from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.groups.rules import why_not_this_zone
from portal.matching.times import DAY, Weekly
from portal.members.rules import PARTS, TIMES, city, listed, stored_times, times_in_words, weekly, zones
from portal.members.tables import Member


def test_a_day_has_four_parts_that_follow_each_other() -> None:
    assert [(words, start // 60, end // 60) for words, start, end in PARTS.values()] == [
        ("morning", 7, 12),
        ("afternoon", 12, 17),
        ("evening", 17, 21),
        ("night", 21, 24),
    ]


def test_all_that_can_be_ticked() -> None:
    assert len(TIMES) == 28
    assert list(TIMES)[:5] == ["0m", "0a", "0e", "0n", "1m"]
    assert (TIMES["1e"], TIMES["6n"]) == ("Tuesday evening", "Sunday night")


def test_all_of_it_fits_into_the_column() -> None:
    assert len(stored_times(TIMES)) <= (Member.times.length or 0)


@given(some.lists(some.sampled_from(sorted(TIMES))))
def test_kept_in_the_order_of_the_week_each_once(ticked: list[str]) -> None:
    kept = listed(stored_times(ticked))
    assert set(kept) == set(ticked)
    assert kept == [time for time in TIMES if time in ticked]


@given(some.lists(some.sampled_from(sorted(TIMES)), min_size=1))
def test_each_is_a_time_that_can_be_compared(ticked: list[str]) -> None:
    times = weekly(stored_times(ticked))
    assert len(times) == len(set(ticked))
    assert all(Weekly(*time) for time in times)


def test_on_the_members_own_clock() -> None:
    assert weekly("1e,6n") == [(1, 1020, 1260), (6, 1260, 1440)]


def test_nothing_said_is_any_time() -> None:
    assert weekly("") == weekly("9x,pigeon") == [(day, 0, DAY) for day in range(7)]
    assert all(Weekly(*time) for time in weekly(""))


@pytest.mark.parametrize(
    ("times", "line"),
    [
        ("", "Any time"),
        (",".join(TIMES), "Any time"),
        ("1e", "Tuesday evenings"),
        ("1e,3m", "Tuesday evenings, Thursday mornings"),
        ("3m,1e", "Tuesday evenings, Thursday mornings"),
        ("0m,0e", "Monday mornings, Monday evenings"),
        ("0e,2e", "Monday and Wednesday evenings"),
        ("0e,2e,4e", "Monday, Wednesday and Friday evenings"),
        ("0e,1e,2e,3e", "Monday to Thursday evenings"),
        ("0n,1n,2n,4n,5a,6a", "Monday to Wednesday and Friday nights, weekend afternoons"),
        ("0m,1m,2m,3m,4m,1e", "Weekday mornings, Tuesday evenings"),
        ("0e,1e,2e,3e,4e,5e,6e", "Every evening"),
        ("9x,pigeon", "Any time"),
    ],
)
def test_as_one_line(times: str, line: str) -> None:
    assert times_in_words(times) == line


@given(some.sets(some.sampled_from(sorted(TIMES))))
def test_every_choice_can_be_said_in_a_line(ticked: set[str]) -> None:
    line = times_in_words(stored_times(ticked))
    assert line[0].isupper()
    assert "{" not in line
    assert all(
        words in line.lower()
        for part, (words, _, _) in PARTS.items()
        if 0 < len(ticked) < 28 and any(time[1] == part for time in ticked)
    )


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("UTC", "UTC"),
        ("Europe/London", "London"),
        ("America/New_York", "New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
    ],
)
def test_a_clock_is_called_by_its_city(zone: str, name: str) -> None:
    assert city(zone) == name


def test_zones_can_be_found_by_the_city() -> None:
    known = zones("UTC")
    assert known["America/New_York"] == "New York (America)"
    assert known["America/Argentina/Buenos_Aires"] == "Buenos Aires (America, Argentina)"
    others = list(known.values())[1:]
    assert others == sorted(others)


def test_a_zone_that_can_be_chosen_is_one_that_a_group_may_have() -> None:
    known = zones("UTC")
    assert [zone for zone in known if why_not_this_zone(zone)] == []
    assert len(max(known, key=len)) <= (Member.zone.length or 0)
    assert {"Etc/GMT+5", "EST", "US/Eastern", "posixrules"}.isdisjoint(known)


def test_the_zone_somebody_has_is_always_there_and_first() -> None:
    for own in ("US/Eastern", "Europe/London", "UTC", "Atlantis/Capital"):
        assert next(iter(zones(own))) == own
    assert set(zones("UTC")) - {"UTC"} <= available_timezones()
