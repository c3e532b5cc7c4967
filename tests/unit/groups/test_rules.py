from datetime import date

import pytest

from portal.groups.rules import why_not_joined_on, why_not_this_time, why_not_this_zone

TODAY = date(2026, 3, 29)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(1875, 5, 1), "This year does not look right. Choose the day they first came."),
        (date(1989, 12, 31), "This year does not look right. Choose the day they first came."),
        (date(1990, 1, 1), None),
        (TODAY, None),
        (date(2026, 3, 30), "This day is still to come. Choose the day they first came."),
    ],
)
def test_when_somebody_first_came(day: date, sentence: str | None) -> None:
    assert why_not_joined_on(day, today=TODAY) == sentence


@pytest.mark.parametrize("zone", ["UTC", "Europe/London", "America/New_York", "Pacific/Kiritimati"])
def test_a_zone_we_know(zone: str) -> None:
    assert why_not_this_zone(zone) is None


@pytest.mark.parametrize("zone", ["", "London", "Europe", "../../etc/passwd", "/etc/passwd", "Europe/London\x00", "🌍"])
def test_a_zone_we_do_not_know(zone: str) -> None:
    assert why_not_this_zone(zone) == "This is not a time zone we know. Write it as Europe/London."


@pytest.mark.parametrize("time", ["", "00:00", "09:30", "19:00", "23:59"])
def test_a_time_on_the_clock(time: str) -> None:
    assert why_not_this_time(time) is None


@pytest.mark.parametrize("time", ["24:00", "19.00", "7:00", "19:60", "19:00\n", "noon", " 19:00"])
def test_no_time_on_the_clock(time: str) -> None:
    assert why_not_this_time(time) == "Write the time as 19:00."
