"""Somebody has their say, or chooses not to; and what is published by the clock.

There is no audit entry and no line in a log, and the database is read and not written until something is published.
"""

import asyncio
from dataclasses import replace
from datetime import datetime
from functools import partial

from portal import audit, clock, sealed
from portal.database import write_transaction
from portal.errors import NotPossible
from portal.feedback import release, store
from portal.feedback.queries import Place, contents, could_write, last_published, places_of
from portal.feedback.rules import FEWEST, LONGEST, NO_TALKS, TOO_FEW, Feedback, filled, last_monday, quarter_of
from portal.feedback.store import Contents
from portal.person import Person


async def have_a_say(*, by: Person, said: Feedback | None) -> None:
    """None: not this time. The same is read, written and answered whichever it was; a second time changes nothing. It
    needs no once-key, which would be a tie between a page and what was said: there is one say in a quarter."""
    async with write_transaction():  # one after the other, and nobody whose session was left meanwhile
        await audit.insist_on_session(by)
        now = clock.now()
        places, could = await places_of(by, now), await could_write(now)
        if not places:
            raise NotPossible(NO_TALKS)
        if could.everybody < FEWEST:
            raise NotPossible(TOO_FEW)
        new, kept = await contents(now), _as_kept(said, places)
        turn = partial(Contents.with_turn, member=by.member, quarter=quarter_of(now), said=kept)
        await asyncio.to_thread(store.change, turn, new)


async def release_due(now: datetime) -> int:
    """The clock's act. What is published is looked for once a week; written anew is the store every time, so that its
    being written says nothing. Returns how many batches were published."""
    async with write_transaction():
        new = await contents(now)
        await sealed.ring_to_write(release.OWNER)  # from now on a store that is not there is a store that was lost
        edit = partial(Contents.as_of, quarter=quarter_of(now))
        if release.is_due(new, now):
            edit = partial(release.with_plan, could=await could_write(now), now=now)
        kept = await asyncio.to_thread(store.change, edit, new)
        published = await release.publish_planned(kept)
    if kept.planned:
        await asyncio.to_thread(store.change, partial(Contents.without, published=kept.planned), new)
    return published


async def reseal() -> None:
    """With the newest master key, after a rotation."""
    async with write_transaction():
        new = await contents(clock.now())
        await asyncio.to_thread(store.change, _as_it_is, new)


async def begin_anew() -> None:
    """For whoever runs the portal and has lost the store: what waited in it is gone for good, and is not replaced by
    anything. Nobody knows any more who had their say in this quarter, so it is over for everybody. A store that is
    there stays as it is, and one that is an old copy is to be moved away first."""
    now = clock.now()
    async with write_transaction():
        if await asyncio.to_thread(store.read):
            await contents(now)
        looked_on = max(last_monday(now).isoformat(), await last_published())
        await asyncio.to_thread(store.change, _as_it_is, Contents(looked_on=looked_on, had={quarter_of(now): 0}))


def _as_kept(said: Feedback | None, places: list[Place]) -> Feedback | None:
    """Without group and side where too few could have written, which is what the writer was told."""
    if said is None:
        return None
    place = next((one for one in places if (one.group, one.side) == (said.group, said.side)), None)
    if place is None:
        raise NotPossible(NO_TALKS)
    if len(said.words) > LONGEST:
        raise ValueError("longer than the form lets it be")
    where = ("", "") if place.joins_programme else (place.group, place.side)
    return replace(said, group=where[0], side=where[1], choices=filled(said.choices))


def _as_it_is(contents: Contents) -> Contents:
    return contents
