"""When a group meets next, and what fits on the list for it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

LONGEST = 300
MOST = 50

ENOUGH = "Fifty lines is what fits here. Take one off, and add this again."

_A_DAY, _A_WEEK = timedelta(days=1), timedelta(weeks=1)


def next_meeting(weekday: int | None, time: str, zone: str, now: datetime) -> datetime | None:
    """In UTC. None where the group has not said when it meets."""
    return next(iter(next_meetings(weekday, time, zone, now, how_many=1)), None)


def next_meetings(weekday: int | None, time: str, zone: str, now: datetime, *, how_many: int) -> list[datetime]:
    """In UTC, the soonest first: always at the group's own time on the clock, also after the clocks have changed."""
    if weekday is None or not time:
        return []
    return list(islice(_meetings(weekday, time, ZoneInfo(zone), now), how_many))


def _meetings(weekday: int, time: str, zone: ZoneInfo, now: datetime) -> Iterator[datetime]:
    today = now.astimezone(zone).date()
    day = today + _A_DAY * ((weekday - today.weekday()) % 7)
    while True:
        if (meeting := _at(day, time, zone)) > now:
            yield meeting
        day += _A_WEEK


def _at(day: date, time: str, zone: ZoneInfo) -> datetime:
    """A time that the clocks leave out is an hour later by them; of one that they show twice it is the first."""
    hour, minute = time.split(":")
    return datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=zone).astimezone(UTC)
