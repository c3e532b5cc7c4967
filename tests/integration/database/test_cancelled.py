"""A writer that is cancelled or thrown away leaves nothing behind, and never keeps the next one waiting."""

import asyncio
from typing import Any

import pytest

from portal.database import write_transaction
from tests.integration.database.shelves import a_shelf, names


@pytest.mark.parametrize("after", [0, 0.0005, 0.002, 0.01])
async def test_a_cancelled_writer_leaves_nothing_and_lets_the_next_one_in(after: float) -> None:
    async def write() -> None:
        async with write_transaction():
            for number in range(1000):
                await a_shelf(name=f"never {number}")

    writing = asyncio.create_task(write())
    waiting = asyncio.create_task(write())
    await asyncio.sleep(after)
    waiting.cancel()
    writing.cancel()
    writing.cancel()
    for task in (writing, waiting):
        with pytest.raises(asyncio.CancelledError):
            await task

    async with asyncio.timeout(5), write_transaction():
        await a_shelf(name="next")
    assert await names() == ["next"]


async def test_forty_writers_of_which_half_are_cancelled() -> None:
    async def write(number: int) -> None:
        async with write_transaction():
            await a_shelf(name=f"{number:02}")
            await asyncio.sleep(0)
            await a_shelf(name=f"{number:02}")

    tasks = [asyncio.create_task(write(number)) for number in range(40)]
    for task in tasks[1::2]:
        await asyncio.sleep(0)
        task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)

    done = [number for number, outcome in enumerate(outcomes) if outcome is None]
    assert set(range(0, 40, 2)) <= set(done)
    kept = await names()
    # Cancelled in the very moment of the COMMIT it may stand or not, but never by half.
    assert all(kept.count(name) == 2 for name in kept)
    assert {f"{number:02}" for number in done} <= set(kept)


async def test_a_coroutine_thrown_away_in_the_middle_lets_the_next_one_in() -> None:
    async def write() -> None:
        async with write_transaction():
            await a_shelf(name="never")
            await asyncio.Event().wait()

    thrown_away = write()
    waiting = thrown_away.send(None)
    while waiting is not None and not await _settles(waiting):
        waiting = thrown_away.send(None)
    thrown_away.close()

    async with asyncio.timeout(5), write_transaction():
        await a_shelf(name="next")
    assert await names() == ["next"]


async def _settles(waiting: Any) -> bool:
    """Drive a coroutine by hand: wait for what it waits for; True once that is the event that never comes."""
    waiting._asyncio_future_blocking = False
    done, _ = await asyncio.wait([waiting], timeout=0.3)
    return not done
