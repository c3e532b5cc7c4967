"""One tap, and neither of two meets the other in chats any more; nobody is told."""

import pytest

from portal import clock
from portal.chats.actions import tell_open
from portal.exclusions.tables import Block
from tests.integration.browser import Browser, alike
from tests.integration.cast import Cast
from tests.integration.chats.talking import (
    ABSENT,
    LINE,
    SAID,
    WORDS,
    opt_in,
    put_up,
    reply,
    reply_of,
    say,
    take,
    talk_here,
    told_of,
)
from tests.integration.conftest import Enter
from tests.integration.ledger import acts, counts


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=9, minute=0, second=0, microsecond=0))


async def blocks(cast: Cast) -> list[tuple[str, str]]:
    names = {member: name for name, member in cast.members.items()}
    return [(names[row["member"]], names[row["other"]]) for row in await Block.select()]


async def is_gone(browser: Browser, chat: str) -> None:
    absent = alike(await browser.get(ABSENT))
    for act in ("", "/lately", "/stream"):
        assert alike(await browser.get(f"{chat}{act}")) == absent
    assert chat not in (await browser.get("/chats")).text


async def is_over(browser: Browser, chat: str) -> None:
    """As at any other end, for who has replied."""
    page = (await browser.get(chat)).text
    assert "This chat is over by now. Thank you for being there." in page
    assert LINE not in page
    assert WORDS not in page
    board = (await browser.get("/chats")).text
    assert chat in board
    assert LINE not in board


async def test_from_who_put_it_up(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    await opt_in(cast, "ruth", "omar")
    chat = await put_up(omar, cast)
    assert f'action="{chat}/apart"' in (await ruth.get(chat)).text
    assert (await ruth.post(f"{chat}/apart", page=chat)).status_code == 303
    assert await blocks(cast) == [("ruth", "omar")]
    await is_gone(ruth, chat)
    assert LINE in (await ines.get(chat)).text
    assert "Omar" not in (await ruth.get("/home")).text
    for author, other, name in ((omar, ruth, "ruth"), (ruth, omar, "omar")):
        later = await put_up(author, cast, kind="offer")
        await is_gone(other, later)
        await tell_open(clock.now())
        assert name not in await told_of(later, cast, seen=True)
        assert await reply(other, later) == 404


@pytest.mark.parametrize("by", ["author", "replier"])
async def test_after_a_reply(cast: Cast, enter: Enter, by: str) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    chat = await put_up(omar, cast)
    await reply(ines, chat)
    await reply(ruth, chat)
    told = await reply_of(chat, cast, "ruth")
    tap = (omar, f"{chat}/replies/{told}/apart") if by == "author" else (ruth, f"{chat}/apart")
    assert (await tap[0].post(tap[1], page=chat)).status_code == 303
    assert await blocks(cast) == [("omar", "ruth") if by == "author" else ("ruth", "omar")]
    await is_over(ruth, chat)
    page = (await omar.get(chat)).text
    assert "Ruth" not in page
    assert "Ines" in page
    assert "Ruth" not in (await omar.get("/home")).text
    assert await take(omar, chat, cast, "ruth") == 404
    assert await take(omar, chat, cast, "ines") == 303


@pytest.mark.parametrize("by", ["author", "replier"])
async def test_after_it_was_taken_up_it_has_closed_for_both(cast: Cast, enter: Enter, by: str) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await talk_here(omar, ruth, cast, "ruth")
    for browser in (omar, ruth):
        await say(browser, chat)
    told = await reply_of(chat, cast, "ruth")
    tap = (omar, f"{chat}/replies/{told}/apart") if by == "author" else (ruth, f"{chat}/apart")
    assert (await tap[0].post(tap[1], page=chat)).status_code == 303
    for browser in (omar, ruth):
        page = (await browser.get(chat)).text
        assert "This chat has closed" in page
        for hidden in ("Ruth" if browser is omar else "Omar", SAID, "202 555", WORDS if browser is omar else LINE):
            assert hidden not in page
        for act in ("lately", "stream"):
            assert (await browser.get(f"{chat}/{act}")).status_code == 404
        assert await say(browser, chat) == 409
        home = (await browser.get("/home")).text
        for hidden in (SAID, "wrote to you in a chat", "took up your reply"):
            assert hidden not in home


@pytest.mark.parametrize("by", ["author", "replier"])
async def test_a_second_tap_is_the_first_again(cast: Cast, enter: Enter, by: str) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await put_up(omar, cast)
    await reply(ruth, chat)
    of_omar = f"{chat}/replies/{await reply_of(chat, cast, 'ruth')}/apart"
    taps, of_other = (omar, of_omar), (ruth, f"{chat}/apart")
    if by == "replier":
        taps, of_other = of_other, taps
    form = await taps[0].tokens("/chats")
    first, again = [await taps[0].post_as_it_is(taps[1], form) for _ in range(2)]
    assert (first.status_code, first.headers["location"]) == (again.status_code, again.headers["location"])
    assert first.status_code == 303
    assert await acts("exclusions.block") == ["exclusions.block"]
    later = (await of_other[0].post(of_other[1], page="/chats")).status_code
    assert later == (303 if by == "author" else 404), "who has replied may say it as at any other end"
    assert len(await blocks(cast)) == (2 if by == "author" else 1)


async def test_nobody_taps_it_to_whom_the_chat_is_not_there(cast: Cast, enter: Enter) -> None:
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    chat, other = await put_up(omar, cast), await put_up(ines, cast)
    await reply(ruth, chat)
    told = await reply_of(chat, cast, "ruth")
    before = await counts("sessions", "audit_entries")
    for name in ("lena", "gus", "fay", "cora", "stranger"):
        browser = await enter(name)
        absent = alike(await browser.post(f"{ABSENT}/apart"))
        for address in (f"{chat}/apart", f"{chat}/replies/{told}/apart"):
            assert alike(await browser.post(address)) == absent
    for browser, address in (
        (omar, f"{chat}/apart"),
        (ruth, f"{chat}/replies/{told}/apart"),
        (ines, f"{other}/replies/{told}/apart"),
        (omar, f"{chat}/replies/k3v9k3v9k3v9k3v9/apart"),
    ):
        assert (await browser.post(address, page="/chats")).status_code == 404
    assert await counts("sessions", "audit_entries") == before
    assert WORDS in (await omar.get(chat)).text
