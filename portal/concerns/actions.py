"""Somebody tells what is not well; where nobody reads it in time, it is handed on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal import audit, clock, sealed
from portal.concerns.following import acknowledge, resolve
from portal.concerns.people import groups_for, groups_to_tell_in, known_to
from portal.concerns.queries import Row, asked_to_talk, staff_for, to_ask_about_again
from portal.concerns.rules import (
    BOTH,
    FACILITATOR,
    MOST_SHOWN,
    OFF,
    OPEN,
    PERSON,
    TALK,
    WORRIED,
    goes_to,
    hears,
)
from portal.concerns.shown import lines_of
from portal.concerns.tables import Concern, ShownMessage
from portal.database import write_transaction
from portal.errors import NotFound
from portal.exclusions.actions import block_within
from portal.mentorships.queries import Talk
from portal.notices.actions import put_away_kind
from portal.notices.actions import tell as notify
from portal.person import Person

TOLD = {OFF: "concerns.say_it_is_off", WORRIED: "concerns.worry"}


__all__ = ["acknowledge", "ask_to_talk", "hand_on", "resolve", "say_it_is_off", "tell", "tell_of_talk", "worry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class With:
    """What else somebody says with it: what something is off with; whether they want nothing from whom it is about for
    now; and lines of a pair that they let its readers see."""

    of: str = PERSON
    apart: bool = False
    shown: Sequence[str] = ()


NOTHING_ELSE = With()


async def tell(
    group: str,
    about: str | None,
    *,
    by: Person,
    kind: str,
    words: str,
    past_them: bool = False,
    also: With = NOTHING_ELSE,
    once: str,
) -> str:
    """Outside of any talks: something is off, or a worry, of somebody they know here, or of nobody who is named.
    Returns its id."""
    async with audit.act(TOLD[kind], by=by, once=once) as act:
        if not act.repeated:
            people = {one.member: one for one in await known_to(by.member)}
            known = people.get(about or "")
            if group not in groups_for(known, await groups_to_tell_in(by.member)) or (about and not known):
                raise NotFound
            told = Concern(author=by.member, group=group, kind=kind, about=about, created_at=clock.now())
            told.mentorship = (known.talk or None) if known else None
            act.about = await _tell_with(told, also, words, by=by, past_them=past_them)
        return act.about


async def worry(talk: Talk, *, by: Person, words: str, shown: Sequence[str] = (), once: str) -> str:
    """*I am worried about …*: whoever runs the group and the coordinator are told now. Returns its id."""
    async with audit.act("concerns.worry", by=by, once=once) as act:
        if not act.repeated:
            act.about = await _tell_of(talk, WORRIED, With(shown=shown), words, by=by)
        return act.about


async def say_it_is_off(
    talk: Talk, *, by: Person, words: str, past_them: bool, also: With = NOTHING_ELSE, once: str
) -> str:
    """*Something is off*: for whoever runs the group or, `past_them`, for the coordinator alone. Returns its id."""
    async with audit.act("concerns.say_it_is_off", by=by, once=once) as act:
        if not act.repeated:
            act.about = await _tell_of(talk, OFF, also, words, by=by, past_them=past_them)
        return act.about


async def tell_of_talk(talk: Talk, *, by: Person, kind: str, words: str, at: datetime) -> str:
    """Called inside the transaction of the act that it comes of; `by` is the side whose `talk` it is. Whoever reads it
    is told, the other side never. Returns its id."""
    if by.member != talk.me:
        raise NotFound
    return await _write(_about(talk, kind, at), words, by=by)


async def ask_to_talk(group: str, *, by: Person, once: str) -> str:
    """Whoever runs the group hears that, and nothing more. Asked again before it was looked after, it is the same one.
    Returns its id."""
    async with audit.act("concerns.ask_to_talk", by=by, once=once) as act:
        if not act.repeated:
            there = (await asked_to_talk(by.member)).get(group)
            told = Concern(author=by.member, group=group, kind=TALK, created_at=clock.now())
            act.about = there or await _write(told, "", by=by)
        return act.about


async def hand_on(now: datetime) -> int:
    """The clock's act: what nobody has read on the third day is told to the coordinators as well, and whoever should
    have read it is asked once more; and then again whoever reads it, for as long as it is not looked after. Returns
    how many."""
    if not await to_ask_about_again(now):
        return 0  # the one who writes is not kept from it
    told = 0
    async with write_transaction():
        for row in await to_ask_about_again(now):
            reader = BOTH if row["state"] == OPEN and row["reader"] == FACILITATOR else row["reader"]
            read_it = _who_hears(await _staff_of(row), reader)
            if not read_it:
                continue  # until there is somebody who may
            if reader != row["reader"]:
                await Concern.update({Concern.reader: reader}).where(Concern.id == row["id"])
            await put_away_kind("concern", row["id"])  # they find it anew, before all else
            await _tell(read_it, row["id"], author=row["author"])
            done = "concerns.hand_on" if row["state"] == OPEN else "concerns.remind"
            await audit.note(done, by=audit.BY_THE_CLOCK, about=row["id"])
            told += 1
    return told


async def _tell_of(talk: Talk, kind: str, also: With, words: str, *, by: Person, past_them: bool = False) -> str:
    if by.member != talk.me:
        raise NotFound
    concern = await _tell_with(_about(talk, kind, clock.now()), also, words, by=by, past_them=past_them)
    if also.shown:
        await _show(concern, talk, also.shown)
    return concern


async def _tell_with(told: Concern, also: With, words: str, *, by: Person, past_them: bool) -> str:
    told.of = also.of
    concern = await _write(told, words, by=by, past_them=past_them)
    if also.apart and told.about:
        await block_within(told.about, by=by, at=told.created_at)
    return concern


async def _show(concern: str, talk: Talk, shown: Sequence[str]) -> None:
    """Of the lines that its author could choose from, and of no other."""
    theirs = [line.id for line in await lines_of(talk) if line.id in set(shown)][-MOST_SHOWN:]
    if theirs:
        await ShownMessage.insert(*(ShownMessage(concern=concern, message=line) for line in theirs))


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
        await notify(*hear, kind="concern", about=concern, whose=dict.fromkeys(hear, author))


async def _staff_of(row: Row) -> list[Row]:
    return await staff_for(row["group"], author=row["author"], other=row["about"] or "")
