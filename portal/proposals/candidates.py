"""The people of some groups as matching knows them: who waits, who offers, and what keeps two of them apart.

Five statements, however many people there are and whatever is found: people, aspects, who is kept apart, proposals,
keys.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from portal import sealed
from portal.aspects.queries import Asked, aspects
from portal.exclusions.queries import kept_apart
from portal.matching.fit import FLOORS
from portal.matching.people import Facts, Mentee, Mentor
from portal.proposals.around import around
from portal.proposals.people import as_mentee, as_mentor, last_floor, people
from portal.proposals.rules import NOT_AGAIN_FOR, is_open, was_refused
from portal.sealed import Ring

Rows = list[dict[str, Any]]

WORDS = ("introduction", "hard_now", "hard_about", "line", "support")  # `support` alone is not sealed


@dataclass(frozen=True)
class Candidates:
    """Who can be put before whom, and what a facilitator may read of them.

    A mentor's `id` is their availability's; `offers` leads from it and a group to the enrolment, by which `words` are
    found. `proposals` are those of the groups that were asked for: the open ones and those closed in the last 180 days.
    """

    monday: date
    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    facts: Facts
    asked: tuple[Asked, ...]
    proposals: Rows
    words: Mapping[str, Mapping[str, str | None]]
    offers: Mapping[tuple[str, str], str]
    paused_until: Mapping[str, date | None]  # by availability
    zones: Mapping[str, str]  # by member
    ring: Ring

    def mentee(self, enrolment: str) -> Mentee | None:
        return next((one for one in self.mentees if one.id == enrolment), None)

    def mentor(self, availability: str) -> Mentor | None:
        return next((one for one in self.mentors if one.id == availability), None)


async def candidates(groups: Collection[str], *, now: datetime, only: frozenset[str] | None = None) -> Candidates:
    """Of these groups; with `only`, nobody but these members is looked at."""
    monday = now.date() - timedelta(days=now.weekday())
    rows = await people(groups, now=now, only=only)
    members = frozenset(row["member"] for row in rows)
    asked = await aspects()
    apart = await kept_apart(members)
    proposals = await around(groups, members, since=now - NOT_AGAIN_FOR)
    ring = await sealed.ring(*members, *_who_wrote(proposals))
    offering = [row for row in rows if row["role"] == "mentor"]
    return Candidates(
        monday=monday,
        mentees=tuple(as_mentee(row, ring, monday) for row in rows if row["role"] == "mentee"),
        mentors=_each_once(as_mentor(row, ring, now, monday) for row in offering),
        facts=Facts(
            today=now.date(),
            aspects=tuple(aspect.for_matching() for aspect in asked),
            exclusions=apart,
            former_noes=frozenset(_two(row) for row in proposals if was_refused(row, now)),
            asked=frozenset(_two(row) for row in proposals if is_open(row["state"], row["closes_at"], now)),
            floor=FLOORS.get(last_floor(rows), 0),
        ),
        asked=asked,
        proposals=[row for row in proposals if row["group"] in groups],
        words={row["id"]: {name: row[name] for name in WORDS} for row in rows},
        offers={(row["availability"], row["group"]): row["id"] for row in offering},
        paused_until={row["availability"]: row["paused_until"] for row in offering},
        zones={row["member"]: row["zone"] for row in rows},
        ring=ring,
    )


def _each_once(mentors: Iterable[Mentor]) -> tuple[Mentor, ...]:
    """Who offers in several groups is one mentor in all of them."""
    found: dict[str, Mentor] = {}
    for mentor in mentors:
        known = found.get(mentor.id, mentor)
        found[mentor.id] = replace(known, groups=known.groups | mentor.groups)
    return tuple(found.values())


def _who_wrote(proposals: Rows) -> set[str]:
    """Whose keys open the reasons and the notes."""
    sides = {row[side] for row in proposals for side in ("mentee", "mentor") if row[f"{side}_reason"]}
    return sides | {row["by"] for row in proposals if row["note"]}


def _two(row: dict[str, Any]) -> frozenset[str]:
    return frozenset({row["mentee"], row["mentor"]})
