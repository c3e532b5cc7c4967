"""A mentorship, the way it may go, and what the two agree to."""

from collections.abc import Mapping
from datetime import date, datetime

from portal.enrolments import rules as enrolments
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
FOUND_ALREADY = "You have found each other here already, so nobody else is asked. If something is off, you can say so."
NOT_A_WAY_OF_YOURS = "You have not ticked this way under Me. Add it there first, then you can add it here."
PAUSED_ALREADY = "These talks are paused already. Here is where things stand."
GO_ON_ALREADY = "These talks go on already. Here is where things stand."
SOMEONE_ELSE_GOES_ON = (
    "You have talks with {name} just now, so these stay paused. Say goodbye there, or take a pause there; then you can "
    "go on here."
)
THEIRS_TO_CHOOSE = (
    "{name} chooses when to go on here, since somebody else may be there meanwhile. You can leave a message, or wait."
)
THEIR_PAUSE = "{name} asked for this pause. {name} can go on sooner, and you hear it here."

# what both read at the beginning
BOUNDARIES = (
    "You both do this because you want to. Either of you may stop, at any time.",
    "A mentor keeps you company. It is not therapy, and does not take its place.",
    "You do not become close friends, you do not date, and no money changes hands.",
    "What is said stays between you, unless someone’s life is in danger.",
    "At first you talk by phone, or meet in a public place.",
)
OFTEN = {
    "weekly": "Once a week",
    "two_weeks": "Every two weeks",
    "monthly": "Once a month",
    "as_needed": "When one of us needs it",
}
WISHES = {"just_listen": "just listen", "some_thoughts": "some thoughts", "not_sure": "not sure yet"}
RIGHT, FINDING_OUT, SOMEONE_ELSE = "right", "finding_out", "someone_else"
FEELS = {
    RIGHT: "It feels right",
    FINDING_OUT: "I am still finding out",
    SOMEONE_ELSE: "I would like someone else",
}


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


def why_not_paused_until(day: date, today: date) -> str | None:
    return enrolments.why_not_paused_until(day, today)


def why_not_resumed(role: str, others: Mapping[str, str], *, theirs: bool, mentee: str) -> str | None:
    """`others`: the state and the mentor's name of each other talk of this mentee in the group that takes a place;
    `theirs`: they may have somebody else meanwhile. Such a pause ends only by the mentee's choice, and not while that
    somebody else goes on."""
    if role == "mentor" and (others or theirs):
        return THEIRS_TO_CHOOSE.format(name=mentee)
    return SOMEONE_ELSE_GOES_ON.format(name=others[ACTIVE]) if ACTIVE in others else None


def why_not_sooner(until: date | None, today: date, *, may: bool, other: str) -> str | None:
    """Before its day a pause is ended by whoever took it: nobody is called back from a rest. A mentee who chose to have
    somebody else meanwhile `may` return as well."""
    return None if may or until is None or until <= today else THEIR_PAUSE.format(name=other)


def has_just_begun(found_at: datetime | None, *, talked: bool) -> bool:
    """Nobody has written or talked yet, as far as the portal knows."""
    return found_at is None and not talked
