"""An application, whole: as its writer has it, and as whoever runs the group reads it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from piccolo.columns import Column
from piccolo.query import Select
from piccolo.querystring import QueryString

from portal import clock
from portal.database import engine, prepared
from portal.enrolments.beside import not_beside, whom_beside
from portal.enrolments.queries import WAITS
from portal.enrolments.tables import Enrolment
from portal.groups.tables import Membership

Row = dict[str, Any]

_OF_A_MENTOR = (Enrolment.introduction, Enrolment.depth, Enrolment.qualities, Enrolment.agreed_at)
_OF_A_MENTEE = (Enrolment.attending, Enrolment.hard_about, Enrolment.hard_now, Enrolment.line, Enrolment.support)
_WHERE_IT_STANDS = (
    Enrolment.id,
    Enrolment.member,
    Enrolment.role,
    Enrolment.state,
    Enrolment.page,
    Enrolment.group,
    Enrolment.waiting_since,
    Enrolment.sent_at,
    Enrolment.read_at,
    Enrolment.answered_at,
)


# of the one who wrote it, in the group it is for; nothing where they have left
_PLACE = (
    "(SELECT memberships.{column} FROM memberships WHERE memberships.member = enrolments.member"
    ' AND memberships."group" = enrolments."group" AND memberships.left_on IS NULL)'
)


def _whole() -> Select[Any]:
    """All of it: what was written is sealed, with the key of `member`."""
    return Enrolment.select(
        *_WHERE_IT_STANDS,
        *_OF_A_MENTOR,
        *_OF_A_MENTEE,
        Enrolment.answer,
        Enrolment.told,
        Enrolment.member.name.as_alias("name"),
        Enrolment.member.means.as_alias("means"),
        Enrolment.group.name.as_alias("group_name"),
        Enrolment.read_by.name.as_alias("read_by_name"),
        Enrolment.answered_by.name.as_alias("answered_by_name"),
    )


@prepared
def _application(enrolment: str) -> Select[Any]:
    return _whole().where(Enrolment.id == enrolment)


async def application(enrolment: str) -> Row | None:
    return await _application.first(enrolment)


@prepared
def _on_the_desk(enrolment: str, me: str, now: datetime) -> Select[Any]:
    place = {"place": Membership.id, "at_a_meeting": Membership.attending, "joined_on": Membership.joined_on}
    return (
        _whole()
        .columns(whom_beside(me, now), *(_of_their_place(column, name) for name, column in place.items()))
        .where(Enrolment.id == enrolment)
    )


async def application_on_the_desk(enrolment: str, *, me: str) -> Row | None:
    """With its writer's place in the group (None where they have left), and whom `me` stands beside."""
    return await _on_the_desk.first(enrolment, me, clock.now())


def _of_their_place(column: Column, name: str) -> QueryString:
    """SQLite knows the type of a column but not of a piece of SQL; its name may carry it."""
    typed = " [DATE]" if name == "joined_on" and engine().engine_type == "sqlite" else ""
    return QueryString(_PLACE.format(column=column._meta.name), alias=name + typed)


async def applications_in(groups: Collection[str] | None, *, besides: str = "") -> list[Row]:
    """Those that were sent and are not answered, who waits longest first; None is every group. `besides` is the
    member who asks: nobody reads their own there, nor of whom they are a side."""
    query = (
        Enrolment.select(
            *_WHERE_IT_STANDS,
            Enrolment.member.name.as_alias("name"),
            Enrolment.group.name.as_alias("group_name"),
            Enrolment.read_by.name.as_alias("read_by_name"),
        )
        .where(Enrolment.state == "submitted", Enrolment.member != besides)
        .where(not_beside("enrolments.member", besides, clock.now()))
        .order_by(Enrolment.sent_at)
        .order_by(Enrolment.id)
    )
    rows: list[Row] = await (query if groups is None else query.where(Enrolment.group.is_in(sorted(groups))))
    return rows


@prepared
def groups_ever(member: str) -> Select[Any]:
    """Every group a member belongs to or once did, with its name; `left_on` is None where they still do."""
    return (
        Membership.select(
            Membership.group, Membership.group.name.as_alias("name"), Membership.joined_on, Membership.left_on
        )
        .where(Membership.member == member)
        .order_by(Membership.joined_on)
        .order_by(Membership.id)
    )


@prepared
def _readers(group: str, member: str, now: datetime) -> Any:
    """Who hears of an application in this group: whoever runs it; where nobody else does, the coordinators."""
    return Enrolment.raw(
        "SELECT members.id, members.name, facilitations.id IS NOT NULL AS runs_it FROM members"
        " JOIN accounts ON accounts.id = members.account AND accounts.disabled_at IS NULL"
        ' LEFT JOIN facilitations ON facilitations.member = members.id AND facilitations."group" = {}'
        " WHERE members.id <> {} AND (facilitations.id IS NOT NULL OR accounts.is_coordinator) AND {}"
        " ORDER BY members.name, members.id",
        group,
        member,
        not_beside("members.id", member, now).querystring,
    )


async def readers(group: str, *, of: str, with_coordinators: bool = False) -> list[Row]:
    """Never `of`, the applicant, also where they run the group themselves; nor who is a side with them."""
    rows = await _readers(group, of, clock.now())
    running = [row for row in rows if row["runs_it"]]
    return rows if with_coordinators or not running else running


async def unread_since(moment: datetime) -> list[Row]:
    return await Enrolment.select(
        Enrolment.id, Enrolment.member, Enrolment.group, Enrolment.sent_at, Enrolment.told
    ).where(Enrolment.state == "submitted", Enrolment.read_at.is_null(), Enrolment.sent_at <= moment)


async def still_looking(now: datetime, *, since: datetime) -> list[Row]:
    """Who has waited since then or longer, is not asked about anybody now and has no mentor in that group."""
    rows: list[Row] = await Enrolment.raw(
        "SELECT enrolments.id, enrolments.member, enrolments.waiting_since, enrolments.told FROM enrolments"  # noqa: S608
        f" WHERE {WAITS} AND enrolments.waiting_since <= {{}}",
        now,
        since,
    )
    return rows
