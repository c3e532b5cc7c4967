"""A mentor is asked how they are, and answers, or does not. It changes nothing but what they then choose."""

from datetime import datetime, timedelta

from portal import audit, clock, sealed
from portal.care import access
from portal.care.queries import is_asked, not_asked_since
from portal.care.rules import ASKED_EVERY, Said, as_kept
from portal.care.tables import CareAnswer
from portal.database import write_transaction
from portal.mentorships.prompts import PACE
from portal.notices.actions import put_away, tell
from portal.person import Person


async def answer(*, by: Person, said: Said, once: str) -> None:
    """Also when all three were left out: the table does not tell one from the other."""
    async with audit.act("care.answer", by=by, once=once) as act:
        if act.repeated:
            return
        await access.mentor(by)
        ring = await sealed.ring_to_write(by.member)
        kept = ring.seal(as_kept(said), of=by.member)
        await CareAnswer.insert(CareAnswer(member=by.member, said=kept, created_at=clock.now()))
        await put_away("care", by.member, member=by.member)


async def ask(member: str) -> None:
    """By the clock, or after something that weighs on a mentor, which only they know of: it is written down alike.
    Inside the transaction of the act; one ask at a time."""
    if not await is_asked(member):
        await tell(member, kind="care", about=member)
        await audit.note("care.ask", by=audit.BY_THE_CLOCK, about=member)


async def ask_monthly(now: datetime) -> int:
    """The clock's act: once a month, not again while an ask waits, and not in the week of another automatic message.
    Returns how many were asked."""
    async with write_transaction():
        mentors = await not_asked_since(now - ASKED_EVERY, nor_told_since=now - timedelta(days=PACE.between))
        for member in mentors:
            await ask(member)
        return len(mentors)
