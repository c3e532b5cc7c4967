"""Times of the week: said in somebody's own zone, compared in minutes of one UTC week.

A week is 10,080 minutes, counted from Monday 00:00. Whoever says "Tuesday at seven" means their own clock, which may be
elsewhere next week: times are turned into UTC for one given week, the one in which two people are compared.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

DAY = 24 * 60
WEEK = 7 * DAY
LEAST = 30  # minutes in one piece: less is no time for a talk

# parted as members are asked for their times
PARTS_OF_DAY = {
    "mornings": (5 * 60, 12 * 60),
    "afternoons": (12 * 60, 17 * 60),
    "evenings": (17 * 60, 21 * 60),
    "nights": (21 * 60, 29 * 60),
}


@dataclass(frozen=True)
class Weekly:
    """Every week on this day (0 is Monday), from and until in minutes since midnight on the person's own clock.

    What goes on after midnight ends after 1440.
    """

    weekday: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.weekday < 7 and 0 <= self.start < DAY and self.start < self.end <= self.start + DAY):
            raise ValueError("A time of the week lies within a day and is not empty.")


@dataclass(frozen=True)
class Times:
    """Stretches of one UTC week, in minutes: from the first up to, not with, the second; in order, not touching."""

    stretches: tuple[tuple[int, int], ...] = ()

    @cached_property
    def talks(self) -> int:
        """The minutes at which a talk of `LEAST` minutes can begin, a bit each. Sunday goes on into Monday.

        A talk fits into what two people share exactly if it fits for each, so that two of these need one `&`.
        """
        minutes = sum(((1 << end - start) - 1) << start for start, end in self.stretches)
        free = minutes | minutes << WEEK
        for later in _doubling(LEAST):
            free &= free >> later
        return free & ((1 << WEEK) - 1)

    def length(self) -> int:
        """In minutes."""
        return sum(end - start for start, end in self.stretches)

    def shared_with(self, other: "Times") -> "Times":
        """What both have, without the pieces that are too short for a talk."""
        found = [
            (max(start, begins), min(end, ends)) for start, end in self.stretches for begins, ends in other.stretches
        ]
        both = Times(tuple(sorted((start, end) for start, end in found if start < end)))
        return Times(tuple(stretch for stretch in both.stretches if both.in_one_piece(stretch) >= LEAST))

    def in_one_piece(self, stretch: tuple[int, int]) -> int:
        """Minutes of this stretch; what ends with the week and what begins it are one piece."""
        edges = [(start, end) for start, end in self.stretches if start == 0 or end == WEEK]
        return sum(end - start for start, end in (edges if stretch in edges else [stretch]))


NO_TIMES = Times()


def can_talk(one: Times, other: Times) -> bool:
    return one.talks & other.talks != 0


def in_utc(weekly: Iterable[Weekly], zone: str, monday: date) -> Times:
    """The stretches of the UTC week beginning on `monday` during which the clock in `zone` shows one of these times.

    Exact across a change of the clocks: an hour that is skipped is not there, an hour that comes twice is there twice.
    """
    local = [(time.weekday * DAY + time.start, time.weekday * DAY + time.end) for time in weekly]
    found = [
        (max(begins, start - offset + around), min(ends, end - offset + around))
        for begins, ends, offset in _offsets(zone, monday)
        for start, end in local
        for around in (-WEEK, 0, WEEK)
    ]
    return Times(_joined(stretch for stretch in found if stretch[0] < stretch[1]))


def in_words(times: Times, zone: str, monday: date) -> list[str]:
    """Tuesday 7:00 pm to 9:00 pm: the same stretches on a reader's clock."""
    return [
        f"{_local(start, zone, monday):%A} {_clock(_local(start, zone, monday))} to {_clock(_local(end, zone, monday))}"
        for start, end in _around_the_week(times)
    ]


def parts_of_day(times: Times, zone: str, monday: date) -> list[str]:
    """mornings, evenings: the parts of a reader's day in which there is time for a talk, the most of it first."""
    every_day = {
        part: in_utc((Weekly(day, *hours) for day in range(7)), zone, monday) for part, hours in PARTS_OF_DAY.items()
    }
    minutes = {part: times.shared_with(part_of_day).length() for part, part_of_day in every_day.items()}
    return sorted((part for part in minutes if minutes[part]), key=lambda part: -minutes[part])


@lru_cache(maxsize=1024)
def _offsets(zone: str, monday: date) -> tuple[tuple[int, int, int], ...]:
    """From minute, until minute, how far the zone's clock is ahead of UTC: one piece, or two when the clocks change."""
    hours = [(minute, _offset(minute, zone, monday)) for minute in range(0, WEEK + 1, 60)]
    if monday.weekday() != 0:
        raise ValueError("A week begins on a Monday.")
    begins, pieces = 0, []
    for (minute, before), (_, after) in pairwise(hours):
        if before != after:
            changes = _first_minute(minute, zone, monday)
            pieces.append((begins, changes, before))
            begins = changes
    return (*pieces, (begins, WEEK, hours[-2][1]))


def _first_minute(hour: int, zone: str, monday: date) -> int:
    """In the hour from this minute on, the first minute at which the zone's clock is another."""
    before = _offset(hour, zone, monday)
    return bisect_left(range(WEEK + 1), True, lo=hour, hi=hour + 60, key=lambda at: _offset(at, zone, monday) != before)


def _offset(minute: int, zone: str, monday: date) -> int:
    local = _local(minute, zone, monday)
    return (local.replace(tzinfo=UTC) - local.astimezone(UTC)) // timedelta(minutes=1)


def _local(minute: int, zone: str, monday: date) -> datetime:
    begins = datetime(monday.year, monday.month, monday.day, tzinfo=UTC)
    return (begins + timedelta(minutes=minute)).astimezone(ZoneInfo(zone))


def _clock(local: datetime) -> str:
    """7:30 pm, with a space that does not break."""
    return f"{local.hour % 12 or 12}:{local.minute:02}\u00a0{'am' if local.hour < 12 else 'pm'}"


def _joined(stretches: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _around_the_week(times: Times) -> tuple[tuple[int, int], ...]:
    """What runs up to the end of the UTC week and on from its beginning is one stretch to whoever reads it."""
    all_of_them = times.stretches
    if len(all_of_them) > 1 and all_of_them[0][0] == 0 and all_of_them[-1][1] == WEEK:
        return (*all_of_them[1:-1], (all_of_them[-1][0], WEEK + all_of_them[0][1]))
    return all_of_them


def _doubling(length: int) -> Iterable[int]:
    """Shifts that together ask for `length` bits in a row."""
    have = 1
    while have < length:
        step = min(have, length - have)
        yield step
        have += step
