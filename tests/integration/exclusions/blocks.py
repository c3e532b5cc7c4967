"""Wanting nothing from somebody, as the portal's own act."""

from portal.exclusions.actions import block, unblock
from portal.exclusions.queries import blocked_by
from tests.integration.cast import Cast, once


async def want_nothing(cast: Cast, name: str, other: str, *, key: str = "") -> str:
    return await block(cast.members[other], by=cast.person(name), once=key or once())


async def take_it_back(cast: Cast, name: str, blocked: str, *, key: str = "") -> None:
    await unblock(blocked, by=cast.person(name), once=key or once())


async def wants_nothing_from(cast: Cast, name: str) -> list[str]:
    return [one.name.lower() for one in await blocked_by(cast.members[name])]
