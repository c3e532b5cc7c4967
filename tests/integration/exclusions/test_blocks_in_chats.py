"""Wanting nothing from somebody met in a chat: neither sees the other's chats any more; nobody else learns of it."""

import pytest

from portal import clock
from portal.exclusions.tables import Block
from tests.integration.browser import alike
from tests.integration.cast import Cast
from tests.integration.chats.talking import ABSENT, LINE, SAID, put_up, reply, reply_of, say, talk_here
from tests.integration.conftest import Enter
from tests.integration.exclusions.blocks import take_it_back, want_nothing, wants_nothing_from
from tests.integration.exclusions.listing import keep_apart
from tests.integration.ledger import counts


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=9, minute=0, second=0, microsecond=0))


async def test_of_who_asks(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    chat = await put_up(omar, cast)
    form = await ruth.tokens(chat)
    answers = [await ruth.post_as_it_is(f"{chat}/apart", form) for _ in range(2)]
    assert [(answer.status_code, answer.headers["location"]) for answer in answers] == [(303, "/chats?done=apart")] * 2
    said = "You want nothing from that person just now."
    assert [said in (await ruth.get(page)).text for page in ("/chats?done=apart", "/chats")] == [True, False]
    assert await wants_nothing_from(cast, "ruth") == ["omar"]
    assert await Block.count() == 1
    assert alike(await ruth.get(chat)) == alike(await ruth.get(ABSENT))
    assert LINE not in (await ruth.get("/chats")).text
    assert LINE in (await ines.get("/chats")).text
    assert LINE not in (await omar.get(await put_up(ruth, cast))).text, "it holds both ways"


async def test_of_who_replied(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await put_up(omar, cast)
    assert await reply(ruth, chat) == 303
    assert "Ruth replied to your chat" in (await omar.get("/home")).text
    address = f"{chat}/replies/{await reply_of(chat, cast, 'ruth')}/apart"
    form = await omar.tokens(chat)
    answers = [await omar.post_as_it_is(address, form) for _ in range(2)]
    led = f"{chat}?done=apart"
    assert [(answer.status_code, answer.headers["location"]) for answer in answers] == [(303, led)] * 2
    assert "You want nothing from that person just now." in (await omar.get(led)).text
    assert "Ruth" not in (await omar.get(chat)).text
    assert "Ruth" not in (await omar.get("/home")).text
    assert "This chat is over by now." in (await ruth.get(chat)).text, "as at any other end"


@pytest.mark.parametrize("by", ["omar", "ruth"])
async def test_of_one_that_was_taken_up(cast: Cast, enter: Enter, by: str) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await talk_here(omar, ruth, cast, "ruth")
    assert await say(omar, chat) == await say(ruth, chat) == 303
    await want_nothing(cast, by, "ruth" if by == "omar" else "omar")
    for browser in (omar, ruth):
        assert SAID not in (await browser.get(chat)).text
        assert "wrote to you in a chat" not in (await browser.get("/home")).text
        assert "This chat has closed" in (await browser.get(chat)).text
        assert await say(browser, chat) == 409


async def test_taken_back_what_is_open_is_there_again(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    await put_up(omar, cast)
    await take_it_back(cast, "ruth", await want_nothing(cast, "ruth", "omar"))
    assert LINE in (await ruth.get("/chats")).text


@pytest.mark.parametrize("name", ["omar", "lena", "gus", "stranger"])
async def test_nobody_blocks_by_a_chat_that_is_their_own_or_not_theirs_to_see(
    cast: Cast, enter: Enter, name: str
) -> None:
    chat, browser = await put_up(await enter("omar"), cast), await enter(name)
    before = await counts()
    there = await browser.post(f"{chat}/apart", page="/guide")
    assert there.status_code == 404
    assert alike(there) == alike(await browser.post(f"{ABSENT}/apart", page="/guide"))
    assert await counts() == before


@pytest.mark.parametrize("name", ["ruth", "ines", "lena", "gus", "fay", "stranger"])
async def test_nor_by_a_reply_to_somebody_else_s(cast: Cast, enter: Enter, name: str) -> None:
    ruth = await enter("ruth")
    chat = await put_up(await enter("omar"), cast)
    assert await reply(ruth, chat) == 303
    address = f"/replies/{await reply_of(chat, cast, 'ruth')}/apart"
    browser = await enter(name)
    before = await counts()
    there = await browser.post(chat + address, page="/guide")
    assert there.status_code == 404
    assert alike(there) == alike(await browser.post(ABSENT + address, page="/guide"))
    assert await counts() == before


async def test_nor_by_one_that_is_hidden_because_its_author_keeps_them_apart(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await put_up(omar, cast)
    await keep_apart(cast, "omar", "Ruth")
    before = await counts()
    there = await ruth.post(f"{chat}/apart", page="/guide")
    assert there.status_code == 404
    assert await counts() == before
