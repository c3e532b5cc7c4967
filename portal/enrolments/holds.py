"""Somebody is held: nobody new is put before them, and they are put before nobody, for as long as a concern is open.

Which concern it is, and that there is one, is told to nobody: to whoever matches, a held mentor has no room, and for a
held mentee nobody is possible. Call what writes inside the transaction of the act that it comes of.
"""

from collections.abc import Collection
from datetime import datetime

from portal.database import among
from portal.enrolments.tables import Hold
from portal.person import Person

# of a row of members, in SQL, for whoever asks who can have somebody new
IS_HELD = "EXISTS (SELECT 1 FROM holds WHERE holds.member = members.id)"


async def hold(member: str, *, concern: str, by: Person, at: datetime) -> bool:
    """False where it holds them already."""
    if member in await held_by_concern(concern):
        return False
    await Hold.insert(Hold(member=member, concern=concern, held_by=by.member, created_at=at))
    return True


async def let_go(concern: str, *, member: str = "") -> None:
    """Everybody it holds, or this member alone. Another concern may hold them still."""
    these = (Hold.concern == concern) & (Hold.member == member) if member else Hold.concern == concern
    await Hold.delete().where(these)


async def held_by_concern(concern: str) -> frozenset[str]:
    rows = await Hold.select(Hold.member).where(Hold.concern == concern)
    return frozenset(row["member"] for row in rows)


async def held(members: Collection[str]) -> frozenset[str]:
    """Which of these members cannot have anybody new just now, whoever holds them."""
    rows = await Hold.select(Hold.member).where(among(Hold.member, sorted(members)))
    return frozenset(row["member"] for row in rows)
