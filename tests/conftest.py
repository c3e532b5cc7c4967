"""One run of the tests has one database: SQLite, or with `--engine=postgresql` a PostgreSQL started for it.

The portal finds it the way it does in production, from the environment, so that has to be said before anything of
the portal asks for its settings.
"""

import asyncio
import gc
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import uvloop

from portal import clock
from tests.postgres import running_server

ROOM = 256 * 2**20

_stack = ExitStack()


def pytest_addoption(parser: pytest.Parser) -> None:
    chosen = os.environ.get("PORTAL_TEST_ENGINE", "sqlite")
    parser.addoption("--engine", choices=("sqlite", "postgresql"), default=chosen, help="the database to test on")


def pytest_configure(config: pytest.Config) -> None:
    folder = Path(tempfile.mkdtemp(prefix="portal-tests-", dir=_in_memory()))
    _stack.callback(shutil.rmtree, folder, ignore_errors=True)
    os.environ |= {"PORTAL_ENV": "test", "PORTAL_DATA": str(folder)}
    for leftover in ("DATABASE_URL", "PORTAL_KEYS", "PORTAL_NOW", "PORTAL_ORIGIN", "PORTAL_HOSTS", "PORTAL_PROXIES"):
        os.environ.pop(leftover, None)
    if config.getoption("--engine") == "postgresql":
        os.environ["DATABASE_URL"] = _stack.enter_context(running_server())
    with warnings.catch_warnings(action="ignore"):  # Python 3.14 would have it said elsewhere
        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())  # the loop that the portal is served from
    config.addinivalue_line("markers", "only_on(engine): for what the other engine has not got")
    if "portal.settings" in sys.modules and sys.modules["portal.settings"].settings.cache_info().currsize:
        raise RuntimeError("The settings were read before the tests could choose a database.")


def _in_memory() -> Path | None:
    """Where no write waits for a disk, if there is such a place and room in it; what it says there stays the same."""
    memory = Path("/dev/shm")  # noqa: S108 - `mkdtemp` makes a folder of our own in it
    is_there = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM
    return memory if is_there else None


def pytest_unconfigure() -> None:
    _stack.close()


def pytest_report_header(config: pytest.Config) -> str:
    return f"engine: {config.getoption('--engine')}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    here = config.getoption("--engine")
    elsewhere = [item for item in items if (only := item.get_closest_marker("only_on")) and only.args != (here,)]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in elsewhere]


def pytest_collection_finish() -> None:
    """What is there by now stays to the end: whoever collects garbage need not look through all of it each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def time_as_it_is() -> Iterator[None]:
    """Whoever stops the clock or moves it, does so for one test."""
    yield
    clock.reset()
