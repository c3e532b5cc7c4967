"""Who hears what, and until when; without a server and without a database."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest

from portal.database import DatabaseAway
from portal.errors import NotFound, SignedOut
from portal.web.streams import MOST_OF_A_SESSION, Asleep, Hub, News, Stream, events

NEW, QUIET, ASLEEP, LEFT, OVER = (news.value for news in News)
TALK, SESSION = "talk", "session"


@pytest.fixture
def hub() -> Hub:
    return Hub()


class There:
    """What is newest there; or why this page is not let in any more."""

    def __init__(self) -> None:
        self.newest: str | Exception = "first"

    async def __call__(self) -> str:
        if isinstance(self.newest, Exception):
            raise self.newest
        return self.newest


async def following(said: AsyncIterator[bytes]) -> bytes:
    async with asyncio.timeout(5):
        return await anext(said)


async def test_it_is_told_to_those_who_wait_for_it(hub: Hub) -> None:
    one, other, elsewhere = (hub.open_stream(topic, SESSION) for topic in (TALK, TALK, "another"))
    hub.tell(TALK)

    assert [await stream.stirs(0.01) for stream in (one, other, elsewhere)] == [True, True, False]


async def test_told_often_is_told_once(hub: Hub) -> None:
    stream = hub.open_stream(TALK, SESSION)
    for _ in range(1000):
        hub.tell(TALK)

    assert [await stream.stirs(0.01), await stream.stirs(0.01)] == [True, False]


async def test_closed_with_its_session_or_with_what_it_is_about(hub: Hub) -> None:
    streams = {
        (topic, session): hub.open_stream(topic, session) for topic in ("one", "two") for session in ("mine", "theirs")
    }
    hub.close(session="mine")
    assert _last(streams) == {("one", "mine"): News.LEFT, ("two", "mine"): News.LEFT}

    hub.close(topic="two")
    assert _last(streams) == {
        ("one", "mine"): News.LEFT,
        ("two", "mine"): News.LEFT,
        ("two", "theirs"): News.OVER,
    }


async def test_closing_nothing_in_particular_closes_nothing(hub: Hub) -> None:
    stream = hub.open_stream(TALK, "")
    hub.close()

    assert not stream.ends


async def test_the_server_stops(hub: Hub) -> None:
    """Nobody is told that it is over: they may knock again, at the next server."""
    before = hub.open_stream(TALK, SESSION)
    hub.close_all()
    late = hub.open_stream(TALK, SESSION)

    assert [(stream.ends, stream.last) for stream in (before, late)] == [(True, None)] * 2


async def test_one_session_has_only_so_many(hub: Hub) -> None:
    streams = [hub.open_stream(TALK, SESSION) for _ in range(MOST_OF_A_SESSION)]
    others = hub.open_stream(TALK, "another")
    assert not any(stream.ends for stream in streams)

    one_more = hub.open_stream(TALK, SESSION)

    assert [stream.ends for stream in (*streams, others, one_more)] == [True, *[False] * (MOST_OF_A_SESSION + 1)]


async def test_what_has_ended_is_forgotten(hub: Hub) -> None:
    with hub.open_stream(TALK, SESSION):
        assert len(hub) == 1
    assert len(hub) == 0
    hub.tell(TALK)
    hub.close(topic=TALK, session=SESSION)


async def test_what_nobody_reads_is_never_opened(hub: Hub) -> None:
    events(partial(hub.open_stream, TALK, SESSION), There())

    assert len(hub) == 0


async def test_what_is_said(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.web.streams.HEARTBEAT", 0.01)
    there = There()
    said = events(partial(hub.open_stream, TALK, SESSION), there, seen="first")
    assert await following(said) == QUIET

    hub.tell(TALK)
    assert await following(said) == NEW, "it was told"
    there.newest = "second"
    assert await following(said) == NEW, "it has found it"
    there.newest = DatabaseAway()
    assert await following(said) == QUIET
    there.newest = "second"
    assert await following(said) == QUIET


@pytest.mark.parametrize(
    ("why", "last"), [(NotFound(), OVER), (SignedOut(), LEFT), (Asleep(), ASLEEP)], ids=["not there", "left", "asleep"]
)
async def test_who_is_not_let_in_any_more_hears_that_alone(hub: Hub, why: Exception, last: bytes) -> None:
    there = There()
    said = events(partial(hub.open_stream, TALK, SESSION), there, seen="first")
    assert await following(said) == QUIET
    there.newest = why
    hub.tell(TALK)

    assert [said async for said in said] == [last]
    assert len(hub) == 0


async def test_closed_it_ends_at_once(hub: Hub) -> None:
    said = {
        name: events(partial(hub.open_stream, name, SESSION), There(), seen="first") for name in ("over", "stopped")
    }
    assert [await following(one) for one in said.values()] == [QUIET, QUIET]
    hub.close(topic="over")
    hub.close_all()

    assert {name: [one async for one in of] for name, of in said.items()} == {"over": [OVER], "stopped": []}


def _last(streams: dict[tuple[str, str], Stream]) -> dict[tuple[str, str], News]:
    return {key: stream.last for key, stream in streams.items() if stream.ends and stream.last}
