"""Copies of one world: in some of them a chat ended as chats do, in others somebody was blocked. Whoever had replied
reads the same in all of them, byte by byte; so do the two who talked, once it has closed."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from portal import clock
from portal.chats import actions
from portal.database import counted, write_transaction
from portal.notices.actions import put_away
from tests.integration.browser import Browser, alike
from tests.integration.cast import TUESDAY, Cast, gather, once
from tests.integration.chats.talking import LINE, WORDS, reply_of
from tests.integration.endings.reading import pages
from tests.integration.exclusions.blocks import want_nothing
from tests.integration.exclusions.listing import keep_apart
from tests.schema import empty

READ = ("/chats/{chat}", "/chats", "/home", "/talks", "/chats/{chat}/lately", "/chats/{chat}/stream")
SENT: dict[str, dict[str, str | list[str]]] = {
    "/chats/{chat}/replies": {"means": ["here"], "words": "Again 5013."},
    "/chats/{chat}/lines": {"words": "A line 5014."},
    "/chats/{chat}/reading": {},
    "/chats/{chat}/apart": {},
}
_AN_ID = re.compile(r"\b[a-z0-9]{16}\b")
Read = dict[str, tuple[int, str]]
End = Callable[[Cast, str], Awaitable[None]]


async def taken_up(cast: Cast, chat: str, name: str = "ines") -> None:
    await actions.take(chat, await reply_of(chat, cast, name), by=cast.person("omar"), once=once())


async def taken_back(cast: Cast, chat: str) -> None:
    await actions.withdraw(chat, by=cast.person("omar"), once=once())


async def by_itself(cast: Cast, chat: str) -> None:
    """By the clock."""


async def blocked(cast: Cast, chat: str) -> None:
    await want_nothing(cast, "omar", "ruth")


async def blocked_and_taken_up(cast: Cast, chat: str) -> None:
    await want_nothing(cast, "omar", "ruth")
    await taken_up(cast, chat)


async def excluded(cast: Cast, chat: str) -> None:
    await keep_apart(cast, "omar", "Ruth")


async def excludes(cast: Cast, chat: str) -> None:
    await keep_apart(cast, "ruth", "Omar")


async def with_ruth(cast: Cast, chat: str) -> None:
    """Who has come there from Home."""
    await taken_up(cast, chat, "ruth")
    async with write_transaction():
        await put_away("chat_taken", chat, member=cast.members["ruth"])


async def blocked_by_the_author(cast: Cast, chat: str) -> None:
    await with_ruth(cast, chat)
    await want_nothing(cast, "omar", "ruth")


async def blocked_by_the_replier(cast: Cast, chat: str) -> None:
    await with_ruth(cast, chat)
    await want_nothing(cast, "ruth", "omar")


# and how many hours ago it began: it is open for eight, and closes two days after that
ENDS: dict[End, int] = {
    taken_up: 1,
    taken_back: 1,
    by_itself: 9,
    blocked: 1,
    blocked_and_taken_up: 1,
    excluded: 1,
    excludes: 1,
}
CLOSED: dict[End, int] = {with_ruth: 57, blocked_by_the_author: 1, blocked_by_the_replier: 1}


async def world(end: End, ago: int, name: str) -> tuple[Read, int]:
    """What this one reads and is answered there, and in how many statements they read it."""
    now = clock.now()
    cast = await gather()
    clock.set(now - timedelta(hours=ago))
    by, group = cast.person("omar"), cast.groups[TUESDAY]
    chat = await actions.put_up(by=by, group=group, kind="ask", line=LINE, means=["here"], hours=8, once=once())
    for other in ("ines", "ruth"):
        await actions.reply(chat, by=cast.person(other), words=WORDS, means=["here"], once=once())
    await end(cast, chat)
    clock.set(now)

    browser = await Browser().enter(cast.accounts[name])
    with counted() as asked:
        read = await pages(browser, *READ, chat=chat)
    for address, form in SENT.items():
        answer = await browser.post(address.format(chat=chat), form, page="/guide")
        led = answer.headers.get("location", "")
        read[f"POST {address}"] = (answer.status_code, (led + alike(answer)[1]).replace(chat, "(chat)"))
    await browser.close()
    await empty()
    return {at: (status, _AN_ID.sub("*", html)) for at, (status, html) in read.items()}, len(asked)


def differing(one: Read, other: Read, *besides: str) -> set[str]:
    return {address for address in one if one[address] != other[address] and address not in besides}


async def test_whoever_had_replied_reads_the_same_at_every_end(schema: None) -> None:
    clock.set(clock.now().replace(hour=12, minute=0, second=0, microsecond=0))
    (first, number), *others = [await world(end, ago, "ruth") for end, ago in ENDS.items()]
    clock.reset()
    status, page = first["/chats/{chat}"]
    assert (status, "This chat is over by now. Thank you for being there." in page) == (200, True)
    assert "You replied to Omar" in first["/chats"][1]
    for hidden in (LINE, WORDS):
        assert hidden not in page
    assert [differing(first, read) for read, _ in others] == [set()] * len(others)
    assert {asked for _, asked in others} == {number}


@pytest.mark.parametrize(("name", "other"), [("omar", "Ruth"), ("ruth", "Omar")])
async def test_the_two_who_talked_read_that_it_has_closed(schema: None, name: str, other: str) -> None:
    """Its author reads on the board of what they asked for until two days later, so that row is there sooner or not."""
    clock.set(clock.now().replace(hour=12, minute=0, second=0, microsecond=0))
    (first, _), *others = [await world(end, ago, name) for end, ago in CLOSED.items()]
    clock.reset()
    status, page = first["/chats/{chat}"]
    assert (status, "This chat has closed" in page) == (200, True)
    for hidden in (WORDS if name == "omar" else LINE, other):
        assert hidden not in page
    besides = ("/chats",) if name == "omar" else ()
    assert [differing(first, read, *besides) for read, _ in others] == [set()] * len(others)
    assert all("This chat has closed" in read["/chats"][1] for read, _ in others)
