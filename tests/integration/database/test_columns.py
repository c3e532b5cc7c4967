"""What goes in comes out, and what may not be is refused, on both engines alike."""

from datetime import date, datetime

import pytest

from portal.columns import new_id
from tests.integration.database.shelves import BROKEN_RULE, NINE, Book, Shelf, a_book, a_shelf, names


async def test_what_goes_in_comes_out_as_the_same_types() -> None:
    shelf = await a_shelf()
    book = await a_book(shelf, lent=True, note="sealed")

    row = await Book.select(*Book.all_columns(), Book.shelf.name).where(Book.id == book.id).first()

    assert row == {
        "id": book.id,
        "shelf": shelf.id,
        "before": None,
        "title": "Tides",
        "lent": True,
        "bought": date(2026, 2, 28),
        "read_at": NINE,
        "returned_at": None,
        "note": "sealed",
        "shelf.name": "window",
    }
    assert row["lent"] is True
    assert row["read_at"].tzinfo is not None


async def test_a_moment_in_any_zone_is_kept_in_utc() -> None:
    book = await a_book(await a_shelf(), read_at=datetime.fromisoformat("2026-03-01T14:30:00+05:30"))

    assert (await Book.select(Book.read_at).where(Book.id == book.id).first()) == {"read_at": NINE}


async def test_secret_columns_can_be_left_out() -> None:
    await a_book(await a_shelf(), note="sealed")

    [row] = await Book.select(exclude_secrets=True)

    assert "note" not in row


def test_ids_are_sixteen_letters_and_digits() -> None:
    ids = {new_id() for _ in range(1000)}

    assert len(ids) == 1000
    assert all(len(one) == 16 and one.isascii() and one.isalnum() and one == one.lower() for one in ids)


async def test_a_row_that_is_pointed_to_stays() -> None:
    shelf = await a_shelf()
    await a_book(shelf)

    with pytest.raises(BROKEN_RULE):
        await Shelf.delete().where(Shelf.id == shelf.id)
    with pytest.raises(BROKEN_RULE):
        await Shelf.update({Shelf.id: "another"}).where(Shelf.id == shelf.id)
    with pytest.raises(BROKEN_RULE):
        await Book.insert(Book(shelf="nowhere", title="Lost", read_at=NINE))
    assert await names() == ["window"]
