"""A chat is over by itself: what the tick does, and once."""

from portal import clock
from portal.chats.actions import expire_due, put_up
from portal.chats.tables import Chat
from portal.tick import tick
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.chats.talking import opt_in, told_of
from tests.integration.ledger import acts


async def chat_for(cast: Cast, hours: int, kind: str = "ask") -> str:
    group = cast.groups[TUESDAY]
    return await put_up(
        by=cast.person("omar"), group=group, kind=kind, line="", means=["phone"], hours=hours, once=once()
    )


async def state(chat: str) -> str:
    [row] = await Chat.select(Chat.state).where(Chat.id == chat)
    return str(row["state"])


async def test_the_tick_closes_what_is_over_and_nothing_else(cast: Cast) -> None:
    clock.set(clock.now())
    short, long = await chat_for(cast, 2), await chat_for(cast, 8, "offer")
    clock.travel(hours=2, microseconds=-1)
    assert (await tick())["chats over"] == 0

    clock.travel(microseconds=1)
    assert (await tick())["chats over"] == 1
    assert (await state(short), await state(long)) == ("expired", "open")
    assert await expire_due(clock.now()) == 0
    assert await acts("chats.expire") == ["chats.expire"]


async def test_the_tick_tells_who_slept_and_forgets_what_is_long_over(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=23, minute=0, second=0, microsecond=0))
    await opt_in(cast, "ruth")
    chat = await chat_for(cast, 24)
    assert (await tick())["told of open chats"] == 0
    clock.travel(hours=9)
    assert (await tick())["told of open chats"] == 1
    assert (await tick())["told of open chats"] == 0
    assert await told_of(chat, cast) == ["ruth"]

    clock.travel(hours=15)
    assert (await tick())["chats over"] == 1
    clock.travel(days=30, microseconds=-1)
    assert (await tick())["old chats forgotten"] == 0
    clock.travel(microseconds=1)
    assert (await tick())["old chats forgotten"] == 1
    assert await Chat.count() == 0
