"""What was told is read and looked after; meanwhile somebody may be held."""

from typing import Any

from piccolo.columns import Column

from portal import audit, clock
from portal.concerns import access
from portal.concerns.people import who_may_be_held
from portal.concerns.rules import ACKNOWLEDGED, CHANGED, IS_OVER, OPEN, RESOLVED, move
from portal.concerns.shown import READ_LINES
from portal.concerns.tables import Concern
from portal.enrolments import holds
from portal.errors import NotFound, NotPossible
from portal.notices.actions import put_away, put_away_kind, tell
from portal.person import Person
from portal.proposals.closing import withdraw_of_who_is_held

Values = dict[Column | str, Any]


async def acknowledge(concern: str, *, by: Person, once: str) -> None:
    """*I have read this.* Whoever told it hears so; the first reader's name stays."""
    async with audit.act("concerns.acknowledge", by=by, once=once, about=concern) as act:
        if act.repeated:
            return
        row = await access.concern_to_look_after(by, concern)
        await put_away("concern", concern, member=by.member)
        if row["state"] != OPEN:
            return
        await _move(
            concern, OPEN, ACKNOWLEDGED, {Concern.acknowledged_at: clock.now(), Concern.acknowledged_by: by.member}
        )
        author = row["author"]
        await tell(author, kind="concern_read", about=concern, whose={author: by.member})


async def resolve(concern: str, *, by: Person, once: str) -> None:
    """*This is looked after.* It leaves the desk and Home of everybody who was told, its author hears so, and whoever
    was held because of it is so no more."""
    async with audit.act("concerns.resolve", by=by, once=once, about=concern) as act:
        if act.repeated:
            return
        row = await access.concern_to_look_after(by, concern)
        await _move(concern, row["state"], RESOLVED, {Concern.resolved_at: clock.now(), Concern.resolved_by: by.member})
        await holds.let_go(concern)
        await put_away_kind("concern", concern)
        author = row["author"]
        await tell(author, kind="concern_over", about=concern, whose={author: by.member})


async def open_lines(concern: str, *, by: Person) -> None:
    """Whoever reads it opens the lines that go with it. Written down once for each reader; nothing else changes."""
    async with audit.act(READ_LINES, by=by, once="opened", about=concern) as act:
        if not act.repeated:
            await access.concern_to_look_after(by, concern)


async def hold(concern: str, member: str, *, by: Person, once: str) -> None:
    """For as long as this is open nobody new is put before one of the two, or before somebody of the group where it
    names nobody, by a coordinator who looks after it. What they are asked about just now comes to nothing, as it may
    at any time."""
    async with audit.act("concerns.hold", by=by, once=once, about=concern) as act:
        if act.repeated:
            return
        row = await _for_who_holds(concern, member, by)
        if row["state"] == RESOLVED:
            raise NotPossible(IS_OVER)
        if await holds.hold(member, concern=concern, by=by, at=clock.now()):
            await withdraw_of_who_is_held(member, by=by)


async def end_hold(concern: str, member: str, *, by: Person, once: str) -> None:
    async with audit.act("concerns.end_hold", by=by, once=once, about=concern) as act:
        if not act.repeated:
            await _for_who_holds(concern, member, by)
            await holds.let_go(concern, member=member)


async def _for_who_holds(concern: str, member: str, by: Person) -> access.Row:
    row = await access.concern_to_look_after(by, concern)
    possible = {*await who_may_be_held(row, by=by.member), *await holds.held_by_concern(concern)}
    if not access.may_hold(by) or member not in possible:
        raise NotFound
    return row


async def _move(concern: str, state: str, to: str, also: Values) -> None:
    moved = (
        await Concern.update({**also, Concern.state: move(state, to)})
        .where(Concern.id == concern, Concern.state == state)
        .returning(Concern.id)
    )
    if not moved:
        raise NotPossible(CHANGED)
