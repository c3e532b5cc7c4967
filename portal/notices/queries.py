"""What a member has been told and has not put away."""

from typing import Any

from piccolo.query import Select

from portal.database import prepared
from portal.notices.tables import Notice


@prepared
def unseen(member: str) -> Select[Any]:
    return (
        Notice.select(
            Notice.id,
            Notice.kind,
            Notice.about,
            Notice.created_at,
            Notice.whose.name.as_alias("whose"),
        )
        .where(Notice.member == member, Notice.seen_at.is_null())
        .order_by(Notice.created_at, ascending=False)
        .order_by(Notice.id)
        .limit(50)
    )
