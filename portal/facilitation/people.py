"""The members of a group, as whoever runs it keeps them: since when, and whether they were at a meeting lately."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.facilitation.desk import chosen
from portal.facilitation.queries import groups_at_the_desk, people_of
from portal.facilitation.waiting import AT_A_MEETING
from portal.facilitation.wording import months
from portal.person import Person
from portal.web.dates import Dates

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OfTheGroup:
    name: str
    months: str
    at_a_meeting: str
    href: str


@dataclass(frozen=True, slots=True)
class PeopleOfOne:
    group: Row
    others: list[Row]
    members: list[OfTheGroup]


async def people_of_one(me: Person, now: datetime, wanted: str = "") -> PeopleOfOne | None:
    """Of the group that is wanted, or of the first. None where there is no group."""
    groups = await groups_at_the_desk(me, now)
    if not groups:
        return None
    group = chosen(groups, wanted)
    others = [other for other in groups if other["id"] != group["id"]]
    return PeopleOfOne(group, others, await _members(group, me, Dates(now, me.zone)))


async def _members(group: Row, me: Person, dates: Dates) -> list[OfTheGroup]:
    """By name, without oneself: one's own row is another's to keep, and so is that of whom one is a side."""
    return [
        OfTheGroup(
            name=row["name"],
            months=months(row["joined_on"], dates.today),
            at_a_meeting=AT_A_MEETING[row["attending"]],
            href=f"/desk/people/{row['id']}",
        )
        for row in await people_of(group["id"], besides=me.member)
    ]
