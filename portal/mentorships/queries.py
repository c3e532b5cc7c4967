"""A pair's talks, as one of its two sides reads them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from piccolo.query import Select

from portal.database import engine, prepared
from portal.endings.rules import STAND_IN
from portal.enrolments.tables import Enrolment
from portal.members.tables import Member
from portal.mentorships.rules import ACTIVE, ENDED, ENDING, OCCUPYING, PAUSED
from portal.mentorships.tables import Mentorship, Side
from portal.mentorships.talk import PARTS, Part, Talk

__all__ = ["Part", "Talk"]

Row = dict[str, Any]

_AHEAD_OF_UTC = timedelta(hours=14)  # at most: there it is tomorrow already


def _columns_of(role: str) -> str:
    return ", ".join(f"{role}_side.{name} AS {role}_{name}" for name in (*PARTS, "feels"))


_ONE = f"""
    SELECT talks.id, talks.mentor, talks.mentee, talks."group", talks.state, talks.began_at, talks.closes_at,
        talks.ended_at, talks.paused_until, talks.first_by, talks.found_at, talks.feels_asked_at, talks.paused_by,
        talks.paused_at, talks.pause_word, mentors.name AS mentor_name, mentees.name AS mentee_name,
        support_groups.name AS group_name, support_groups.zone AS group_zone, support_groups.meeting_weekday,
        support_groups.meeting_time, mentors.means AS mentor_means, mentees.means AS mentee_means,
        {_columns_of("mentor")}, {_columns_of("mentee")},
        mentor_block.id AS mentor_block, mentor_block.created_at AS mentor_blocked_at,
        mentee_block.id AS mentee_block, mentee_block.created_at AS mentee_blocked_at
    FROM mentorships talks
    JOIN members mentors ON mentors.id = talks.mentor
    JOIN members mentees ON mentees.id = talks.mentee
    JOIN support_groups ON support_groups.id = talks."group"
    JOIN talk_sides mentor_side ON mentor_side.mentorship = talks.id AND mentor_side.member = talks.mentor
    JOIN talk_sides mentee_side ON mentee_side.mentorship = talks.id AND mentee_side.member = talks.mentee
    LEFT JOIN blocks mentor_block ON mentor_block.member = talks.mentor AND mentor_block.other = talks.mentee
    LEFT JOIN blocks mentee_block ON mentee_block.member = talks.mentee AND mentee_block.other = talks.mentor
    WHERE talks.id = {{}}
"""  # noqa: S608 - our own names


# of a member, oldest first: values are the moment from which a talk is the next one, the member four times, now
_LISTED = """
    SELECT talks.id, talks.mentor, talks.mentee, talks."group", talks.state, talks.began_at, talks.closes_at,
        talks.ended_at, talks.paused_until, mentors.name AS mentor_name, mentees.name AS mentee_name,
        support_groups.name AS group_name,
        (SELECT MIN(plans.taken) FROM plans
            WHERE plans.mentorship = talks.id AND plans.state = 'taken' AND plans.taken > {{}}) AS {next_at},
        EXISTS (SELECT 1 FROM messages WHERE messages.mentorship = talks.id AND messages.author <> {{}}
            AND (side.read_until IS NULL OR messages.created_at > side.read_until)
            AND NOT EXISTS (SELECT 1 FROM blocks WHERE blocks.member = side.member
                AND blocks.other = messages.author AND blocks.created_at <= messages.created_at)) AS has_news
    FROM mentorships talks
    JOIN members mentors ON mentors.id = talks.mentor
    JOIN members mentees ON mentees.id = talks.mentee
    JOIN support_groups ON support_groups.id = talks."group"
    JOIN talk_sides side ON side.mentorship = talks.id AND side.member = {{}}
    WHERE (talks.mentor = {{}} OR talks.mentee = {{}}) AND talks.state <> 'ended'
        AND (talks.closes_at IS NULL OR talks.closes_at > {{}})
    ORDER BY talks.began_at, talks.id
"""


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


@prepared
def _listed(me: str, now: datetime) -> Any:
    next_at = '"next_at [TIMESTAMPTZ]"' if engine().engine_type == "sqlite" else "next_at"
    return Mentorship.raw(_LISTED.format(next_at=next_at), now, me, me, me, me, now)


async def listed_talks(me: str, now: datetime) -> list[Talk]:
    """The same for the list of them: with the next talk, and whether the other has written something unread."""
    rows = await _listed(me, now)
    return [
        replace(talk, next_at=row["next_at"], has_news=bool(row["has_news"]))
        for row in rows
        if (talk := Talk.of(row, me))
    ]


async def has_a_mentor(mentee: str, group: str) -> bool:
    return await Mentorship.exists().where(
        Mentorship.mentee == mentee, Mentorship.group == group, Mentorship.state == ACTIVE
    )


async def others_beside(talk: str, mentee: str, group: str) -> dict[str, str]:
    """The mentee's other talks in that group that take a place: state to the mentor's name."""
    rows = await Mentorship.select(Mentorship.state, Mentorship.mentor.name.as_alias("name")).where(
        Mentorship.mentee == mentee,
        Mentorship.group == group,
        Mentorship.state.is_in(list(OCCUPYING)),
        Mentorship.id != talk,
    )
    return {row["state"]: row["name"] for row in rows}


async def chose_a_stand_in(talk: str) -> bool:
    """Found or not, asked or not: else a refusal would tell the mentor."""
    return await Side.exists().where(Side.mentorship == talk, Side.meanwhile == STAND_IN)


async def today_of(member: str | None, now: datetime) -> date:
    """By their own clock: the days of a pause are counted by that of whoever asked for it."""
    zone = await Member.select(Member.zone).where(Member.id == member).output(as_list=True)
    return now.astimezone(ZoneInfo(zone[0] if zone else "UTC")).date()


async def wish_for_a_mentor(member: str, group: str) -> str | None:
    """The id of their enrolment as a mentee there."""
    row = await (
        Enrolment.select(Enrolment.id)
        .where(Enrolment.member == member, Enrolment.group == group, Enrolment.role == "mentee")
        .first()
    )
    return row["id"] if row else None


async def was_mentored(member: str) -> bool:
    """Whether they have had a mentor here themselves, in talks that are over."""
    return await Mentorship.exists().where(Mentorship.mentee == member, Mentorship.state == ENDED)


async def of_proposal(proposal: str) -> str | None:
    row = await Mentorship.select(Mentorship.id).where(Mentorship.proposal == proposal).first()
    return row["id"] if row else None


async def overdue(now: datetime) -> list[Row]:
    """Those whose fourteen days after a goodbye are over."""
    return await Mentorship.select(Mentorship.id, Mentorship.mentor, Mentorship.mentee).where(
        Mentorship.state == ENDING, Mentorship.closes_at <= now
    )


async def pauses_until(now: datetime) -> list[Row]:
    """The pauses whose day has come, by the clock of whoever asked for them."""
    rows = await Mentorship.select(
        Mentorship.id,
        Mentorship.mentor,
        Mentorship.mentee,
        Mentorship.group,
        Mentorship.began_at,
        Mentorship.paused_until,
        Mentorship.paused_by.zone.as_alias("zone"),
    ).where(Mentorship.state == PAUSED, Mentorship.paused_until <= (now + _AHEAD_OF_UTC).date())
    return [row for row in rows if row["paused_until"] <= now.astimezone(ZoneInfo(row["zone"] or "UTC")).date()]


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
