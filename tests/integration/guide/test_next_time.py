"""Question cards in the right voice, and the shelf; what is put aside for next time is there once, for both."""

import asyncio
import re

import pytest

from portal import clock
from portal.check import check
from portal.columns import new_id
from portal.database import counted
from portal.guide.queries import cards, shelf
from portal.guide.tables import QuestionCard, Resource
from portal.mentorships.rules import GOODBYE_SAID
from portal.notices.tables import Notice
from portal.plans.aside import put_aside
from portal.plans.queries import ahead_of
from portal.plans.rules import NOT_OFFERED
from portal.plans.tables import ForNextTime
from tests.integration.browser import alike
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import counts
from tests.integration.rows import all_rows
from tests.integration.told import goodbye

TEXT = "First one line.\n\nThen another one."


@pytest.fixture(autouse=True)
async def on_the_shelf(cast: Cast) -> dict[str, str]:
    """A text of ours, a link that leads away, and one that is retired, beside the four cards. After the cast: what is
    there when that is gathered first is there again in every test."""
    made = {
        "text": Resource(title="Boundaries that hold", why="For when no is hard.", text=TEXT, strand="learning"),
        "link": Resource(title="Somebody else’s page", why="Long.", link="https://example.org/a", position=5),
        "old": Resource(title="Not offered any more", why="Old.", text=TEXT, is_retired=True),
    }
    await Resource.insert(*made.values())
    return {name: one.id for name, one in made.items()}


@pytest.fixture
async def page(cast: Cast) -> str:
    return f"/talks/{cast.talk}/next"


async def put(cast: Cast, name: str, kind: str, what: str) -> None:
    await put_aside(await cast.side(name), by=cast.person(name), kind=kind, what=what, once=once())


async def aside(cast: Cast, name: str) -> list[tuple[str, bool]]:
    return [(one.words, one.by_me) for one in (await ahead_of(await cast.side(name), clock.now())).aside]


async def test_each_side_reads_cards_in_its_own_voice(enter: Enter, page: str) -> None:
    for name, other, voice in (("theo", "You could ask Maya:", "mentor_asks"), ("maya", "Tell Theo:", "mentee_says")):
        shown = (await (await enter(name)).get(page)).text
        assert other in shown
        assert len(await cards()) == 4
        for card in await cards():
            assert getattr(card, voice) in shown
            assert getattr(card, {"mentor_asks": "mentee_says", "mentee_says": "mentor_asks"}[voice]) not in shown


async def test_the_shelf_says_why_and_what_leads_away(enter: Enter, page: str, on_the_shelf: dict[str, str]) -> None:
    shown = (await (await enter("maya")).get(page)).text
    assert "For when no is hard." in shown
    assert f'href="{page}/{on_the_shelf["text"]}"' in shown
    assert '<a class="plain plain--flush" href="https://example.org/a" rel="noreferrer noopener">' in shown
    assert shown.count("This leads out of here.") == 1
    assert "Not offered any more" not in shown
    assert [one.title for one in await shelf()] == ["Boundaries that hold", "Somebody else’s page"]


async def test_a_text_is_read_here(enter: Enter, page: str, on_the_shelf: dict[str, str]) -> None:
    theo = await enter("theo")
    shown = (await theo.get(f"{page}/{on_the_shelf['text']}")).text
    assert "<p>First one line.</p><p>Then another one.</p>" in shown
    assert (await theo.get(f"{page}/{on_the_shelf['old']}")).status_code == 200, "it may have been put aside"
    assert (await theo.get(f"{page}/{on_the_shelf['link']}")).status_code == 404
    assert (await theo.get(f"{page}/k3v9k3v9k3v9k3v9")).status_code == 404


async def test_one_tap_puts_it_aside_for_both(
    cast: Cast, enter: Enter, page: str, on_the_shelf: dict[str, str]
) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    card = (await cards())[0]
    for form in ({"card": card.id}, {"resource": on_the_shelf["text"]}):
        answer = await maya.post(page, form, page=page)
        assert (answer.status_code, answer.headers["location"]) == (303, page)

    assert await aside(cast, "maya") == [(card.mentee_says, True), ("Boundaries that hold", True)]
    assert await aside(cast, "theo") == [(card.mentor_asks, False), ("Boundaries that hold", False)]
    assert "For next time, from you" in (await maya.get(page)).text
    assert "For next time, from Maya" in (await theo.get(page)).text
    home = (await theo.get("/home")).text
    assert home.count("Maya put something aside for next time") == 1
    assert "Boundaries" not in home
    assert await check() == []


async def test_the_same_thing_is_there_once(cast: Cast) -> None:
    card = (await cards())[1]
    await put(cast, "maya", "card", card.id)
    await put(cast, "theo", "card", card.id)
    tries = [put(cast, name, "card", (await cards())[2].id) for name in ("maya", "theo") * 16]
    await asyncio.gather(*tries)
    assert await ForNextTime.count() == 2
    assert await Notice.count().where(Notice.kind == "for_next_time") == 2


