from collections.abc import AsyncIterator

import pytest
from piccolo.table import create_db_tables, drop_db_tables

from tests.integration.database.shelves import Book, Shelf


@pytest.fixture(scope="package", autouse=True)
async def _tables(schema: None) -> AsyncIterator[None]:
    await create_db_tables(Shelf, Book)
    yield
    await drop_db_tables(Book, Shelf)


@pytest.fixture(autouse=True)
async def _empty_tables(_tables: None) -> AsyncIterator[None]:
    yield
    await Book.delete(force=True)
    await Shelf.delete(force=True)
