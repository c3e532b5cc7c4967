"""Copies of everything on disk, taken between two visits. They change nothing of what they look at."""

import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import asyncpg

from portal.database import engine
from portal.settings import settings
from tests.integration.feedback.seen import Copy, Row
from tests.integration.ledger import sql

PAGE = 4096


class Eyes:
    """On one run. What did not change since the copy before is that copy's own."""

    def __init__(self, disk: "SQLiteDisk | PostgreSQLDisk") -> None:
        self.disk = disk
        self.last: Copy | None = None

    async def look(self, lines: int) -> Copy:
        last = self.last
        raw, grown = await self.disk.read(last)
        rows = last.rows if last and grown == last.grown else await self.disk.rows()
        store = settings().feedback_file
        found = store.stat() if store.exists() else None
        self.last = Copy(
            raw=raw,
            grown=grown,
            rows=rows,
            store=store.read_bytes() if found else b"",
            size=found.st_size if found else 0,
            mtime=found.st_mtime_ns if found else 0,
            inode=found.st_ino if found else 0,
            names=frozenset(part.name for part in store.parent.iterdir()) if store.parent.exists() else frozenset(),
            lines=lines,
        )
        return self.last


class SQLiteDisk:
    """The file and its write-ahead log, byte for byte."""

    async def hushed(self) -> None:
        """Nothing here writes by itself."""

    async def transactions(self) -> str:
        """Whatever is written is in the bytes."""
        return ""

    async def begin(self) -> None:
        """A short log is quicker to copy."""
        await sql("PRAGMA wal_checkpoint(TRUNCATE)")

    async def end(self) -> None:
        """Its files stay open: see below."""

    async def read(self, last: Copy | None) -> tuple[bytes, int]:
        file = settings().database_file
        raw = _bytes(file) + _bytes(file.with_name(f"{file.name}-wal"))
        if last is None or raw == last.raw:
            return (last.raw, last.grown) if last else (raw, 0)
        return raw, last.grown + _different_pages(raw, last.raw)

    async def rows(self) -> Mapping[str, Sequence[Row]]:
        tables = await sql("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        found = {}
        for table in (row["name"] for row in tables):
            rows = await engine().rows(f'SELECT rowid AS "_rowid", * FROM "{table}"', ())  # noqa: S608 - our own names
            found[table] = [{**row, "_place": (int(row["_rowid"]),), "_xmin": 0} for row in rows]
        return found


class PostgreSQLDisk:
    """The write-ahead log since the run began, and where every row lies and which transaction wrote it."""

    def __init__(self, mine: asyncpg.Connection, logs: Path) -> None:
        self.mine, self.logs = mine, logs
        self.begun = self.before = "0/0"

    async def hushed(self) -> None:
        """The server does nothing by itself until `end`."""
        await self.mine.execute("ALTER SYSTEM SET autovacuum = off")
        await self.mine.execute("SELECT pg_reload_conf()")

    async def transactions(self) -> str:
        """Which one the next that writes anything will be."""
        found: str = await self.mine.fetchval("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
        return found

    async def begin(self) -> None:
        self.begun = self.before = await self._flushed()

    async def end(self) -> None:
        await self.mine.execute("ALTER SYSTEM RESET autovacuum")
        await self.mine.execute("SELECT pg_reload_conf()")
        await self.mine.close()

    async def read(self, last: Copy | None) -> tuple[bytes, int]:
        now = await self.mine.fetchval("SELECT pg_current_wal_insert_lsn()::text")
        if last and now == self.before:
            return last.raw, last.grown
        grown = (last.grown if last else 0) + _number(now) - _number(self.before)
        self.before = await self._flushed()
        return await self._written(), grown

    async def rows(self) -> Mapping[str, Sequence[Row]]:
        tables = [
            row[0] for row in await self.mine.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ]
        each = (
            f"SELECT '{name}', ctid::text, xmin::text, row_to_json(its)::text FROM \"{name}\" its"  # noqa: S608
            for name in tables
        )
        found: dict[str, list[Row]] = {name: [] for name in tables}
        for table, place, xmin, row in await self.mine.fetch(" UNION ALL ".join(each)):
            block, line = place.strip("()").split(",")
            found[table].append({**json.loads(row), "_place": (int(block), int(line)), "_xmin": int(xmin)})
        return found

    async def _flushed(self) -> str:
        """Where the log ends, once all of it is in its files."""
        await self.mine.execute("SET synchronous_commit = on")
        await self.mine.execute("SELECT pg_logical_emit_message(true, 'here', '')")
        found: str = await self.mine.fetchval("SELECT pg_current_wal_insert_lsn()::text")
        return found

    async def _written(self) -> bytes:
        ends = [
            await self.mine.fetchrow("SELECT * FROM pg_walfile_name_offset($1::text::pg_lsn)", at)
            for at in (self.begun, self.before)
        ]
        (first, start), (last, end) = ends
        if first == last:
            return _part(self.logs / first, start, end)
        return _part(self.logs / first, start) + _part(self.logs / last, 0, end)


async def disk() -> SQLiteDisk | PostgreSQLDisk:
    if not settings().database_url:
        return SQLiteDisk()
    mine = await asyncpg.connect(settings().database_url)
    return PostgreSQLDisk(mine, Path(await mine.fetchval("SHOW data_directory")) / "pg_wal")


@cache
def _opened(file: Path) -> int:
    """Never closed: who closes a file of SQLite's takes away the locks that its connections hold here."""
    return os.open(file, os.O_RDONLY)


def _bytes(file: Path) -> bytes:
    of = _opened(file)
    return os.pread(of, os.fstat(of).st_size, 0)


def _part(file: Path, start: int, end: int | None = None) -> bytes:
    with file.open("rb") as found:
        found.seek(start)
        return found.read(end - start if end is not None else -1)


def _different_pages(one: bytes, other: bytes) -> int:
    here, there = memoryview(one), memoryview(other)
    return sum(here[at : at + PAGE] != there[at : at + PAGE] for at in range(0, max(len(one), len(other)), PAGE))


def _number(lsn: str) -> int:
    high, _, low = lsn.partition("/")
    return (int(high, 16) << 32) + int(low, 16)
