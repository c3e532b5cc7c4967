"""What a milestone may say, and who may add what they saw."""

from datetime import date

LONGEST = 1000
EARLIEST = date(1920, 1, 1)

SAID_ALREADY = "You have added what you saw here. It is kept."


def why_not_this_day(day: date, *, today: date) -> str | None:
    """A milestone may be dated whenever it happened, also before the talks began."""
    if day > today:
        return "This day is still to come. Choose today, or the day it happened."
    if day < EARLIEST:
        return "This year does not look right. Choose the day it happened."
    return None


def can_add_what_they_saw(*, author: str, reader: str, saw_at: object | None) -> bool:
    """The side that did not mark it, once."""
    return reader != author and saw_at is None
