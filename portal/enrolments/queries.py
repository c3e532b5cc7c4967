"""Who waits, who offers to mentor, and a mentor's own availability."""

from datetime import datetime
from typing import Any

from piccolo.columns.combination import WhereRaw
from piccolo.query import Select

from portal.database import prepared
from portal.enrolments.tables import Availability, Enrolment

# of a member, found by the condition before: they offer to mentor somewhere
_OFFERS = (
    "EXISTS (SELECT 1 FROM enrolments WHERE enrolments.member = {} AND enrolments.role = 'mentor'"
    " AND enrolments.state IN ('active', 'paused'))"
)


# Of an enrolment, in SQL, for whoever asks who waits: the clock, matching, the desk, the admin's picker. They belong to
# the group still, are asked about nobody by the clock (the one value to fill in) and have no mentor there.
WAITS = (
    "enrolments.role = 'mentee' AND enrolments.state = 'active'"
    " AND EXISTS (SELECT 1 FROM memberships WHERE memberships.member = enrolments.member"
    ' AND memberships."group" = enrolments."group" AND memberships.left_on IS NULL)'
    " AND NOT EXISTS (SELECT 1 FROM proposals WHERE proposals.mentee = enrolments.id"
    " AND proposals.state = 'open' AND proposals.closes_at > {})"
    " AND NOT EXISTS (SELECT 1 FROM mentorships WHERE mentorships.mentee = enrolments.member"
    ' AND mentorships."group" = enrolments."group" AND mentorships.state = \'active\')'
)


# What the last of a mentee's talks in that group came to; during the days after a goodbye it is that goodbye.
_LAST_ENDED = """
    SELECT enrolments.waiting_since, mentorships.ended_how FROM enrolments
    JOIN mentorships ON mentorships.mentee = enrolments.member AND mentorships."group" = enrolments."group"
    WHERE enrolments.id = {} AND enrolments.role = 'mentee' AND mentorships.state IN ('ending', 'ended')
    ORDER BY COALESCE(mentorships.ended_at, mentorships.closes_at) DESC
"""
KEEPS_PLACE = ("without", "closed")


async def keeps_place(enrolment_id: str) -> datetime | None:
    """Since when they have waited, if their last talks ended without a goodbye: they were not served by them."""
    rows = await Enrolment.raw(_LAST_ENDED, enrolment_id)
    return rows[0]["waiting_since"] if rows and rows[0]["ended_how"] in KEEPS_PLACE else None


@prepared
def _availability_of(member: str) -> Select[Any]:
    return Availability.select(
        Availability.id,
        Availability.member,
        Availability.capacity,
        Availability.paused_until,
        Availability.rests_until,
        Availability.rests_after,
    ).where(Availability.member == member, WhereRaw(_OFFERS, member))


async def availability_of(member: str) -> dict[str, Any] | None:
    """None for somebody who does not mentor: never did, has only applied, or does not wish to any more."""
    return await _availability_of.first(member)


async def chosen_capacity(member: str) -> int | None:
    """As it stands in their application, whether they offer yet or not."""
    row = await Availability.select(Availability.capacity).where(Availability.member == member).first()
    return row["capacity"] if row else None


@prepared
def enrolments_of(member: str) -> Select[Any]:
    return (
        Enrolment.select(
            Enrolment.id,
            Enrolment.role,
            Enrolment.state,
            Enrolment.waiting_since,
            Enrolment.page,
            Enrolment.sent_at,
            Enrolment.answered_at,
            Enrolment.group,
            Enrolment.group.name.as_alias("group_name"),
        )
        .where(Enrolment.member == member)
        .order_by(Enrolment.id)
    )


async def enrolment(enrolment_id: str) -> dict[str, Any] | None:
    return await (
        Enrolment.select(
            Enrolment.id,
            Enrolment.member,
            Enrolment.member.name.as_alias("name"),
            Enrolment.group,
            Enrolment.role,
            Enrolment.state,
        )
        .where(Enrolment.id == enrolment_id)
        .first()
    )


async def availability(availability_id: str) -> dict[str, Any] | None:
    return await (
        Availability.select(
            Availability.id,
            Availability.member,
            Availability.member.name.as_alias("name"),
            Availability.member.zone.as_alias("zone"),
            Availability.capacity,
            Availability.paused_until,
        )
        .where(Availability.id == availability_id)
        .first()
    )


async def offer_to_mentor(member: str, group: str) -> str | None:
    """The state of a member's offer to mentor in a group; None where there is none."""
    row = await (
        Enrolment.select(Enrolment.state)
        .where(Enrolment.member == member, Enrolment.group == group, Enrolment.role == "mentor")
        .first()
    )
    return row["state"] if row else None


async def in_own_words(member: str, group: str, role: str) -> dict[str, Any] | None:
    """What one enrolment says, sealed: a mentor's introduction; what is hard for a mentee, in words and as it was
    ticked, and the line of it. The kind of support wished for is a word of `rules.SUPPORT`."""
    return await (
        Enrolment.select(
            Enrolment.introduction, Enrolment.hard_now, Enrolment.hard_about, Enrolment.line, Enrolment.support
        )
        .where(Enrolment.member == member, Enrolment.group == group, Enrolment.role == role)
        .first()
    )
