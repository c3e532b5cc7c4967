"""When both chose to write here: lines between the two on the page of their chat, and nobody else's to read."""

import pytest

from portal import clock
from portal.chats.rules import NOTHING_MORE_SAID
from portal.chats.tables import ChatLine
from tests.integration.browser import Browser, alike
from tests.integration.cast import Cast, phone
from tests.integration.chats.talking import ABSENT, LINE, SAID, WORDS, put_up, reply, say, take, talk_here, told_of
from tests.integration.conftest import Enter
from tests.integration.exclusions.listing import keep_apart
from tests.integration.ledger import acts, counts, everything, on_disk

HTMX = {"hx_request": "true", "hx_request_type": "partial"}
OTHERS = ("ines", "noor", "lena", "fay", "gus", "cora", "stranger")


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=9, minute=0, second=0, microsecond=0))


async def lines(browser: Browser, chat: str) -> str:
    return (await browser.get(f"{chat}/lately")).text


async def test_the_two_write_to_each_other(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await talk_here(omar, ruth, cast, "ruth")
    assert "Nothing yet. A hello is enough." in (await ruth.get(chat)).text
    answer = await omar.post(f"{chat}/lines", {"words": SAID}, page=chat)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{chat}#latest")
    assert await say(ruth, chat, "An answer 5009.") == 303

    for browser in (omar, ruth):
        for page in ((await browser.get(chat)).text, await lines(browser, chat)):
            assert page.index(SAID) < page.index("An answer 5009.")
            assert ('<li class="mine">' in page) is (browser is omar)
        assert "Here." in (await browser.get(chat)).text
        assert "202 555" not in (await browser.get(chat)).text, "Ruth did not choose the phone"
    assert await told_of(chat, cast, "chat_said") == ["omar"], "Ruth has answered, so she has read"
    assert "Ruth wrote to you in a chat" in (await omar.get("/home")).text
    assert "5009" not in (await omar.get("/home")).text
    assert SAID not in await everything()
    assert SAID.encode() not in on_disk()


async def test_a_piece_of_the_page_is_enough(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await talk_here(omar, ruth, cast, "ruth")
    piece = await omar.post(f"{chat}/lines", {"words": SAID}, page=chat, **HTMX)
    assert piece.status_code == 200
    assert '<div id="messages"' in piece.text
    assert SAID in piece.text
    assert "<html" not in piece.text
    assert '<div id="lines"' in await lines(ruth, chat)
    assert "<html" not in await lines(ruth, chat)


async def test_an_open_page_says_that_it_was_looked_at(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    chat = await talk_here(omar, ruth, cast, "ruth")
    await say(omar, chat)
    assert 'id="reading" hidden' in (await ruth.get(chat)).text
    assert 'id="reading"' not in (await omar.get(chat)).text
    before = await counts()
    assert (await ines.post(f"{chat}/reading", page="/chats")).status_code == 404
    assert await told_of(chat, cast, "chat_said") == ["ruth"], "looking alone changes nothing"
    for _ in range(2):
        answer = await ruth.post(f"{chat}/reading", page=chat)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{chat}#latest")
    assert await told_of(chat, cast, "chat_said") == []
    assert await counts() == before


async def test_for_everybody_else_there_is_nothing(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    chat = await put_up(omar, cast, means=["phone", "here"])
    for browser in (ruth, ines):
        await reply(browser, chat, "here")
    for act in ("lately", "stream"):
        assert (await ruth.get(f"{chat}/{act}")).status_code == 404, "not before it was taken up"
    assert await say(ruth, chat) == 404
    await take(omar, chat, cast, "ruth")
    await say(omar, chat)

    before = await counts("sessions", "audit_entries")
    for name in OTHERS:
        browser = await enter(name)
        absent = alike(await browser.get(ABSENT))
        for act in ("lately", "stream"):
            assert alike(await browser.get(f"{chat}/{act}")) == absent
        assert alike(await browser.post(f"{chat}/lines", {"words": "Mine."}, page="/guide")) == absent
        page = (await browser.get(chat)).text
        for hidden in (SAID, LINE, WORDS, "Ruth", "202 555", "cast.example"):
            assert hidden not in page.partition("<main")[2]
    assert await counts("sessions", "audit_entries") == before


async def test_sent_twice_it_is_one_and_said_twice_on_purpose_it_is_two(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await talk_here(omar, ruth, cast, "ruth")
    form = {**await omar.tokens(chat), "words": SAID}
    for _ in range(2):
        assert (await omar.post_as_it_is(f"{chat}/lines", form)).status_code == 303
    assert await ChatLine.count() == 1
    assert await acts("chats.say") == ["chats.say"]
    await say(omar, chat)
    assert await ChatLine.count() == 2
    assert await told_of(chat, cast, "chat_said") == ["ruth"], "told once, however often it is said"
    moments = [row["created_at"] for row in await ChatLine.select().order_by(ChatLine.created_at)]
    assert len(set(moments)) == 2


async def test_nothing_and_too_much_is_asked_again_with_what_was_typed(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await talk_here(omar, ruth, cast, "ruth")
    before = await counts()
    for more in ({}, HTMX):
        empty = await omar.post(f"{chat}/lines", {"words": "  "}, page=chat, **more)
        assert (empty.status_code, "Write a few words, then send them." in empty.text) == (422, True)
        long = await omar.post(f"{chat}/lines", {"words": "ab " * 2000}, page=chat, **more)
        assert (long.status_code, "ab " * 1999 in long.text) == (422, True)
    assert await counts() == before


async def test_only_where_both_chose_it(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await put_up(omar, cast, means=["phone", "here"])
    await reply(ruth, chat, "phone")
    await take(omar, chat, cast, "ruth")
    assert phone("ruth") in (await omar.get(chat)).text
    assert "<textarea" not in (await omar.get(chat)).text
    assert (await omar.get(f"{chat}/lately")).status_code == 404
    before = await counts()
    refused = await omar.post(f"{chat}/lines", {"words": SAID}, page="/chats")
    assert refused.status_code == 409
    assert NOTHING_MORE_SAID in refused.text
    assert SAID in refused.text, "what was typed is there still"
    assert await counts() == before


async def test_whatever_works_best_is_what_each_has_said_and_here(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await put_up(omar, cast, means=["any"])
    assert "Whatever works best" in (await ruth.get("/chats")).text
    await reply(ruth, chat, "any")
    await take(omar, chat, cast, "ruth")
    page = (await omar.get(chat)).text
    assert "By phone, by e-mail or here." in page, "what both have said under Ways to talk"
    assert phone("ruth") in page
    assert await say(ruth, chat) == 303
    assert "If you ever want to meet: first by phone, then in a public place." in page


async def test_until_the_details_go(cast: Cast, enter: Enter) -> None:
    chat = await talk_here(await enter("omar"), await enter("ruth"), cast, "ruth")
    await say(await enter("omar"), chat)
    clock.travel(hours=4 + 48, microseconds=-1)
    omar = await enter("omar")
    assert await say(omar, chat, "Late 5010.") == 303
    clock.travel(microseconds=1)
    for name in ("omar", "ruth"):
        browser = await enter(name)
        page = (await browser.get(chat)).text
        assert SAID not in page
        assert "Late 5010." not in page
        assert (await browser.get(f"{chat}/lately")).status_code == 404
        for more in ({}, HTMX):
            refused = await browser.post(f"{chat}/lines", {"words": "Later 5011."}, page="/chats", **more)
            assert (refused.status_code, NOTHING_MORE_SAID in refused.text) == (409, True)
            assert "Later 5011." in refused.text
            assert SAID not in refused.text
    assert await ChatLine.count() == 2


@pytest.mark.parametrize(("by", "said"), [("omar", "Ruth"), ("ruth", "Omar")])
async def test_kept_apart_afterwards_it_has_closed_for_both(cast: Cast, enter: Enter, by: str, said: str) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await talk_here(omar, ruth, cast, "ruth")
    await say(omar, chat)
    await say(ruth, chat)
    await keep_apart(cast, by, said)
    before = await counts()
    for browser in (omar, ruth):
        absent = alike(await browser.get(ABSENT))
        for act in ("/lately", "/stream"):
            assert alike(await browser.get(f"{chat}{act}")) == absent
        assert SAID not in (await browser.get(chat)).text
        refused = await browser.post(f"{chat}/lines", {"words": "Late 5015."}, page="/chats")
        assert (refused.status_code, NOTHING_MORE_SAID in refused.text, SAID in refused.text) == (409, True, False)
        assert "Late 5015." in refused.text
        assert "wrote to you in a chat" not in (await browser.get("/home")).text
    assert await counts() == before
