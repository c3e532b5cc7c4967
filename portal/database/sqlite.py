"""SQLite with its connections kept open: Piccolo's own engine opens one, and a thread with it, for every statement.

Short reads run on one open connection right in the event loop, which is quicker than handing them to a thread and
waiting for it. Writes have one connection and one thread of their own, and so have long reads.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from piccolo.engine.sqlite import SQLiteEngine, convert_int_out
from piccolo.querystring import QueryString

from portal.database.counting import Listeners, reads_are_long
from portal.database.kept import Reader, Rows, Writer
from portal.database.transactions import Transaction


class SQLite(SQLiteEngine):
    """One file; see the module."""

    current_transaction: ContextVar[Transaction | None]  # type: ignore[assignment]

    def __init__(self, file: Path) -> None:
        if sqlite3.sqlite_version_info < (3, 35):
            raise RuntimeError(f"SQLite {sqlite3.sqlite_version} is too old; 3.35 or later is needed.")
        super().__init__(path=str(file))
        self.file = file
        self.listeners = Listeners()
        self.compiled: dict[Any, Any] = {}
        self._reader = Reader(file)
        self._long_reader = Reader(file)
        self._writer = Writer(file)

    async def check_version(self) -> None:
        """Piccolo asks while it imports; the version was looked at above."""

    async def open(self) -> None:
        await asyncio.wrap_future(self._writer.thread.submit(self._writer.connection))

    async def close(self) -> None:
        await asyncio.to_thread(self.close_now)

    def close_now(self) -> None:
        for one in (self._reader, self._long_reader, self._writer):
            one.close()

    async def run_querystring(self, querystring: QueryString, in_pool: bool = False) -> Rows:
        sql, values = querystring.compile_string(engine_type="sqlite")
        return await self.rows(sql, values)

    async def run_ddl(self, ddl: str, in_pool: bool = False) -> Rows:
        return await self.rows(ddl, ())

    async def rows(self, sql: str, values: Sequence[Any]) -> Rows:
        if self.listeners:
            self.listeners.hear(sql)
        transaction = self.current_transaction.get()
        if transaction is not None and transaction.is_open:
            rows: Rows = await transaction.connection.execute(sql, values)
            return rows
        if not _is_read(sql):
            return await self._writer.alone(sql, values)
        if reads_are_long.get():
            return await self._long_reader.fetch_in_thread(sql, values)
        return self._reader.fetch(sql, values)

    def transaction(self, *_stock: Any, **options: Any) -> Transaction:  # type: ignore[override]
        return Transaction(self, **options)

    async def begin(self) -> Writer:
        return await self._writer.begin()

    async def finish(self, connection: Writer, statement: str) -> None:
        await asyncio.shield(asyncio.wrap_future(connection.finish(statement)))

    def abandon(self, connection: Writer) -> None:
        connection.finish("ROLLBACK")


def _is_read(sql: str) -> bool:
    """Whether it surely is; whatever else goes to the writer, which can do both."""
    return sql.startswith("SELECT") or sql.lstrip()[:6].upper() == "SELECT"


# Piccolo turns every whole number into a Decimal and back; these say the same in a tenth of the time.


def _integer(text: bytes) -> int:
    try:
        return int(text)
    except ValueError:
        return int(convert_int_out(text))


def _moment(text: bytes) -> datetime:
    moment = datetime.fromisoformat(text.decode())
    return moment if moment.tzinfo is UTC else moment.replace(tzinfo=UTC)


sqlite3.register_converter("INTEGER", _integer)
sqlite3.register_converter("BOOLEAN", partial(bytes.__eq__, b"1"))
sqlite3.register_converter("TIMESTAMPTZ", _moment)
