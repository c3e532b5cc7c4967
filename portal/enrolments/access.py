"""From an enrolment's id in an address to the enrolment, for its writer and for whoever runs its group."""

from typing import Any

from portal.enrolments.applications import application, application_on_the_desk
from portal.enrolments.beside import opened
from portal.enrolments.rules import NOT_ON_THE_DESK
from portal.errors import NotFound
from portal.person import Person
from portal.visibility import As, opens


async def own_enrolment(me: Person, enrolment_id: str) -> dict[str, Any]:
    row = await application(enrolment_id)
    if row is None or not opens("enrolment", As.OWN if row["member"] == me.member else None):
        raise NotFound
    return row


async def enrolment_on_the_desk(me: Person, enrolment_id: str) -> dict[str, Any]:
    """For whoever runs its group: from when it was sent until it is taken back. Never one's own, nor of whom one is a
    side. `beside` are all of those."""
    row = await application_on_the_desk(enrolment_id, me=me.member)
    if row is None or row["state"] in NOT_ON_THE_DESK or not opens("enrolment on the desk", _stands(me, row)):
        raise NotFound
    beside = opened(row["beside"])
    if row["member"] in beside:
        raise NotFound
    return {**row, "beside": beside}


def _stands(me: Person, row: dict[str, Any]) -> As | None:
    if row["member"] == me.member:
        return As.OWN
    if me.is_coordinator:
        return As.COORDINATOR
    return As.FACILITATOR if me.runs(row["group"]) else None
