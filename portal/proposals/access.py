"""From an id in an address to the proposal of the person who asks."""

from typing import Any

from portal import clock
from portal.enrolments.beside import opened
from portal.errors import NotFound
from portal.person import Person
from portal.proposals.queries import Asked, asked_by_id, row_for_the_desk
from portal.visibility import As, opens


async def proposal(me: Person, proposal_id: str) -> Asked:
    """For the two who are asked. Nobody else, whatever their role: facilitators read it on the desk."""
    found = await asked_by_id(proposal_id, me=me.member)
    if found is None or not opens("proposal", As.PROPOSED):
        raise NotFound
    return found


async def proposal_on_the_desk(me: Person, proposal_id: str) -> dict[str, Any]:
    """For whoever runs its group. Named in it, a facilitator has the side's way to it and no other; a side of one of
    the two, none at all: whom somebody is asked about meanwhile, and what they say of it, is theirs."""
    row = await row_for_the_desk(proposal_id, me.member, clock.now())
    if row is None or not opened(row["beside"]).isdisjoint({row["mentor"], row["mentee"]}):
        raise NotFound
    if not opens("proposal on the desk", _stands(me, row)):
        raise NotFound
    return row


def _stands(me: Person, row: dict[str, Any]) -> As | None:
    if me.member in (row["mentor"], row["mentee"]):
        return As.PROPOSED
    if me.is_coordinator:
        return As.COORDINATOR
    return As.FACILITATOR if me.runs(row["group"]) else None
