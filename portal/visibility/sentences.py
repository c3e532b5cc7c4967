"""The sentence beside a field, made from the same table: who can see what is about to be written there."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.visibility.table import alone

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
        "concern": "Nobody but {reader} can read this. {other} does not learn of it here.",
        "own_moment": "Only you.",
        "hard_day": "You both see it as a dip.",
        "weighs": "Only you.",
        "milestone": "You and {other} can read this. Nobody else.",
        "remembered": "Only you.",
        "gratitude_note": "{other} reads it when you say goodbye, not before. Nobody else reads it.",
        "reason": "Only whoever runs {group}, and the coordinator, can read this. {other} never does.",
        "chat_line": "Members of {group} can read this.",
        "block": "Only you.",
        "told_of_chats": "Only you.",
        "concern_step": "{other} reads this, and whoever can read what {other} told. Nobody else.",
        "shown_message": "Besides you and {other}, only {reader} can read them, with what you tell, until "
        "they are erased.",
        "feedback": "Nobody reads it by itself. Facilitators and the coordinator read what at least five people "
        "wrote, mixed.",
        "chat_said": "You and {other} can read this. Nobody else.",
        "chat_reply": "Only {other} reads your reply.",
    }
)


def who_can_see(what: str, **names: str) -> str:
    return SENTENCES[what].format(**names)


def sign_of(what: str) -> str:
    """The sign that stands before the sentence: a lock for what stays with its writer, else an eye."""
    return "lock" if alone(what) else "eye"
