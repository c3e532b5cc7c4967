"""At night the one who asks is told when most people hear of it, and may leave it open until noon."""

from datetime import timedelta

import pytest

from portal import clock
from portal.chats.rules import NOT_AT_NIGHT, OWN_IS_OVER
from portal.chats.tables import Chat
from portal.members.tables import Member
from tests.integration.browser import Browser
from tests.integration.cast import Cast
from tests.integration.chats.talking import put_up, reply
from tests.integration.conftest import Enter
from tests.integration.ledger import acts, counts

TOLD_AT_EIGHT = "Most people are told at 8:00 am."
ONE_TAP = "Keep it open until noon"


@pytest.fixture(autouse=True)
async def at_night(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=23, minute=0, second=0, microsecond=0))


async def lasts(chat: str) -> timedelta:
    [row] = await Chat.select(Chat.until, Chat.created_at).where(Chat.id == chat[-16:])
    length: timedelta = row["until"] - row["created_at"]
    return length


async def longer(browser: Browser, chat: str) -> int:
    return (await browser.post(f"{chat}/longer", page="/chats")).status_code


async def test_one_tap_keeps_it_open_until_noon(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await put_up(omar, cast)
    page = (await omar.get(chat)).text
    assert TOLD_AT_EIGHT in page
    assert ONE_TAP in page
    assert TOLD_AT_EIGHT not in (await ruth.get(chat)).text

    answer = await omar.post(f"{chat}/longer", page=chat)
    assert (answer.status_code, answer.headers["location"]) == (303, chat)
    assert await lasts(chat) == timedelta(hours=13)
    page = (await omar.get(chat)).text
    assert TOLD_AT_EIGHT in page
    assert ONE_TAP not in page


async def test_twice_is_once(cast: Cast, enter: Enter) -> None:
    omar = await enter("omar")
    chat = await put_up(omar, cast)
    form = await omar.tokens(chat)
    for _ in range(2):
        assert (await omar.post_as_it_is(f"{chat}/longer", form)).status_code == 303
    assert await acts("chats.keep_open") == ["chats.keep_open"]
    assert await longer(omar, chat) == 303, "another tap changes nothing any more"
    assert await lasts(chat) == timedelta(hours=13)


async def test_it_is_the_clock_of_the_one_who_asks(cast: Cast, enter: Enter) -> None:
    """Early evening here is night in Helsinki, and so is eight in the evening of a day it began at eleven."""
    clock.set(clock.now().replace(month=7, day=15, hour=11))
    chat = await put_up(await enter("omar"), cast, hours="8")
    clock.travel(hours=7, minutes=30)
    assert TOLD_AT_EIGHT not in (await (await enter("omar")).get(chat)).text
    await Member.update({Member.zone: "Europe/Helsinki"}).where(Member.id == cast.members["omar"])
    omar = await enter("omar")
    assert ONE_TAP in (await omar.get(chat)).text
    assert await longer(omar, chat) == 303
    assert await lasts(chat) == timedelta(hours=22), "until nine here, which is noon there"


async def test_nobody_else_does_it_and_not_by_day_or_once_it_is_over(cast: Cast, enter: Enter) -> None:
    omar = await enter("omar")
    chat, taken_back = await put_up(omar, cast), await put_up(omar, cast, kind="offer")
    await omar.post(f"{taken_back}/withdrawal", page="/chats")
    before = await counts("sessions", "audit_entries")
    for name in ("ruth", "lena", "fay", "cora", "stranger"):
        assert await longer(await enter(name), chat) == 404
    refused = await omar.post(f"{taken_back}/longer", page="/chats")
    assert (refused.status_code, OWN_IS_OVER in refused.text) == (409, True)
    clock.set(clock.now() + timedelta(hours=4))
    assert await longer(await enter("omar"), chat) == 409
    assert await lasts(chat) == timedelta(hours=4)
    assert await counts("sessions", "audit_entries") == before
    assert await acts("chats.keep_open") == []

    clock.set(clock.now().replace(hour=9))
    omar = await enter("omar")
    by_day = await put_up(omar, cast)
    page = (await omar.get(by_day)).text
    assert TOLD_AT_EIGHT not in page
    assert ONE_TAP not in page
    refused = await omar.post(f"{by_day}/longer", page="/chats")
    assert (refused.status_code, NOT_AT_NIGHT in refused.text) == (409, True)


async def test_until_noon_can_be_chosen_at_once_at_night_alone(cast: Cast, enter: Enter) -> None:
    omar = await enter("omar")
    page = (await omar.get("/chats")).text
    assert "Until noon" in page
    assert "most people are told at 8:00 am" in page
    chat = await put_up(omar, cast, hours="noon")
    assert await lasts(chat) == timedelta(hours=13)
    assert ONE_TAP not in (await omar.get(chat)).text

    clock.set(clock.now().replace(hour=9))
    omar = await enter("omar")
    page = (await omar.get("/chats")).text
    assert "Until noon" not in page
    assert "8:00 am" not in page
    form = {"kind": "ask", "hours": "noon", "means": "here", "group": cast.groups["tuesday"]}
    before = await counts()
    assert (await omar.post("/chats", form, page="/chats")).status_code == 422
    assert await counts() == before


async def test_while_one_waits_there_is_other_help(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await put_up(omar, cast)
    main = (await omar.get(chat)).text.partition("<main")[2]
    for address in ("/help-now", "/guide/care", "/talks"):
        assert f'href="{address}"' in main
    assert "While you wait" not in (await ruth.get(chat)).text
    await reply(ruth, chat)
    main = (await omar.get(chat)).text
    assert "While you wait" not in main
    assert TOLD_AT_EIGHT not in main, "somebody has come"
