"""A mentor's no together with a pause: one step, two acts, all of it or nothing.

Who has stepped back since is not offering, so that there is nothing to pause: then it is the no alone.
"""

from datetime import date

from portal import clock
from portal.database import write_transaction
from portal.enrolments.actions import pause
from portal.enrolments.queries import availability_of
from portal.person import Person
from portal.proposals.actions import answer
from portal.proposals.rules import NO, PAUSES


async def decline_and_pause(proposal: str, *, by: Person, reason: str, how_long: str, once: str) -> str:
    """The other side reads what they would read of any no. Returns the state the members read."""
    async with write_transaction():
        state = await answer(proposal, by=by, said=NO, reason=reason, once=once)
        known = await availability_of(by.member)
        if known is not None:
            await pause(by=by, until=_until(by, how_long, known["paused_until"]), once=once)
        return state


def _until(by: Person, how_long: str, before: date | None) -> date:
    """A longer pause that was taken before is not cut short."""
    chosen = by.today(clock.now()) + PAUSES[how_long]
    return max(chosen, before or chosen)
