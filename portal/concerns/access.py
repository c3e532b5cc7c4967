"""From a concern's id in an address to what was told, for whoever told it and for whoever reads it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from portal import clock
from portal.concerns.queries import concern_by_id, concern_on_the_desk, reads
from portal.enrolments.beside import opened
from portal.errors import NotFound
from portal.person import Person
from portal.visibility import As, opens

Row = dict[str, Any]


async def own_concern(me: Person, concern_id: str) -> Row:
    row = await concern_by_id(concern_id)
    if row is None or not opens("own concern", As.OWN if row["author"] == me.member else None):
        raise NotFound
    return row


async def concern_to_look_after(me: Person, concern_id: str) -> Row:
    """For whom it was sent to, and for the coordinator when nobody read it in time. Never for either of the two, nor
    for who has something of their own with one of them, whatever their roles."""
    row = await concern_on_the_desk(concern_id, me=me.member)
    if row is None or not may_look_after(me, row, opened(row["beside"]), clock.now()):
        raise NotFound
    return row


def may_look_after(me: Person, row: Row, beside: Collection[str], now: datetime) -> bool:
    """`beside` are all of whom `me` is a side."""
    return opens("concern on the desk", _stands(me, row, beside, now))


def _stands(me: Person, row: Row, beside: Collection[str], now: datetime) -> As | None:
    if me.member == row["author"]:
        return As.OWN
    if me.member == row["about"] or {row["author"], row["about"]} & set(beside):
        return None
    if not reads(me, row, now):
        return None
    return As.FACILITATOR if row["group"] in me.facilitates else As.COORDINATOR


def may_hold(me: Person) -> bool:
    """Asked of somebody who may look after it."""
    return me.is_coordinator
