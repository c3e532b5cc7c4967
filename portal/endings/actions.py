"""Saying goodbye, step by step; answering one; the day on which it is over; and the endings without a goodbye."""

from datetime import datetime
from typing import Any

from piccolo.columns import Column

from portal import audit, clock, sealed
from portal.concerns.actions import tell_of_talk
from portal.database import write_transaction
from portal.endings import queries
from portal.endings.rules import (
    CLOSED,
    MENTOR_RESTS,
    OVER_ALREADY,
    SAID_ALREADY,
    SOMEONE_NEW,
    UNSAFE,
    WITHOUT,
    answers_until,
    rests_after,
)
from portal.endings.tables import Farewell
from portal.enrolments.actions import put_back, rest, rest_if_wished, rest_mentor
from portal.errors import NotFound, NotPossible
from portal.exclusions.actions import put_away_chats
from portal.mentorships import actions as mentorships
from portal.mentorships.queries import Talk, overdue, talk_by_id
from portal.mentorships.rules import CHANGED, ENDING, is_over
from portal.notices.actions import tell
from portal.person import Person
from portal.proposals.closing import say_no_to, withdraw_of_who_rests
from portal.web import streams


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
            await mentorships.start_ending(talk.id, state=current.state, closes_at=answers_until(now))
            mentor, mentee = _mentor_and_mentee(talk)
            seeks = talk.role == "mentee" and current.mine.meanwhile == SOMEONE_NEW
            await (put_back if seeks else rest)(mentee, talk.group)
            await rest_mentor(mentor, until=now.date() + MENTOR_RESTS)
            await rest_if_wished(mentor, today=now.date())
            await tell(talk.other, kind="goodbye", about=talk.id, whose={talk.other: talk.me})
            await _keep_for(talk.id, talk.other)
    if current.state == ENDING:
        streams.close(topic=talk.id)
    else:
        streams.tell(talk.id)  # who has its page open reads that a goodbye was said


async def end_without_goodbye(talk: Talk, *, by: Person, how: str, words: str = "", once: str) -> None:
    """At once over for both, from whatever state it is in. `how`: alone, unsafe or someone_else.

    `words` go to whoever reads a concern of it, and to nobody else. The other is told that the talks are over; what
    they read, and what becomes of them, is the same whatever `how` is and whatever the words are; with the talks no
    more is kept than that they ended without a goodbye. Said of talks that are over already, it is told all the same:
    nobody is left alone with it by a moment, nor with what they add.
    """
    async with audit.act("endings.end_without_goodbye", by=by, once=once, about=talk.id) as act:
        if act.repeated:
            return
        now = clock.now()
        current = await talk_by_id(talk.id, me=talk.me)
        if current is None:
            raise NotFound
        over = is_over(current.state, current.closes_at, now)
        if over and await _has_said_so(talk.id, by=by, how=how, words=words):
            raise NotPossible(OVER_ALREADY)
        await tell_of_talk(current, by=by, kind=how, words=words, at=now)
        if not over:
            await mentorships.stop(talk.id, state=current.state, how=WITHOUT, at=now)
            await _part(current, by=by, how=how, now=now)
    streams.close(topic=talk.id)


async def close_for(talk_id: str, *, by: Person, once: str) -> None:
    """By a facilitator, when the other cannot answer, has gone or has died: every prompt stops, and each side has a
    page of their own. For whoever runs the group and is neither of the two."""
    async with audit.act("endings.close_for", by=by, once=once, about=talk_id) as act:
        if act.repeated:
            return
        now = clock.now()
        row = await queries.to_close(talk_id)
        if row is None or not by.runs(row["group"]) or by.member in (row["mentor"], row["mentee"]):
            raise NotFound
        mentor, mentee = row["mentor"], row["mentee"]
        if is_over(row["state"], row["closes_at"], now):
            raise NotPossible(CHANGED)
        await mentorships.stop(talk_id, state=row["state"], how=CLOSED, at=now)
        await rest(mentee, row["group"])
        await rest_mentor(mentor, until=now.date() + MENTOR_RESTS)
        await rest_if_wished(mentor, today=now.date())
        await _keep_for(talk_id, mentor, mentee)
        await tell(mentor, mentee, kind="kept", about=talk_id, whose={mentor: mentee, mentee: mentor})
    streams.close(topic=talk_id)


async def end_due(now: datetime) -> int:
    """The clock's act: fourteen days after the first goodbye it is over, answered or not. Returns how many."""
    async with write_transaction():
        due = await overdue(now)
        for row in due:
            await mentorships.end(row["id"], state=ENDING, at=now)
            mentor, mentee = row["mentor"], row["mentee"]
            await tell(mentor, mentee, kind="kept", about=row["id"], whose={mentor: mentee, mentee: mentor})
            await audit.note("endings.end", by=audit.BY_THE_CLOCK, about=row["id"])
    for row in due:
        streams.close(topic=row["id"])
    return len(due)


async def _has_said_so(talk: str, *, by: Person, how: str, words: str) -> bool:
    """Nothing of it is new: neither that it is not safe, nor a word."""
    told = await queries.told_by(talk, by.member)
    ring = await sealed.ring(by.member)
    before = {ring.open(row["words"], of=by.member) for row in told}
    not_safe_now = how == UNSAFE and all(row["kind"] != UNSAFE for row in told)
    return bool(told) and not not_safe_now and words in {"", *before}


async def _part(talk: Talk, *, by: Person, how: str, now: datetime) -> None:
    """Each keeps a page; the mentee's place in the queue is the one they had; the two are kept apart from now on."""
    mentor, mentee = _mentor_and_mentee(talk)
    if talk.goes_on:  # else both rest since the goodbye
        mentee_rests = rests_after(how, ended_it=talk.me == mentee)
        await (rest if mentee_rests else put_back)(mentee, talk.group)
        mentor_rests = rests_after(how, ended_it=talk.me == mentor)
        if mentor_rests:
            await rest_mentor(mentor, until=now.date() + MENTOR_RESTS)
        if mentee_rests or mentor_rests:
            await withdraw_of_who_rests(by, talk.role, talk.group)
        await rest_if_wished(mentor, today=now.date())
    await say_no_to(talk.other, by=by)
    await put_away_chats(by.member)
    await _keep_for(talk.id, talk.me, talk.other)
    await tell(talk.other, kind="kept", about=talk.id, whose={talk.other: talk.me})


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


async def _keep_for(talk: str, *members: str) -> None:
    for member in members:
        if not await Farewell.exists().where(Farewell.mentorship == talk, Farewell.author == member):
            await Farewell.insert(Farewell(mentorship=talk, author=member, created_at=clock.now()))


def _mentor_and_mentee(talk: Talk) -> tuple[str, str]:
    return (talk.me, talk.other) if talk.role == "mentor" else (talk.other, talk.me)
