"""What cannot be prepared says so, by name, the first time it is asked."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from portal.database import NotPreparable, prepared
from portal.database.prepared import MOST_SHAPES
from tests.integration.database.shelves import Book


def _by_arithmetic(moment: datetime) -> Any:
    return Book.select().where(Book.read_at > moment - timedelta(1))


def _by_text(title: str) -> Any:
    return Book.raw(f"SELECT * FROM book WHERE title = '{title}'")  # noqa: S608 - what must not be done


def _by_truth(title: str) -> Any:
    return Book.select().where(Book.title == title) if title else Book.select()


def _by_comparison(title: str) -> Any:
    return Book.select().where(Book.lent == (title == "Tides"))


def _by_list(titles: list[str]) -> Any:
    return Book.select().where(Book.title.is_in(titles))


def _by_limit(most: int) -> Any:
    return Book.select().limit(most)


def _by_nothing(title: str) -> Any:
    return Book.select()


def _writing(title: str) -> Any:
    return Book.update({Book.title: title}, force=True)


def _writing_raw(title: str) -> Any:
    return Book.raw("UPDATE book SET title = {}", title)


def _as_list(title: str) -> Any:
    return Book.select().where(Book.title == title).output(as_list=True)


def _nested(title: str) -> Any:
    return Book.select().where(Book.title == title).output(nested=True)


@pytest.mark.parametrize(
    "build",
    [
        _by_arithmetic,
        _by_text,
        _by_truth,
        _by_comparison,
        _by_list,
        _by_limit,
        _by_nothing,
        _writing,
        _writing_raw,
        _as_list,
        _nested,
    ],
)
async def test_what_cannot_be_prepared_says_so(build: Any) -> None:
    with pytest.raises(NotPreparable, match=build.__name__):
        await prepared(build)("Tides")


async def test_a_query_of_ever_new_shapes_is_refused() -> None:
    @prepared
    def some(*, most: int) -> Any:
        return Book.select().limit(most)

    for most in range(1, MOST_SHAPES + 1):
        await some(most=most)
    with pytest.raises(NotPreparable, match="some"):
        await some(most=1000)
