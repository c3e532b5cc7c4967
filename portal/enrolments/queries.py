"""Who waits, who offers to mentor, and a mentor's own availability."""

from typing import Any

from piccolo.query import Select

from portal.database import prepared
from portal.enrolments.tables import Availability, Enrolment


@prepared
def _availability_of(member: str) -> Select[Any]:
    return Availability.select(
        Availability.id, Availability.member, Availability.capacity, Availability.paused_until
    ).where(Availability.member == member)


async def availability_of(member: str) -> dict[str, Any] | None:
    """None for somebody who does not mentor."""
    return await _availability_of.first(member)


@prepared
def enrolments_of(member: str) -> Select[Any]:
    return (
        Enrolment.select(
            Enrolment.id,
            Enrolment.role,
            Enrolment.state,
            Enrolment.waiting_since,
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


async def offers_to_mentor(member: str, group: str) -> bool:
    return await Enrolment.exists().where(
        Enrolment.member == member, Enrolment.group == group, Enrolment.role == "mentor", Enrolment.state == "active"
    )


async def in_own_words(member: str, group: str, role: str) -> dict[str, Any] | None:
    """The sealed introduction or line of one enrolment."""
    return await (
        Enrolment.select(Enrolment.introduction, Enrolment.line)
        .where(Enrolment.member == member, Enrolment.group == group, Enrolment.role == role)
        .first()
    )


async def active_mentees(groups: list[str]) -> list[dict[str, Any]]:
    """Longest waiting first."""
    return await (
        Enrolment.select(
            Enrolment.id,
            Enrolment.member,
            Enrolment.member.name.as_alias("name"),
            Enrolment.group,
            Enrolment.waiting_since,
        )
        .where(Enrolment.group.is_in(groups), Enrolment.role == "mentee", Enrolment.state == "active")
        .order_by(Enrolment.waiting_since)
        .order_by(Enrolment.id)
    )


async def active_mentors(groups: list[str]) -> list[dict[str, Any]]:
    """One row for each mentor and group, by name, with capacity and pause."""
    offers = await Enrolment.select(
        Enrolment.member, Enrolment.member.name.as_alias("name"), Enrolment.group, Enrolment.id.as_alias("enrolment")
    ).where(Enrolment.group.is_in(groups), Enrolment.role == "mentor", Enrolment.state == "active")
    rooms = await Availability.select(
        Availability.id.as_alias("availability"),
        Availability.member,
        Availability.capacity,
        Availability.paused_until,
    ).where(Availability.member.is_in([offer["member"] for offer in offers] or [""]))
    room_of = {room["member"]: room for room in rooms}
    mentors = [{**offer, **room_of[offer["member"]]} for offer in offers if offer["member"] in room_of]
    return sorted(mentors, key=lambda mentor: (mentor["name"], mentor["enrolment"]))
