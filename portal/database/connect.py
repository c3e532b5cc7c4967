"""The portal's one engine."""

import atexit
from functools import cache

from portal.database.postgresql import PostgreSQL
from portal.database.sqlite import SQLite
from portal.settings import settings


@cache
def engine() -> SQLite | PostgreSQL:
    """Built once, for what the settings say. It connects to nothing yet."""
    if url := settings().database_url:
        return PostgreSQL(url)
    built = SQLite(settings().database_file)
    atexit.register(built.close_now)  # for whatever ends without `close_database`
    return built


async def open_database() -> None:
    """When the application starts, in the event loop it will serve from."""
    await engine().open()


async def close_database() -> None:
    await engine().close()
