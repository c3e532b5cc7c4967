"""From a line's id in an address to the line, for who wrote it and nobody else."""

from portal.errors import NotFound
from portal.meetings.queries import owner_of
from portal.person import Person
from portal.visibility import As, opens


async def own_line(me: Person, line_id: str) -> str:
    row = await owner_of.first(line_id)
    if row is None or not opens("line to bring", As.OWN if row["member"] == me.member else None):
        raise NotFound
    return line_id
