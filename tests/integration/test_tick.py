"""What falls due by the clock, run beside the server."""

import asyncio
from datetime import datetime

import pytest

from portal import clock, tick
from portal.accounts.actions import begin_session
from portal.chats.tables import Chat
from portal.chats.telling import be_told
from portal.check import check
from portal.proposals.tables import Proposal
from tests.integration.cast import Cast, once
from tests.integration.told import goodbye, tell


async def test_everything_that_is_due_is_done_once(cast: Cast) -> None:
    clock.travel(days=8)

    first, second = await tick.tick(), await tick.tick()

    assert (first["proposals lapsed"], second["proposals lapsed"]) == (1, 0)
    assert set(second.values()) == {0}


async def test_each_falls_due_some_day(cast: Cast) -> None:
    """But for feedback, of which too little waits; and then it is done."""
    await tell(cast)
    await goodbye(cast, "maya")
    await begin_session(cast.accounts["maya"], own_phone=True)
    told_of = {name for name, many in (await tick.tick()).items() if many}
    await be_told(by=cast.person("ruth"), told=True, also_at_night=True, once=once())
    for days in (0, 3, 4, 10, 30, 30, 30, 60, 30):
        clock.travel(days=days)
        told_of |= {name for name, many in (await tick.tick()).items() if many}
        assert set((await tick.tick()).values()) == {0}

    assert await check() == []
    assert told_of == set(tick.ACTS) - {"feedback published"}


async def test_an_act_that_fails_keeps_no_other_from_running(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails(_: datetime) -> int:
        raise RuntimeError("with words that belong to somebody")

    monkeypatch.setattr(tick, "ACTS", {"an act": fails, **tick.ACTS})
    clock.travel(days=8)

    beside = asyncio.create_task(tick.tick_for_ever())
    async with asyncio.timeout(20):
        while await _something_is_open():  # noqa: ASYNC110 - what runs beside says nothing when it has run
            await asyncio.sleep(0)
    beside.cancel()

    assert [record.getMessage() for record in caplog.records] == ["an act: failed with RuntimeError"]


async def _something_is_open() -> bool:
    proposals = await Proposal.exists().where(Proposal.state == "open")
    return proposals or await Chat.exists().where(Chat.state == "open")
