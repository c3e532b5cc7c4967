"""From a milestone's id in an address to the milestone, for the two who may read it."""

from portal import sealed
from portal.errors import NotFound
from portal.mentorships.queries import Talk
from portal.milestones.queries import Light, milestone_in


async def milestone_to_answer(talk: Talk, milestone_id: str) -> Light:
    """For the side that did not mark it."""
    ring = await sealed.ring(talk.me, talk.other)
    found = await milestone_in(talk.id, milestone_id, reader=talk.me, other=talk.other, ring=ring)
    if found is None or found.by_me:
        raise NotFound
    return found
