"""A prepared read gives what its query gives, and says so if it cannot."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from piccolo.query.functions import Coalesce, Max
from piccolo.query.methods.select import Select

from portal.database import among, prepared, write_transaction
from tests.integration.database.shelves import NINE, Book, Kind, Shelf, a_book, a_shelf


@prepared
def _books(shelf: str, since: datetime, *, most: int = 10) -> Select[Any]:
    return (
        Book.select(Book.title, Book.read_at, Book.lent, Book.shelf.name.as_alias("shelf_name"))
        .where((Book.shelf == shelf) & (Book.read_at >= since))
        .order_by(Book.title)
        .limit(most)
    )


async def test_a_prepared_read_gives_what_the_query_gives() -> None:
    one, other = await a_shelf(name="one"), await a_shelf(name="other")
    for number in range(3):
        await a_book(one, title=f"{number}", read_at=NINE + timedelta(days=number), lent=number == 1)
        await a_book(other, title=f"not {number}")

    for since in (NINE, NINE + timedelta(days=1), NINE + timedelta(days=9)):
        for most in (1, 10):
            for shelf in (one, other):
                plain = await _books._build(shelf.id, since, most=most)
                assert await _books(shelf.id, since, most=most) == plain
                assert await _books(shelf=shelf.id, since=since, most=most) == plain
                async with write_transaction():
                    assert await _books(shelf.id, since, most=most) == plain
    assert await _books(one.id, NINE) == await _books._build(one.id, NINE)
    assert await _books.first(one.id, NINE) == (await _books(one.id, NINE))[0]
    assert await _books.value(one.id, NINE) == "0"
    assert await _books.first("nowhere", NINE) is None


BERLIN = NINE.astimezone(datetime.fromisoformat("2026-03-01T10:00:00+01:00").tzinfo)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (Book.title, "Tides"),
        (Book.title, "'; DROP TABLE book; --"),
        (Book.lent, True),
        (Book.lent, False),
        (Book.bought, date(2026, 2, 28)),
        (Book.read_at, NINE),
        (Book.read_at, BERLIN),
        (Book.returned_at, None),
        (Book.returned_at, NINE),
        (Book.before, None),
        (Book.shelf.name, "window"),
        (Book.shelf.kind, Kind.MAPS),
        (Book.shelf.kind, "maps"),
        (Book.shelf.room_for, 3),
    ],
)
async def test_every_kind_of_value(column: Any, value: Any) -> None:
    matching = await a_shelf(kind=Kind.MAPS, room_for=3)
    await a_book(matching, lent=True)
    await a_book(
        await a_shelf(name="other"), title="Other", read_at=NINE + timedelta(1), returned_at=NINE, bought=date.min
    )

    def build(value: Any, *, compare: str) -> Select[Any]:
        return Book.select().where(getattr(column, compare)(value)).order_by(Book.title)

    read = prepared(build)

    for compare in ("__eq__", "__ne__"):
        for each in (value, None, value):
            assert await read(each, compare=compare) == await build(each, compare=compare)


async def test_one_of_these() -> None:
    shelf = await a_shelf()
    for title in ("a", 'b"\\', "ç"):
        await a_book(shelf, title=title)

    @prepared
    def titled(titles: Collection[str]) -> Select[Any]:
        return Book.select(Book.title).where(among(Book.title, titles)).order_by(Book.title)

    @prepared
    def on_shelves(shelves: list[str]) -> Select[Any]:
        return Book.select(Book.title).where(among(Book.shelf.name, shelves)).order_by(Book.title)

    assert await titled(['b"\\', "ç", "z"]) == [{"title": 'b"\\'}, {"title": "ç"}]
    assert await titled({"a"}) == [{"title": "a"}]
    assert await titled([]) == []
    assert len(await on_shelves(["window"])) == 3
    assert len(await Book.select().where(among(Book.title, ["a"]))) == 1
    assert len(await Book.select().where(among(Book.title, []) | (Book.title == "ç"))) == 1


async def test_functions_keep_the_type_of_their_column() -> None:
    shelf = await a_shelf()
    await a_book(shelf)
    await a_book(shelf, read_at=NINE + timedelta(1))

    @prepared
    def latest(shelf: Shelf | str) -> Select[Any]:
        return Book.select(
            Max(Book.read_at, alias="read_at"),
            Max(Book.bought, alias="bought"),
            Max(Book.shelf.room_for, alias="room"),
            Coalesce(Max(Book.returned_at), Max(Book.read_at), alias="either"),
        ).where(Book.shelf == shelf)

    assert await latest.first(shelf) == {
        "read_at": NINE + timedelta(1),
        "bought": date(2026, 2, 28),
        "room": 1,
        "either": NINE + timedelta(1),
    }
    assert await latest.first("nowhere") == {"read_at": None, "bought": None, "room": None, "either": None}


async def test_counts_and_raw_reads() -> None:
    shelf = await a_shelf()
    await a_book(shelf)

    @prepared
    def how_many(shelf: str) -> Any:
        return Book.count().where(Book.shelf == shelf)

    @prepared
    def by_hand(title: str, shelf: str) -> Any:
        return Book.raw(
            "WITH found AS (SELECT * FROM book WHERE title = {}) SELECT title FROM found WHERE shelf = {}", title, shelf
        )

    assert await how_many.value(shelf.id) == 1
    assert await how_many.value("nowhere") == 0
    assert await by_hand("Tides", shelf.id) == [{"title": "Tides"}]
