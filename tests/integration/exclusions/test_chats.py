"""Excluded people never see each other's chats: not on the board, not by the address, not by a reply."""

import pytest

from portal import clock
from portal.chats import actions
from portal.chats.tables import Chat, Reply
from portal.database import counted
from portal.errors import NotFound
from tests.integration.browser import Browser, alike
from tests.integration.cast import Cast, once, phone
from tests.integration.chats.talking import LINE, WORDS, put_up, reply, take
from tests.integration.conftest import Enter
from tests.integration.exclusions.listing import keep_apart
from tests.integration.ledger import counts
from tests.integration.told import part

BOTH_WAYS = pytest.mark.parametrize(("by", "said"), [("omar", "Ruth"), ("ruth", "Omar")])
ABSENT = "/chats/k3v9k3v9k3v9k3v9"


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=9, minute=0, second=0, microsecond=0))


async def statements(browser: Browser, address: str, status: int = 200) -> int:
    with counted() as heard:
        assert (await browser.get(address)).status_code == status
    return len(heard)


@BOTH_WAYS
async def test_a_chat_is_not_there_for_the_other(cast: Cast, enter: Enter, by: str, said: str) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    chat = await put_up(omar, cast)
    assert LINE in (await ruth.get("/chats")).text
    await keep_apart(cast, by, said)

    before = await counts()
    assert LINE not in (await ruth.get("/chats")).text
    assert "Omar" not in (await ruth.get("/chats")).text
    assert alike(await ruth.get(chat)) == alike(await ruth.get(ABSENT))
    for act in ("replies", "withdrawal", "replies/k3v9k3v9k3v9k3v9/taking"):
        form = {"means": "phone", "words": WORDS}
        there = await ruth.post(f"{chat}/{act}", form, page="/guide")
        assert there.status_code == 404
        assert alike(there) == alike(await ruth.post(f"{ABSENT}/{act}", form, page="/guide"))
    assert await counts() == before
    assert LINE in (await ines.get("/chats")).text
    assert LINE in (await omar.get(chat)).text


@BOTH_WAYS
async def test_a_reply_is_not_there_for_the_author_and_the_chat_is_over_for_its_writer(
    cast: Cast, enter: Enter, by: str, said: str
) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    chat = await put_up(omar, cast)
    assert await reply(ines, chat) == 303
    clock.travel(minutes=1)
    assert await reply(ruth, chat) == 303
    assert "2 replies to your chat" in (await omar.get("/home")).text
    await keep_apart(cast, by, said)

    page = (await omar.get(chat)).text
    assert "Ruth" not in page
    assert "Ines" in page
    assert "Ruth" not in (await omar.get("/home")).text
    assert "Ines replied to your chat" in (await omar.get("/home")).text
    assert "You replied to Omar" in (await ruth.get("/chats")).text, "as at any other end"
    over = (await ruth.get(chat)).text
    assert ("This chat is over by now." in over, LINE in over, WORDS in over) == (True, False, False)
    before = await counts()
    assert await take(omar, chat, cast, "ruth") == 404
    assert await counts() == before
    assert await take(omar, chat, cast, "ines") == 303


@BOTH_WAYS
async def test_one_that_was_taken_up_shows_nobody_s_number_any_more(
    cast: Cast, enter: Enter, by: str, said: str
) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await put_up(omar, cast)
    await reply(ruth, chat)
    assert await take(omar, chat, cast, "ruth") == 303
    assert "202 555" in (await omar.get(chat)).text
    await keep_apart(cast, by, said)
    page = (await omar.get(chat)).text
    assert "202 555" not in page
    assert "Ruth" not in page
    for browser in (omar, ruth):
        assert "This chat has closed" in (await browser.get(chat)).text
    assert "202 555" not in (await ruth.get(chat)).text
    assert "took up your reply" not in (await ruth.get("/home")).text


async def test_an_exclusion_between_the_look_and_the_act_holds_too(cast: Cast, enter: Enter) -> None:
    chat = (await put_up(await enter("omar"), cast))[-16:]
    await keep_apart(cast, "ruth", "Omar")
    with pytest.raises(NotFound):
        await actions.reply(chat, by=cast.person("ruth"), words="", means=["phone"], once=once())
    replied = await actions.reply(chat, by=cast.person("ines"), words="", means=["phone"], once=once())
    await keep_apart(cast, "ines", "Omar")
    with pytest.raises(NotFound):
        await actions.take(chat, replied, by=cast.person("omar"), once=once())
    assert (await Chat.select(Chat.state)) == [{"state": "open"}]
    assert (await Reply.select(Reply.taken_at)) == [{"taken_at": None}]


async def test_pages_ask_as_often_with_and_without(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    chat = await put_up(omar, cast)
    await reply(ruth, chat)
    await reply(ines, chat)
    looks = [(ruth, "/chats"), (omar, "/chats"), (ines, "/chats"), (ines, chat), (omar, chat)]
    before = [await statements(browser, address) for browser, address in looks]
    await keep_apart(cast, "ruth", "Omar")
    await keep_apart(cast, "ines", "Ruth")
    assert [await statements(browser, address) for browser, address in looks] == before
    assert max(before) <= 8

    await take(omar, chat, cast, "ines")
    assert max(await statements(omar, chat), await statements(ines, chat)) <= 8
    assert await statements(omar, "/me/apart") <= 5


PARTING = pytest.mark.parametrize("how", ["alone", "unsafe", "someone_else"])


@PARTING
@pytest.mark.parametrize("by", ["maya", "theo"])
async def test_no_way_back_by_a_chat_once_talks_ended_without_a_goodbye(
    cast: Cast, enter: Enter, by: str, how: str
) -> None:
    """Neither by one that was taken up, nor by one that is put up later; for whoever ended them and whoever did not."""
    maya, theo = await enter("maya"), await enter("theo")
    taken, answered = await put_up(maya, cast), await put_up(maya, cast, kind="offer")
    for chat in (taken, answered):
        assert await reply(theo, chat) == 303
    assert await take(maya, taken, cast, "theo") == 303
    assert phone("maya") in (await theo.get(taken)).text
    assert "Theo replied to your chat" in (await maya.get("/home")).text

    await part(cast, by, how)
    later = await put_up(maya, cast, line="Later 5007.")
    assert alike(await theo.get(later)) == alike(await theo.get(ABSENT))
    for chat, status, words in ((taken, 409, "This chat has closed"), (answered, 409, "It is over."), (later, 404, "")):
        assert words in (await theo.get(chat)).text
        assert "5007" not in (await theo.get(chat)).text
        assert await reply(theo, chat) == status
        assert "Theo" not in (await maya.get(chat)).text.partition("<main")[2]
    assert phone("theo") not in (await maya.get(taken)).text
    for browser, words in ((theo, "took up your reply"), (maya, "replied to your chat")):
        assert words not in (await browser.get("/home")).text
    assert "5007" not in (await theo.get("/chats")).text
    assert await reply(await enter("noor"), later) == 303


@PARTING
async def test_parting_asks_as_often_with_and_without_chats(cast: Cast, enter: Enter, how: str) -> None:
    ruth, ines = await enter("ruth"), await enter("ines")
    talks = [await cast.begin_talk("ines", "ruth"), cast.talk]
    await reply(ines, await put_up(ruth, cast))
    heard = []
    for name, talk in zip(("ines", "maya"), talks, strict=True):
        with counted() as statements:
            await part(cast, name, how, talk=talk)
        heard.append(len(statements))
    assert heard[0] == heard[1]
