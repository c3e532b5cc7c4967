"""From an id in an address to the milestone, for the two who may read it; to a moment of one's own, for its owner."""

from portal import sealed
from portal.check_ins.queries import strands_shared_by
from portal.errors import NotFound
from portal.mentorships.queries import Talk
from portal.milestones.queries import Light, Own, milestone_in, opened_moment
from portal.milestones.queries import own_moment as moment_by_id
from portal.person import Person
from portal.visibility import As, opens


async def milestone_to_answer(talk: Talk, milestone_id: str) -> Light:
    """For the side that did not mark it."""
    found = await _milestone(talk, milestone_id)
    if found.by_me:
        raise NotFound
    return found


async def my_milestone(talk: Talk, milestone_id: str) -> Light:
    """For whoever marked it."""
    found = await _milestone(talk, milestone_id)
    if not found.by_me:
        raise NotFound
    return found


async def own_moment(me: Person, moment_id: str) -> Own:
    row = await moment_by_id.first(moment_id)
    if row is None or not opens("own moment", As.OWN if row["member"] == me.member else None):
        raise NotFound
    return opened_moment(row, await sealed.ring(me.member), of=me.member)


async def strands_of_mentor(me: Person) -> list[str]:
    """What this person has shared as a mentor. Who never offered to be one has no such page."""
    strands = await strands_shared_by(me.member)
    if strands is None:
        raise NotFound
    return strands


async def _milestone(talk: Talk, milestone_id: str) -> Light:
    ring = await sealed.ring(talk.me, talk.other)
    found = await milestone_in(
        talk.id, milestone_id, reader=talk.me, other=talk.other, ring=ring, until=talk.hears_until
    )
    if found is None:
        raise NotFound
    return found
