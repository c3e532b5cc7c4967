"""What the desk reads beside the candidates: the groups somebody runs, and their people. One statement each."""

from datetime import datetime
from typing import Any

from portal import clock
from portal.database import engine
from portal.enrolments.beside import not_beside, opened, whom_beside
from portal.enrolments.queries import WAITS
from portal.groups.tables import Group, Membership
from portal.mentorships.tables import Mentorship
from portal.person import Person
from portal.proposals.tables import Proposal

Row = dict[str, Any]

# the groups, as marks, are filled in first; `waits` is whether somebody waits there who was not asked
_GROUPS = """
    SELECT support_groups.id, support_groups.name, {{}}, EXISTS (
        SELECT 1 FROM enrolments WHERE enrolments."group" = support_groups.id AND {waits}
    ) AS waits
    FROM support_groups WHERE {these} ORDER BY support_groups.name
"""


async def groups_at_the_desk(me: Person, now: datetime) -> list[Row]:
    """Those that `me` runs, by name. `beside`, the same in each, are the members of whom `me` is a side."""
    ids = [] if me.is_coordinator else sorted(me.facilitates)
    these = "TRUE" if me.is_coordinator else f"support_groups.id IN ({', '.join(['{}'] * len(ids))})"
    text = _GROUPS.format(waits=WAITS, these=these)
    beside = whom_beside(me.member, now).get_select_string(engine().engine_type)
    return [{**row, "beside": opened(row["beside"])} for row in await Group.raw(text, beside, now, *ids)]


async def mentored_in(group: str, member: str) -> tuple[bool, bool]:
    """Whether they were mentored there, and whether they have mentored, in talks that are over or go on."""
    rows = await Mentorship.select(Mentorship.mentee, Mentorship.mentor).where(
        Mentorship.group == group, (Mentorship.mentee == member) | (Mentorship.mentor == member)
    )
    return any(row["mentee"] == member for row in rows), any(row["mentor"] == member for row in rows)


async def people_of(group: str, *, besides: str) -> list[Row]:
    """Who belongs to it now, by name; without the member who asks, and of whom they are a side."""
    return await (
        Membership.select(
            Membership.id,
            Membership.member,
            Membership.member.name.as_alias("name"),
            Membership.joined_on,
            Membership.attending,
        )
        .where(Membership.group == group, Membership.left_on.is_null(), Membership.member != besides)
        .where(not_beside("memberships.member", besides, clock.now()))
        .order_by(Membership.member.name, Membership.id)
    )


async def membership(membership_id: str, *, besides: str) -> Row | None:
    """Of nobody of whom the member who asks is a side."""
    return await (
        Membership.select(
            Membership.id,
            Membership.member,
            Membership.member.name.as_alias("name"),
            Membership.group,
            Membership.group.name.as_alias("group_name"),
            Membership.joined_on,
            Membership.attending,
            Membership.note,
        )
        .where(Membership.id == membership_id, not_beside("memberships.member", besides, clock.now()))
        .first()
    )


async def what_came_of(proposal: str) -> Row:
    """What only the desk reads of a proposal: the reasons, sealed, and when it was closed."""
    row = await (
        Proposal.select(Proposal.mentee_reason, Proposal.mentor_reason, Proposal.closed_at)
        .where(Proposal.id == proposal)
        .first()
    )
    return row or {}
