"""A member's own list for the next meeting, and when that is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from piccolo.query import Select

from portal.database import prepared
from portal.groups.tables import Membership
from portal.meetings.rules import next_meeting
from portal.meetings.tables import ToBring
from portal.sealed import Ring


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Meets:
    """When one of a member's groups meets next; None where it has not said."""

    group: str
    at: datetime | None


@prepared
def _lines(member: str) -> Select[Any]:
    return (
        ToBring.select(ToBring.id, ToBring.words)
        .where(ToBring.member == member)
        .order_by(ToBring.created_at, ascending=False)
        .order_by(ToBring.id)
    )


@prepared
def owner_of(line: str) -> Select[Any]:
    return ToBring.select(ToBring.member).where(ToBring.id == line)


@prepared
def _groups(member: str) -> Select[Any]:
    return (
        Membership.select(
            Membership.group.name.as_alias("name"),
            Membership.group.meeting_weekday.as_alias("weekday"),
            Membership.group.meeting_time.as_alias("time"),
            Membership.group.zone.as_alias("zone"),
        )
        .where(Membership.member == member, Membership.left_on.is_null())
        .order_by(Membership.joined_on)
    )


async def lines_of(member: str, ring: Ring) -> list[Line]:
    """The newest first. Nobody else's are ever asked for. One statement."""
    return [Line(id=row["id"], words=ring.open(row["words"], of=member)) for row in await _lines(member)]


async def how_many_lines(member: str) -> int:
    return int(await ToBring.count().where(ToBring.member == member))


async def meetings_of(member: str, now: datetime) -> list[Meets]:
    """Of each of the member's groups the next meeting, the soonest first."""
    meets = [
        Meets(group=row["name"], at=next_meeting(row["weekday"], row["time"], row["zone"], now))
        for row in await _groups(member)
    ]
    return sorted(meets, key=lambda one: (one.at is None, one.at or now, one.group))
