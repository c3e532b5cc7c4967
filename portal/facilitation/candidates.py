"""The people of one group as matching knows them, for one person who runs it."""

from dataclasses import replace
from datetime import datetime

from portal.person import Person
from portal.proposals.candidates import Candidates, candidates

__all__ = ["Candidates", "for_the_desk"]


async def for_the_desk(me: Person, group: str, now: datetime, *, beside: frozenset[str]) -> Candidates:
    """Without `me`: whoever runs a group and waits or offers in it is matched by another, and is weighed by another.
    So is whoever they stand beside, and what these were asked.

    Otherwise what is suggested to the rest would tell them whom they themselves cannot be put before.
    """
    known, others = await candidates([group], now=now), {me.member, *beside}
    return replace(
        known,
        mentees=tuple(one for one in known.mentees if one.member not in others),
        mentors=tuple(one for one in known.mentors if one.member not in others),
        proposals=[row for row in known.proposals if others.isdisjoint({row["mentor"], row["mentee"]})],
    )
