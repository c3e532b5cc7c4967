"""Whoever wants nothing from the other sees none of what they write, from then on; the other finds all as it was."""

import asyncio
from datetime import timedelta

import pytest

from portal import clock
from portal.check import check
from portal.database import counted
from portal.errors import NotPossible
from portal.exclusions.tables import Block
from portal.messages.actions import answer_by
from portal.messages.queries import messages_of
from portal.messages.tables import Message
from portal.sealed import ring
from portal.web import streams
from tests.integration.browser import Browser
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.exclusions.blocks import take_it_back, want_nothing
from tests.integration.ledger import counts
from tests.integration.messages.lines import HTMX, NEW, QUIET, OpenLine, lines, listening, said, text, to_open, write

BEFORE, SINCE, OWN = "Written before 1851.", "Written since 1852.", "Of my own 1853."
BOTH_WAYS = pytest.mark.parametrize(("name", "other"), [("maya", "theo"), ("theo", "maya")])


@pytest.fixture(autouse=True)
def now(cast: Cast) -> None:
    clock.set(clock.now())


async def a_block(cast: Cast, name: str, other: str) -> str:
    """Lines of both before it, and of the other since."""
    await write(cast, name, OWN)
    await write(cast, other, BEFORE)
    clock.travel(minutes=1)
    blocked = await want_nothing(cast, name, other)
    await write(cast, other, SINCE)
    clock.travel(minutes=1)
    return blocked


async def newest_of(cast: Cast, name: str) -> str:
    """The id of the newest line that this one sees."""
    return (await messages_of(await cast.side(name), ring=await ring())).newest


def at(cast: Cast) -> str:
    return f"/talks/{cast.talk}/messages"


@BOTH_WAYS
async def test_what_is_written_since_is_nowhere(cast: Cast, enter: Enter, name: str, other: str) -> None:
    await a_block(cast, name, other)
    browser = await enter(name)
    await browser.post(f"{at(cast)}/reading", {"seen": await newest_of(cast, name)}, page=at(cast))
    assert await lines(browser, at(cast)) == [OWN, BEFORE]
    assert said((await browser.get(f"{at(cast)}/lately")).text) == [OWN, BEFORE]
    for page in ("/home", "/talks", f"/talks/{cast.talk}", at(cast)):
        words = text(await browser.get(page))
        for trace in (SINCE, f"{other.title()} wrote", "New from", "Something new", "usually answers"):
            assert trace not in words, (page, trace)
    assert await lines(await enter(other), at(cast)) == [OWN, BEFORE, SINCE]


async def test_nor_on_earlier_pages(cast: Cast, enter: Enter) -> None:
    for number in range(60):
        await write(cast, "theo", f"before {number}")
    clock.travel(minutes=1)
    await want_nothing(cast, "maya", "theo")
    for number in range(60):
        await write(cast, "theo", f"since {number}")
    maya = await enter("maya")
    assert await lines(maya, at(cast)) == [f"before {number}" for number in range(10, 60)]
    assert await lines(maya, f"{at(cast)}?part=1") == [f"before {number}" for number in range(10)]
    assert len(await lines(await enter("theo"), f"{at(cast)}?part=2")) == 20


@BOTH_WAYS
async def test_taken_back_it_is_there_and_new(cast: Cast, enter: Enter, name: str, other: str) -> None:
    blocked, browser = await a_block(cast, name, other), await enter(name)
    await browser.post(f"{at(cast)}/reading", {"seen": await newest_of(cast, name)}, page=at(cast))
    await take_it_back(cast, name, blocked)

    page = (await browser.get(at(cast))).text
    assert said(page) == [OWN, BEFORE, SINCE]
    assert page.count('<li class="new">') == 1
    assert page.index('<li class="new">') > page.index(BEFORE)
    assert f"{other.title()} wrote to you" in (await browser.get("/home")).text
    assert "Something new" in (await browser.get("/talks")).text
    await browser.post(f"{at(cast)}/reading", {"seen": await newest_of(cast, name)}, page=at(cast))
    assert '<li class="new">' not in (await browser.get(at(cast))).text
    assert f"{other.title()} wrote to you" not in (await browser.get("/home")).text


async def test_what_came_while_it_held_once_is_there_while_it_holds_again(cast: Cast, enter: Enter) -> None:
    await take_it_back(cast, "maya", await a_block(cast, "maya", "theo"))
    await want_nothing(cast, "maya", "theo")
    assert await lines(await enter("maya"), at(cast)) == [OWN, BEFORE, SINCE]


@BOTH_WAYS
async def test_who_blocked_writes_nothing_either(cast: Cast, enter: Enter, name: str, other: str) -> None:
    browser = await enter(name)
    form = await browser.tokens(at(cast))
    await a_block(cast, name, other)
    page = (await browser.get(at(cast))).text
    assert f"You want nothing from {other.title()} just now." in page
    assert "Take it back" in page
    assert "<textarea" not in page
    assert "answering" not in page

    before = await counts("sessions")
    for headers in ({}, HTMX):
        answer = await browser.post_as_it_is(at(cast), {**form, "words": "Typed before."}, **headers)
        assert answer.status_code == 409
        assert "nothing is sent either" in answer.text
        assert "Typed before." in answer.text, "what was typed stays"
        assert "Take it back" in answer.text
    side, tomorrow = await cast.side(name), clock.now().date() + timedelta(days=1)
    with pytest.raises(NotPossible):
        await answer_by(side, by=cast.person(name), day=tomorrow, once=once())
    assert await counts("sessions") == before


