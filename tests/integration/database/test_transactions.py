"""All of it or nothing, one writer at a time, and nobody left waiting for one that was cancelled."""

import asyncio
from contextlib import suppress

import pytest

from portal.database import GivenUp, write_transaction
from tests.integration.database.shelves import BROKEN_RULE, Book, Shelf, a_book, a_shelf, names


async def test_a_transaction_is_all_or_nothing() -> None:
    async with write_transaction():
        await a_shelf()
    assert await names() == ["window"]


async def test_an_error_takes_all_of_it_back() -> None:
    async def fail() -> None:
        async with write_transaction():
            await a_shelf()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert await names() == []
    async with write_transaction():
        await a_shelf(name="next")
    assert await names() == ["next"]


async def test_nobody_outside_sees_a_transaction_before_it_is_done() -> None:
    written, seen = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with write_transaction():
            await a_shelf()
            assert await names() == ["window"]
            written.set()
            await seen.wait()

    writing = asyncio.create_task(write())
    await written.wait()
    assert await names() == []
    seen.set()
    await writing
    assert await names() == ["window"]


async def test_one_inside_another_joins_it() -> None:
    async def fail() -> None:
        async with write_transaction():
            async with write_transaction():
                await a_shelf(name="inner")
            assert await names() == ["inner"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert await names() == []


async def test_a_failure_inside_fails_the_whole_even_if_it_is_caught() -> None:
    async def fail() -> None:
        async with write_transaction():
            await a_shelf(name="inner")
            raise ZeroDivisionError

    async def pass_over() -> None:
        async with write_transaction():
            await a_shelf(name="outer")
            with suppress(ZeroDivisionError):
                await fail()

    with pytest.raises(GivenUp):
        await pass_over()

    assert await names() == []


async def test_a_statement_that_fails_keeps_nothing() -> None:
    shelf = await a_shelf()

    async def write_twice() -> None:
        async with write_transaction():
            await a_shelf(name="second")
            await Shelf.insert(Shelf(id=shelf.id, name="twice"))

    with pytest.raises(BROKEN_RULE):
        await write_twice()

    assert await names() == ["window"]


async def test_a_task_left_over_from_a_transaction_does_not_write_into_the_next() -> None:
    go_on = asyncio.Event()

    async def later() -> None:
        await go_on.wait()
        await a_shelf(name="later")

    async with write_transaction():
        left_over = asyncio.create_task(later())

    async def fail() -> None:
        async with write_transaction():
            go_on.set()
            await asyncio.sleep(0.05)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    await left_over

    assert await names() == ["later"]


async def test_the_last_place_is_taken_once() -> None:
    shelf = await a_shelf()

    async def put(title: str) -> bool:
        async with write_transaction():
            taken: int = await Book.count().where(Book.shelf == shelf.id)
            await asyncio.sleep(0.001)
            if taken == 0:
                await a_book(shelf, title=title)
        return taken == 0

    stood = await asyncio.gather(*(put(f"book {number}") for number in range(8)))

    assert stood.count(True) == 1
    assert await Book.count() == 1


async def test_another_event_loop_can_write_meanwhile() -> None:
    def elsewhere() -> None:
        asyncio.run(write("elsewhere"))

    async def write(name: str) -> None:
        for number in range(5):
            async with write_transaction():
                await a_shelf(name=f"{name} {number}")

    await asyncio.gather(asyncio.to_thread(elsewhere), write("here"))

    assert len(await names()) == 10


async def test_savepoints() -> None:
    async with write_transaction() as transaction:
        await a_shelf(name="kept")
        point = await transaction.savepoint()
        await a_shelf(name="taken back")
        await point.rollback_to()  # type: ignore[no-untyped-call]

    assert await names() == ["kept"]
