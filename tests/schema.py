"""The tables of the database under test: made once, emptied after each test."""

import asyncio
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from piccolo.apps.migrations.commands.forwards import run_forwards
from piccolo.table import sort_table_classes

from portal.database import Transaction, engine, write_transaction
from portal.feedback import store
from portal.piccolo_app import APP_CONFIG
from portal.settings import settings
from tests.postgres import without_durability

Rows = list[dict[str, Any]]
Statement = tuple[str, Sequence[Any]]

_laid_out: list[Statement] = []
_emptied: list[Any] = [None]  # where it stood then


async def hurry() -> None:
    """Nobody will miss these rows after a power cut."""
    if settings().database_url:
        await without_durability(settings().database_url)


async def migrate() -> None:
    async with write_transaction():  # all of them or none, and each with the note that it ran
        assert (await run_forwards(app_name="portal")).success
    _laid_out[:] = [_insertion(name, rows) for name in tables() if (rows := await rows_of(name))]
    _emptied[0] = await where_it_stands()


async def empty() -> None:
    """As a new portal is: nothing in it but what the migrations lay out, such as the first aspects and question cards.
    Nor does any feedback wait beside it."""
    store.forget()
    async with write_transaction() as transaction:
        await _run(transaction, (*_emptying(), *_laid_out))
    _emptied[0] = await where_it_stands()


async def is_empty() -> bool:
    """Nobody has written anything since it was emptied."""
    return bool(await where_it_stands() == _emptied[0])


async def where_it_stands() -> Any:
    """Another one as soon as somebody has written something."""
    if engine().engine_type == "postgres":
        return await engine().rows("SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS at", ())
    return await engine().rows("SELECT data_version AS at FROM pragma_data_version()", ())


async def put(rows: dict[str, Rows]) -> None:
    """These by their table, parents first, beside what is there."""
    async with write_transaction() as transaction:
        await _run(transaction, [_insertion(name, found) for name, found in rows.items()])


async def replace_all(rows: dict[str, Rows]) -> None:
    """These by their table, parents first, and nothing else."""
    async with write_transaction() as transaction:
        await _run(transaction, (*_emptying(), *(_insertion(name, found) for name, found in rows.items())))


async def _run(transaction: Transaction, statements: Iterable[Statement]) -> None:
    """All of them in one journey to the thread that writes: with a journey for each, most of the time is spent on the
    way. To PostgreSQL the way is short."""
    if engine().engine_type == "postgres":
        for sql, values in statements:
            await transaction.connection.execute(sql, *values)
        return
    writer = transaction.connection
    await asyncio.wrap_future(writer.thread.submit(lambda: [writer.fetch(sql, values) for sql, values in statements]))


def _insertion(name: str, rows: Rows) -> Statement:
    columns = ", ".join(f'"{column}"' for column in rows[0])
    values = [value for row in rows for value in row.values()]
    if engine().engine_type == "postgres":
        numbers = iter(range(1, len(values) + 1))
        marks = ", ".join("(" + ", ".join(f"${next(numbers)}" for _ in row) + ")" for row in rows)
    else:
        marks = ", ".join(["(" + ", ".join(["?"] * len(rows[0])) + ")"] * len(rows))
    return f'INSERT INTO "{name}" ({columns}) VALUES {marks}', values  # noqa: S608 - our own tables' names


async def rows_of(name: str) -> Rows:
    return await engine().rows(f'SELECT * FROM "{name}"', ())  # noqa: S608 - our own tables' names


@cache
def tables() -> list[str]:
    """Parents first."""
    return [table._meta.tablename for table in sort_table_classes(APP_CONFIG.table_classes)]


@cache
def _emptying() -> list[Statement]:
    """Children first. With a handful of rows this is quicker than TRUNCATE, which touches every table's file."""
    statements = [f'DELETE FROM "{name}"' for name in reversed(tables())]  # noqa: S608 - our own tables' names
    # PostgreSQL takes them in one journey; SQLite takes one statement at a time.
    return [(sql, ()) for sql in (["; ".join(statements)] if engine().engine_type == "postgres" else statements)]
