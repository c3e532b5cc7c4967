"""A conversation to come: which times may be offered, and what becomes of them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from portal.errors import NotPossible

OFFERED, TAKEN, DECLINED, WITHDRAWN = "offered", "taken", "declined", "withdrawn"
YES, NOT_YET = "yes", "not_yet"

TRANSITIONS = {
    (OFFERED, TAKEN),
    (OFFERED, DECLINED),
    (OFFERED, WITHDRAWN),
    (TAKEN, WITHDRAWN),
}

TIMES = ("first", "second", "third")  # called as the table's columns
FURTHEST = timedelta(days=90)
LASTS = timedelta(hours=1)
ASKED_FOR = timedelta(days=14)  # "Did you talk?" is not asked for ever
MEETINGS_OFFERED = 3

CHANGED = "This changed while you were reading it. Here is how it stands now."
PAUSED = "These talks are paused, so nothing is planned just now. You can plan again when they go on."
OFFERED_BY_THE_OTHER = (
    "{other} has suggested times already. Take one of them, or say that none suits you. Then you can suggest others."
)
GONE_BY = "This time has gone by. Take another one, or say that none suits you."
STILL_TO_COME = "This talk is still to come. You will be asked about it afterwards."
NO_SUCH_MEETING = "This meeting has gone by, or the group has changed its time. Choose another one."

CHOOSE = "Choose a day and a time."
NOT_OFFERED = "This is not offered, or not any more. Choose something else."
UNREADABLE = "This is not a time we can read. Choose a day and a time, or write it as 2026-03-28 19:30."
SKIPPED = "The clocks go forward that night and leave this time out. Choose a time an hour later."
PAST = "This time has gone by. Choose one that is still to come."
TOO_FAR = "This is more than 90 days away. Choose a time that is nearer."
SAME = "This time is there twice. Choose another one, or leave it empty."
TWO_AT_LEAST = "Suggest two times at least, so that there is a choice."


def move(state: str, to: str) -> str:
    if (state, to) not in TRANSITIONS:
        raise NotPossible(CHANGED)
    return to


def as_typed(text: str) -> datetime | None:
    """A time on somebody's own clock as a browser sends it, or as a person writes it. None: it cannot be read."""
    try:
        typed = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    is_whole = typed.tzinfo is None and len(text.strip()) >= len("2026-03-28T19:30")
    return typed.replace(second=0, microsecond=0) if is_whole else None


def moment_of(local: datetime, zone: str) -> datetime | None:
    """In UTC: of a time that the clocks show twice, the first. None where they leave it out."""
    clock = ZoneInfo(zone)
    try:
        moment = local.replace(tzinfo=clock, fold=0).astimezone(UTC)
        return moment if moment.astimezone(clock).replace(tzinfo=None) == local else None
    except OverflowError:  # before the year 1 or after 9999
        return None


def why_not_typed(text: str, *, zone: str, now: datetime) -> str | None:
    """The sentence for a time that will not do."""
    local = as_typed(text)
    if local is None:
        return UNREADABLE
    if abs(local.year - now.year) > 1:  # also where no clock could be reckoned to UTC any more
        return PAST if local.year < now.year else TOO_FAR
    moment = moment_of(local, zone)
    return SKIPPED if moment is None else why_not_at(moment, now)


def why_not_at(moment: datetime, now: datetime) -> str | None:
    if moment <= now:
        return PAST
    return TOO_FAR if moment > now + FURTHEST else None


def twice(moments: Sequence[datetime]) -> int | None:
    """The place of the first one that was there before."""
    return next((place for place, moment in enumerate(moments) if moment in moments[:place]), None)


def is_over(taken: datetime, now: datetime) -> bool:
    """Whether it would be over by now: then it is no longer ahead, and one can be asked about it."""
    return now >= taken + LASTS


def can_be_asked(taken: datetime, now: datetime) -> bool:
    return is_over(taken, now) and now < taken + ASKED_FOR
