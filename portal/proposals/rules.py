"""A proposal and its two private answers."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from portal.errors import NotPossible

OPEN, MATCHED, NOT_THIS_TIME, LAPSED, WITHDRAWN = "open", "matched", "not_this_time", "lapsed", "withdrawn"
NONE, YES, NO = "none", "yes", "no"

TRANSITIONS = {(OPEN, MATCHED), (OPEN, NOT_THIS_TIME), (OPEN, LAPSED), (OPEN, WITHDRAWN)}

LASTS = timedelta(days=7)
NOT_AGAIN_FOR = timedelta(days=180)
# with a mentor’s no; the words for them are in `forms`
NO_PAUSE = ""
PAUSES = {"two_weeks": timedelta(days=14), "a_month": timedelta(days=30), "three_months": timedelta(days=91)}

CHANGED = "This changed while you were reading it."
NO_ROOM = "{mentor} has no room just now."
PAUSED = "{mentor} is taking a pause just now."
NOT_POSSIBLE = "This is not possible just now."
OTHER_GROUP = "{mentor} and {mentee} do not belong to the same group."
ALREADY_PROPOSED = "{mentee} has been asked already."
ALREADY_TALKING = "{mentee} has a mentor in this group already."
NOT_WAITING = "{mentee} is not waiting for a mentor just now."
NOT_OFFERING = "{mentor} is not offering to mentor in this group just now."
SAME_PERSON = "A mentor and a mentee are two people. Choose someone else."
NAMED_IN_IT = "You are one of the two. Another facilitator or the coordinator can propose this."


def move(state: str, to: str) -> str:
    if (state, to) not in TRANSITIONS:
        raise NotPossible(CHANGED)
    return to


def is_open(state: str, closes_at: datetime, now: datetime) -> bool:
    """Judged by the clock: a proposal whose week is over is not open, also before the clock's act has closed it."""
    return state == OPEN and now < closes_at


def can_answer(state: str, closes_at: datetime, own_answer: str, now: datetime) -> bool:
    return is_open(state, closes_at, now) and own_answer == NONE


def outcome(one: str, other: str) -> str:
    """What two answers come to. Nobody is told anything before both are there."""
    if NONE in (one, other):
        return OPEN
    return MATCHED if one == other == YES else NOT_THIS_TIME


def shown(state: str, closes_at: datetime, now: datetime) -> str:
    """The state a member reads: open, matched, or not this time. Lapsed, withdrawn and answered no are one."""
    if state == MATCHED:
        return MATCHED
    return OPEN if is_open(state, closes_at, now) else NOT_THIS_TIME


def may_be_proposed_again(closed_at: datetime | None, now: datetime) -> bool:
    """After a no, the same two are not asked again for 180 days."""
    return closed_at is None or now >= closed_at + NOT_AGAIN_FOR


def was_refused(row: Mapping[str, Any], now: datetime) -> bool:
    """Whether somebody said no here, less than 180 days ago, who has not taken it back since. Judged by the clock: what
    is over counts from then on, also before the clock's act has closed it."""
    over_at = row["closed_at"] or row["closes_at"]
    return over_at <= now and holds(row) and not may_be_proposed_again(over_at, now)


def holds(row: Mapping[str, Any]) -> bool:
    """Whether a no in it stands: only who said it can take it back."""
    return any(row[f"{side}_answer"] == NO and not row[f"{side}_reopened"] for side in ("mentee", "mentor"))
