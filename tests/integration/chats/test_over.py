"""Nobody came in time, said kindly; and a month later nothing of it is left."""

from datetime import timedelta

import pytest

from portal import clock
from portal.audit import AuditEntry
from portal.chats.actions import expire_due, forget_old
from portal.chats.rules import STAY
from portal.chats.tables import Chat, ChatLine, Reply
from portal.check import check
from portal.notices.tables import Notice
from tests.integration.cast import Cast
from tests.integration.chats.talking import LINE, WORDS, opt_in, put_up, reply, say, take, talk_here, told_of
from tests.integration.conftest import Enter
from tests.integration.exclusions.listing import keep_apart
from tests.integration.ledger import acts, counts

NOBODY = "Nobody was free in time. It is not about you"


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=9, minute=0, second=0, microsecond=0))


async def test_nobody_came(cast: Cast, enter: Enter) -> None:
    chat = await put_up(await enter("omar"), cast)
    clock.travel(hours=4)
    for _ in range(2):
        await expire_due(clock.now())
    assert await told_of(chat, cast, "chat_over") == ["omar"]
    omar = await enter("omar")
    assert NOBODY in (await omar.get("/home")).text
    main = (await omar.get(chat)).text.partition("<main")[2]
    assert f"{NOBODY}." in main
    assert 'href="/help-now"' in main
    assert NOBODY not in (await (await enter("ruth")).get(chat)).text
    assert await acts("chats.expire") == ["chats.expire"]


async def test_somebody_came_and_was_not_taken_up(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await put_up(omar, cast)
    await reply(ruth, chat)
    clock.travel(hours=4)
    await expire_due(clock.now())
    assert await told_of(chat, cast, "chat_over", seen=True) == []
    assert await told_of(chat, cast, "chat_reply") == ["omar"], "what somebody wrote can still be read"
    omar, ruth = await enter("omar"), await enter("ruth")
    assert WORDS in (await omar.get(chat)).text
    assert NOBODY not in (await omar.get(chat)).text
    page = (await ruth.get(chat)).text
    assert "This chat is over by now. Thank you for being there." in page
    assert LINE not in page
    assert WORDS not in page


async def test_who_is_kept_apart_did_not_come(cast: Cast, enter: Enter) -> None:
    chat = await put_up(await enter("omar"), cast)
    await reply(await enter("ruth"), chat)
    await keep_apart(cast, "ruth", "Omar")
    clock.travel(hours=4)
    await expire_due(clock.now())
    assert await told_of(chat, cast, "chat_over") == ["omar"]
    assert NOBODY in (await (await enter("omar")).get(chat)).text


async def test_one_that_was_taken_up_or_taken_back_tells_nobody_that_it_is_over(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    taken, back = await put_up(omar, cast), await put_up(omar, cast, kind="offer")
    await reply(ruth, taken)
    await take(omar, taken, cast, "ruth")
    await omar.post(f"{back}/withdrawal", page="/chats")
    clock.travel(hours=4)
    assert await expire_due(clock.now()) == 0
    assert await Notice.count().where(Notice.kind == "chat_over") == 0


async def test_after_thirty_days_nothing_of_it_is_left(cast: Cast, enter: Enter) -> None:
    await opt_in(cast, "ines", "noor")
    omar, ruth = await enter("omar"), await enter("ruth")
    before = await counts("audit_entries", "sessions", "chats", "notices")
    chat = await talk_here(omar, ruth, cast, "ruth")
    await reply(await enter("ines"), await put_up(omar, cast, hours="24"))
    await say(omar, chat)
    await say(ruth, chat)
    clock.travel(hours=4)
    clock.set(clock.now() + STAY - timedelta(microseconds=1))
    assert await forget_old(clock.now()) == 0
    clock.travel(microseconds=1)
    assert await forget_old(clock.now()) == 1
    assert [row["id"] for row in await Chat.select(Chat.id)] != [chat[-16:]]
    for table in (ChatLine, Reply):
        assert not await table.exists().where(table.chat == chat[-16:])
    assert not await Notice.exists().where(Notice.about == chat[-16:])
    assert (await (await enter("omar")).get(chat)).status_code == 404

    assert await forget_old(clock.now()) == 0, "the other one ends later, and is not closed by the clock yet"
    clock.travel(hours=20)
    assert await expire_due(clock.now()) == 1
    assert await forget_old(clock.now()) == 1
    assert await counts("audit_entries", "sessions", "chats", "notices") == before
    assert (await Chat.count(), await ChatLine.count(), await Reply.count()) == (0, 0, 0)
    rows = await AuditEntry.select(AuditEntry.by).where(AuditEntry.act == "chats.forget")
    assert [row["by"] for row in rows] == ["clock", "clock"]
    assert await acts("chats.forget") == ["chats.forget"] * 2
    assert await check() == []
