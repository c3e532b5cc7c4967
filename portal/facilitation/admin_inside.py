"""Asking the admin behind the door: what may be asked of it, and its answers made fit to leave."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import asyncpg
from litestar.types import Message, Receive, Scope
from piccolo.columns import Timestamptz

from portal.database import long_reads
from portal.errors import NotFound
from portal.facilitation.admin_columns import Typed
from portal.facilitation.admin_scope import seen_by
from portal.person import Person

if TYPE_CHECKING:
    from piccolo_admin.endpoints import AdminRouter

    from portal.facilitation.admin_scope import Window

HOW_MUCH = {"__page", "__page_size", "limit", "offset"}
HOW = {"search", "__readable", "__range_header", "__range_header_name"}
WHICH = {"__order", "__visible_fields"}
OPERATORS = {"lt", "lte", "gt", "gte", "e", "ne", "is_null", "not_null"}

_building = asyncio.Lock()


class CannotBeAsked(Exception):
    """A question its own pages never ask: about columns that are not shown, or with numbers out of all measure."""


@dataclass(slots=True)
class Answer:
    status: int = 0
    media_type: str = ""
    body: bytes = b""

    async def hear(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.media_type = dict(message["headers"]).get(b"content-type", b"").decode().partition(";")[0]
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")


async def the_page(me: Person) -> str:
    """The admin's own page, as it comes in its package."""
    return (await _admin(me)).template


async def ask(scope: Scope, receive: Receive, *, path: str, table: str | None, by: Person) -> Answer:
    """Reads only, of this person's rows. Tables and rows that are not theirs are not found."""
    admin = await _admin(by)
    window = _window(admin, table) if table else None
    if window and not _can_be_asked(window, scope["query_string"]):
        raise CannotBeAsked
    inner: Any = {**scope, "path": path, "root_path": "", "headers": _headers(scope)}
    answer = Answer()
    with seen_by(by, picking=path.endswith("/ids/")), long_reads():
        try:
            await admin(inner, receive, answer.hear)  # type: ignore[arg-type]
        except (ValueError, OverflowError, asyncpg.DataError) as unreadable:  # a value that is none of its column's
            raise CannotBeAsked from unreadable
    if answer.status == 404:
        raise NotFound
    if window and path == f"/api/tables/{table}/" and answer.status == 200:
        answer.body = _with(answer.body, lambda found: _in_their_time(found, window, by))
    if path.endswith("/new/"):
        answer.body = _with(answer.body, _without_what_is_empty)
    if path.endswith("/references/"):
        answer.body = _with(answer.body, lambda found: _without_tables_they_have_not(found, admin))
    return answer


async def _admin(me: Person) -> "AdminRouter":
    """Built when somebody first needs it and off the event loop: its imports alone take more than a second."""
    async with _building:
        return await asyncio.to_thread(_built, coordinator=me.is_coordinator)


def _built(*, coordinator: bool) -> "AdminRouter":
    from portal.facilitation.admin import admin_for  # noqa: PLC0415 - not before somebody needs it

    return admin_for(coordinator=coordinator)


def _window(admin: "AdminRouter", table: str) -> "type[Window]":
    config = admin.table_config_map.get(table)
    if config is None:
        raise NotFound
    return config.table_class  # type: ignore[return-value]


def _headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    """No cookie of ours goes in. It asks for a session and a token of its own: any will do, the door has looked."""
    host = [(name, value) for name, value in scope["headers"] if name == b"host"]
    return [*host, (b"cookie", b"id=in; csrftoken=in")]


def _can_be_asked(window: "type[Window]", query: bytes) -> bool:
    """Only what its own pages ask. It would answer some of the rest with an error of the database."""
    shown = {column._meta.name for column in window._meta.columns if not isinstance(column, Typed)}
    try:
        asked = parse_qsl(query.decode(), keep_blank_values=True, strict_parsing=bool(query), max_num_fields=60)
    except ValueError:
        return False
    return all(_is_known(name.removesuffix("[]"), value, shown) for name, value in asked)


def _is_known(name: str, value: str, shown: set[str]) -> bool:
    if "\0" in value:
        return False
    if name in HOW_MUCH:
        return value.isdecimal() and len(value) <= 6
    if name in WHICH:
        return {column.removeprefix("-") for column in value.split(",")} <= shown
    if name.endswith("__operator"):
        return value in OPERATORS and name.removesuffix("__operator") in shown
    return name in HOW or name.removesuffix("__match") in shown


def _with(body: bytes, change: Callable[[dict[str, Any]], dict[str, Any]]) -> bytes:
    return json.dumps(change(json.loads(body)), ensure_ascii=False).encode()


def _in_their_time(found: dict[str, Any], window: "type[Window]", me: Person) -> dict[str, Any]:
    """The admin shows moments in a list as they come, in UTC; people read them by their own clock."""
    moments = [column._meta.name for column in window._meta.columns if isinstance(column, Timestamptz)]
    for row in found.get("rows") or ():
        for name in moments:
            if row.get(name):
                row[name] = f"{me.local(datetime.fromisoformat(row[name])):%Y-%m-%d %H:%M}"
    return found


def _without_what_is_empty(begins_with: dict[str, Any]) -> dict[str, Any]:
    """Its form writes what a new row begins with over what was typed while the answer was on its way."""
    return {name: value for name, value in begins_with.items() if value not in (None, "")}


def _without_tables_they_have_not(found: dict[str, Any], admin: "AdminRouter") -> dict[str, Any]:
    theirs = [row for row in found["references"] if row["tableName"] in admin.table_config_map]
    return {"references": theirs}
