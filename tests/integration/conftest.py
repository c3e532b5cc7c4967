from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest

from portal.database import close_database, open_database
from portal.settings import settings
from tests.integration.browser import Browser
from tests.integration.cast import Cast, gather
from tests.schema import empty, hurry, migrate

Enter = Callable[[str], Awaitable[Browser]]


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
    return await gather()


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
