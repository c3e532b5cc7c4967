"""Fourteen days after a goodbye it is over: by the tick, and by the clock alone."""

from datetime import datetime, timedelta

import pytest

from portal import clock
from portal.check import check
from portal.endings.actions import end_due
from portal.errors import NotPossible
from portal.mentorships.tables import Mentorship
from portal.notices.tables import Notice
from portal.tick import tick
from tests.integration.browser import alike, title
from tests.integration.cast import Cast, words
from tests.integration.conftest import Enter
from tests.integration.ledger import counts
from tests.integration.told import goodbye

INSTANT = timedelta(microseconds=1)


@pytest.fixture
async def over(cast: Cast) -> datetime:
    """Maya has said goodbye just now; when it is over if Theo does not answer."""
    clock.set(clock.now())
    await goodbye(cast, "maya")
    return clock.now() + timedelta(days=14)


async def ticked(cast: Cast) -> None:
    assert (await tick())["talks ended"] == 1
    [row] = await Mentorship.select(Mentorship.state, Mentorship.ended_at).where(Mentorship.id == cast.talk)
    assert row == {"state": "ended", "ended_at": clock.now()}


async def test_until_then_it_can_be_read(cast: Cast, enter: Enter, over: datetime) -> None:
    clock.set(over - INSTANT)
    assert await end_due(clock.now()) == 0
    for name in ("maya", "theo"):
        browser = await enter(name)
        assert (await browser.get(f"/talks/{cast.talk}")).status_code == 200
        assert f"/talks/{cast.talk}" in (await browser.get("/talks")).text


@pytest.mark.parametrize("by_tick", [True, False])
@pytest.mark.parametrize("name", ["maya", "theo"])
async def test_then_the_page_is_not_there_and_what_is_kept_is(
    cast: Cast, enter: Enter, over: datetime, name: str, by_tick: bool
) -> None:
    clock.set(over)
    if by_tick:
        await ticked(cast)
    browser = await enter(name)
    absent = alike(await browser.get("/talks/k3v9k3v9k3v9k3v9"))
    assert absent[0] == 404
    for address in ("", "/check-in", "/milestone", "/goodbye", "/goodbye/remember", "/goodbye/note", "/goodbye/last"):
        assert alike(await browser.get(f"/talks/{cast.talk}{address}")) == absent, address
    assert title(await browser.get("/talks")) == "No talks yet"
    assert f'href="/talks/{cast.talk}"' not in (await browser.get("/home")).text

    kept = await browser.get(f"/talks/{cast.talk}/kept")
    assert title(kept) == ("Kept from your talks with Theo" if name == "maya" else "Kept from your talks with Maya")
    assert words("gratitude_note", of="maya") in kept.text
    assert (words("remembered", of="maya") in kept.text) is (name == "maya")
    assert f"/talks/{cast.talk}/kept" in (await browser.get("/me")).text


@pytest.mark.parametrize("by_tick", [True, False])
async def test_then_it_cannot_be_answered_any_more(cast: Cast, enter: Enter, over: datetime, by_tick: bool) -> None:
    clock.set(over)
    if by_tick:
        await ticked(cast)
    theo = await enter("theo")
    before = await counts()
    for step in ("remember", "note"):
        assert (await theo.post(f"/talks/{cast.talk}/goodbye/{step}", {"note": "Late."})).status_code == 404
    assert (await theo.post(f"/talks/{cast.talk}/goodbye/last")).status_code == 409
    with pytest.raises(NotPossible):
        await goodbye(cast, "theo")
    assert await counts() == before


async def test_both_are_told_where_it_is_kept(cast: Cast, enter: Enter, over: datetime) -> None:
    clock.set(over)
    await ticked(cast)
    for name, other in (("maya", "Theo"), ("theo", "Maya")):
        home = (await (await enter(name)).get("/home")).text
        assert f"Your talks with {other} are over" in home
    rows = await Notice.select(Notice.about).where(Notice.kind == "kept")
    assert [row["about"] for row in rows] == [cast.talk, cast.talk]


async def test_the_tick_ends_it_once(cast: Cast, over: datetime) -> None:
    clock.set(over)
    await ticked(cast)
    clock.travel(minutes=1)
    assert (await tick())["talks ended"] == 0
    assert await check() == []
