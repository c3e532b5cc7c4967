"""Writing a line, having read, and saying when one answers; and what is forgotten."""

from datetime import date, datetime, timedelta

from portal import audit, clock, sealed
from portal.columns import could_be_an_id
from portal.database import write_transaction
from portal.errors import NotPossible
from portal.mentorships.actions import found, insist_it_goes_on
from portal.mentorships.queries import Talk
from portal.mentorships.tables import Side
from portal.messages import queries
from portal.messages.rules import BLOCKED, NOT_A_WAY, NOTHING_TO_ANSWER, STAY, are_a_way
from portal.messages.tables import Message
from portal.notices.actions import put_away, tell
from portal.person import Person
from portal.web import streams


async def send(talk: Talk, *, by: Person, words: str, seen: str = "", once: str) -> str:
    """Returns its id. `seen`: the newest line that the page showed, which is read by that."""
    async with audit.act("messages.send", by=by, once=once) as act:
        if act.repeated:
            return act.about
        talk = await _insist_on_writing(talk)
        ring = await sealed.ring_to_write(by.member)
        at = await _next_moment(talk)
        message = Message(mentorship=talk.id, author=by.member, words=ring.seal(words, of=by.member), created_at=at)
        await _have_read(talk, seen)
        await Message.insert(message)
        await Side.update({Side.answers_by: None}).where(Side.mentorship == talk.id, Side.member == by.member)
        await found(talk.id, at)
        await _tell(talk, "message")
        act.about = message.id
    streams.tell(talk.id)
    return message.id


async def read(talk: Talk, *, seen: str) -> None:
    """Up to the line with this id. No act that is written down: whether and when somebody read is theirs alone."""
    async with write_transaction():
        await _have_read(talk, seen)


async def answer_by(talk: Talk, *, by: Person, day: date, seen: str = "", once: str) -> None:
    """Read, and answered by that day: the other is told so."""
    async with audit.act("messages.answer_by", by=by, once=once, about=talk.id) as act:
        if act.repeated:
            return
        talk = await _insist_on_writing(talk)
        newest = await queries.newest_for(talk)
        if not newest or newest["author"] == by.member:
            raise NotPossible(NOTHING_TO_ANSWER)
        await _have_read(talk, seen)
        await Side.update({Side.answers_by: day}).where(Side.mentorship == talk.id, Side.member == by.member)
        await _tell(talk, "answers_by")
    streams.tell(talk.id)


async def forget_old(now: datetime) -> int:
    """The clock's act: ninety days after their talks have ended the lines are deleted. Returns how many."""
    over = await queries.over_since(now - STAY)
    if not over:
        return 0
    async with write_transaction():
        return sum([await _forget(talk) for talk in over])


async def _forget(talk: str) -> int:
    """Not again what another clock has forgotten meanwhile."""
    forgotten = await Message.delete().where(Message.mentorship == talk).returning(Message.id)
    if forgotten:
        await audit.note("messages.forget", by=audit.BY_THE_CLOCK, about=talk)
    return len(forgotten)


async def _insist_on_writing(talk: Talk) -> Talk:
    """As it is now."""
    now_is = await insist_it_goes_on(talk)
    if now_is.block:
        raise NotPossible(BLOCKED.format(name=now_is.other_name))
    if not are_a_way(now_is.ways):
        raise NotPossible(NOT_A_WAY)
    return now_is


async def _next_moment(talk: Talk) -> datetime:
    """After the one before, also where the clock stands still or was put back: lines stay in the order they came."""
    newest, now = await queries.newest_in(talk), clock.now()
    return max(now, newest["created_at"] + timedelta(microseconds=1)) if newest else now


async def _have_read(talk: Talk, seen: str) -> None:
    """Never backwards: a page that was open for long has shown less than another one since."""
    at = await queries.written_at(seen, talk=talk.id) if could_be_an_id(seen) else None
    if at is None:
        return
    await (
        Side.update({Side.read_until: at})
        .where(Side.mentorship == talk.id, Side.member == talk.me)
        .where(Side.read_until.is_null() | (Side.read_until < at))
    )
    newest = await queries.newest_in(talk)
    if newest["author"] == talk.me or newest["created_at"] <= at:
        await put_away("message", talk.id, member=talk.me)


async def _tell(talk: Talk, kind: str) -> None:
    """One notice that says so, however often it is said before it is opened."""
    await put_away(kind, talk.id, member=talk.other)
    await tell(talk.other, kind=kind, about=talk.id, whose={talk.other: talk.me})
