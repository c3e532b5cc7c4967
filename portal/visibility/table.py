"""Who may see what: the one table that guards, tests and the sentence beside a field are made from.

A person stands in exactly one relation to a record (`As`). Whoever is a side of a record, or is named in it, stands
as that side whatever their roles; nobody stands in two. What is not granted here is answered as if it did not exist.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Who(StrEnum):
    """Who may use an address at all. Every route declares one; whose record it is, is asked of `OPENS` as well."""

    ANYONE = "anyone"
    MEMBERS = "signed in"
    STAFF = "facilitators and coordinators"


class As(StrEnum):
    OWN = "own"
    PROPOSED = "other side, while proposed"
    MATCHED = "other side, while matched"
    ENDED = "other side, after it ended"
    FACILITATOR = "own group's facilitator"
    MEMBER = "other members"
    COORDINATOR = "coordinator"


class Sight(StrEnum):
    """How much of it."""

    ALL = "all"
    NAME = "the name alone"
    LINE = "the one line they chose"
    COPY = "what they wrote or were given"
    AGREED = "what both agreed to"
    TAKEN = "to the one whose reply was taken"
    BOTH = "what both have, where both let it be shown"
    SHOWN = "what was not ticked as matching only"
    OVERLAP = "what a possible pair has in common"
    WHEN = "that it took place, and when"
    SENT = "where it was sent to them"
    TO_SHOW = "to choose from, inside what they tell"
    BATCH = "in published batches alone"
    WISH = "only that they would like someone else"


_OWN = {As.OWN: Sight.ALL}
_PAIR = {As.OWN: Sight.ALL, As.MATCHED: Sight.ALL}
_STAFF = {As.FACILITATOR: Sight.ALL, As.COORDINATOR: Sight.ALL}

_ALONE = (
    *("exclusion", "block", "told_of_chats", "own_note", "along", "weighs", "to_bring", "care", "own_moment"),
    "remembered",
)
_FOR_BOTH = ("shared_note", "hard_day", "added", "agreement", "plan", "for_next_time", "milestone", "gratitude_note")

SEES: Mapping[str, Mapping[As, Sight]] = MappingProxyType(
    {
        **dict.fromkeys(_ALONE, _OWN),
        **{what: {**_PAIR, As.ENDED: Sight.COPY} for what in _FOR_BOTH},
        "name": {
            **_OWN,
            **_STAFF,
            As.PROPOSED: Sight.ALL,
            As.MATCHED: Sight.ALL,
            As.ENDED: Sight.NAME,
            As.MEMBER: Sight.NAME,
        },
        "introduction": {**_OWN, **_STAFF, As.PROPOSED: Sight.ALL, As.MATCHED: Sight.ALL},
        "hard_now": {**_OWN, **_STAFF, As.PROPOSED: Sight.LINE, As.MATCHED: Sight.ALL},
        "availability": {**_OWN, **_STAFF},
        "attending": {**_OWN, **_STAFF},
        "support": {**_OWN, **_STAFF, As.MATCHED: Sight.ALL},
        "qualities": {**_OWN, **_STAFF},
        "depth": {**_OWN, **_STAFF},
        "application_answer": {**_OWN, **_STAFF},
        "aspect_answers": {
            **_OWN,
            As.PROPOSED: Sight.BOTH,
            As.MATCHED: Sight.BOTH,
            As.FACILITATOR: Sight.SHOWN,
            As.COORDINATOR: Sight.SHOWN,
        },
        "times": {
            **_OWN,
            As.PROPOSED: Sight.BOTH,
            As.MATCHED: Sight.BOTH,
            As.FACILITATOR: Sight.OVERLAP,
            As.COORDINATOR: Sight.OVERLAP,
        },
        "facilitator_note": {As.FACILITATOR: Sight.ALL, As.COORDINATOR: Sight.ALL},
        "contact": {**_OWN, As.MATCHED: Sight.AGREED, As.MEMBER: Sight.TAKEN},
        "check_in": {
            **_PAIR,
            As.ENDED: Sight.COPY,
            As.FACILITATOR: Sight.WHEN,
            As.COORDINATOR: Sight.WHEN,
        },
        "pause_word": _PAIR,
        "feels": {**_OWN, As.FACILITATOR: Sight.WISH, As.COORDINATOR: Sight.WISH},
        "message": {**_PAIR, As.ENDED: Sight.TO_SHOW},
        "concern": {**_OWN, As.FACILITATOR: Sight.SENT, As.COORDINATOR: Sight.SENT},
        "concern_step": {**_OWN, As.FACILITATOR: Sight.SENT, As.COORDINATOR: Sight.SENT},
        "shown_message": {**_OWN, As.FACILITATOR: Sight.SENT, As.COORDINATOR: Sight.SENT},
        "feedback": {As.FACILITATOR: Sight.BATCH, As.COORDINATOR: Sight.BATCH},
        "answer": {**_OWN, **_STAFF},
        "reason": {**_OWN, **_STAFF},
        "proposal_note": {**_OWN, **_STAFF, As.PROPOSED: Sight.ALL},
        "chat_line": {**_OWN, As.MEMBER: Sight.ALL},
        "chat_reply": {**_OWN, As.MEMBER: Sight.TAKEN},
        "chat_said": {**_OWN, As.MEMBER: Sight.TAKEN},
    }
)


def sees(relation: As | None, what: str) -> Sight | None:
    """How much of `what` somebody in this relation may see; None is nothing, and reads as absent."""
    return SEES[what].get(relation) if relation else None


# Which relations open the addresses under a record. A record of a kind is found by its room's `access.py` alone.
OPENS: Mapping[str, frozenset[As]] = MappingProxyType(
    {
        "proposal": frozenset({As.PROPOSED}),
        "proposal on the desk": frozenset({As.FACILITATOR, As.COORDINATOR}),
        "talk": frozenset({As.MATCHED}),
        "ended talk": frozenset({As.MATCHED, As.ENDED}),
        "enrolment": frozenset({As.OWN}),
        "enrolment on the desk": frozenset({As.FACILITATOR, As.COORDINATOR}),
        "membership on the desk": frozenset({As.FACILITATOR, As.COORDINATOR}),
        "talk on the desk": frozenset({As.FACILITATOR, As.COORDINATOR}),
        "concern on the desk": frozenset({As.FACILITATOR, As.COORDINATOR}),
        "help line on the desk": frozenset({As.COORDINATOR}),
        "exclusion": frozenset({As.OWN}),
        "block": frozenset({As.OWN}),
        "line to bring": frozenset({As.OWN}),
        "own moment": frozenset({As.OWN}),
        "own concern": frozenset({As.OWN}),
        "chat": frozenset({As.OWN, As.MEMBER}),
        "own chat": frozenset({As.OWN}),
        "other chat": frozenset({As.MEMBER}),
        "taken chat": frozenset({As.OWN, As.MEMBER}),
        "notice": frozenset({As.OWN}),
    }
)


def opens(record: str, relation: As | None) -> bool:
    return relation in OPENS[record]


def alone(what: str) -> bool:
    """Whether only the writer ever sees it."""
    return set(SEES.get(what, ())) == {As.OWN}
