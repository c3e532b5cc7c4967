"""A mentorship begins, is being ended, and is over."""

from datetime import datetime
from typing import Any

from piccolo.columns import Column

from portal import audit
from portal.errors import NotPossible
from portal.members.queries import means_of
from portal.mentorships.queries import Talk, talk_by_id
from portal.mentorships.rules import ACTIVE, CHANGED, ENDED, ENDING, GOODBYE_SAID, move
from portal.mentorships.tables import Mentorship, Side
from portal.notices.actions import put_away_all, tell


async def begin(*, proposal: str, mentor: str, mentee: str, group: str, by: str, at: datetime) -> str:
    """Called inside the transaction in which the second yes is said; tells both. Returns its id.

    They begin with the ways to talk that each has ticked of themselves."""
    begun = Mentorship(proposal=proposal, mentor=mentor, mentee=mentee, group=group, state=ACTIVE, began_at=at)
    await Mentorship.insert(begun)
    means = await means_of(mentor, mentee)
    await Side.insert(*(Side(mentorship=begun.id, member=one, ways=means[one]) for one in (mentor, mentee)))
    await tell(mentor, mentee, kind="matched", about=begun.id, whose={mentor: mentee, mentee: mentor})
    await audit.note("mentorships.begin", by=by, about=begun.id)
    return begun.id


async def insist_it_goes_on(talk: Talk) -> None:
    """Read again inside the act's own transaction: a goodbye may have been said since the page was opened."""
    now_is = await talk_by_id(talk.id, me=talk.me)
    if now_is is None or not now_is.goes_on:
        raise NotPossible(GOODBYE_SAID if now_is and now_is.is_ending else CHANGED)


async def start_ending(talk: str, *, state: str, closes_at: datetime) -> None:
    """After the first goodbye: the page can be read until `closes_at`, and nothing new is written but the answer."""
    await _move(talk, state, move(state, ENDING), {Mentorship.closes_at: closes_at})


async def end(talk: str, *, state: str, at: datetime) -> None:
    """From now on its page is not there, and nothing on Home leads to it."""
    await put_away_all(talk)
    await _move(talk, state, move(state, ENDED), {Mentorship.ended_at: at})


async def _move(talk: str, state: str, to: str, also: dict[Column | str, Any]) -> None:
    moved = (
        await Mentorship.update({Mentorship.state: to, **also})
        .where(Mentorship.id == talk, Mentorship.state == state)
        .returning(Mentorship.id)
    )
    if not moved:
        raise NotPossible(CHANGED)
