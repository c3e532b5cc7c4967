"""What was planned, where the talks pause."""

from datetime import datetime

from portal.notices.actions import put_away
from portal.plans.rules import OFFERED, TAKEN, WITHDRAWN
from portal.plans.tables import Plan


async def take_off(talk: str, *sides: str, now: datetime, until: datetime) -> None:
    """A talk that was to be in the pause, and times that nobody has taken yet, are off: nobody waits by a phone. It is
    told with the pause, and not by itself. Call it inside the transaction of the act that pauses."""
    in_it = (Plan.state == TAKEN) & (Plan.taken > now) & (Plan.taken < until)
    await Plan.update({Plan.state: WITHDRAWN}).where(Plan.mentorship == talk, in_it | (Plan.state == OFFERED))
    for side in sides:
        for kind in ("plan", "plan_taken", "plan_changed"):
            await put_away(kind, talk, member=side)
