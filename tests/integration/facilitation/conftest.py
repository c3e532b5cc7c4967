"""Two groups and their people, as those see them who run the groups."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from portal import clock
from portal.database import write_transaction
from tests.integration.facilitation.browser import Browser
from tests.integration.facilitation.community import Community


@pytest.fixture
async def they() -> Community:
    """Fay runs Tuesday Evening, Gus Saturday Morning, Cora looks after both."""
    they = Community()
    async with write_transaction():  # one, for speed
        await _settle(they)
    return they


async def _settle(they: Community) -> None:
    await they.group("tuesday", "Tuesday Evening")
    await they.group("saturday", "Saturday Morning")
    for name in ("ines", "noor", "maya", "ruth", "theo", "sam", "fay"):
        await they.person(name, "tuesday", runs="tuesday" if name == "fay" else "", zone="Asia/Tokyo")
    for name in ("lena", "kit", "lou", "gus"):
        await they.person(name, "saturday", runs="saturday" if name == "gus" else "")
    await they.person("cora", is_coordinator=True)
    for name, days in (("ines", 16), ("noor", 3), ("maya", 40)):
        await they.waits(name, "tuesday", days=days)
    await they.waits("lena", "saturday", days=5)
    await they.offers("ruth", "tuesday")
    await they.offers("theo", "tuesday", capacity=2)
    await they.offers("sam", "tuesday", paused_until=(clock.now() + timedelta(days=20)).date())
    await they.waits("kit", "saturday", days=30)
    await they.offers("lou", "saturday", capacity=2)
    await they.talk("maya", "theo", "tuesday")
    await they.talk("kit", "lou", "saturday")
    await they.asked("noor", "theo", "tuesday")
    await they.asked("lena", "lou", "saturday")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with Browser() as browser:
        yield browser


@pytest.fixture
async def fay(browser: Browser, they: Community) -> Browser:
    await browser.sign_in(they.accounts["fay"])
    return browser


@pytest.fixture
async def gus(they: Community) -> AsyncIterator[Browser]:
    async with Browser() as browser:
        await browser.sign_in(they.accounts["gus"])
        yield browser


@pytest.fixture
async def cora(they: Community) -> AsyncIterator[Browser]:
    async with Browser() as browser:
        await browser.sign_in(they.accounts["cora"])
        yield browser
