"""A member changes how and when they may be reached, and what Home shows."""

from portal import audit, sealed
from portal.exclusions.actions import change_details
from portal.members.rules import stored, stored_times
from portal.members.tables import Member
from portal.person import Person


async def change_contact(
    *,
    by: Person,
    means: list[str],
    phone: str,
    email: str,
    calling: str = "",
    voicemail: str = "",
    if_answered: str = "",
    once: str,
) -> None:
    async with audit.act("members.change_contact", by=by, once=once) as act:
        if act.repeated:
            return
        ring = await sealed.ring_to_write(by.member)
        await Member.update(
            {
                Member.means: stored(means),
                Member.phone: ring.seal(phone, of=by.member),
                Member.email: ring.seal(email, of=by.member),
                Member.calling: calling,
                Member.voicemail: voicemail,
                Member.if_answered: ring.seal(if_answered, of=by.member),
            }
        ).where(Member.id == by.member)
        await change_details(by=by, phone=phone, email=email)


async def change_times(*, by: Person, times: list[str], zone: str, once: str) -> None:
    """When somebody can talk, and whose clock they read. Every page is by that clock from the next one on."""
    async with audit.act("members.change_times", by=by, once=once) as act:
        if not act.repeated:
            await Member.update({Member.times: stored_times(times), Member.zone: zone}).where(Member.id == by.member)


async def change_home(*, by: Person, home: str, once: str) -> None:
    async with audit.act("members.change_home", by=by, once=once) as act:
        if not act.repeated:
            await Member.update({Member.home: home}).where(Member.id == by.member)
