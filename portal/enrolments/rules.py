"""Who is waiting, who has room, and which way an enrolment may go."""

from datetime import date, datetime

from portal.errors import NotPossible

TRANSITIONS = {
    ("draft", "submitted"),
    ("submitted", "active"),
    ("submitted", "not_yet"),
    ("submitted", "withdrawn"),
    ("active", "paused"),
    ("paused", "active"),
    ("active", "withdrawn"),
    ("paused", "withdrawn"),
    ("not_yet", "draft"),
    ("withdrawn", "draft"),
}

MOST_AT_ONCE = 3

CHANGED = "This changed while you were reading it."


def move(state: str, to: str) -> str:
    if (state, to) not in TRANSITIONS:
        raise NotPossible(CHANGED)
    return to


def is_paused(paused_until: date | None, today: date) -> bool:
    """Paused until a day means: back on that day."""
    return paused_until is not None and today < paused_until


def places_left(capacity: int, *, talks: int, asked: int) -> int:
    """How many more mentees a mentor has room for: talks are active or paused mentorships, asked are open proposals."""
    return max(0, capacity - talks - asked)


def days_waiting(since: datetime, now: datetime) -> int:
    return max(0, (now - since).days)


def why_not_paused_until(day: date, today: date) -> str | None:
    if day <= today:
        return "Choose a day from tomorrow on."
    if (day - today).days > 366:
        return "That is more than a year away. Choose a nearer day; you can always add to it."
    return None
