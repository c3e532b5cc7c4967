"""What was asked around some people: what is open, and what is over lately."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from piccolo.custom_types import Combinable
from piccolo.query import Select

from portal.database import among, prepared
from portal.enrolments.tables import Availability, Enrolment
from portal.proposals.queries import rows
from portal.proposals.rules import OPEN
from portal.proposals.tables import Proposal


async def around(groups: Collection[str], members: Collection[str], *, since: datetime) -> list[dict[str, Any]]:
    """Open, or closed since then: those of these groups, and those that put two of these members before each other.

    With both answers and the reasons, sealed: for matching and the desk, never for a page of a member.
    """
    return await _around(groups, members, since)


@prepared
def _around(groups: Collection[str], members: Collection[str], since: datetime) -> Select[Any]:
    waiting = Enrolment.select(Enrolment.id).where(among(Enrolment.member, members))
    offering = Availability.select(Availability.id).where(among(Availability.member, members))
    these: Combinable = Proposal.mentee.is_in(waiting) & Proposal.mentor.is_in(offering)
    return (
        rows()
        .columns(Proposal.mentee_reason, Proposal.mentor_reason)
        .where(among(Proposal.group, groups) | these)
        .where((Proposal.state == OPEN) | (Proposal.closed_at > since))
        .order_by(Proposal.opened_at, ascending=False)
    )
