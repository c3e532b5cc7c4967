"""Who somebody is here, which groups they belong to, and who runs them."""

from typing import Any

from piccolo.query import Select

from portal.database import prepared
from portal.groups.tables import Facilitation, Membership


@prepared
def session_and_person(token_hash: str) -> Any:
    """One row for each group the person runs, or one without a group. Runs with every request: one statement."""
    return Facilitation.raw(
        "SELECT sessions.token_hash, sessions.own_phone, sessions.began_at, sessions.seen_at,"
        " accounts.id AS account, accounts.is_coordinator,"
        " members.id AS member, members.name, members.zone, members.home,"
        " EXISTS (SELECT 1 FROM memberships WHERE memberships.member = members.id"
        "  AND memberships.left_on IS NULL) AS belongs,"
        ' facilitations."group" AS runs'
        " FROM sessions"
        " JOIN accounts ON accounts.id = sessions.account AND accounts.disabled_at IS NULL"
        " JOIN members ON members.account = accounts.id"
        " LEFT JOIN facilitations ON facilitations.member = members.id"
        " WHERE sessions.token_hash = {}",
        token_hash,
    )


@prepared
def groups_of(member: str) -> Select[Any]:
    """The groups a member belongs to now."""
    return (
        Membership.select(
            Membership.group.id.as_alias("id"), Membership.group.name.as_alias("name"), Membership.joined_on
        )
        .where(Membership.member == member, Membership.left_on.is_null())
        .order_by(Membership.joined_on)
    )


async def is_current(member: str, group: str) -> bool:
    return await Membership.exists().where(
        Membership.member == member, Membership.group == group, Membership.left_on.is_null()
    )
