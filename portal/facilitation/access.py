"""From the ids in an address of the desk to the people they stand for, for whoever runs their group."""

from typing import Any

from portal.enrolments.access import enrolment_on_the_desk
from portal.enrolments.queries import availability
from portal.errors import NotFound
from portal.facilitation import queries
from portal.person import Person
from portal.visibility import As, opens

Row = dict[str, Any]


async def pair_on_the_desk(me: Person, enrolment_id: str, availability_id: str) -> tuple[Row, Row]:
    """Who waits and who offers. Of a pair in which `me` is a side, or stands beside one of the two, nothing is here."""
    mentee, mentor = await enrolment_on_the_desk(me, enrolment_id), await availability(availability_id)
    if mentor is None or mentor["member"] in {me.member, *mentee["beside"]}:
        raise NotFound
    return mentee, mentor


async def membership_on_the_desk(me: Person, membership_id: str) -> Row:
    """Whoever runs a group and belongs to it is noted by another: their own row is not theirs to keep, nor that of
    whom they are a side."""
    row = await queries.membership(membership_id, besides=me.member)
    if row is None or not opens("membership on the desk", _stands(me, row)):
        raise NotFound
    return row


async def talk_on_the_desk(me: Person, talk_id: str) -> Row:
    """Of a pair in which `me` is or was a side, or beside one of whom `me` stands, nothing is here."""
    row = await queries.talk(talk_id, besides=me.member)
    if row is None or not opens("talk on the desk", _runs(me, row)):
        raise NotFound
    return row


def _stands(me: Person, row: Row) -> As | None:
    return As.OWN if row["member"] == me.member else _runs(me, row)


def _runs(me: Person, row: Row) -> As | None:
    if me.is_coordinator:
        return As.COORDINATOR
    return As.FACILITATOR if me.runs(row["group"]) else None
