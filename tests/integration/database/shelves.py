"""Tables of its own, with every kind of column the portal has."""

import enum
import sqlite3
from datetime import UTC, date, datetime
from typing import Any

import asyncpg
from piccolo.columns import Boolean, Date, Integer, Varchar
from piccolo.table import Table

from portal.columns import belongs_to, identifier, may_belong_to, moment, sealed

NINE = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
BROKEN_RULE = (sqlite3.IntegrityError, asyncpg.IntegrityConstraintViolationError)


class Kind(enum.StrEnum):
    POEMS = "poems"
    MAPS = "maps"


class Shelf(Table):
    id = identifier()
    name = Varchar()
    kind = Varchar(choices=Kind, default=Kind.POEMS)
    room_for = Integer(default=1)


class Book(Table):
    id = identifier()
    shelf = belongs_to(Shelf)
    before = may_belong_to(Shelf)
    title = Varchar()
    lent = Boolean(default=False)
    bought = Date()
    read_at = moment()
    returned_at = moment(null=True)
    note = sealed()


async def a_shelf(**columns: Any) -> Shelf:
    shelf = Shelf(**{"name": "window", **columns})
    await shelf.save()
    return shelf


async def a_book(shelf: Shelf, **columns: Any) -> Book:
    book = Book(**{"shelf": shelf.id, "title": "Tides", "read_at": NINE, "bought": date(2026, 2, 28), **columns})
    await book.save()
    return book


async def names() -> list[str]:
    return await Shelf.select(Shelf.name).order_by(Shelf.name).output(as_list=True)
