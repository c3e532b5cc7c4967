"""What was asked around some people: what is open, what is over lately, and what is over for good."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from piccolo.columns.combination import WhereRaw
from piccolo.custom_types import Combinable
from piccolo.querystring import QueryString

from portal.database import among
from portal.enrolments.tables import Availability, Enrolment
from portal.proposals.queries import rows
from portal.proposals.rules import NEVER_AGAIN, OPEN
from portal.proposals.tables import Proposal

# The talks that came of a proposal have ended, and in such a way that its two are never asked about each other again.
_PARTED = (
    "EXISTS (SELECT 1 FROM mentorships WHERE mentorships.proposal = proposals.id"  # noqa: S608 - our own words
    f" AND mentorships.ended_how IN ({', '.join(map(repr, NEVER_AGAIN))}))"
)


async def around(groups: Collection[str], members: Collection[str], *, since: datetime) -> list[dict[str, Any]]:
    """Open, or closed since then, or `parted` for good: those of these groups, and those that put two of these members
    before each other.

    With both answers and the reasons, sealed: for matching and the desk, never for a page of a member.
    """
    waiting = Enrolment.select(Enrolment.id).where(among(Enrolment.member, members))
    offering = Availability.select(Availability.id).where(among(Availability.member, members))
    these: Combinable = Proposal.mentee.is_in(waiting) & Proposal.mentor.is_in(offering)
    return await (
        rows()
        .columns(Proposal.mentee_reason, Proposal.mentor_reason, QueryString(_PARTED, alias="parted"))
        .where(among(Proposal.group, groups) | these)
        .where((Proposal.state == OPEN) | (Proposal.closed_at > since) | WhereRaw(_PARTED))
        .order_by(Proposal.opened_at, ascending=False)
    )
