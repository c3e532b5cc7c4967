"""A list that nobody else ever reads: lines for the next meeting of one's group."""

import re
from datetime import UTC, datetime

import pytest

from portal import clock, sealed
from portal.check import check
from portal.database import counted
from portal.groups.tables import Group, Membership
from portal.meetings.actions import add_line
from portal.meetings.queries import lines_of
from portal.meetings.rules import ENOUGH, LONGEST, MOST
from tests.integration.browser import alike
from tests.integration.cast import SATURDAY, TUESDAY, Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import counts, everything, on_disk

PAGE = "/me/meeting"
WORDS = "What do I say when family asks, 1871?"


async def lines(cast: Cast, name: str) -> list[str]:
    member = cast.members[name]
    return [line.words for line in await lines_of(member, await sealed.ring(member))]


async def bring(cast: Cast, name: str, words: str) -> str:
    return await add_line(by=cast.person(name), words=words, once=once())


async def test_adding_a_line(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    assert "Only you." in (await maya.get(PAGE)).text
    answer = await maya.post(PAGE, {"words": f"  {WORDS} "}, page=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert await lines(cast, "maya") == [WORDS]
    assert WORDS in (await maya.get(PAGE)).text
    assert WORDS not in await everything()
    assert WORDS.encode() not in on_disk()
    assert await check() == []


async def test_the_newest_first(cast: Cast) -> None:
    for words in ("one", "two", "three"):
        await bring(cast, "maya", words)
        clock.travel(minutes=1)
    clock.reset()
    assert await lines(cast, "maya") == ["three", "two", "one"]


async def test_twice_is_once(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    form = {**await maya.tokens(PAGE), "words": WORDS}
    for _ in range(2):
        assert (await maya.post_as_it_is(PAGE, form)).status_code == 303
    assert await lines(cast, "maya") == [WORDS]
    await maya.post(PAGE, {"words": WORDS}, page=PAGE)
    assert await lines(cast, "maya") == [WORDS, WORDS], "the same words on purpose are two lines"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Write a few words to bring."),
        (" \r\n\x00", "Write a few words to bring."),
        ("w" * (LONGEST + 1), "This is longer than the 300 characters we can keep."),
    ],
)
async def test_what_will_not_do_comes_back(enter: Enter, words: str, sentence: str) -> None:
    maya = await enter("maya")
    before = await counts()
    answer = await maya.post(PAGE, {"words": words}, page=PAGE)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert words.strip(" \r\n\x00") in answer.text
    assert await counts() == before


async def test_fifty_lines_and_no_more(cast: Cast, enter: Enter) -> None:
    for number in range(MOST):
        await bring(cast, "maya", f"line {number}")
    maya = await enter("maya")
    answer = await maya.post(PAGE, {"words": WORDS}, page=PAGE)
    assert answer.status_code == 422
    assert ENOUGH in answer.text
    assert WORDS in answer.text, "what was typed stays"
    assert len(await lines(cast, "maya")) == MOST
    assert await bring(cast, "theo", "He has his own"), "it is each one's own list"


async def test_taking_one_off(cast: Cast, enter: Enter) -> None:
    line = await bring(cast, "maya", WORDS)
    maya = await enter("maya")
    form = await maya.tokens(PAGE)
    for _ in range(2):
        answer = await maya.post_as_it_is(f"{PAGE}/{line}/removal", form)
        assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert await lines(cast, "maya") == []
    assert (await maya.post(f"{PAGE}/{line}/removal")).status_code == 404


@pytest.mark.parametrize("name", ["theo", "noor", "lena", "fay", "cora", "stranger"])
async def test_nobody_else_reads_it_or_takes_it_off(cast: Cast, enter: Enter, name: str) -> None:
    line = await bring(cast, "maya", WORDS)
    browser = await enter(name)
    absent = alike(await browser.post(f"{PAGE}/k3v9k3v9k3v9k3v9/removal"))
    assert absent[0] == 404
    assert alike(await browser.post(f"{PAGE}/{line}/removal")) == absent
    assert WORDS not in (await browser.get(PAGE)).text
    assert await lines(cast, "maya") == [WORDS]


async def test_signed_out_it_is_behind_the_door(cast: Cast, enter: Enter) -> None:
    nobody = await enter("")
    answer = await nobody.get(PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={PAGE}")


async def test_when_ones_groups_meet(cast: Cast, enter: Enter) -> None:
    clock.set(datetime(2026, 11, 22, 12, tzinfo=UTC))
    try:
        await Group.update({Group.meeting_weekday: 1, Group.meeting_time: "19:00"}).where(
            Group.id == cast.groups[TUESDAY]
        )
        await Membership.insert(
            Membership(member=cast.members["maya"], group=cast.groups[SATURDAY], joined_on=clock.now().date())
        )
        shown = (await (await enter("maya")).get(PAGE)).text
        assert re.findall(r"<p>(\w+ \w+)</p>", shown) == ["Tuesday Evening", "Saturday Morning"]
        assert "Tuesday 7:00\u00a0pm</time>" in shown
        assert "Its time is not noted here." in shown
    finally:
        clock.reset()


async def test_with_htmx_only_the_piece_comes_back(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    answer = await maya.post(PAGE, {"words": WORDS}, page=PAGE, hx_request_type="partial")
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="lines"')
    assert "Kept for your next meeting." in answer.text


@pytest.mark.parametrize("many", [1, 50])
async def test_as_many_statements_with_one_line_and_fifty(cast: Cast, enter: Enter, many: int) -> None:
    for number in range(many):
        await bring(cast, "maya", f"line {number}")
    maya = await enter("maya")
    with counted() as statements:
        await maya.get(PAGE)
    assert len(statements) == 4
