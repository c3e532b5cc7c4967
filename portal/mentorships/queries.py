"""A pair's talks, as one of its two sides reads them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from piccolo.query import Select

from portal.database import prepared
from portal.mentorships.rules import ACTIVE, ENDED, ENDING, PAUSED, can_write
from portal.mentorships.tables import Mentorship


@dataclass(frozen=True, slots=True)
class Talk:
    """A mentorship from the side of `me`, a member's id."""

    id: str
    me: str
    role: str  # mine: mentor or mentee
    other: str
    other_name: str
    my_name: str
    group: str
    group_name: str
    state: str
    began_at: datetime
    closes_at: datetime | None
    ended_at: datetime | None

    @property
    def other_role(self) -> str:
        return "mentee" if self.role == "mentor" else "mentor"

    @property
    def goes_on(self) -> bool:
        return can_write(self.state)

    @property
    def is_ending(self) -> bool:
        return self.state == ENDING

    @classmethod
    def of(cls, row: dict[str, Any], me: str) -> Self | None:
        """None where `me` is neither of the two."""
        if me not in (row["mentor"], row["mentee"]):
            return None
        mine, theirs = ("mentor", "mentee") if me == row["mentor"] else ("mentee", "mentor")
        return cls(
            me=me,
            role=mine,
            other=row[theirs],
            other_name=row[f"{theirs}_name"],
            my_name=row[f"{mine}_name"],
            **{key: row[key] for key in ("id", "group", "group_name", "state", "began_at", "closes_at", "ended_at")},
        )


@prepared
def _by_id(talk: str) -> Select[Any]:
    return _rows().where(Mentorship.id == talk)


@prepared
def _open_of(me: str, now: datetime) -> Select[Any]:
    return (
        _rows()
        .where((Mentorship.mentor == me) | (Mentorship.mentee == me))
        .where(Mentorship.state.is_in([ACTIVE, PAUSED, ENDING]))
        .where(Mentorship.closes_at.is_null() | (Mentorship.closes_at > now))
        .order_by(Mentorship.began_at)
    )


async def talk_by_id(talk: str, *, me: str) -> Talk | None:
    row = await _by_id.first(talk)
    return Talk.of(row, me) if row else None


async def talks_of(me: str, now: datetime) -> list[Talk]:
    """Those that are not over, oldest first."""
    return [talk for row in await _open_of(me, now) if (talk := Talk.of(row, me))]


async def has_a_mentor(mentee: str, group: str) -> bool:
    return await Mentorship.exists().where(
        Mentorship.mentee == mentee, Mentorship.group == group, Mentorship.state == ACTIVE
    )


async def was_mentored(member: str) -> bool:
    """Whether they have had a mentor here themselves, in talks that are over."""
    return await Mentorship.exists().where(Mentorship.mentee == member, Mentorship.state == ENDED)


async def of_proposal(proposal: str) -> str | None:
    row = await Mentorship.select(Mentorship.id).where(Mentorship.proposal == proposal).first()
    return row["id"] if row else None


async def overdue(now: datetime) -> list[dict[str, Any]]:
    """Those whose fourteen days after a goodbye are over."""
    return await Mentorship.select(Mentorship.id, Mentorship.mentor, Mentorship.mentee).where(
        Mentorship.state == ENDING, Mentorship.closes_at <= now
    )


def _rows() -> Select[Any]:
    return Mentorship.select(
        Mentorship.id,
        Mentorship.mentor,
        Mentorship.mentee,
        Mentorship.mentor.name.as_alias("mentor_name"),
        Mentorship.mentee.name.as_alias("mentee_name"),
        Mentorship.group,
        Mentorship.group.name.as_alias("group_name"),
        Mentorship.state,
        Mentorship.began_at,
        Mentorship.closes_at,
        Mentorship.ended_at,
    )
