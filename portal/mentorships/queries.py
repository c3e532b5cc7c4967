"""A pair's talks, as one of its two sides reads them."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Self

from piccolo.query import Select

from portal.database import prepared
from portal.members.rules import listed
from portal.mentorships.rules import ACTIVE, ENDED, ENDING, PAUSED, can_write
from portal.mentorships.tables import Mentorship


@dataclass(frozen=True, slots=True)
class Part:
    """What one of the two has agreed to and chosen. Whether it feels right to them is not among it: `feels` is
    asked for by its owner alone."""

    agreed_at: datetime | None = None
    ways: str = ""
    often: str = ""
    wish: str = ""
    meanwhile: str = ""
    read_until: datetime | None = None
    answers_by: date | None = None

    @property
    def agreed_ways(self) -> list[str]:
        return listed(self.ways)


PARTS = tuple(field.name for field in fields(Part))


@dataclass(frozen=True, slots=True)
class Talk:
    """A mentorship from the side of `me`, a member's id. `mine` and `theirs` are read with one talk, not in lists."""

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
    paused_until: date | None
    mine: Part = Part()
    theirs: Part = Part()
    first_by: str = "mentor"  # the role of who writes first
    found_at: datetime | None = None
    feels_asked_at: datetime | None = None
    feels: str | None = None  # mine, sealed
    paused_by: str | None = None
    pause_word: str | None = None  # sealed, of `paused_by`
    group_zone: str = "UTC"
    meeting_weekday: int | None = None
    meeting_time: str = ""

    @property
    def is_paused(self) -> bool:
        return self.state == PAUSED

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
            **{key: row[key] for key in _IN_LISTS},
        )

    @classmethod
    def whole(cls, row: dict[str, Any], me: str) -> Self | None:
        """As `of`, with what both sides have agreed to."""
        talk = cls.of(row, me)
        if talk is None:
            return None
        mine, theirs = (
            Part(**{name: row[f"{role}_{name}"] for name in PARTS}) for role in (talk.role, talk.other_role)
        )
        whole = {name: row[name] for name in _WITH_ONE}
        return replace(talk, mine=mine, theirs=theirs, feels=row[f"{talk.role}_feels"], **whole)


_IN_LISTS = ("id", "group", "group_name", "state", "began_at", "closes_at", "ended_at", "paused_until")
_WITH_ONE = (
    "first_by",
    "found_at",
    "feels_asked_at",
    "paused_by",
    "pause_word",
    "group_zone",
    "meeting_weekday",
    "meeting_time",
)


def _columns_of(role: str) -> str:
    return ", ".join(f"{role}_side.{name} AS {role}_{name}" for name in (*PARTS, "feels"))


_ONE = f"""
    SELECT talks.id, talks.mentor, talks.mentee, talks."group", talks.state, talks.began_at, talks.closes_at,
        talks.ended_at, talks.paused_until, talks.first_by, talks.found_at, talks.feels_asked_at, talks.paused_by,
        talks.pause_word, mentors.name AS mentor_name, mentees.name AS mentee_name, support_groups.name AS group_name,
        support_groups.zone AS group_zone, support_groups.meeting_weekday, support_groups.meeting_time,
        {_columns_of("mentor")}, {_columns_of("mentee")}
    FROM mentorships talks
    JOIN members mentors ON mentors.id = talks.mentor
    JOIN members mentees ON mentees.id = talks.mentee
    JOIN support_groups ON support_groups.id = talks."group"
    JOIN talk_sides mentor_side ON mentor_side.mentorship = talks.id AND mentor_side.member = talks.mentor
    JOIN talk_sides mentee_side ON mentee_side.mentorship = talks.id AND mentee_side.member = talks.mentee
    WHERE talks.id = {{}}
"""  # noqa: S608 - our own names


@prepared
def _by_id(talk: str) -> Any:
    return Mentorship.raw(_ONE, talk)


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
    return Talk.whole(row, me) if row else None


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
        Mentorship.paused_until,
    )
