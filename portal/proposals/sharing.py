"""What two people who are asked about each other have in common, as either of them may read it.

Only the names of what both let be shown, and only what both have: the rest of what somebody said stays with them.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from piccolo.query import Select

from portal.aspects.queries import Asked
from portal.database import prepared
from portal.matching.people import NOTHING_SAID, Answer, Mentee, Mentor
from portal.matching.times import WEEK, in_words, parts_of_day
from portal.members.rules import in_common as in_common_ways
from portal.members.tables import Member
from portal.proposals.people import times_of
from portal.proposals.queries import Asked as Proposed
from portal.sealed import Ring

AT_MOST = 2  # stretches of the week, said to the minute; more are said as parts of the day


@dataclass(frozen=True, slots=True)
class Shared:
    alike: list[str]
    different: list[str]
    ways: list[str]
    times: list[str]


def in_common(mentee: Mentee, mentor: Mentor, asked: Iterable[Asked]) -> str:
    """Written down when they are asked, to be sealed: later it would tell what somebody chose to whoever tries out
    answers of their own."""
    both = [
        (aspect.shared_as, one.option == other.option)
        for aspect in asked
        for one, other in [[someone.answers.get(aspect.id, NOTHING_SAID) for someone in (mentee, mentor)]]
        if _let_it_be_shown(one) and _let_it_be_shown(other)
    ]
    return json.dumps([[name for name, alike in both if alike is which] for which in (True, False)])


@prepared
def _said(one: str, other: str) -> Select[Any]:
    return Member.select(Member.id, Member.means, Member.times, Member.zone).where(
        (Member.id == one) | (Member.id == other)
    )


async def shared(asked: Proposed, *, ring: Ring, now: datetime) -> Shared:
    """In one statement. Both read the same, each on their own clock."""
    rows = {row["id"]: row for row in await _said(asked.me, asked.other)}
    mine, theirs = rows[asked.me], rows[asked.other]
    alike, different = json.loads(ring.open(asked.in_common, of=asked.mentee) or "[[], []]")
    return Shared(
        alike=alike,
        different=different,
        ways=in_common_ways(mine["means"], theirs["means"]),
        times=list(_times(mine, theirs, now)),
    )


def _let_it_be_shown(answer: Answer) -> bool:
    return answer.option is not None and answer.shown


def _times(mine: dict[str, Any], theirs: dict[str, Any], now: datetime) -> Iterable[str]:
    """Nothing, where neither has said any."""
    if not (mine["times"] or theirs["times"]):
        return []
    monday = now.date() - timedelta(days=now.weekday())
    one, other = (times_of(row["times"], row["zone"], monday) for row in (mine, theirs))
    both, zone = one.shared_with(other), mine["zone"]
    if both.length() == WEEK:
        return ["At any time"]
    said = in_words(both, zone, monday)
    return said if len(said) <= AT_MOST else [part.capitalize() for part in parts_of_day(both, zone, monday)]
