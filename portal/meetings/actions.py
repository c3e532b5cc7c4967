"""Somebody notes what they want to bring to the next meeting, and takes it off again."""

from portal import audit, clock, sealed
from portal.errors import NotAsTyped
from portal.meetings.access import own_line
from portal.meetings.queries import how_many_lines
from portal.meetings.rules import ENOUGH, MOST
from portal.meetings.tables import ToBring
from portal.person import Person


async def add_line(*, by: Person, words: str, once: str) -> str:
    """Returns its id."""
    async with audit.act("meetings.add_line", by=by, once=once) as act:
        if act.repeated:
            return act.about
        if await how_many_lines(by.member) >= MOST:
            raise NotAsTyped(ENOUGH, "words")
        ring = await sealed.ring_to_write(by.member)
        line = ToBring(member=by.member, words=ring.seal(words, of=by.member), created_at=clock.now())
        await ToBring.insert(line)
        act.about = line.id
        return line.id


async def take_off(line: str, *, by: Person, once: str) -> None:
    """It is asked for inside, since of a repeated act the line is gone."""
    async with audit.act("meetings.take_off", by=by, once=once, about=line) as act:
        if not act.repeated:
            await ToBring.delete().where(ToBring.id == await own_line(by, line))
