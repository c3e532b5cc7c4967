"""Connections to an SQLite file that stay open, and the threads that belong to them."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from portal.database.away import DatabaseAway
from portal.database.turn import Turn

Rows = list[dict[str, Any]]

_NONE = (0, 0)  # the identity of a file that is not there

_STILL_GOOD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL}
_AWAY = _STILL_GOOD | {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
}


class Kept:
    """A connection that is opened when first needed and kept, with a thread for whatever should not hold others up."""

    busy_timeout = 2_000  # milliseconds; readers wait for nobody but a recovery after a crash

    def __init__(self, file: Path) -> None:
        self._file = file
        self._open: sqlite3.Connection | None = None
        self._which = _NONE
        self._thread: ThreadPoolExecutor | None = None

    @property
    def thread(self) -> ThreadPoolExecutor:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sqlite")
        return self._thread

    def connection(self) -> sqlite3.Connection:
        if self._open is None:
            if self._which != _NONE and _which(self._file) == _NONE:
                raise DatabaseAway("The database file is gone.")
            try:
                self._open = _connect(self._file, self.busy_timeout)
            except OSError as error:
                raise DatabaseAway(str(error)) from error
            self._which = _which(self._file)
        elif _which(self._file) != self._which:
            # It was moved away, or restored from a copy. An open file goes on without its name, and would take with
            # it whatever is written now.
            self._open.close()
            self._open = None
            raise DatabaseAway("The database file was removed or replaced.")
        return self._open

    def fetch(self, sql: str, values: Sequence[Any]) -> Rows:
        try:
            cursor = self.connection().execute(sql, values)
            try:
                if cursor.description is None:
                    return []
                names = [column[0] for column in cursor.description]
                return [dict(zip(names, row, strict=True)) for row in cursor]
            finally:
                cursor.close()
        except sqlite3.Error as error:
            self._tell(error)

    def close(self) -> None:
        if self._thread:
            self._thread.shutdown()
        if self._open:
            self._open.close()
        self._thread = self._open = None
        self._which = _NONE

    def _tell(self, error: sqlite3.Error) -> NoReturn:
        """As `DatabaseAway` where the next attempt may go well; that attempt opens the file anew if need be."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code not in _AWAY:
            raise error
        if self._open and code not in _STILL_GOOD:
            self._open.close()
            self._open = None
        raise DatabaseAway(str(error)) from error


class Reader(Kept):
    def connection(self) -> sqlite3.Connection:
        fresh = self._open is None
        connection = super().connection()
        if fresh:
            connection.execute("PRAGMA query_only = ON")
        return connection

    async def fetch_in_thread(self, sql: str, values: Sequence[Any]) -> Rows:
        return await asyncio.wrap_future(self.thread.submit(self.fetch, sql, values))


class Writer(Kept):
    """The one connection that writes. Its thread does one thing after another: what is handed in last runs last."""

    busy_timeout = 15_000

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._turn = Turn()

    async def begin(self) -> Writer:
        await self._turn.take()
        try:
            await asyncio.wrap_future(self.thread.submit(self.fetch, "BEGIN IMMEDIATE", ()))
        except BaseException:
            self.finish("ROLLBACK")  # runs after the BEGIN, should that still be on its way
            raise
        return self

    async def execute(self, sql: str, values: Sequence[Any] = ()) -> Rows:
        return await asyncio.wrap_future(self.thread.submit(self._fetch_inside, sql, values))

    def finish(self, statement: str) -> Future[None]:
        """The thread gives the turn back when it is done, even if nobody waits for that any more."""
        finished = self.thread.submit(self._finish, statement)
        finished.add_done_callback(lambda _: self._turn.give_back())
        return finished

    async def alone(self, sql: str, values: Sequence[Any]) -> Rows:
        await self._turn.take()
        written = self.thread.submit(self.fetch, sql, values)
        written.add_done_callback(lambda _: self._turn.give_back())
        return await asyncio.wrap_future(written)

    @property
    def _is_inside(self) -> bool:
        return self._open is not None and self._open.in_transaction

    def _fetch_inside(self, sql: str, values: Sequence[Any]) -> Rows:
        # SQLite ends a transaction by itself when the disk fails; what followed would be written without it.
        if not self._is_inside:
            raise DatabaseAway("The transaction was lost.")
        return self.fetch(sql, values)

    def _finish(self, statement: str) -> None:
        try:
            if self._is_inside or statement == "COMMIT":
                self._fetch_inside(statement, ())
        finally:
            if self._is_inside:
                self.fetch("ROLLBACK", ())


def _which(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return _NONE
    return (found.st_dev, found.st_ino)


def _connect(file: Path, busy_timeout: int) -> sqlite3.Connection:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _create(file)
    connection = sqlite3.connect(
        file,
        timeout=busy_timeout / 1000,
        isolation_level=None,
        detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES,
        check_same_thread=False,
        cached_statements=512,
    )
    try:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
        # SQLite's own knows the letters of English alone
        connection.create_function("upper", 1, lambda text: text and str(text).upper(), deterministic=True)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _create(file: Path) -> None:
    """Nobody else's to read; SQLite gives the files it keeps beside it the same mode.

    An existing one is not touched: whoever closes an SQLite file gives up, without a word, the locks that all the
    other connections of the same process hold on it, and then writes are lost.
    """
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
