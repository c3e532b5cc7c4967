"""Somebody tells what is not well; it is read, looked after, and handed on where nobody reads it in time."""

from datetime import datetime
from typing import Any

from piccolo.columns import Column

from portal import audit, clock, sealed
from portal.concerns import access
from portal.concerns.queries import Row, asked_to_talk, not_read_since, staff_for, still_told_of
from portal.concerns.rules import (
    ACKNOWLEDGED,
    BOTH,
    CHANGED,
    FACILITATOR,
    OFF,
    OPEN,
    READ_WITHIN,
    RESOLVED,
    TALK,
    WORRIED,
    goes_to,
    hears,
    move,
)
from portal.concerns.tables import Concern
from portal.database import write_transaction
from portal.errors import NotFound, NotPossible
from portal.mentorships.queries import Talk
from portal.notices.actions import put_away, put_away_kind, tell
from portal.person import Person

Values = dict[Column | str, Any]


async def tell_of_talk(talk: Talk, *, by: Person, kind: str, words: str, at: datetime) -> str:
    """Called inside the transaction of the act that it comes of; `by` is the side whose `talk` it is. Whoever reads it
    is told, the other side never. Returns its id."""
    if by.member != talk.me:
        raise NotFound
    return await _write(_about(talk, kind, at), words, by=by)


async def worry(talk: Talk, *, by: Person, words: str, once: str) -> str:
    """*I am worried about …*: whoever runs the group and the coordinator are told now. Returns its id."""
    async with audit.act("concerns.worry", by=by, once=once) as act:
        if not act.repeated:
            act.about = await tell_of_talk(talk, by=by, kind=WORRIED, words=words, at=clock.now())
        return act.about


async def say_it_is_off(talk: Talk, *, by: Person, words: str, past_them: bool, once: str) -> str:
    """*Something is off*: for whoever runs the group or, `past_them`, for the coordinator alone. Returns its id."""
    async with audit.act("concerns.say_it_is_off", by=by, once=once) as act:
        if not act.repeated:
            if by.member != talk.me:
                raise NotFound
            act.about = await _write(_about(talk, OFF, clock.now()), words, by=by, past_them=past_them)
        return act.about


async def ask_to_talk(group: str, *, by: Person, once: str) -> str:
    """Whoever runs the group hears that, and nothing more. Asked again before it was looked after, it is the same one.
    Returns its id."""
    async with audit.act("concerns.ask_to_talk", by=by, once=once) as act:
        if not act.repeated:
            there = (await asked_to_talk(by.member)).get(group)
            told = Concern(author=by.member, group=group, kind=TALK, created_at=clock.now())
            act.about = there or await _write(told, "", by=by)
        return act.about


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
    """*This is looked after.* It leaves the desk, and Home of everybody who was told."""
    async with audit.act("concerns.resolve", by=by, once=once, about=concern) as act:
        if act.repeated:
            return
        row = await access.concern_to_look_after(by, concern)
        await _move(concern, row["state"], RESOLVED, {Concern.resolved_at: clock.now(), Concern.resolved_by: by.member})
        await put_away_kind("concern", concern)


async def hand_on(now: datetime) -> int:
    """The clock's act: what nobody has read on the third day is told to the coordinators as well, and whoever should
    have read it is asked once more. Returns how many."""
    told = 0
    async with write_transaction():
        late = await not_read_since(now - READ_WITHIN)
        for row in late:
            reader = BOTH if row["reader"] == FACILITATOR else row["reader"]
            read_it = _who_hears(await _staff_of(row), reader)
            if not read_it:
                continue  # until there is somebody who may
            if row["reader"] == FACILITATOR:
                await Concern.update({Concern.reader: BOTH}).where(Concern.id == row["id"])
            know = await still_told_of(row["id"])
            hear = [one for one in read_it if one not in know]
            await _tell(hear, row["id"], author=row["author"])
            await audit.note("concerns.hand_on", by=audit.BY_THE_CLOCK, about=row["id"])
            told += 1
    return told


def _about(talk: Talk, kind: str, at: datetime) -> Concern:
    return Concern(author=talk.me, group=talk.group, kind=kind, about=talk.other, mentorship=talk.id, created_at=at)


async def _write(told: Concern, words: str, *, by: Person, past_them: bool = False) -> str:
    staff = await staff_for(told.group, author=told.author, other=told.about or "")
    told.reader = goes_to(told.kind, somebody_runs_it=any(one["runs_it"] for one in staff), past_them=past_them)
    told.words = (await sealed.ring_to_write(told.author)).seal(words, of=told.author)
    await Concern.insert(told)
    await _tell(_who_hears(staff, told.reader), told.id, author=told.author)
    await audit.note("concerns.tell", by=by.account, about=told.id)
    return told.id


def _who_hears(staff: list[Row], reader: str) -> list[str]:
    return [
        one["id"]
        for one in staff
        if hears(reader, runs_it=bool(one["runs_it"]), is_coordinator=bool(one["is_coordinator"]))
    ]


async def _tell(hear: list[str], concern: str, *, author: str) -> None:
    if hear:
        await tell(*hear, kind="concern", about=concern, whose=dict.fromkeys(hear, author))


async def _staff_of(row: Row) -> list[Row]:
    return await staff_for(row["group"], author=row["author"], other=row["about"] or "")


async def _move(concern: str, state: str, to: str, also: Values) -> None:
    moved = (
        await Concern.update({**also, Concern.state: move(state, to)})
        .where(Concern.id == concern, Concern.state == state)
        .returning(Concern.id)
    )
    if not moved:
        raise NotPossible(CHANGED)
