import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from portal.database import close_database, open_database
from portal.settings import settings
from tests.integration.again import gather_again
from tests.integration.browser import Browser
from tests.integration.cast import Cast
from tests.schema import empty, hurry, migrate

Enter = Callable[[str], Awaitable[Browser]]
BroughtUp = Callable[[str], dict[str, Any]]

HOUSE = Path(__file__).parents[2]
EARLIER = "earlier"


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


@pytest.fixture
async def cast() -> Cast:
    return await gather_again()


@pytest.fixture
async def enter(cast: Cast) -> AsyncIterator[Enter]:
    """`maya = await enter("maya")`: a browser in which she is signed in; `""` is one in which nobody is."""
    opened: list[Browser] = []

    async def _enter(name: str) -> Browser:
        browser = Browser()
        opened.append(browser)
        return await browser.enter(cast.accounts[name]) if name else browser

    yield _enter
    for browser in opened:
        await browser.close()


@pytest.fixture
def over_tls(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on the open net: `Browser(create_app())` then asks for https://notes.example."""
    monkeypatch.setenv("PORTAL_ORIGIN", "https://notes.example")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
async def earlier(tmp_path: Path, schema: None) -> AsyncIterator[dict[str, str]]:
    """The environment of a portal whose database is empty still."""
    environment = {**os.environ, "PORTAL_DATA": str(tmp_path)}
    url = settings().database_url
    if not url:
        yield environment
        return
    server = await asyncpg.connect(url)
    await server.execute(f"CREATE DATABASE {EARLIER}")
    yield {**environment, "DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{EARLIER}"))}
    await server.execute(f"DROP DATABASE {EARLIER} WITH (FORCE)")
    await server.close()


@pytest.fixture
def brought_up(earlier: dict[str, str]) -> BroughtUp:
    """What a module finds that fills a database as it was and brings it up to now, in a process of its own."""

    def _brought_up(module: str) -> dict[str, Any]:
        program = [sys.executable, "-m", module]
        done = subprocess.run(program, cwd=HOUSE, env=earlier, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout.rpartition("found ")[2])
        return found

    return _brought_up
