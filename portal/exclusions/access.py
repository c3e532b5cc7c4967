"""From the id of an exclusion, or of a block, in an address to it: for whose it is and nobody else."""

from portal.errors import NotFound
from portal.exclusions.own import owner_of
from portal.exclusions.queries import owner_of_block
from portal.person import Person
from portal.visibility import As, opens


async def own_exclusion(me: Person, exclusion_id: str) -> str:
    row = await owner_of.first(exclusion_id)
    if row is None or not opens("exclusion", As.OWN if row["member"] == me.member else None):
        raise NotFound
    return exclusion_id


async def own_block(me: Person, block_id: str) -> str:
    row = await owner_of_block.first(block_id)
    if row is None or not opens("block", As.OWN if row["member"] == me.member else None):
        raise NotFound
    return block_id
