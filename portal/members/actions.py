"""A member changes how they may be reached, and what Home shows."""

from portal import audit, sealed
from portal.members.rules import stored
from portal.members.tables import Member
from portal.person import Person


async def change_contact(*, by: Person, means: list[str], phone: str, email: str, once: str) -> None:
    async with audit.act("members.change_contact", by=by, once=once) as act:
        if act.repeated:
            return
        ring = await sealed.ring_to_write(by.member)
        await Member.update(
            {
                Member.means: stored(means),
                Member.phone: ring.seal(phone, of=by.member),
                Member.email: ring.seal(email, of=by.member),
            }
        ).where(Member.id == by.member)


async def change_home(*, by: Person, home: str, once: str) -> None:
    async with audit.act("members.change_home", by=by, once=once) as act:
        if not act.repeated:
            await Member.update({Member.home: home}).where(Member.id == by.member)
