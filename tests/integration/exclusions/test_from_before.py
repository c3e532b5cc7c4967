"""A database from before there were exclusions: whoever left a number or an address there is found by it."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from portal.settings import settings

HOUSE = Path(__file__).parents[3]
EARLIER = "earlier"


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


async def test_what_was_left_before_is_found(earlier: dict[str, str]) -> None:
    program = [sys.executable, "-m", "tests.integration.exclusions.from_before"]
    done = subprocess.run(program, cwd=HOUSE, env=earlier, capture_output=True, text=True, check=False)  # noqa: ASYNC221
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.rpartition("found ")[2])
    assert found == {"marks": 2, "phone": True, "email": True, "another": False, "too short": False}
