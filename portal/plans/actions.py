"""Times are offered, one is taken, and afterwards somebody says whether they talked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from piccolo.columns import Column

from portal import audit, clock
from portal.check_ins.actions import Said, log
from portal.errors import NotFound, NotPossible
from portal.mentorships.actions import found, insist_it_goes_on
from portal.mentorships.queries import Talk
from portal.notices.actions import put_away, tell
from portal.person import Person
from portal.plans import rules
from portal.plans.queries import offered_in, plan_in
from portal.plans.rules import DECLINED, NOT_YET, OFFERED, TAKEN, TIMES, WITHDRAWN, YES
from portal.plans.tables import Plan


async def offer(
    talk: Talk, *, by: Person, times: Sequence[datetime], means: str, once: str, is_meeting: bool = False
) -> str:
    """In place of what the same side offered before. The times are checked already. Returns the plan's id."""
    async with audit.act("plans.offer", by=by, once=once) as act:
        if act.repeated:
            return act.about
        await _insist_on_planning(talk)
        await _make_room_for_an_offer(talk)
        offered: dict[str, Any] = dict(zip(TIMES, times, strict=False))
        plan = Plan(
            mentorship=talk.id,
            author=by.member,
            means=means,
            is_meeting=is_meeting,
            created_at=clock.now(),
            **offered,
        )
        await Plan.insert(plan)
        await put_away("matched", talk.id, member=by.member)
        await tell(talk.other, kind="plan", about=talk.id, whose={talk.other: by.member})
        act.about = plan.id
        return plan.id


async def take(talk: Talk, plan: str, *, by: Person, time: str, once: str) -> None:
    """One of the times the other side offered (`first`, `second`, `third`). What was planned before is given up."""
    async with audit.act("plans.take", by=by, once=once, about=plan) as act:
        if act.repeated:
            return
        await _insist_on_planning(talk)
        row, now = await _offered_by(talk.other, talk, plan), clock.now()
        at = row[time]
        if at is None or at <= now:
            raise NotPossible(rules.GONE_BY)
        await _move(plan, row["state"], TAKEN, taken=at)
        await Plan.update({Plan.state: WITHDRAWN}).where(
            Plan.mentorship == talk.id, Plan.state == TAKEN, Plan.taken > now - rules.LASTS, Plan.id != plan
        )
        await found(talk.id, now)
        await put_away("plan", talk.id, member=by.member)
        await tell(talk.other, kind="plan_taken", about=talk.id, whose={talk.other: by.member})


async def decline(talk: Talk, plan: str, *, by: Person, once: str) -> None:
    """None of the times suits. The other hears it, and no reason is asked."""
    async with audit.act("plans.decline", by=by, once=once, about=plan) as act:
        if act.repeated:
            return
        await insist_it_goes_on(talk)
        row = await _offered_by(talk.other, talk, plan)
        await _move(plan, row["state"], DECLINED)
        await put_away("plan", talk.id, member=by.member)
        await tell(talk.other, kind="plan_changed", about=talk.id, whose={talk.other: by.member})


async def withdraw(talk: Talk, plan: str, *, by: Person, once: str) -> None:
    """One's own offer; or, by either, the time that was taken: the other hears of that."""
    async with audit.act("plans.withdraw", by=by, once=once, about=plan) as act:
        if act.repeated:
            return
        await insist_it_goes_on(talk)
        row = await _of(talk, plan)
        if row["state"] == OFFERED and row["author"] != talk.me:
            raise NotFound
        if row["state"] == TAKEN and rules.is_over(row["taken"], clock.now()):
            raise NotPossible(rules.CHANGED)
        await _move(plan, row["state"], WITHDRAWN)
        await put_away("plan", talk.id, member=talk.other)
        if row["state"] == TAKEN:
            await tell(talk.other, kind="plan_changed", about=talk.id, whose={talk.other: by.member})


async def say_whether_they_talked(talk: Talk, plan: str, *, by: Person, answer: str, once: str) -> None:
    """A yes is a check-in, once, whichever of the two says it; it also mends a "not yet" that was too early."""
    async with audit.act("plans.say_whether_they_talked", by=by, once=once, about=plan) as act:
        if act.repeated:
            return
        await insist_it_goes_on(talk)
        row = await _of(talk, plan)
        if row["state"] != TAKEN:
            raise NotPossible(rules.CHANGED)
        if row["taken"] > clock.now():
            raise NotPossible(rules.STILL_TO_COME)
        is_new = (
            await Plan.update({Plan.took_place: answer})
            .where(Plan.id == plan, Plan.took_place.is_in(["", NOT_YET] if answer == YES else [""]))
            .returning(Plan.id)
        )
        if is_new and answer == YES:
            await log(talk, by=by, said=_as_check_in(row, by), once=once)


async def _insist_on_planning(talk: Talk) -> None:
    """Not in a pause: nobody is to wait for somebody who rests."""
    if (await insist_it_goes_on(talk)).is_paused:
        raise NotPossible(rules.PAUSED)


async def _make_room_for_an_offer(talk: Talk) -> None:
    """One's own earlier offer gives way, and so does any whose times have gone by. The other's stands."""
    row = await offered_in(talk.id)
    if row is None:
        return
    is_open = any(row[time] and row[time] > clock.now() for time in TIMES)
    if is_open and row["author"] != talk.me:
        raise NotPossible(rules.OFFERED_BY_THE_OTHER.format(other=talk.other_name))
    await _move(row["id"], row["state"], WITHDRAWN)


async def _of(talk: Talk, plan: str) -> dict[str, Any]:
    row = await plan_in(talk.id, plan)
    if row is None:
        raise NotFound
    return row


async def _offered_by(author: str, talk: Talk, plan: str) -> dict[str, Any]:
    """One does not answer one's own offer; what was answered before, both know of."""
    row = await _of(talk, plan)
    if row["state"] != OFFERED:
        raise NotPossible(rules.CHANGED)
    if row["author"] != author:
        raise NotFound
    return row


async def _move(plan: str, state: str, to: str, *, taken: datetime | None = None) -> None:
    """Only from the state in which it was read: of many who take it at once, one does."""
    values: dict[Column | str, Any] = {Plan.state: rules.move(state, to)}
    moved = (
        await Plan.update({**values, Plan.taken: taken} if taken else values)
        .where(Plan.id == plan, Plan.state == state)
        .returning(Plan.id)
    )
    if not moved:
        raise NotPossible(rules.CHANGED)


def _as_check_in(row: dict[str, Any], by: Person) -> Said:
    return Said(
        day=by.local(row["taken"]).date(),
        means="meeting" if row["is_meeting"] else row["means"],
        strands=[],
        shared="",
        own="",
        hard_day=False,
        weighs=False,
    )