@BOTH_WAYS
async def test_the_other_writes_as_ever(cast: Cast, enter: Enter, name: str, other: str) -> None:
    """In as many statements, and to an answer that says the same."""
    browser, answers, heard = await enter(other), [], []
    await write(cast, other, BEFORE)
    for _ in range(2):
        form = await browser.tokens(at(cast))
        with counted() as statements:
            answers.append(await browser.post_as_it_is(at(cast), {**form, "words": SINCE}))
        heard.append(len(statements))
        await want_nothing(cast, name, other)
    assert heard[0] == heard[1]
    assert len({(answer.status_code, answer.headers["location"]) for answer in answers}) == 1
    assert await Message.count() == 3
    assert await to_open(cast, name) == ["message"], "it waits, for when it is taken back"


async def test_a_day_that_the_other_says_is_not_told(cast: Cast, enter: Enter) -> None:
    await write(cast, "maya", OWN)
    clock.travel(minutes=1)
    await want_nothing(cast, "maya", "theo")
    side, tomorrow = await cast.side("theo"), clock.now().date() + timedelta(days=1)
    await answer_by(side, by=cast.person("theo"), day=tomorrow, once=once())
    maya = await enter("maya")
    assert "Theo answers by" not in (await maya.get(at(cast))).text
    assert "has read what you wrote" not in (await maya.get("/home")).text
    assert "knows that you answer by" in (await (await enter("theo")).get(at(cast))).text


async def test_an_open_page_hears_nothing_and_the_other_s_hears_all(cast: Cast, enter: Enter) -> None:
    newest = await write(cast, "theo", BEFORE)
    clock.travel(minutes=1)
    async with (
        listening(await enter("maya"), cast.talk, newest) as open_before,
        listening(await enter("theo"), cast.talk, newest) as theo,
    ):
        blocked = await want_nothing(cast, "maya", "theo")
        async with listening(await enter("maya"), cast.talk, newest) as open_since:
            await write(cast, "theo", SINCE)
            assert await theo.says() == NEW
            assert await open_before.is_quiet()
            assert await open_since.is_quiet()
            clock.travel(minutes=1)
            await take_it_back(cast, "maya", blocked)
            await write(cast, "theo", "And later.")
            assert [await line.says() for line in (theo, open_before, open_since)] == [NEW] * 3


async def test_how_things_stand_is_said_without_it(cast: Cast, enter: Enter) -> None:
    newest = await write(cast, "theo", BEFORE)
    clock.travel(minutes=1)
    await want_nothing(cast, "maya", "theo")
    await write(cast, "theo", SINCE)
    line = OpenLine(await enter("maya"), f"{at(cast)}/stream", newest)
    assert await line.says() == QUIET
    await line.close()
    assert len(streams.hub) == 0


@pytest.mark.parametrize("number", range(4))
async def test_blocked_while_something_is_being_sent(cast: Cast, number: int) -> None:
    """Each line came before it, and is read, or since, and is not; what one sends oneself is sent before it or not."""
    clock.reset()
    theirs = [write(cast, "theo", f"theirs {one}") for one in range(8)]
    mine = [write(cast, "maya", f"mine {one}") for one in range(8)]
    work = [*theirs[:number], *mine[number:], want_nothing(cast, "maya", "theo"), *theirs[number:], *mine[:number]]
    done = await asyncio.gather(*work, return_exceptions=True)
    assert {type(one) for one in done} <= {str, NotPossible}
    [block] = await Block.select(Block.created_at)
    side = await cast.side("maya")
    shown = (await messages_of(side, ring=await ring())).lines
    stored = await Message.select(Message.id, Message.author, Message.created_at)
    assert {line.id for line in shown} == {
        row["id"] for row in stored if row["author"] == side.me or row["created_at"] < block["created_at"]
    }
    assert all(row["created_at"] < block["created_at"] for row in stored if row["author"] == side.me)
    assert sum(row["author"] == side.other for row in stored) == 8
    assert await check() == []


async def test_pages_ask_as_often_with_and_without(cast: Cast, enter: Enter) -> None:
    browsers: list[Browser] = [await enter("maya"), await enter("theo")]
    looks = ("/home", "/talks", f"/talks/{cast.talk}", at(cast), f"{at(cast)}/lately", f"/talks/{cast.talk}/ending/now")
    await write(cast, "theo", BEFORE)

    async def asked() -> list[int]:
        numbers = []
        for browser in browsers:
            for address in looks:
                with counted() as statements:
                    assert (await browser.get(address)).status_code == 200
                numbers.append(len(statements))
        return numbers

    before = await asked()
    await want_nothing(cast, "maya", "theo")
    for _ in range(20):
        await write(cast, "theo", SINCE)
    assert await asked() == before
    assert max(before) <= 8
    assert max(before[:: len(looks)]) <= 4
