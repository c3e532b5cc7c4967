"""A member's own details, and the part of them that somebody else was promised."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from piccolo.query import Select

from portal.database import prepared
from portal.members.rules import details_to_show, how_to_call, in_common, listed
from portal.members.tables import Member
from portal.sealed import Ring, ring_of

_CONTACT = (
    Member.id,
    Member.means,
    Member.phone,
    Member.email,
    Member.calling,
    Member.voicemail,
    Member.if_answered,
    Member.times,
)


@prepared
def _contact(member: str) -> Select[Any]:
    return Member.select(*_CONTACT).where(Member.id == member)


@prepared
def _account(member: str) -> Select[Any]:
    return Member.select(Member.account).where(Member.id == member)


@prepared
def _contacts(one: str, other: str) -> Any:
    """Of two members, each with their key: what one agreed to show the other is opened with it at once."""
    return Member.raw(
        "SELECT members.id, members.means, members.phone, members.email, members.calling, members.voicemail,"
        " members.if_answered, member_keys.owner, member_keys.wrapped"
        " FROM members LEFT JOIN member_keys ON member_keys.owner = members.id WHERE members.id IN ({}, {})",
        one,
        other,
    )


async def account_of(member: str) -> str:
    """For what is written down as this member's act."""
    row = await _account.first(member) or {}
    account: str = row["account"]
    return account


async def means_of(*members: str) -> dict[str, str]:
    """The column of ways to talk, by member."""
    rows = await Member.select(Member.id, Member.means).where(Member.id.is_in(list(members)))
    return {row["id"]: row["means"] for row in rows}


async def own_details(member: str, *, ring: Ring) -> dict[str, Any]:
    """What a member says about reaching them, by the names of the fields it is asked with; `times` beside it."""
    row = await _contact.first(member) or {}
    return {
        "means": listed(row["means"]),
        "phone": ring.open(row["phone"], of=member),
        "email": ring.open(row["email"], of=member),
        "calling": row["calling"],
        "voicemail": row["voicemail"],
        "if_answered": ring.open(row["if_answered"], of=member),
        "times": listed(row["times"]),
    }


async def own_times(member: str) -> list[str]:
    """As they were ticked. Whose clock they are by, `Person.zone` knows."""
    row = await _contact.first(member) or {}
    return listed(row["times"])


async def details_for(member: str, *, ways: Iterable[str], ring: Ring) -> dict[str, str]:
    """Only the details that these ways need: `phone`, `email`. The caller has made sure of who asks."""
    row = await _contact.first(member)
    if row is None:
        return {}
    return _opened(row, ways, ring)


@dataclass(frozen=True, slots=True)
class Reach:
    """How one side of a pair reaches the other: the ways both ticked, and only what those need."""

    ways: list[str]
    details: dict[str, str]  # phone, email
    calls: list[str]  # how to call safely, in sentences


async def reach(me: str, other: str, *, agreed: Collection[str]) -> tuple[Ring, Reach]:
    """In one statement, with the keys of both. `agreed`: the ways that both agree to in these talks; of those hold the
    ones that each has ticked of themselves. The caller has made sure that these two talk with each other."""
    rows = {row["id"]: row for row in await _contacts(me, other)}
    ring = ring_of([row for row in rows.values() if row["owner"]])
    ways = [way for way in in_common(rows[me]["means"], rows[other]["means"]) if way in agreed]
    theirs = rows[other]
    calls = how_to_call(
        ways,
        calling=theirs["calling"],
        voicemail=theirs["voicemail"],
        if_answered=ring.open(theirs["if_answered"], of=other),
    )
    return ring, Reach(ways, _opened(theirs, ways, ring), calls)


def _opened(row: dict[str, Any], ways: Iterable[str], ring: Ring) -> dict[str, str]:
    opened = {kind: ring.open(row[kind], of=row["id"]) for kind in sorted(details_to_show(ways))}
    return {kind: detail for kind, detail in opened.items() if detail}
