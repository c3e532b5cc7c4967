"""The demo community in a real portal, and phones in its people's hands.

A world is filled once; each test gets a copy of it, or those of a module one that they share, served by a process of
its own, and `portal check` looks at it when they are over. Each phone is watched (`e2e/watch.py`): what its browser
complains of fails the test.
"""

from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from e2e.browser import launch
from e2e.phone import GivePhone, Phone, PhonesOf, Scheme, complaints, open_phone, phones_of, photograph
from e2e.server import Server, somewhere_else
from e2e.world import TUESDAY, lived_in

_failed = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def community(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo community as `make run` makes it, at rest: nothing serves it."""
    with somewhere_else() as outside:
        world = Server(tmp_path_factory.mktemp("community") / "var", outside)
        world.run("migrate")
        world.run("demo")
        yield world


@pytest.fixture(scope="session")
def on_tuesday(community: Server, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The same at rest on a day of its own, so that everybody knows which evening is meant."""
    world = Server(tmp_path_factory.mktemp("tuesday") / "var", community.outside)
    world.now = TUESDAY
    world.run("migrate")
    world.run("demo")
    return world


@pytest.fixture
def portal(community: Server, tmp_path: Path) -> Iterator[Server]:
    """A portal of this test's own, with the whole community in it."""
    with lived_in(community.copy_to(tmp_path / "var")) as server:
        yield server


@pytest.fixture(scope="session")
def phones_in(playwright: Playwright, browser: Browser) -> PhonesOf:
    """For a test with several worlds; the others take `phone`."""
    return partial(phones_of, playwright, browser)


@pytest.fixture
def phone(
    request: pytest.FixtureRequest, playwright: Playwright, browser: Browser, portal: Server
) -> Iterator[GivePhone]:
    phones: list[Phone] = []

    def give(name: str = "", *, javascript: bool = True, scheme: Scheme = "light", width: int | None = None) -> Phone:
        given = open_phone(playwright, browser, portal, name, javascript=javascript, scheme=scheme, width=width)
        phones.append(given)
        return given.sign_in() if name else given

    yield give
    if request.node.stash.get(_failed, False):
        photograph(request.node.name, phones)
    for given in phones:
        given.close()
    if found := complaints(phones):
        pytest.fail("The browser complained.\n" + "\n".join(found), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[_failed] = report.failed
    return report
