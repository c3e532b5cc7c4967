"""Putting something aside for next time, by either of the two."""

from typing import Any

from piccolo.columns import ForeignKey

from portal import audit, clock
from portal.errors import NotAsTyped, NotFound
from portal.guide.queries import is_offered
from portal.mentorships.actions import insist_it_goes_on
from portal.mentorships.queries import Talk
from portal.notices.actions import tell
from portal.person import Person
from portal.plans.rules import NOT_OFFERED
from portal.plans.tables import ForNextTime

KINDS: dict[str, ForeignKey[Any]] = {"card": ForNextTime.card, "resource": ForNextTime.resource}


async def put_aside(talk: Talk, *, by: Person, kind: str, what: str, once: str) -> None:
    """A `card` or a `resource`. The same thing put aside twice is there once, whichever of the two does it."""
    async with audit.act("plans.put_aside", by=by, once=once) as act:
        if act.repeated:
            return
        await insist_it_goes_on(talk)
        if not await is_offered(kind, what):
            raise NotAsTyped(NOT_OFFERED, kind)
        act.about = await _there(talk, kind, what)
        if act.about:
            return
        named: dict[str, Any] = {kind: what}
        aside = ForNextTime(mentorship=talk.id, author=by.member, created_at=clock.now(), **named)
        await ForNextTime.insert(aside)
        await tell(talk.other, kind="for_next_time", about=talk.id, whose={talk.other: by.member})
        act.about = aside.id


async def take_off(talk: Talk, aside: str, *, by: Person, once: str) -> None:
    """By either of the two. Of a repeated act it is gone already."""
    async with audit.act("plans.take_off", by=by, once=once, about=aside) as act:
        if act.repeated:
            return
        await insist_it_goes_on(talk)
        taken_off = (
            await ForNextTime.delete()
            .where(ForNextTime.id == aside, ForNextTime.mentorship == talk.id)
            .returning(ForNextTime.id)
        )
        if not taken_off:
            raise NotFound


async def _there(talk: Talk, kind: str, what: str) -> str:
    row = await ForNextTime.select(ForNextTime.id).where(ForNextTime.mentorship == talk.id, KINDS[kind] == what).first()
    return str(row["id"]) if row else ""
