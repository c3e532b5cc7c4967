"""Keeping somebody apart, and giving a number and an address, as the portal's own acts."""

from portal.exclusions.actions import exclude
from portal.exclusions.queries import are_kept_apart
from portal.members.actions import change_contact
from tests.integration.cast import Cast, once


async def keep_apart(cast: Cast, name: str, said: str, kind: str = "name") -> str:
    return await exclude(by=cast.person(name), kind=kind, said=said, once=once())


async def leave_details(cast: Cast, name: str, *, phone: str = "", email: str = "") -> None:
    await change_contact(by=cast.person(name), means=[], phone=phone, email=email, once=once())


async def apart(cast: Cast, one: str, other: str) -> bool:
    """Both ways, which are always the same."""
    there = await are_kept_apart(cast.members[one], cast.members[other])
    assert there == await are_kept_apart(cast.members[other], cast.members[one])
    return there
