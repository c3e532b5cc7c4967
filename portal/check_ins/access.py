"""From a check-in's id in an address to the check-in, for the two whose talk it was."""

from portal import sealed
from portal.check_ins.queries import Moment, check_in_in
from portal.errors import NotFound
from portal.mentorships.queries import Talk


async def check_in(talk: Talk, check_in_id: str) -> Moment:
    """For both sides."""
    ring = await sealed.ring(talk.me, talk.other)
    found = await check_in_in(talk.id, check_in_id, reader=talk.me, ring=ring, until=talk.hears_until)
    if found is None:
        raise NotFound
    return found


async def my_check_in(talk: Talk, check_in_id: str) -> Moment:
    """For whoever logged it."""
    found = await check_in(talk, check_in_id)
    if not found.by_me:
        raise NotFound
    return found


async def their_check_in(talk: Talk, check_in_id: str) -> Moment:
    """For the side that did not log it."""
    found = await check_in(talk, check_in_id)
    if found.by_me:
        raise NotFound
    return found
