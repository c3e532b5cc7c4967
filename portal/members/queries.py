"""A member's own details, and the part of them that somebody else was promised."""

from collections.abc import Iterable
from typing import Any

from piccolo.query import Select

from portal.database import prepared
from portal.members.rules import details_to_show, in_common, listed
from portal.members.tables import Member
from portal.sealed import Ring


@prepared
def _contact(member: str) -> Select[Any]:
    return Member.select(Member.id, Member.means, Member.phone, Member.email).where(Member.id == member)


@prepared
def _contacts(one: str, other: str) -> Select[Any]:
    return Member.select(Member.id, Member.means, Member.phone, Member.email).where(
        (Member.id == one) | (Member.id == other)
    )


async def own_details(member: str, *, ring: Ring) -> dict[str, Any]:
    row = await _contact.first(member) or {}
    return {
        "means": listed(row["means"]),
        "phone": ring.open(row["phone"], of=member),
        "email": ring.open(row["email"], of=member),
    }


async def details_for(member: str, *, ways: Iterable[str], ring: Ring) -> dict[str, str]:
    """Only the details that these ways need: `phone`, `email`. The caller has made sure of who asks."""
    row = await _contact.first(member)
    if row is None:
        return {}
    return _opened(row, ways, ring)


async def ways_and_details(me: str, other: str, *, ring: Ring) -> tuple[list[str], dict[str, str]]:
    """The ways that both ticked, and only the details of the other that those need. In one statement."""
    rows = {row["id"]: row for row in await _contacts(me, other)}
    ways = in_common(rows[me]["means"], rows[other]["means"])
    return ways, _opened(rows[other], ways, ring)


def _opened(row: dict[str, Any], ways: Iterable[str], ring: Ring) -> dict[str, str]:
    opened = {kind: ring.open(row[kind], of=row["id"]) for kind in sorted(details_to_show(ways))}
    return {kind: detail for kind, detail in opened.items() if detail}
