"""From an exclusion's id in an address to the exclusion, for who wrote it and nobody else."""

from portal.errors import NotFound
from portal.exclusions.queries import owner_of
from portal.person import Person
from portal.visibility import As, opens


async def own_exclusion(me: Person, exclusion_id: str) -> str:
    row = await owner_of.first(exclusion_id)
    if row is None or not opens("exclusion", As.OWN if row["member"] == me.member else None):
        raise NotFound
    return exclusion_id
