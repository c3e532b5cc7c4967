"""Saying goodbye, step by step; answering one; and the day on which it is over."""

from datetime import datetime
from typing import Any

from piccolo.columns import Column

from portal import audit, clock, sealed
from portal.database import write_transaction
from portal.endings import queries
from portal.endings.rules import MENTOR_RESTS, SAID_ALREADY, TIME_TO_ANSWER
from portal.endings.tables import Farewell
from portal.enrolments.actions import rest, rest_mentor
from portal.errors import NotPossible
from portal.mentorships import actions as mentorships
from portal.mentorships.queries import Talk, overdue, talk_by_id
from portal.mentorships.rules import CHANGED, ENDING, is_over
from portal.notices.actions import tell
from portal.person import Person


async def remember(talk: Talk, *, by: Person, remembered: str, once: str) -> None:
    """Step one. Only its writer ever reads it."""
    async with audit.act("endings.remember", by=by, once=once, about=talk.id) as act:
        if not act.repeated:
            ring = await sealed.ring_to_write(by.member)
            await _draft(talk, {Farewell.remembered: ring.seal(remembered, of=by.member)})


async def write_note(talk: Talk, *, by: Person, note: str, once: str) -> None:
    """Step two. The other side reads it with the goodbye, not before."""
    async with audit.act("endings.write_note", by=by, once=once, about=talk.id) as act:
        if not act.repeated:
            ring = await sealed.ring_to_write(by.member)
            await _draft(talk, {Farewell.note: ring.seal(note, of=by.member)})


async def say_goodbye(talk: Talk, *, by: Person, once: str) -> None:
    """Step three. The first goodbye closes the page for writing and gives the other fourteen days to answer; the
    second one ends it. The note is sealed anew for the one who receives it."""
    async with audit.act("endings.say_goodbye", by=by, once=once, about=talk.id) as act:
        if act.repeated:
            return
        now = clock.now()
        current = await _to_end(talk)
        await _draft(talk, {})
        ring = await sealed.ring_to_write(talk.me, talk.other)
        written = await queries.goodbye_in(talk, ring=ring)
        await Farewell.update(
            {Farewell.given_at: now, Farewell.given_note: ring.seal(written.my_note, of=talk.other)}
        ).where(Farewell.mentorship == talk.id, Farewell.author == talk.me)
        if current.state == ENDING:
            await mentorships.end(talk.id, state=ENDING, at=now)
            await tell(talk.other, kind="goodbye_answered", about=talk.id, whose={talk.other: talk.me})
        else:
            await mentorships.start_ending(talk.id, state=current.state, closes_at=now + TIME_TO_ANSWER)
            mentor, mentee = (talk.me, talk.other) if talk.role == "mentor" else (talk.other, talk.me)
            await rest(mentee, talk.group)
            await rest_mentor(mentor, until=now.date() + MENTOR_RESTS)
            await tell(talk.other, kind="goodbye", about=talk.id, whose={talk.other: talk.me})
            await _keep_for(talk.id, talk.other)


async def end_due(now: datetime) -> int:
    """The clock's act: fourteen days after the first goodbye it is over, answered or not. Returns how many."""
    async with write_transaction():
        due = await overdue(now)
        for row in due:
            await mentorships.end(row["id"], state=ENDING, at=now)
            mentor, mentee = row["mentor"], row["mentee"]
            await tell(mentor, mentee, kind="kept", about=row["id"], whose={mentor: mentee, mentee: mentor})
            await audit.note("endings.end", by=audit.BY_THE_CLOCK, about=row["id"])
        return len(due)


async def _to_end(talk: Talk) -> Talk:
    """Judged by the clock: after the fourteen days there is nothing to answer, also before the clock's act has run."""
    current, given = await talk_by_id(talk.id, me=talk.me), await queries.given(talk.id, talk.me)
    if given:
        raise NotPossible(SAID_ALREADY)
    if current is None or is_over(current.state, current.closes_at, clock.now()):
        raise NotPossible(CHANGED)
    return current


async def _draft(talk: Talk, values: dict[Column | str, Any]) -> None:
    """This side's farewell, begun if it is not there yet; what was given is not written again."""
    await _to_end(talk)
    await _keep_for(talk.id, talk.me)
    if values:
        await Farewell.update(values).where(
            Farewell.mentorship == talk.id, Farewell.author == talk.me, Farewell.given_at.is_null()
        )


async def _keep_for(talk: str, member: str) -> None:
    if not await Farewell.exists().where(Farewell.mentorship == talk, Farewell.author == member):
        await Farewell.insert(Farewell(mentorship=talk, author=member, created_at=clock.now()))
