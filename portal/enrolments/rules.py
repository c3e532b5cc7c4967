"""Who is waiting, who has room, which way an enrolment may go, and by when somebody hears that it goes on."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

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

MENTEE, MENTOR = "mentee", "mentor"
STILL_WRITING = ("draft", "submitted", "active", "paused")  # its pages can be changed
OVER = ("not_yet", "withdrawn")  # it can be begun again, with what is there
IN_USE = ("active", "paused")
NOT_ON_THE_DESK = ("draft", "withdrawn")  # its writer’s alone

MOST_AT_ONCE = 3
MONTHS = 12  # in a group; less needs words about a depth that corresponds

READ_WITHIN = timedelta(days=3)
COORDINATOR_AFTER = timedelta(days=7)
LONG_REST = timedelta(days=60)  # of a mentor who wished to rest after their talks; they can be back sooner
STILL_LOOKING_AFTER, STILL_LOOKING_EVERY = timedelta(days=14), timedelta(days=21)

HARD_ABOUT = {
    "nights": "Sleep and nights",
    "thoughts": "Thoughts that go round and round",
    "trust": "Trust",
    "anger": "Anger",
    "sadness": "Sadness",
    "shame": "Shame or guilt",
    "deciding": "Deciding what to do",
    "telling": "Telling others, or keeping it to myself",
    "children": "The children",
    "home": "How things are at home",
    "alone": "Being alone with it",
    "other": "Something else",
}
SUPPORT = {
    "just_listen": "Just listen",
    "some_thoughts": "Listen, and share some thoughts",
    "not_sure": "I am not sure yet",
}
ATTENDING = {"yes": "Yes", "sometimes": "Now and then", "not_now": "Not just now"}
QUALITIES = {
    "willing": "I want to give something back, one person at a time.",
    "experienced": "I have come some way. I need not be finished to be of use.",
    "present": "I can stay calm and hear hard words and feelings.",
    "compassionate": "I try to understand, and I do not judge how somebody heals.",
    "positive": "My words and acts show that it can get better.",
    "available": "I can make time, now and then, and keep to it.",
    "authentic": "I answer honestly, and leave decisions to whoever has to live with them.",
    "engaged": "I take part, and would go along to a meeting if it helps.",
    "boundaries": "I notice when it gets too much for me, and I look after myself.",
    "safe": "I keep what I hear to myself, and keep a clear head.",
}
REFLECTIONS = {"already": "Already me", "growing": "Growing", "not_yet": "Not yet"}
BOUNDARIES = (
    "I come as a volunteer who keeps someone company. I am not a therapist and do not act as one.",
    "We do not become close friends, we do not date, and no money changes hands.",
    "What I hear stays with me, unless someone’s life is in danger.",
    "I look after myself, and I say so when I need a pause.",
)

CHANGED = "This changed while you were reading it."
NOT_OFFERING = "You are not offering to mentor just now."
NOT_A_MEMBER = "You can look for a mentor in a group that you belong to now."
NEVER_A_MEMBER = "You can offer to mentor in a group that you belong to, or once did."
LEFT_MEANWHILE = "{name} does not belong to this group any more, so nobody can be looked for. You can say “not yet”."
KIND_WORDS = "Write a few kind words. They are all that is read of this answer."

NO_WAYS = "Tick at least one way to talk."
NO_WAY_LEFT = "Tick at least one way. Without one, nobody can be suggested to you."
NO_INTRODUCTION = "Write a few words about yourself. A mentee reads them before saying yes."
NOT_AGREED = "Read the four sentences and tick that you agree."


def move(state: str, to: str) -> str:
    if (state, to) not in TRANSITIONS:
        raise NotPossible(CHANGED)
    return to


# --- room ---


def is_paused(paused_until: date | None, today: date) -> bool:
    """Paused until a day means: back on that day."""
    return paused_until is not None and today < paused_until


def places_left(capacity: int, *, talks: int, asked: int) -> int:
    """How many more mentees a mentor has room for: talks are active or paused mentorships, asked are open proposals."""
    return max(0, capacity - talks - asked)


def why_not_paused_until(day: date, today: date) -> str | None:
    if day <= today:
        return "Choose a day from tomorrow on."
    if (day - today).days > 366:
        return "That is more than a year away. Choose a nearer day; you can always add to it."
    return None


# --- an application ---


def may_apply(role: str, *, current: bool, ever: bool) -> str | None:
    """Why not, in words: a mentee belongs to the group now, a mentor does or once did."""
    if role == MENTEE:
        return None if current else NOT_A_MEMBER
    return None if ever else NEVER_A_MEMBER


def months_since(joined_on: date, today: date) -> int:
    """Whole months in a group."""
    months = (today.year - joined_on.year) * 12 + today.month - joined_on.month
    return max(0, months - (today.day < joined_on.day))


def asks_for_depth(joined_on: date, today: date) -> bool:
    """Only who has been there for less than twelve months is asked why that is enough."""
    return months_since(joined_on, today) < MONTHS


def why_not_sent(role: str, *, ways: Collection[str], introduced: bool, agreed: bool) -> dict[str, str]:
    """Page to sentence, for what is missing; the last two are a mentor's. Nothing sensitive is ever among it."""
    missing = {} if ways else {"ways": NO_WAYS}
    if role == MENTOR:
        missing |= {} if introduced else {"introduction": NO_INTRODUCTION}
        missing |= {} if agreed else {"agreed": NOT_AGREED}
    return missing


def why_not_answered(*, welcome: bool, words: str) -> str | None:
    """A welcome needs no words; a not yet does."""
    return None if welcome or words.strip() else KIND_WORDS


def why_not_welcomed(role: str, *, belongs: bool) -> str | None:
    """A mentee belongs to the group now; a mentor may have left since."""
    return LEFT_MEANWHILE if role == MENTEE and not belongs else None


def was_in_use(sent_at: datetime | None, answered_at: datetime | None) -> bool:
    """Of one that is withdrawn: they looked, or offered, and have stopped; else they took back what was only sent."""
    return sent_at is None or (answered_at is not None and answered_at >= sent_at)


# --- nobody waits without hearing ---


def days_waiting(since: datetime, now: datetime) -> int:
    return max(0, (now - since).days)


def is_late(sent_at: datetime, read_at: datetime | None, now: datetime) -> bool:
    """Unread for three days: a task of whoever runs the group."""
    return read_at is None and now >= sent_at + READ_WITHIN


def is_the_coordinators(sent_at: datetime, read_at: datetime | None, now: datetime) -> bool:
    """Unread for seven days: the coordinator's task."""
    return read_at is None and now >= sent_at + COORDINATOR_AFTER


def times_told_late(sent_at: datetime, now: datetime) -> int:
    """How often the applicant should have heard by now that it is not read yet: on day 3, and on day 7."""
    return (now >= sent_at + READ_WITHIN) + (now >= sent_at + COORDINATOR_AFTER)


def times_told_looking(since: datetime, now: datetime) -> int:
    """How often who waits should have heard by now: on day 14, then every 21 days."""
    waited = now - since
    if waited < STILL_LOOKING_AFTER:
        return 0
    return 1 + (waited - STILL_LOOKING_AFTER) // STILL_LOOKING_EVERY
