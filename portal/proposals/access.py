"""From an id in an address to the proposal of the person who asks."""

from portal.errors import NotFound
from portal.person import Person
from portal.proposals.queries import Asked, asked_by_id
from portal.visibility import As, opens


async def proposal(me: Person, proposal_id: str) -> Asked:
    """For the two who are asked. Nobody else, whatever their role: facilitators read it on the desk."""
    found = await asked_by_id(proposal_id, me=me.member)
    if found is None or not opens("proposal", As.PROPOSED):
        raise NotFound
    return found
