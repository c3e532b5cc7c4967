"""Telling members, inside the transaction of the act that they are told about."""

import json
from collections.abc import Sequence
from datetime import datetime

from portal import clock
from portal.columns import new_id
from portal.database import engine
from portal.notices.rules import KINDS
from portal.notices.tables import Notice


async def tell(*members: str, kind: str, about: str, whose: dict[str, str] | None = None) -> None:
    """One notice for each member; `whose` says, for each of them, who the other person is."""
    now = clock.now()
    if kind not in KINDS:
        raise ValueError(kind)
    await Notice.insert(
        *(
            Notice(member=member, kind=kind, about=about, whose=(whose or {}).get(member), created_at=now)
            for member in members
        )
    )


async def tell_many(members: Sequence[str], *, kind: str, about: str, whose: str) -> None:
    """The same to each of many, of one other person, in a small part of the time that it takes one by one."""
    if kind not in KINDS:
        raise ValueError(kind)
    on_postgresql = engine().engine_type == "postgres"
    at, each = ("{}::timestamptz", "json_each_text({}::json)") if on_postgresql else ("{}", "json_each({})")
    await Notice.raw(
        "INSERT INTO notices (id, member, kind, about, whose, created_at)"  # noqa: S608 - our own words
        f" SELECT told.key, told.value, {{}}, {{}}, {{}}, {at} FROM {each} told",
        *(kind, about, whose, clock.now(), json.dumps({new_id(): member for member in members})),
    )


async def put_away_all(about: str, *, but: Sequence[str] = ()) -> None:
    """What led to a record that is over leads nowhere now. Call it inside the transaction that ends the record."""
    told = Notice.about == about, Notice.seen_at.is_null()
    still = (Notice.kind.not_in(list(but)),) if but else ()
    await Notice.update({Notice.seen_at: clock.now()}).where(*told, *still)


async def put_away(kind: str, about: str, *, member: str) -> None:
    """It was followed, and leaves Home with all others that say the same. Twice is once."""
    await Notice.update({Notice.seen_at: clock.now()}).where(
        Notice.member == member, Notice.kind == kind, Notice.about == about, Notice.seen_at.is_null()
    )


async def put_away_kind(kind: str, about: str) -> None:
    """From everybody's Home, also of who may not follow it any more."""
    told = Notice.kind == kind, Notice.about == about, Notice.seen_at.is_null()
    await Notice.update({Notice.seen_at: clock.now()}).where(*told)


async def take_back(kind: str, about: str, *, member: str, told_at: datetime) -> None:
    """What was told at `told_at` is not so any more: that notice leaves Home, others of its kind stay."""
    told = (
        await Notice.select(Notice.id)
        .where(Notice.member == member, Notice.kind == kind, Notice.about == about, Notice.created_at >= told_at)
        .order_by(Notice.created_at)
        .first()
    )
    if told:
        await Notice.update({Notice.seen_at: clock.now()}).where(Notice.id == told["id"], Notice.seen_at.is_null())
