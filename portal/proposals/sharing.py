"""What two people who are asked about each other have in common, as either of them may read it.

Only the names of what both let be shown, and only what both have: the rest of what somebody said stays with them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal.aspects.queries import Asked, aspects
from portal.aspects.rules import opened
from portal.database import prepared
from portal.matching.people import NOTHING_SAID, Answer
from portal.matching.times import WEEK, in_words, parts_of_day
from portal.members.rules import in_common
from portal.members.tables import Member
from portal.proposals.people import times_of
from portal.sealed import Ring

AT_MOST = 2  # stretches of the week, said to the minute; more are said as parts of the day


@dataclass(frozen=True, slots=True)
class Shared:
    alike: tuple[str, ...]
    different: tuple[str, ...]
    ways: tuple[str, ...]
    times: tuple[str, ...]


@prepared
def _said(one: str, other: str) -> Any:
    return Member.raw(
        "SELECT members.id, members.means, members.times, members.zone, aspect_answers.said"
        " FROM members LEFT JOIN aspect_answers ON aspect_answers.member = members.id"
        " WHERE members.id IN ({}, {})",
        one,
        other,
    )


async def shared(me: str, other: str, *, ring: Ring, now: datetime) -> Shared:
    """In two statements. Both read the same, each on their own clock."""
    asked = await aspects()
    rows = {row["id"]: row for row in await _said(me, other)}
    mine, theirs = (opened(ring.open(rows[one]["said"], of=one)) for one in (me, other))
    both = [
        (aspect.shared_as, mine[aspect.id].option == theirs[aspect.id].option)
        for aspect in asked
        if _let_it_be_shown(aspect, mine) and _let_it_be_shown(aspect, theirs)
    ]
    return Shared(
        alike=tuple(name for name, is_alike in both if is_alike),
        different=tuple(name for name, is_alike in both if not is_alike),
        ways=tuple(in_common(rows[me]["means"], rows[other]["means"])),
        times=tuple(_times(rows[me], rows[other], now)),
    )


def _let_it_be_shown(aspect: Asked, said: dict[str, Answer]) -> bool:
    answer = said.get(aspect.id, NOTHING_SAID)
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
