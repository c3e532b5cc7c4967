"""Several at the same moment: one is taken up, and the others read a kind line."""

import asyncio
from typing import Any

import pytest

from portal import clock
from portal.chats import actions, saying
from portal.chats.rules import ASK, OWN_IS_OVER, REPLIED_ALREADY, TAKEN_ALREADY
from portal.chats.tables import Chat, ChatLine, Reply
from portal.check import check
from portal.errors import NotPossible
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.chats.talking import LINE, WORDS, put_up, reply, reply_of, take
from tests.integration.conftest import Enter

MANY = 8


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=9, minute=0, second=0, microsecond=0))


async def asked(cast: Cast) -> str:
    return await actions.put_up(
        by=cast.person("omar"), group=cast.groups[TUESDAY], kind="ask", line="", means=["here"], hours=4, once=once()
    )


async def replied(chat: str, cast: Cast, name: str) -> str:
    return await actions.reply(chat, by=cast.person(name), words="", means=["here"], once=once())


async def all_at_once(*acts: Any) -> list[str]:
    """What each came to: done, or the sentence of its refusal."""
    ends = await asyncio.gather(*acts, return_exceptions=True)
    assert all(isinstance(end, NotPossible) for end in ends if isinstance(end, BaseException)), ends
    return sorted(end.sentence if isinstance(end, NotPossible) else "" for end in ends)


async def test_two_replies_and_one_is_taken_up(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    chat = await put_up(omar, cast)
    assert sorted(await asyncio.gather(reply(ruth, chat), reply(ines, chat))) == [303, 303]
    both = await asyncio.gather(*(take(omar, chat, cast, name) for name in ("ruth", "ines")))
    assert sorted(both) == [303, 409]
    rows = await Reply.select(Reply.author).where(Reply.taken_at.is_not_null())
    [taken] = [row["author"] for row in rows]
    other = ines if taken == cast.members["ruth"] else ruth
    page = (await other.get(chat)).text
    assert "This chat is over by now. Thank you for being there." in page
    for hidden in (LINE, WORDS, "202 555", "How to reach"):
        assert hidden not in page
    assert await check() == []


async def test_of_many_takings_one_stands(cast: Cast) -> None:
    chat = await asked(cast)
    replies = [await replied(chat, cast, name) for name in ("ruth", "ines", "noor", "maya")]
    takes = [actions.take(chat, one, by=cast.person("omar"), once=once()) for one in replies * 2]
    assert await all_at_once(*takes) == ["", *[OWN_IS_OVER] * (MANY - 1)]
    assert await Reply.count().where(Reply.taken_at.is_not_null()) == 1
    assert await check() == []


async def test_a_reply_while_it_is_taken_up_is_kept_or_hears_a_kind_line(cast: Cast) -> None:
    chat = await asked(cast)
    first = await replied(chat, cast, "ruth")
    late = [replied(chat, cast, name) for name in ("ines", "noor", "maya", "theo")]
    ends = await all_at_once(actions.take(chat, first, by=cast.person("omar"), once=once()), *late)
    assert set(ends) <= {"", TAKEN_ALREADY[ASK]}
    assert await Reply.count() == 1 + ends.count("") - 1
    assert await Reply.count().where(Reply.taken_at.is_not_null()) == 1


async def test_a_reply_after_it_was_taken_up(cast: Cast, enter: Enter) -> None:
    omar, ruth, noor = await enter("omar"), await enter("ruth"), await enter("noor")
    chat = await put_up(omar, cast)
    await reply(ruth, chat)
    before = (await noor.get(chat)).text
    assert LINE in before
    await take(omar, chat, cast, "ruth")
    late = await noor.post(f"{chat}/replies", {"means": "phone", "words": "I am here 5012."}, page="/chats")
    assert (late.status_code, TAKEN_ALREADY[ASK] in late.text) == (409, True)
    assert "I am here 5012." in late.text, "what was typed is there still"
    assert LINE not in late.text
    assert "Ruth" not in late.text
    assert await Reply.count() == 1


async def test_of_many_replies_of_one_there_is_one(cast: Cast) -> None:
    chat = await asked(cast)
    ends = await all_at_once(*(replied(chat, cast, "ruth") for _ in range(MANY)))
    assert ends == ["", *[REPLIED_ALREADY] * (MANY - 1)]
    assert await Reply.count() == 1


async def test_taken_up_or_taken_back_but_not_both(cast: Cast) -> None:
    chat, omar = await asked(cast), cast.person("omar")
    one = await replied(chat, cast, "ruth")
    ends = await all_at_once(
        actions.take(chat, one, by=omar, once=once()), actions.withdraw(chat, by=omar, once=once())
    )
    assert ends == ["", OWN_IS_OVER]
    [row] = await Chat.select(Chat.state)
    taken = await Reply.count().where(Reply.taken_at.is_not_null())
    assert (row["state"], taken) in {("taken", 1), ("withdrawn", 0)}


async def test_many_lines_at_once_are_all_there_in_one_order(cast: Cast, enter: Enter) -> None:
    chat = await asked(cast)
    await actions.take(chat, await replied(chat, cast, "ruth"), by=cast.person("omar"), once=once())
    same = once()
    says = [saying.say(chat, by=cast.person(name), words="Hello.", once=once()) for name in ("omar", "ruth") * 4]
    says += [saying.say(chat, by=cast.person("omar"), words="Once.", once=same) for _ in range(4)]
    assert set(await all_at_once(*says)) == {""}
    rows = await ChatLine.select(ChatLine.created_at)
    assert len({row["created_at"] for row in rows}) == len(rows) == MANY + 1
    assert await reply_of(chat, cast, "ruth")
