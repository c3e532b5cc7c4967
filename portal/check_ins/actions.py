"""Logging a check-in."""

from dataclasses import dataclass
from datetime import date

from portal import audit, clock, sealed
from portal.check_ins.tables import CheckIn, OwnNote
from portal.members.rules import stored
from portal.mentorships.actions import insist_it_goes_on
from portal.mentorships.queries import Talk
from portal.notices.actions import tell
from portal.person import Person


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


async def log(talk: Talk, *, by: Person, said: Said, once: str) -> str:
    """Returns the check-in's id. The other side is told that it is there, never what it says."""
    async with audit.act("check_ins.log", by=by, once=once) as act:
        if act.repeated:
            return act.about
        await insist_it_goes_on(talk)
        ring = await sealed.ring_to_write(by.member)
        check_in = CheckIn(
            mentorship=talk.id,
            author=by.member,
            day=said.day,
            means=said.means,
            strands=stored(said.strands),
            shared=ring.seal(said.shared, of=by.member),
            hard_day=said.hard_day,
            created_at=clock.now(),
        )
        await CheckIn.insert(check_in)
        if said.own or said.weighs:
            note = ring.seal(said.own, of=by.member)
            await OwnNote.insert(OwnNote(check_in=check_in.id, member=by.member, words=note, weighs=said.weighs))
        await tell(talk.other, kind="check_in", about=talk.id, whose={talk.other: by.member})
        act.about = check_in.id
        return check_in.id
