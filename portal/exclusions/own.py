"""What somebody has said themselves: whom they keep apart, and what they can be found by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from piccolo.query import Select

from portal.audit import AuditEntry
from portal.database import prepared
from portal.exclusions.rules import Key, in_one_way, masked
from portal.exclusions.tables import Detail, Exclusion
from portal.sealed import Ring


@dataclass(frozen=True, slots=True)
class Apart:
    """One of one's own, as it is shown again."""

    id: str
    kind: str
    words: str


@prepared
def _own(member: str) -> Select[Any]:
    return (
        Exclusion.select(Exclusion.id, Exclusion.kind, Exclusion.said)
        .where(Exclusion.member == member)
        .order_by(Exclusion.created_at)
        .order_by(Exclusion.id)
    )


@prepared
def owner_of(exclusion: str) -> Select[Any]:
    return Exclusion.select(Exclusion.member).where(Exclusion.id == exclusion)


async def exclusions_of(member: str, *, ring: Ring) -> list[Apart]:
    """The member's own list, in the order it was written. Nobody else's is ever asked for."""
    return [
        Apart(id=row["id"], kind=row["kind"], words=masked(row["kind"], ring.open(row["said"], of=member)))
        for row in await _own(member)
    ]


async def in_one_way_by_id(member: str, *, ring: Ring) -> dict[str, Key]:
    """The same list, to tell whether something is on it already."""
    return {
        row["id"]: (row["kind"], in_one_way(row["kind"], ring.open(row["said"], of=member)))
        for row in await _own(member)
    }


async def details_of(member: str) -> dict[str, str]:
    """Kind to mark."""
    rows = await Detail.select(Detail.kind, Detail.mark).where(Detail.member == member)
    return {row["kind"]: row["mark"] for row in rows}


async def new_since(account: str, since: datetime) -> int:
    """How many of this account's exclusions are new since then, also if they were taken back. To say again what is on
    the list makes no new one."""
    rows = await AuditEntry.select(AuditEntry.about, AuditEntry.at).where(
        AuditEntry.by == account, AuditEntry.act == "exclusions.exclude"
    )
    before = {row["about"] for row in rows if row["at"] <= since}
    return len({row["about"] for row in rows} - before)


async def changes_since(account: str, since: datetime) -> int:
    """How often this account's number or address was changed."""
    return int(
        await AuditEntry.count().where(
            AuditEntry.by == account, AuditEntry.act == "members.change_details", AuditEntry.at > since
        )
    )
