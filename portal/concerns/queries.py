"""Who reads a concern, and the concerns that somebody told or reads."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from piccolo.query import Select

from portal import clock
from portal.concerns.rules import (
    ACKNOWLEDGED,
    FACILITATOR,
    OPEN,
    READ_WITHIN,
    REMIND_AFTER,
    STAYS,
    TALK,
    goes_to,
    in_a_row,
    is_late,
    may_read,
    named,
    readers,
)
from portal.concerns.tables import Concern
from portal.database import among, prepared
from portal.enrolments.beside import not_beside, whom_beside
from portal.groups.tables import Group
from portal.person import Person

Row = dict[str, Any]

# of some groups; then come the author, the other of the two, and beside whom either of them stands
_STAFF = """
    SELECT support_groups.id AS "group", members.id, members.name, facilitations.id IS NOT NULL AS runs_it,
        accounts.is_coordinator
    FROM support_groups JOIN members ON TRUE
    JOIN accounts ON accounts.id = members.account AND accounts.disabled_at IS NULL
    LEFT JOIN facilitations ON facilitations.member = members.id AND facilitations."group" = support_groups.id
    WHERE {} AND members.id <> {} AND members.id <> {}
        AND (facilitations.id IS NOT NULL OR accounts.is_coordinator) AND {} AND {}
    ORDER BY members.name, members.id
"""


@prepared
def _staff(groups: Collection[str], author: str, other: str, now: datetime) -> Any:
    nobody_beside = [not_beside("members.id", one, now).querystring for one in (author, other)]
    return Concern.raw(_STAFF, among(Group.id, groups).querystring, author, other, *nobody_beside)


async def staff_for(*groups: str, author: str, other: str = "") -> list[Row]:
    """Whoever runs these groups, and the coordinators: neither of the two, nor who has something of their own with one
    of them. By name; a row for each `group`, and `runs_it` is whether they run it."""
    return await _staff(groups, author, other or author, clock.now())


async def reader_of(group: str, besides: Sequence[str], kind: str = TALK) -> str:
    """Who would read a concern of this kind, to say in a sentence: Fay; Fay and the coordinator; "" where nobody may.
    `besides` are the member who tells it and, where there is one, the other of the two."""
    author, other = [*besides, ""][:2]
    return who_reads(await staff_for(group, author=author, other=other), kind)


def who_reads(staff: list[Row], kind: str) -> str:
    """The same, of one group's staff."""
    return in_a_row(readers_of(staff, kind))


def readers_of(staff: list[Row], kind: str) -> list[str]:
    running = [row["name"] for row in staff if row["runs_it"]]
    reader = goes_to(kind, somebody_runs_it=bool(running))
    return readers(running, reader, coordinator=has_a_coordinator(staff))


def could_read(staff: list[Row]) -> dict[str, Any]:
    """Of something that is off: the names of whoever runs the group, and whether somebody else could read it."""
    running = named([row["name"] for row in staff if row["runs_it"]], FACILITATOR)
    return {"running": running, "past_them": has_a_coordinator(staff)}


def has_a_coordinator(staff: list[Row]) -> bool:
    """Besides who runs the group."""
    return any(row["is_coordinator"] and not row["runs_it"] for row in staff)


def _told() -> Select[Any]:
    """What was told is sealed, with the key of `author`."""
    return Concern.select(
        Concern.id,
        Concern.author,
        Concern.author.name.as_alias("author_name"),
        Concern.about,
        Concern.about.name.as_alias("other_name"),
        Concern.group,
        Concern.group.name.as_alias("group_name"),
        Concern.kind,
        Concern.of,
        Concern.mentorship,
        Concern.reader,
        Concern.words,
        Concern.state,
        Concern.created_at,
        Concern.acknowledged_at,
        Concern.acknowledged_by.name.as_alias("read_by_name"),
        Concern.resolved_at,
        Concern.resolved_by.name.as_alias("resolved_by_name"),
    )


@prepared
def _by_id(concern: str) -> Select[Any]:
    return _told().where(Concern.id == concern)


async def concern_by_id(concern: str) -> Row | None:
    return await _by_id.first(concern)


@prepared
def _on_the_desk(concern: str, me: str, now: datetime) -> Select[Any]:
    return _told().columns(whom_beside(me, now)).where(Concern.id == concern)


async def concern_on_the_desk(concern: str, *, me: str) -> Row | None:
    """With whom `me` stands beside."""
    return await _on_the_desk.first(concern, me, clock.now())


def reads(me: Person, row: Row, now: datetime) -> bool:
    """Whether it was sent to them, or was not read in time; that they are neither of the two is asked elsewhere."""
    return may_read(
        row["reader"],
        runs_it=row["group"] in me.facilitates,
        is_coordinator=me.is_coordinator,
        late=is_late(row["created_at"], row["acknowledged_at"], now),
    )


async def told_about(talk: str, *, by: str) -> list[Row]:
    """What one of the two has told about these talks and is not looked after yet, newest first."""
    return await _mine(by).where(Concern.mentorship == talk)


@prepared
def _lately(by: str, since: datetime) -> Select[Any]:
    return (
        Concern.select(
            Concern.id,
            Concern.created_at,
            Concern.acknowledged_by.name.as_alias("read_by"),
            Concern.resolved_by.name.as_alias("looked_after_by"),
        )
        .where(Concern.author == by)
        .where(Concern.resolved_at.is_null() | (Concern.resolved_at > since))
        .order_by(Concern.created_at, ascending=False)
        .order_by(Concern.id)
    )


async def told_lately(by: str) -> list[Row]:
    """What one has told, newest first: until it is looked after, and for a while after that. Of whom it is, and what
    kind, is on its own page."""
    return await _lately(by, clock.now() - STAYS)


async def asked_to_talk(by: str) -> dict[str, str]:
    """Group to concern: where they have asked for a talk that nobody has had with them yet."""
    return {row["group"]: row["id"] for row in await _mine(by).where(Concern.kind == TALK)}


def _mine(by: str) -> Select[Any]:
    return (
        Concern.select(Concern.id, Concern.group, Concern.kind, Concern.state, Concern.created_at)
        .where(Concern.author == by, Concern.state.is_in([OPEN, ACKNOWLEDGED]))
        .order_by(Concern.created_at, ascending=False)
        .order_by(Concern.id)
    )


async def to_ask_about_again(now: datetime) -> list[Row]:
    """Not read in time by anybody, and not handed on yet: that it was is in the audit alone. And, read or not, what is
    not looked after, where neither its readers nor its author heard of it for a while."""
    rows: list[Row] = await Concern.raw(
        'SELECT concerns.id, concerns.author, concerns.about, concerns."group", concerns.reader, concerns.state'
        " FROM concerns WHERE concerns.state = 'open' AND concerns.created_at <= {} AND NOT EXISTS ("
        "  SELECT 1 FROM audit_entries"
        "  WHERE audit_entries.act = 'concerns.hand_on' AND audit_entries.about = concerns.id)"
        " OR concerns.state <> 'resolved' AND concerns.created_at <= {} AND NOT EXISTS ("
        "  SELECT 1 FROM notices WHERE notices.about = concerns.id AND notices.created_at > {})",
        now - READ_WITHIN,
        now - REMIND_AFTER,
        now - REMIND_AFTER,
    )
    return rows
