"""An application as whoever runs the group reads it: all that was written, but what is for matching only."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal import sealed
from portal.aspects.queries import answers_of, aspects
from portal.enrolments.rules import QUALITIES, REFLECTIONS
from portal.facilitation.queries import mentored_in
from portal.facilitation.this_week import WISHES
from portal.facilitation.waiting import at_a_meeting, facts_of, place_in, said_of
from portal.facilitation.wording import months
from portal.web.dates import Dates

Row = dict[str, Any]


@dataclass(frozen=True)
class Application:
    id: str
    name: str
    role: str
    group: str
    group_name: str
    state: str
    sent_at: datetime | None
    read_at: datetime | None
    read_by: str
    answered_at: datetime | None
    answered_by: str
    answer: str
    facts: list[tuple[str, str]]  # what can be said in a word or two
    own_words: list[tuple[str, str]]  # over what they wrote, and what they wrote
    qualities: list[tuple[str, str]]
    aspects: list[tuple[str, str]]
    place: str  # the address of their place in the group

    @property
    def title(self) -> str:
        return WISHES[self.role].format(name=self.name)

    @property
    def outcome(self) -> str:
        return "Answered: not yet," if self.state == "not_yet" else "Welcomed"

    @property
    def can_be_answered(self) -> bool:
        return self.state == "submitted"


async def application_of(row: Row, dates: Dates) -> Application:
    """Four statements at most, beside the one that found it."""
    member = row["member"]
    ring = await sealed.ring(member)
    asked = await aspects()
    answers = await answers_of(member, ring=ring)
    words = {name: ring.open(row[name], of=member) for name in _SEALED}
    is_mentor = row["role"] == "mentor"
    mentored = await mentored_in(row["group"], member) if is_mentor else (False, False)
    return Application(
        **{name: row[name] for name in ("id", "name", "role", "group", "group_name", "state")},
        **{name: row[name] for name in ("sent_at", "read_at", "answered_at")},
        read_by=row["read_by_name"] or "",
        answered_by=row["answered_by_name"] or "",
        answer=words["answer"],
        facts=_of_a_mentor(row, *mentored, dates) if is_mentor else facts_of(row, words["hard_about"]),
        own_words=[
            (over.format(name=row["name"]), words[name]) for name, over in _OVER[row["role"]].items() if words[name]
        ],
        qualities=_qualities(words["qualities"]) if is_mentor else [],
        aspects=said_of(answers, asked),
        place=place_in(row),
    )


_SEALED = ("introduction", "depth", "qualities", "hard_about", "hard_now", "line", "answer")
_OVER = {
    "mentor": {"introduction": "In {name}’s own words", "depth": "Why {name} feels ready"},
    "mentee": {"hard_now": "What is hard now", "line": "The one line a mentor may read before"},
}


def _of_a_mentor(row: Row, was_mentored: bool, has_mentored: bool, dates: Dates) -> list[tuple[str, str]]:
    return [
        ("In the group", months(row["joined_on"], dates.today) if row["place"] else "Not any more"),
        *at_a_meeting(row),
        ("Was mentored here", "Yes" if was_mentored else "No"),
        ("Has mentored here", "Yes" if has_mentored else "No"),
    ]


def _qualities(said: str) -> list[tuple[str, str]]:
    """The reflections that were made, in the order of the ten."""
    made = json.loads(said or "{}")
    return [(words, REFLECTIONS[made[name]]) for name, words in QUALITIES.items() if made.get(name) in REFLECTIONS]
