"""Lines between the two: written once, in their order, and read by nobody else."""

import asyncio

import pytest

from portal import clock
from portal.audit import AuditEntry
from portal.check import check
from portal.database import counted
from portal.messages.rules import LONGEST
from portal.messages.tables import Message
from tests.integration.browser import alike
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.ledger import everything, on_disk
from tests.integration.messages.lines import ABSENT, HTMX, WORDS, lines, said, to_open, write


async def test_a_line_is_read_by_both_and_by_nobody_else(cast: Cast, enter: Enter, at: str) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    answer = await maya.post(at, {"words": WORDS}, page=at)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{at}#latest")

    assert await lines(maya, at) == await lines(theo, at) == [WORDS]
    home = (await theo.get("/home")).text
    assert "Maya wrote to you" in home
    assert WORDS not in home
    assert WORDS not in await everything()
    assert WORDS.encode() not in on_disk()
    for name in ("noor", "lena", "fay", "gus", "cora", "stranger"):
        browser = await enter(name)
        absent = alike(await browser.get(f"/talks/{ABSENT}/messages"))
        for page in (at, f"{at}/lately", f"{at}/stream"):
            assert alike(await browser.get(page)) == absent
    assert await check() == []


async def test_nobody_else_writes_there(cast: Cast, enter: Enter, at: str) -> None:
    for name in ("noor", "fay", "cora", "stranger"):
        browser = await enter(name)
        for to in (at, f"{at}/reading", f"{at}/answering"):
            absent = alike(await browser.post(f"/talks/{ABSENT}/messages", {"words": WORDS, "by": "tomorrow"}))
            assert alike(await browser.post(to, {"words": WORDS, "by": "tomorrow"})) == absent
    assert await Message.count() == 0


async def test_lines_stay_in_the_order_they_came(cast: Cast, enter: Enter, at: str) -> None:
    """Also where the clock stands still, or is put back."""
    clock.set(clock.now())
    await write(cast, "maya", "one")
    await write(cast, "theo", "two")
    clock.travel(hours=-1)
    await write(cast, "maya", "three")

    assert await lines(await enter("maya"), at) == ["one", "two", "three"]


async def test_sending_twice_is_sending_once(cast: Cast, enter: Enter, at: str) -> None:
    maya = await enter("maya")
    form = {**await maya.tokens(at), "words": WORDS}
    for _ in range(2):
        assert (await maya.post_as_it_is(at, form)).status_code == 303

    assert await lines(maya, at) == [WORDS]
    assert await to_open(cast, "theo") == ["message"]


async def test_the_same_words_sent_twice_on_purpose_are_two(cast: Cast, enter: Enter, at: str) -> None:
    maya = await enter("maya")
    for _ in range(2):
        await maya.post(at, {"words": WORDS}, page=at)

    assert await lines(maya, at) == [WORDS, WORDS]


async def test_thirty_two_at_once_with_one_key_are_one(cast: Cast) -> None:
    sent = await asyncio.gather(*(write(cast, "maya", WORDS, key="one") for _ in range(32)))

    assert len(set(sent)) == 1
    assert await Message.count() == 1
    assert await AuditEntry.count().where(AuditEntry.act == "messages.send") == 1


async def test_thirty_two_at_once_are_thirty_two(cast: Cast, enter: Enter, at: str) -> None:
    await asyncio.gather(*(write(cast, name, str(number)) for name in ("maya", "theo") for number in range(16)))

    assert sorted(await lines(await enter("maya"), at)) == sorted([str(number) for number in range(16)] * 2)
    moments = await Message.select(Message.created_at)
    assert len({row["created_at"] for row in moments}) == 32
    assert await to_open(cast, "maya") == await to_open(cast, "theo") == ["message"]


async def test_the_first_line_says_that_they_found_each_other(cast: Cast) -> None:
    await write(cast, "maya", WORDS)
    first = (await cast.side("maya")).found_at
    await write(cast, "theo", WORDS)

    assert first is not None
    assert (await cast.side("maya")).found_at == first


@pytest.mark.parametrize("words", ["", "   ", "\x00", "x" * (LONGEST + 1)])
async def test_what_will_not_do_is_asked_again(cast: Cast, enter: Enter, at: str, words: str) -> None:
    maya = await enter("maya")
    answer = await maya.post(at, {"words": words}, page=at)

    assert answer.status_code == 422
    assert 'id="words-error"' in answer.text
    assert f">\n{words.strip(chr(0)).strip()}</textarea>" in answer.text
    assert await Message.count() == 0


async def test_with_htmx_the_piece_comes_back_with_an_emptied_form(cast: Cast, enter: Enter, at: str) -> None:
    maya = await enter("maya")
    answer = await maya.post(at, {"words": WORDS}, page=at, **HTMX)

    assert (answer.status_code, said(answer.text)) == (200, [WORDS])
    assert answer.text.lstrip().startswith('<div id="messages"')
    assert ">\n</textarea>" in answer.text
    assert "data-announce>Sent.<" in answer.text
    assert "autofocus" in answer.text


async def test_the_newest_fifty_and_the_way_back(cast: Cast, enter: Enter, at: str) -> None:
    maya = await enter("maya")
    for number in range(60):
        await write(cast, "maya", f"line {number}")

    page = await maya.get(at)
    assert said(page.text) == [f"line {number}" for number in range(10, 60)]
    assert f'href="{at}?part=1"' in page.text
    before = await maya.get(f"{at}?part=1")
    assert said(before.text) == [f"line {number}" for number in range(10)]
    assert "<textarea" not in before.text
    assert "data-live" not in before.text
    for odd in ("-1", "x", "", "٣", "9" * 40):
        assert (await lines(maya, f"{at}?part={odd}"))[-1:] == ["line 59"]
    assert await lines(maya, f"{at}?part=2") == []


async def test_sixty_lines_cost_as_many_statements_as_one(cast: Cast, enter: Enter, at: str) -> None:
    maya, asked = await enter("maya"), []
    for many in (1, 59):
        for number in range(many):
            await write(cast, "theo", str(number))
        for page in (at, f"{at}/lately"):
            with counted() as heard:
                await maya.get(page)
            asked.append(len(heard))

    assert asked == [5] * 4
