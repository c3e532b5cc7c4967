"""From a plan's id in an address to the plan, for the two whose talk it belongs to."""

from datetime import datetime

from portal.errors import NotFound
from portal.mentorships.queries import Talk
from portal.plans.queries import taken_time


async def taken_plan(talk: Talk, plan_id: str) -> datetime:
    """When they meet. Of what is only offered, or given up, there is nothing to put into a calendar."""
    taken = await taken_time(talk.id, plan_id)
    if taken is None:
        raise NotFound
    return taken
