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
    WISH = "only that they would like someone else"


_OWN = {As.OWN: Sight.ALL}
_PAIR = {As.OWN: Sight.ALL, As.MATCHED: Sight.ALL}
_STAFF = {As.FACILITATOR: Sight.ALL, As.COORDINATOR: Sight.ALL}

_ALONE = ("exclusion", "own_note", "along", "weighs", "to_bring", "care", "own_moment", "remembered")
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
        "message": _PAIR,
        "concern": {**_OWN, As.FACILITATOR: Sight.SENT, As.COORDINATOR: Sight.SENT},
        "answer": {**_OWN, **_STAFF},
        "reason": {**_OWN, **_STAFF},
        "proposal_note": {**_OWN, **_STAFF, As.PROPOSED: Sight.ALL},
        "chat_line": {**_OWN, As.MEMBER: Sight.ALL},
        "chat_reply": {**_OWN, As.MEMBER: Sight.TAKEN},
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
        "exclusion": frozenset({As.OWN}),
        "line to bring": frozenset({As.OWN}),
        "own moment": frozenset({As.OWN}),
        "own concern": frozenset({As.OWN}),
        "chat": frozenset({As.OWN, As.MEMBER}),
        "own chat": frozenset({As.OWN}),
        "other chat": frozenset({As.MEMBER}),
        "notice": frozenset({As.OWN}),
    }
)


def opens(record: str, relation: As | None) -> bool:
    return relation in OPENS[record]


# The sentence beside a field, for a reader who is about to write in it. `{other}` is the other side's name,
# `{group}` the group's.
SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "introduction": "Whoever is asked about a talk with you reads this, {group}’s facilitator and the coordinator.",
        "availability": "{group}’s facilitator and the coordinator see this. Nobody else.",
        "attending": "{group}’s facilitator and the coordinator see this. Nobody else.",
        "hard_now": "{group}’s facilitator and the coordinator read this. So does a mentor, "
        "once you have both said yes.",
        "support": "{group}’s facilitator and the coordinator see this. So does a mentor, once you have both said yes.",
        "qualities": "{group}’s facilitator and the coordinator see this. Nobody else.",
        "depth": "{group}’s facilitator and the coordinator read this. Nobody else.",
        "aspect_answers": "“May be shown”: {group}’s facilitator and the coordinator see it, and someone you are asked "
        "about sees whether you are alike in it. “Matching only”: nobody sees it.",
        "times": "Someone you are asked about sees the times you both have. {group}’s facilitator and the coordinator "
        "see the same. Nobody sees the rest.",
        "exclusion": "Only you.",
        "contact": "Only someone you agreed to talk with sees this, and only the ways you both ticked.",
        "shared_note": "You and {other} can read this. Nobody else.",
        "added": "You and {other} can read this. Nobody else.",
        "own_note": "Only you.",
        "along": "Only you.",
        "agreement": "You and {other} see this. Nobody else.",
        "plan": "You and {other} see this. Nobody else.",
        "for_next_time": "You and {other} see this. Nobody else.",
        "to_bring": "Only you.",
        "pause_word": "You and {other} can read this. Nobody else.",
        "feels": "Only you. If you would like someone else, {reader} hears that, and nothing more.",
        "message": "You and {other} can read this. Nobody else.",
        "care": "Only you.",
        "concern": "For {reader} alone. {other} does not learn of it.",
        "own_moment": "Only you.",
        "hard_day": "You both see it as a dip.",
        "weighs": "Only you.",
        "milestone": "You and {other} can read this. Nobody else.",
        "remembered": "Only you.",
        "gratitude_note": "{other} reads it when you say goodbye, not before. Nobody else reads it.",
        "reason": "Only whoever runs {group}, and the coordinator, can read this. {other} never does.",
        "chat_line": "Members of {group} can read this.",
        "chat_reply": "Only {other} reads your reply.",
    }
)


def who_can_see(what: str, **names: str) -> str:
    return SENTENCES[what].format(**names)


def alone(what: str) -> bool:
    """Whether only the writer ever sees it."""
    return set(SEES.get(what, ())) == {As.OWN}


def sign_of(what: str) -> str:
    """The sign that stands before the sentence: a lock for what stays with its writer, else an eye."""
    return "lock" if alone(what) else "eye"
