"""A mentor's room, and a mentee's place in the queue."""

from datetime import date
from typing import Any

from piccolo.columns import Column

from portal import audit, clock
from portal.enrolments.rules import CHANGED, move
from portal.enrolments.tables import Availability, Enrolment
from portal.errors import NotPossible
from portal.person import Person


async def choose_capacity(*, by: Person, capacity: int, once: str) -> None:
    """Lowering it ends nothing: talks and proposals that are there stay."""
    async with audit.act("enrolments.choose_capacity", by=by, once=once) as act:
        if not act.repeated:
            await _change(by, {Availability.capacity: capacity, Availability.changed_at: clock.now()})


async def pause(*, by: Person, until: date | None, once: str) -> None:
    """Until that day nobody new is proposed; None ends the pause now."""
    async with audit.act("enrolments.pause", by=by, once=once) as act:
        if not act.repeated:
            await _change(by, {Availability.paused_until: until})


async def rest(member: str, group: str) -> None:
    """After an ending a mentee is not asked again before they say so. Called inside the ending's transaction."""
    await _mentee(member, group, state="active", to="paused")


async def wait_again(*, by: Person, enrolment: str, once: str) -> None:
    """Waiting begins again, from now."""
    async with audit.act("enrolments.wait_again", by=by, once=once, about=enrolment) as act:
        if act.repeated:
            return
        moved = (
            await Enrolment.update({Enrolment.state: move("paused", "active"), Enrolment.waiting_since: clock.now()})
            .where(Enrolment.id == enrolment, Enrolment.member == by.member, Enrolment.state == "paused")
            .returning(Enrolment.id)
        )
        if not moved:
            raise NotPossible(CHANGED)


async def _change(by: Person, values: dict[Column | str, Any]) -> None:
    changed = await Availability.update(values).where(Availability.member == by.member).returning(Availability.id)
    if not changed:
        raise NotPossible("You are not offering to mentor just now.")


async def _mentee(member: str, group: str, *, state: str, to: str) -> None:
    await Enrolment.update({Enrolment.state: move(state, to)}).where(
        Enrolment.member == member, Enrolment.group == group, Enrolment.role == "mentee", Enrolment.state == state
    )