async def test_twice_is_once(cast: Cast, enter: Enter, page: str) -> None:
    maya = await enter("maya")
    form = {**await maya.tokens(page), "card": (await cards())[0].id}
    for _ in range(2):
        assert (await maya.post_as_it_is(page, form)).status_code == 303
    assert len(await aside(cast, "maya")) == 1
    [row] = await ForNextTime.select(ForNextTime.id)
    form = await maya.tokens(page)
    for _ in range(2):
        assert (await maya.post_as_it_is(f"{page}/{row['id']}/removal", form)).status_code == 303
    assert await aside(cast, "maya") == []
    assert (await maya.post(f"{page}/{row['id']}/removal")).status_code == 404


async def test_either_takes_it_off(cast: Cast, enter: Enter, page: str) -> None:
    await put(cast, "maya", "card", (await cards())[0].id)
    theo = await enter("theo")
    [address] = re.findall(rf'action="({page}/\w+/removal)"', (await theo.get(page)).text)
    assert (await theo.post(address, page=page)).status_code == 303
    assert await aside(cast, "maya") == []


async def test_what_is_not_offered_is_not_put_aside(
    cast: Cast, enter: Enter, page: str, on_the_shelf: dict[str, str]
) -> None:
    maya = await enter("maya")
    before = await counts()
    for form in (
        {},
        {"card": "k3v9k3v9k3v9k3v9"},
        {"resource": on_the_shelf["old"]},
        {"card": on_the_shelf["text"]},
        {"resource": (await cards())[0].id},
        {"card": "\x00'; --"},
    ):
        answer = await maya.post(page, form)
        assert (answer.status_code, NOT_OFFERED in answer.text) == (422, True), form
    assert await counts() == before


async def test_where_it_was_put_aside_it_stays(
    cast: Cast, enter: Enter, page: str, on_the_shelf: dict[str, str]
) -> None:
    await put(cast, "maya", "resource", on_the_shelf["text"])
    await Resource.update({Resource.is_retired: True}).where(Resource.id == on_the_shelf["text"])
    theo = await enter("theo")
    shown = (await theo.get(page)).text
    assert "Put aside earlier" in shown
    assert f'href="{page}/{on_the_shelf["text"]}"' in shown
    [address] = re.findall(rf'action="({page}/\w+/removal)"', shown)
    assert (await theo.post(address, page=page)).status_code == 303
    assert await aside(cast, "theo") == []


@pytest.mark.parametrize("name", ["noor", "ruth", "lena", "fay", "gus", "cora"])
async def test_for_everybody_else_it_is_not_there(
    cast: Cast, enter: Enter, page: str, on_the_shelf: dict[str, str], name: str
) -> None:
    card = (await cards())[0].id
    await put(cast, "maya", "card", card)
    [there] = await ForNextTime.select(ForNextTime.id)
    browser = await enter(name)
    before = await all_rows()
    absent = alike(await browser.get("/talks/k3v9k3v9k3v9k3v9/next"))
    assert absent[0] == 404
    assert alike(await browser.get(page)) == absent
    assert alike(await browser.get(f"{page}/{on_the_shelf['text']}")) == absent
    assert alike(await browser.post(page, {"card": card})) == absent
    assert alike(await browser.post(f"{page}/{there['id']}/removal")) == absent
    assert (await all_rows())["for_next_time"] == before["for_next_time"]


async def test_it_is_found_in_its_own_talks_only(cast: Cast, enter: Enter) -> None:
    await put(cast, "maya", "card", (await cards())[0].id)
    [there] = await ForNextTime.select(ForNextTime.id)
    talk = await cast.begin_talk("ines", "ruth")
    ruth = await enter("ruth")
    assert (await ruth.post(f"/talks/{talk}/next/{there['id']}/removal")).status_code == 404
    assert await ForNextTime.count() == 1


async def test_nothing_new_after_a_goodbye(cast: Cast, enter: Enter, page: str) -> None:
    await put(cast, "maya", "card", (await cards())[0].id)
    [there] = await ForNextTime.select(ForNextTime.id)
    await goodbye(cast, "maya")
    theo = await enter("theo")
    before = await counts()
    for address, form in ((page, {"card": (await cards())[1].id}), (f"{page}/{there['id']}/removal", {})):
        answer = await theo.post(address, form)
        assert (answer.status_code, GOODBYE_SAID in answer.text) == (409, True)
    assert (await theo.get(page)).status_code == 409
    assert await counts() == before


@pytest.mark.parametrize("many", [0, 200])
async def test_as_many_statements_whatever_is_there(cast: Cast, enter: Enter, page: str, many: int) -> None:
    if many:
        more = [QuestionCard(mentor_asks=f"What {one}?", mentee_says=f"What {one}", position=99) for one in range(many)]
        await QuestionCard.insert(*more)
        rows = [
            ForNextTime(
                id=new_id(), mentorship=cast.talk, author=cast.members["theo"], card=one.id, created_at=clock.now()
            )
            for one in more
        ]
        await ForNextTime.insert(*rows)
    maya = await enter("maya")
    with counted() as statements:
        assert (await maya.get(page)).status_code == 200
    assert len(statements) == 5
