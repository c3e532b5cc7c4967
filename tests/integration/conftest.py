from collections.abc import AsyncIterator

import pytest

from portal.database import close_database, open_database
from tests.schema import empty, hurry, migrate


@pytest.fixture(scope="session")
async def schema() -> AsyncIterator[None]:
    """The database as a release would find it: made by the migrations, once per run."""
    await hurry()
    await open_database()
    await migrate()
    yield
    await close_database()


@pytest.fixture(autouse=True)
async def database(schema: None) -> AsyncIterator[None]:
    """Every test here has an empty one. It is emptied afterwards: what a failed run left is gone with its folder."""
    yield
    await empty()
