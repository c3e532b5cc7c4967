"""A reply is taken up, and the two see how to reach each other; taken back; over by the clock."""

import pytest

from portal import clock
from portal.chats.rules import OVER, OWN_IS_OVER
from portal.chats.tables import Reply
from portal.check import check
from tests.integration.cast import Cast, email, phone
from tests.integration.chats.talking import LINE, WORDS, put_up, reply, take
from tests.integration.conftest import Enter
from tests.integration.ledger import counts


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=9, minute=0, second=0, microsecond=0))


async def test_the_two_see_how_to_reach_each_other_and_nobody_else_does(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines, noor = [await enter(name) for name in ("omar", "ruth", "ines", "noor")]
    chat = await put_up(omar, cast)
    await reply(ruth, chat, "phone")
    await reply(ines, chat, "phone", "email")
    for browser in (omar, ruth, ines, noor):
        assert "202 555" not in (await browser.get(chat)).text
    assert await take(omar, chat, cast, "ruth") == 303

    assert "Omar took up your reply" in (await ruth.get("/home")).text
    for browser, other in ((omar, "ruth"), (ruth, "omar")):
        page = (await browser.get(chat)).text
        assert phone(other) in page
        assert email(other) not in page, "Ruth ticked the phone alone"
    for browser in (ines, noor):
        page = (await browser.get(chat)).text
        assert "202 555" not in page
        assert "@cast.example" not in page
    assert await check() == []


async def test_two_days_after_its_end_nobody_is_reached_through_it(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await put_up(omar, cast)
    await reply(ruth, chat)
    await take(omar, chat, cast, "ruth")
    for hours, there in ((4 + 47, True), (1, False)):
        clock.travel(hours=hours)
        for name, other in (("omar", "ruth"), ("ruth", "omar")):
            assert (phone(other) in (await (await enter(name)).get(chat)).text) is there


async def test_who_replied_second_reads_a_kind_line(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines, noor = [await enter(name) for name in ("omar", "ruth", "ines", "noor")]
    chat = await put_up(omar, cast)
    for browser in (ruth, ines):
        await reply(browser, chat)
    await take(omar, chat, cast, "ruth")

    assert "Thank you for being there." in (await ines.get(chat)).text
    assert "is talking with someone now." in (await noor.get(chat)).text
    assert LINE not in (await noor.get("/chats")).text
    late = await noor.post(f"{chat}/replies", {"means": "phone", "words": WORDS}, page="/chats")
    assert late.status_code == 409
    assert "Somebody was quicker. Thank you for being there." in late.text


async def test_only_the_author_takes_one_up_and_only_once(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    chat = await put_up(omar, cast)
    for browser in (ruth, ines):
        await reply(browser, chat)
    for browser in (ruth, ines, await enter("noor")):
        assert await take(browser, chat, cast, "ruth") == 404
    assert await take(omar, chat, cast, "ruth") == 303
    before = await counts()
    assert await take(omar, chat, cast, "ines") == 409
    assert await counts() == before
    assert await check() == []


async def test_a_reply_to_another_chat_cannot_be_taken_up(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    mine, theirs = await put_up(omar, cast), await put_up(ruth, cast)
    await reply(ines, theirs)
    [row] = await Reply.select(Reply.id)
    assert (await omar.post(f"{mine}/replies/{row['id']}/taking", page="/chats")).status_code == 404


async def test_withdrawn(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await put_up(omar, cast)
    assert (await ruth.post(f"{chat}/withdrawal", page="/chats")).status_code == 404
    assert (await omar.post(f"{chat}/withdrawal", page="/chats")).headers["location"] == chat
    assert "It was taken back. Nobody is told why." in (await omar.get(chat)).text
    assert LINE not in (await ruth.get("/chats")).text
    assert "It was taken back. Nobody is told why." in (await ruth.get(chat)).text
    assert await reply(ruth, chat) == 409
    assert (await omar.post(f"{chat}/withdrawal", page="/chats")).status_code == 409


async def test_over_by_the_clock_before_any_tick(cast: Cast, enter: Enter) -> None:
    chat = await put_up(await enter("omar"), cast)
    await reply(await enter("ines"), chat)
    clock.travel(hours=4, microseconds=-1)
    omar, ruth = await enter("omar"), await enter("ruth")
    assert LINE in (await ruth.get("/chats")).text

    clock.travel(microseconds=1)
    assert LINE not in (await ruth.get("/chats")).text
    assert "It is over." in (await ruth.get(chat)).text
    late = await ruth.post(f"{chat}/replies", {"means": "phone", "words": WORDS}, page="/chats")
    assert late.status_code == 409
    assert OVER in late.text
    assert await take(omar, chat, cast, "ines") == 409
    taken_back = await omar.post(f"{chat}/withdrawal", page="/chats")
    assert taken_back.status_code == 409
    assert OWN_IS_OVER in taken_back.text
    assert await check() == []
