"""What a milestone may say, who may add what they saw, and for how long it can still be changed."""

from datetime import date, datetime, timedelta

LONGEST = 1000
EARLIEST = date(1920, 1, 1)
TIME_TO_CHANGE = timedelta(days=1)

# gentle, small, of no order: one tap instead of words
SUGGESTIONS = {
    "sleep": "A night of sleep",
    "told": "I told someone",
    "asked": "I asked for help",
    "said_no": "I said no",
    "good_hour": "An ordinary good hour",
    "meeting": "I went to the meeting",
}

SAID_ALREADY = "You have added what you saw here. It is kept."
TOO_LATE = "A milestone can be changed for one day, and that day is over. It stays as it is."
A_FEW_WORDS = "Choose one of these, or write a few words, however small."


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


def can_change(*, author: str, by: str, created_at: datetime, now: datetime) -> bool:
    """Correct it or take it back: whoever marked it, for a day."""
    return author == by and now <= created_at + TIME_TO_CHANGE
