"""Counting statements, and reads that take their time."""

import asyncio
import threading

import pytest

from portal.database import counted, long_reads, write_transaction
from tests.integration.database.shelves import Shelf, a_book, a_shelf, names


async def test_counted_hears_statements_of_every_task_and_no_more() -> None:
    shelf = await a_shelf()
    with counted() as outer:
        await Shelf.select()
        with counted() as inner:
            await asyncio.gather(names(), asyncio.create_task(names()))
            async with write_transaction():
                await a_book(shelf)
    await Shelf.select()

    assert len(inner) == 3
    assert len(outer) == 4
    assert outer[0].startswith("SELECT")


async def test_long_reads_see_the_same() -> None:
    await a_shelf()
    with long_reads():
        assert await names() == ["window"]
        async with write_transaction():
            await a_shelf(name="inside")
            assert await names() == ["inside", "window"]
    assert await names() == ["inside", "window"]


@pytest.mark.only_on("sqlite")
async def test_long_reads_leave_the_event_loop_alone() -> None:
    counting = "WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < 1000000)"
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    ticking = asyncio.create_task(tick())
    with long_reads():
        await Shelf.raw(f"SELECT * FROM ({counting} SELECT count(*) AS n FROM up)")  # noqa: S608
    ticking.cancel()

    assert ticks > 1
    assert any("sqlite" in thread.name for thread in threading.enumerate())
