"""A chat is over by itself: what the tick does, and once."""

from portal import clock
from portal.chats.actions import expire_due, put_up
from portal.chats.tables import Chat
from portal.tick import tick
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.ledger import acts


async def chat_for(cast: Cast, hours: int) -> str:
    group = cast.groups[TUESDAY]
    return await put_up(
        by=cast.person("omar"), group=group, kind="ask", line="", means=["phone"], hours=hours, once=once()
    )


async def state(chat: str) -> str:
    [row] = await Chat.select(Chat.state).where(Chat.id == chat)
    return str(row["state"])


async def test_the_tick_closes_what_is_over_and_nothing_else(cast: Cast) -> None:
    clock.set(clock.now())
    short, long = await chat_for(cast, 2), await chat_for(cast, 8)
    clock.travel(hours=2, microseconds=-1)
    assert (await tick())["chats over"] == 0

    clock.travel(microseconds=1)
    assert (await tick())["chats over"] == 1
    assert (await state(short), await state(long)) == ("expired", "open")
    assert await expire_due(clock.now()) == 0
    assert await acts("chats.expire") == ["chats.expire"]
