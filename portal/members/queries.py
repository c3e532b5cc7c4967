"""A member's own details, and the part of them that somebody else was promised."""

from collections.abc import Iterable
from typing import Any

from piccolo.query import Select

from portal.database import prepared
from portal.members.rules import details_to_show, listed
from portal.members.tables import Member
from portal.sealed import Ring


@prepared
def _contact(member: str) -> Select[Any]:
    return Member.select(Member.id, Member.means, Member.phone, Member.email, Member.home, Member.zone).where(
        Member.id == member
    )


async def own_details(member: str, *, ring: Ring) -> dict[str, Any]:
    row = await _contact.first(member) or {}
    return {
        "means": listed(row["means"]),
        "phone": ring.open(row["phone"], of=member),
        "email": ring.open(row["email"], of=member),
        "home": row["home"],
        "zone": row["zone"],
    }


async def details_for(member: str, *, ways: Iterable[str], ring: Ring) -> dict[str, str]:
    """Only the details that these ways need: `phone`, `email`. The caller has made sure of who asks."""
    row = await _contact.first(member)
    if row is None:
        return {}
    opened = {kind: ring.open(row[kind], of=member) for kind in sorted(details_to_show(ways))}
    return {kind: detail for kind, detail in opened.items() if detail}


async def means_of(*members: str) -> dict[str, str]:
    """Member to the ways they ticked, as stored."""
    rows = await Member.select(Member.id, Member.means).where(Member.id.is_in(list(members)))
    return {row["id"]: row["means"] for row in rows}
