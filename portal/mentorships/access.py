"""From an id in an address to the talks of the person who asks."""

from portal import clock
from portal.errors import NotFound
from portal.mentorships.queries import Talk, talk_by_id
from portal.mentorships.rules import is_over
from portal.person import Person
from portal.visibility import As, opens


async def talk(me: Person, talk_id: str) -> Talk:
    """For its two sides, until it is over."""
    found = await talk_by_id(talk_id, me=me.member)
    if found is None or not opens("talk", _stands(found)):
        raise NotFound
    return found


async def talk_with_goodbye(me: Person, talk_id: str) -> Talk:
    """For its two sides, whether it goes on or is over: the answer to a goodbye, and what is kept of it."""
    found = await talk_by_id(talk_id, me=me.member)
    if found is None or not opens("ended talk", _stands(found)):
        raise NotFound
    return found


def _stands(talk: Talk) -> As:
    return As.ENDED if is_over(talk.state, talk.closes_at, clock.now()) else As.MATCHED
