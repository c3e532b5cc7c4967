"""A database that goes away, comes back, or is shared with other processes."""

import asyncio
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from portal.columns import new_id
from portal.database import DatabaseAway, engine, write_transaction
from portal.database.postgresql import PostgreSQL
from portal.database.sqlite import SQLite
from portal.settings import settings
from tests.integration.database.shelves import Shelf, a_shelf, names


@pytest.mark.only_on("postgresql")
async def test_a_server_that_goes_away_and_comes_back() -> None:
    socket = Path(settings().database_url.split("host=")[1]) / ".s.PGSQL.5432"
    door = _Door(socket)
    far = PostgreSQL(f"postgresql://postgres@/postgres?host={await door.open()}")
    await far.open()
    try:
        assert await far.rows("SELECT 1 AS one", ()) == [{"one": 1}]
        async with far.transaction():
            await far.rows("SELECT 1", ())

        await door.shut()
        with pytest.raises(DatabaseAway):
            await far.rows("SELECT 1 AS one", ())
        with pytest.raises(DatabaseAway):
            async with far.transaction():
                pass

        await door.open()
        for _ in range(3):
            assert await far.rows("SELECT 1 AS one", ()) == [{"one": 1}]
        with pytest.raises(DatabaseAway):
            await _lose_it_half_way(far, door)
        await door.open()
        async with asyncio.timeout(5), far.transaction():
            assert await far.rows("SELECT 1 AS one", ()) == [{"one": 1}]
    finally:
        await far.close()
        await door.shut()


async def _lose_it_half_way(far: PostgreSQL, door: "_Door") -> None:
    async with far.transaction():
        await far.rows("SELECT 1", ())
        await door.shut()
        await far.rows("SELECT 1", ())


class _Door:
    """Stands before the server's socket, so that it can be shut without stopping the server."""

    def __init__(self, behind: Path) -> None:
        self._behind = behind
        self._folder = settings().data / new_id()
        self._server: asyncio.Server | None = None
        self._passing: set[asyncio.StreamWriter] = set()

    async def open(self) -> Path:
        self._folder.mkdir(exist_ok=True)
        self._server = await asyncio.start_unix_server(self._pass, self._folder / ".s.PGSQL.5432")
        return self._folder

    async def shut(self) -> None:
        if self._server:
            self._server.close()
        for writer in self._passing:
            writer.close()
        await asyncio.sleep(0.05)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_unix_connection(self._behind)
        self._passing |= {writer, inner_writer}
        await asyncio.gather(_pour(reader, inner_writer), _pour(inner_reader, writer))


async def _pour(source: asyncio.StreamReader, into: asyncio.StreamWriter) -> None:
    try:
        while some := await source.read(65536):
            into.write(some)
    except ConnectionError:
        pass
    into.close()


@pytest.mark.only_on("postgresql")
async def test_connections_ended_by_the_server_are_replaced() -> None:
    await a_shelf()
    ending = await asyncpg.connect(settings().database_url)
    await ending.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    await ending.close()
    await _have_noticed()

    for _ in range(12):
        assert await names() == ["window"]
    async with write_transaction():
        await a_shelf(name="again")


async def _have_noticed() -> None:
    """None of the pool's connections is connected any more, as far as it knows."""
    there: Any = engine()
    for _ in range(500):
        if there.pool.get_size() == 0:
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


@pytest.mark.only_on("sqlite")
async def test_a_file_that_goes_away_and_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "there.sqlite"
    there = SQLite(file)
    await there.open()
    await there.rows("CREATE TABLE words (word TEXT)", ())
    assert file.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "there.sqlite-wal").stat().st_mode & 0o777 == 0o600

    file.rename(tmp_path / "elsewhere.sqlite")
    with pytest.raises(DatabaseAway):
        await there.rows("INSERT INTO words VALUES ('lost')", ())
    with pytest.raises(DatabaseAway):
        async with there.transaction():
            pass

    (tmp_path / "elsewhere.sqlite").rename(file)
    async with there.transaction():
        await there.rows("INSERT INTO words VALUES ('kept')", ())
    assert await there.rows("SELECT word FROM words", ()) == [{"word": "kept"}]
    await there.close()
    assert await there.rows("SELECT word FROM words", ()) == [{"word": "kept"}]
    await there.close()


@pytest.mark.only_on("sqlite")
async def test_another_process_that_comes_and_goes_takes_nothing_with_it(tmp_path: Path) -> None:
    file = tmp_path / "shared.sqlite"
    here = SQLite(file)
    await here.rows("CREATE TABLE words (word TEXT)", ())
    await here.rows("SELECT word FROM words", ())  # on its second connection

    await asyncio.to_thread(_come_and_go, file)
    await here.rows("INSERT INTO words VALUES ('kept')", ())

    assert await asyncio.to_thread(_come_and_go, file) == "kept\n"
    await here.close()


def _come_and_go(file: Path) -> str:
    code = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); print(*sum(c.execute('SELECT * FROM words'), ()))"
    return subprocess.run([sys.executable, "-c", code, str(file)], check=True, capture_output=True, text=True).stdout


@pytest.mark.only_on("sqlite")
async def test_a_transaction_that_the_disk_ended_is_not_taken_for_done(tmp_path: Path) -> None:
    full = SQLite(tmp_path / "full.sqlite")
    await full.rows("CREATE TABLE words (word TEXT)", ())
    [pages] = (await full.rows("PRAGMA page_count", ()))[0].values()
    await full.rows(f"PRAGMA max_page_count = {pages}", ())

    async def go_on_regardless() -> None:
        async with full.transaction():
            await full.rows("INSERT INTO words VALUES ('before')", ())
            with suppress(DatabaseAway):
                await full.rows("INSERT INTO words VALUES (zeroblob(100000))", ())
            await full.rows("INSERT INTO words VALUES ('after')", ())

    with pytest.raises(DatabaseAway):
        await go_on_regardless()
    assert await full.rows("SELECT word FROM words", ()) == []
    await full.close()


WRITE_OFTEN = """
import asyncio, sys
from portal.database import close_database, open_database, write_transaction
from tests.integration.database.shelves import Shelf

async def main() -> None:
    await open_database()
    for number in range(100):
        async with write_transaction():
            room = await Shelf.select(Shelf.room_for).where(Shelf.name == "shared").first()
            await Shelf.update({Shelf.room_for: room["room_for"] + 1}).where(Shelf.name == "shared")
    await close_database()

asyncio.run(main())
"""


async def test_several_processes_write_at_once() -> None:
    await a_shelf(name="shared", room_for=0)

    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-W", "error", "-c", WRITE_OFTEN, env=dict(os.environ))
        for _ in range(3)
    ]
    for process in processes:
        assert await process.wait() == 0

    assert await Shelf.select(Shelf.room_for).first() == {"room_for": 300}
