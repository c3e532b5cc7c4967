"""From a notice's id in an address to the notice of the person who asks."""

from typing import Any

from portal.errors import NotFound
from portal.notices.tables import Notice
from portal.person import Person
from portal.visibility import As, opens


async def notice(me: Person, notice_id: str) -> dict[str, Any]:
    row = await Notice.select(Notice.id, Notice.member, Notice.kind, Notice.about).where(Notice.id == notice_id).first()
    if row is None or not opens("notice", As.OWN if row["member"] == me.member else None):
        raise NotFound
    return row
