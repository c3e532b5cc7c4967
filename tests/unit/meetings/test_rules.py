"""When a group meets next: at its own time on its own clock, whatever the clocks do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.meetings.rules import next_meeting, next_meetings

TUESDAY, SUNDAY, THURSDAY = 1, 6, 3
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)  # a Sunday


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("weekday", "time"), [(None, "19:00"), (TUESDAY, ""), (None, "")])
def test_a_group_that_has_not_said_when_it_meets(weekday: int | None, time: str) -> None:
    assert next_meeting(weekday, time, "UTC", NOON) is None
    assert next_meetings(weekday, time, "UTC", NOON, how_many=3) == []


@pytest.mark.parametrize(
    ("now", "meeting"),
    [
        ("2026-11-22T12:00", "2026-11-24T19:00"),
        ("2026-11-24T18:59:59", "2026-11-24T19:00"),
        ("2026-11-24T19:00", "2026-12-01T19:00"),  # it has begun
        ("2026-11-24T23:59", "2026-12-01T19:00"),
        ("2026-12-30T08:00", "2027-01-05T19:00"),
    ],
)
def test_the_next_one(now: str, meeting: str) -> None:
    assert next_meeting(TUESDAY, "19:00", "UTC", at(now)) == at(meeting)


def test_the_next_three() -> None:
    found = next_meetings(TUESDAY, "19:00", "UTC", NOON, how_many=3)
    assert found == [at("2026-11-24T19:00"), at("2026-12-01T19:00"), at("2026-12-08T19:00")]


@pytest.mark.parametrize(
    ("zone", "meeting"),
    [
        ("Pacific/Pago_Pago", "2026-11-25T06:00"),  # eleven hours behind
        ("America/New_York", "2026-11-25T00:00"),
        ("Asia/Kathmandu", "2026-11-24T13:15"),
        ("Pacific/Kiritimati", "2026-11-24T05:00"),  # fourteen hours ahead
    ],
)
def test_on_the_groups_own_clock(zone: str, meeting: str) -> None:
    assert next_meeting(TUESDAY, "19:00", zone, NOON) == at(meeting)


def test_today_is_what_the_groups_clock_says() -> None:
    """In Kiritimati it is Monday already while it is Sunday in London."""
    late = at("2026-11-22T23:00")
    assert next_meeting(SUNDAY, "20:00", "Pacific/Kiritimati", late) == at("2026-11-29T06:00")
    assert next_meeting(0, "20:00", "Pacific/Kiritimati", late) == at("2026-11-23T06:00")


def test_a_leap_day() -> None:
    assert next_meeting(1, "19:00", "UTC", at("2028-02-23T00:00")) == at("2028-02-29T19:00")
    assert next_meetings(1, "19:00", "UTC", at("2028-02-29T19:00"), how_many=1) == [at("2028-03-07T19:00")]


def test_the_time_on_the_clock_stays_when_the_clocks_change() -> None:
    before = at("2026-03-25T00:00")
    found = next_meetings(THURSDAY, "19:00", "Europe/London", before, how_many=2)
    assert found == [at("2026-03-26T19:00"), at("2026-04-02T18:00")]


def test_a_time_that_the_clocks_leave_out_or_show_twice() -> None:
    assert next_meeting(SUNDAY, "01:30", "Europe/London", at("2026-03-28T12:00")) == at("2026-03-29T01:30")
    assert next_meeting(SUNDAY, "01:30", "Europe/London", at("2026-10-24T12:00")) == at("2026-10-25T00:30")


@pytest.mark.parametrize("zone", ["Pacific/Pago_Pago", "America/New_York", "Europe/London", "Pacific/Kiritimati"])
def test_through_a_whole_year_it_is_the_next_one(zone: str) -> None:
    now = at("2027-12-31T22:10")
    for _ in range(366 * 2):
        meeting = next_meeting(TUESDAY, "19:00", zone, now)
        assert meeting is not None
        local = meeting.astimezone(ZoneInfo(zone))
        assert (local.weekday(), local.hour, local.minute) == (TUESDAY, 19, 0)
        assert timedelta() < meeting - now <= timedelta(days=7, hours=1)
        now += timedelta(hours=12)
