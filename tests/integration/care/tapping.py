"""How a mentor says how they are, and what is kept of it."""

from typing import Any

from portal import clock, sealed
from portal.care.actions import answer
from portal.care.queries import answers_of
from portal.care.rules import Said
from portal.care.tables import CareAnswer
from portal.notices.tables import Notice
from tests.integration.cast import Cast, once

LOW = Said("low", "a_lot", "not_now")
FINE = Said("plenty", "little", "yes")
LEFT_OUT = Said()


async def says(cast: Cast, said: Said, name: str = "theo") -> None:
    await answer(by=cast.person(name), said=said, once=once())


async def said_by(cast: Cast, name: str = "theo") -> list[Said]:
    """Newest first."""
    return [one.said for one in await answers_of(cast.members[name])]


async def kept(cast: Cast, name: str = "theo") -> list[dict[str, Any]]:
    return await CareAnswer.select().where(CareAnswer.member == cast.members[name]).order_by(CareAnswer.created_at)


async def opened(cast: Cast, name: str = "theo") -> list[str]:
    ring = await sealed.ring(cast.members[name])
    return [ring.open(row["said"], of=cast.members[name]) for row in await kept(cast, name)]


async def asked(cast: Cast, name: str = "theo") -> int:
    """How many asks wait for them."""
    waiting: int = await Notice.count().where(
        Notice.member == cast.members[name], Notice.kind == "care", Notice.seen_at.is_null()
    )
    return waiting


async def another_month() -> None:
    clock.travel(days=31)
