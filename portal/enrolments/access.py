"""From an enrolment's id in an address to the enrolment of the person who asks."""

from portal.enrolments.queries import enrolment
from portal.errors import NotFound
from portal.person import Person
from portal.visibility import As, opens


async def own_enrolment(me: Person, enrolment_id: str) -> str:
    row = await enrolment(enrolment_id)
    if row is None or not opens("enrolment", As.OWN if row["member"] == me.member else None):
        raise NotFound
    return enrolment_id
