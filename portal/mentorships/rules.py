"""A mentorship and the way it may go."""

from datetime import datetime

from portal.errors import NotPossible

ACTIVE, PAUSED, ENDING, ENDED = "active", "paused", "ending", "ended"

TRANSITIONS = {
    (ACTIVE, PAUSED),
    (PAUSED, ACTIVE),
    (ACTIVE, ENDING),
    (PAUSED, ENDING),
    (ENDING, ENDED),
    (ACTIVE, ENDED),
    (PAUSED, ENDED),
}

OCCUPYING = (ACTIVE, PAUSED)  # takes one of the mentor's places

CHANGED = "This changed while you were reading it."
GOODBYE_SAID = "A goodbye has been said here, so nothing new is written. You can still answer it."


def move(state: str, to: str) -> str:
    if (state, to) not in TRANSITIONS:
        raise NotPossible(CHANGED)
    return to


def can_write(state: str) -> bool:
    """Check-ins and milestones are for talks that go on; after a goodbye the page can only be read."""
    return state in OCCUPYING


def is_over(state: str, closes_at: datetime | None, now: datetime) -> bool:
    """Judged by the clock: after a goodbye the page closes on its day, also before the clock's act has closed it."""
    return state == ENDED or (closes_at is not None and now >= closes_at)
