"""Logging a check-in; correcting it or taking it back for a day; adding to the other's; a note of one's own."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal import audit, clock, sealed
from portal.care import actions as care
from portal.check_ins import access, notes
from portal.check_ins.rules import ADDED_ALREADY, TIME_TO_CHANGE, TOO_LATE, WEIGHS, WEIGHS_NOT
from portal.check_ins.tables import CheckIn, OwnNote
from portal.errors import NotPossible
from portal.members.rules import stored
from portal.mentorships import actions as mentorships
from portal.mentorships.queries import Talk
from portal.notices.actions import take_back as take_notice_back
from portal.notices.actions import tell
from portal.person import Person
from portal.sealed import Ring


@dataclass(frozen=True)
class Own:
    """What one side keeps for themselves, checked already."""

    own: str
    along: str
    weighs: bool


@dataclass(frozen=True)
class Said:
    """What was typed, checked already."""

    day: date
    means: str
    strands: list[str]
    shared: str
    own: str
    hard_day: bool
    weighs: bool
    length: str = ""
    along: str = ""

    @property
    def for_me(self) -> Own:
        return Own(self.own, self.along, self.weighs)


async def log(talk: Talk, *, by: Person, said: Said, once: str) -> str:
    """Returns the check-in's id. The other side is told that it is there, never what it says.

    It shows that they found each other, and after the first each is asked, alone, whether this feels right."""
    async with audit.act("check_ins.log", by=by, once=once) as act:
        if act.repeated:
            return act.about
        await mentorships.insist_it_goes_on(talk)
        now = clock.now()
        ring = await sealed.ring_to_write(by.member)
        check_in = CheckIn(mentorship=talk.id, author=by.member, created_at=now, **_shared(said, by, ring))
        await CheckIn.insert(check_in)
        await _keep(check_in.id, said.for_me, by=by, ring=ring, talk=talk)
        await mentorships.found(talk.id, now)
        await tell(talk.other, kind="check_in", about=talk.id, whose={talk.other: by.member})
        await mentorships.ask_whether_it_feels_right(talk.id, at=now)
        act.about = check_in.id
        return check_in.id


async def correct(talk: Talk, check_in: str, *, by: Person, said: Said, once: str) -> None:
    """By whoever logged it, for a day. What the other side added to it stays."""
    async with audit.act("check_ins.correct", by=by, once=once, about=check_in) as act:
        if act.repeated:
            return
        await mentorships.insist_it_goes_on(talk)
        ring = await sealed.ring_to_write(by.member)
        written = (
            await CheckIn.update(_shared(said, by, ring))
            .where(CheckIn.id == check_in, CheckIn.mentorship == talk.id, CheckIn.author == by.member)
            .where(CheckIn.created_at >= clock.now() - TIME_TO_CHANGE)
            .returning(CheckIn.id)
        )
        if not written:
            raise NotPossible(TOO_LATE)
        await _keep(check_in, said.for_me, by=by, ring=ring, talk=talk)


async def take_back(talk: Talk, check_in: str, *, by: Person, once: str) -> None:
    """By whoever logged it, for a day: it is gone, with what they had kept about it, and so is the word of it. What the
    other had kept alone is theirs and stays, without it.

    It is asked for inside, since of a repeated act the record is gone."""
    async with audit.act("check_ins.take_back", by=by, once=once, about=check_in) as act:
        if act.repeated:
            return
        await mentorships.insist_it_goes_on(talk)
        logged_at: datetime = (await access.my_check_in(talk, check_in)).created_at
        if logged_at < clock.now() - TIME_TO_CHANGE:
            raise NotPossible(TOO_LATE)
        await notes.leave_theirs(check_in, but=by.member)
        await OwnNote.delete().where(OwnNote.check_in == check_in)
        await CheckIn.delete().where(CheckIn.id == check_in)
        await take_notice_back("check_in", talk.id, member=talk.other, told_at=logged_at)


async def add(talk: Talk, check_in: str, *, by: Person, words: str, once: str) -> None:
    """Once, by the side that did not log it, who seals it with their own key."""
    async with audit.act("check_ins.add", by=by, once=once, about=check_in) as act:
        if act.repeated:
            return
        await mentorships.insist_it_goes_on(talk)
        ring = await sealed.ring_to_write(by.member)
        written = (
            await CheckIn.update({CheckIn.added: ring.seal(words, of=by.member), CheckIn.added_at: clock.now()})
            .where(CheckIn.id == check_in, CheckIn.mentorship == talk.id)
            .where(CheckIn.author == talk.other, CheckIn.added_at.is_null())
            .returning(CheckIn.id)
        )
        if not written:
            raise NotPossible(ADDED_ALREADY)
        await tell(talk.other, kind="check_in_added", about=talk.id, whose={talk.other: by.member})


async def keep_own(talk: Talk, check_in: str, *, by: Person, note: Own, once: str) -> None:
    """A note of one's own about any of the pair's check-ins, whoever logged it, whenever. The other never hears."""
    async with audit.act("check_ins.keep_own", by=by, once=once, about=check_in) as act:
        if act.repeated:
            return
        await mentorships.insist_it_goes_on(talk)
        await access.check_in(talk, check_in)
        ring = await sealed.ring_to_write(by.member)
        await _keep(check_in, note, by=by, ring=ring, talk=talk)


def _shared(said: Said, by: Person, ring: Ring) -> dict[Any, Any]:
    return {
        "day": said.day,
        "means": said.means,
        "length": said.length,
        "strands": stored(said.strands),
        "shared": ring.seal(said.shared, of=by.member),
        "hard_day": said.hard_day,
    }


async def _keep(check_in: str, note: Own, *, by: Person, ring: Ring, talk: Talk) -> None:
    """Nothing kept is a row as well: of one without words nobody else can tell whether it says that it weighs.

    Where it begins to weigh on a mentor, three taps about how they are wait for them."""
    mine = (OwnNote.check_in == check_in) & (OwnNote.member == by.member)
    before = await OwnNote.select(OwnNote.weight).where(mine).first()
    await OwnNote.delete().where(mine)
    kept = OwnNote(check_in=check_in, member=by.member)
    kept.words, kept.along = ring.seal(note.own, of=by.member), ring.seal(note.along, of=by.member)
    kept.weight = ring.seal(WEIGHS if note.weighs else WEIGHS_NOT, of=by.member)
    await OwnNote.insert(kept)
    weighed = before is not None and ring.open(before["weight"], of=by.member) == WEIGHS
    if note.weighs and talk.role == "mentor" and not weighed:
        await care.ask(by.member)
