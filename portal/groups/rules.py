"""What may be said of a group, and of somebody's place in it."""

import re
from datetime import date
from zoneinfo import ZoneInfo

ATTENDING = ("not_known", "yes", "no")
EARLIEST = date(1990, 1, 1)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

CALLED_SO = "There is a group of this name already. Choose another name."
RUNS_IT_ALREADY = "They run this group already."


def why_not_joined_on(day: date, *, today: date) -> str | None:
    if day > today:
        return "This day is still to come. Choose the day they first came."
    if day < EARLIEST:
        return "This year does not look right. Choose the day they first came."
    return None


def why_not_this_zone(zone: str) -> str | None:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # unknown, misspelt as a path, a folder of zones
        return "This is not a time zone we know. Write it as Europe/London."
    return None


def why_not_this_time(time: str) -> str | None:
    """A group's time on the clock; empty where it has none."""
    return None if re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d|", time) else "Write the time as 19:00."
