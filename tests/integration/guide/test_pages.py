"""The guide in short pages: what anybody reads, and what whoever is signed in reads beside it."""

import re

import pytest

from portal.database import counted
from portal.guide.pages import FOR_ANYONE, FOR_MEMBERS
from portal.guide.tables import QuestionCard
from tests.integration.browser import title
from tests.integration.conftest import Enter

PUBLIC = [page.address for page in FOR_ANYONE]
INSIDE = [*(page.address for page in FOR_MEMBERS), "/guide/questions", "/guide/shelf"]


@pytest.mark.parametrize("name", ["", "maya", "lena", "fay", "cora", "stranger"])
async def test_anybody_reads_what_is_for_anybody(enter: Enter, name: str) -> None:
    browser = await enter(name)
    front = (await browser.get("/guide")).text
    for page in FOR_ANYONE:
        answer = await browser.get(page.address)
        assert (answer.status_code, title(answer)) == (200, page.title)
        assert "<title>Notes</title>" in answer.text
        assert f'href="{page.address}"' in front


@pytest.mark.parametrize("address", INSIDE)
async def test_the_rest_is_for_who_is_signed_in(enter: Enter, address: str) -> None:
    nobody, maya = await enter(""), await enter("maya")
    answer = await nobody.get(address)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={address}")
    assert f'href="{address}"' not in (await nobody.get("/guide")).text
    answer = await maya.get(address)
    assert answer.status_code == 200
    assert "<title>Notes</title>" in answer.text
    assert f'href="{address}"' in (await maya.get("/guide")).text


async def test_nothing_signed_out_leads_inside(enter: Enter) -> None:
    nobody = await enter("")
    inside = (*INSIDE, "/enrolments", "/chats", "/me", "/note", "/question")
    for address in ("/guide", *PUBLIC):
        main = (await nobody.get(address)).text.partition("<main")[2]
        assert [one for one in re.findall(r'href="([^"#]+)', main) if one.startswith(inside)] == []


async def test_every_way_on_leads_somewhere(enter: Enter) -> None:
    maya = await enter("maya")
    ways: dict[str, str] = {}
    for address in ("/guide", *PUBLIC, *INSIDE):
        main = (await maya.get(address)).text.partition("<main")[2]
        ways |= dict.fromkeys(re.findall(r'href="(/[^"#]*)', main), address)
    ways.pop("/leave", None)  # it is a way on of the page about the phone
    answers = {way: (await maya.get(way)).status_code for way in ways}
    assert {way: (status, ways[way]) for way, status in answers.items() if status != 200} == {}


async def test_a_card_speaks_in_both_voices(enter: Enter) -> None:
    await QuestionCard.insert(QuestionCard(mentor_asks="<b>Old?", mentee_says="Old", position=1, is_retired=True))
    await QuestionCard.insert(QuestionCard(mentor_asks="<i>New?", mentee_says="New & mine", position=999))
    shown = (await (await enter("ines")).get("/guide/questions")).text
    assert shown.count("You could ask") == shown.count("You could say") == 5
    assert "&lt;i&gt;New?" in shown
    assert "New &amp; mine" in shown
    assert "Old?" not in shown


async def test_no_cards_say_so(enter: Enter) -> None:
    await QuestionCard.update({QuestionCard.is_retired: True}, force=True)
    assert "No questions are here yet." in (await (await enter("maya")).get("/guide/questions")).text


async def test_the_same_words_about_looking_after_oneself(enter: Enter) -> None:
    theirs = (await (await enter("theo")).get("/me/care/self-care")).text
    anybodys = (await (await enter("maya")).get("/guide/care")).text
    for sentence in ("Stop for ten minutes before the next thing.", "You feel flat, or cross, when a message comes."):
        assert (sentence in theirs, sentence in anybodys) == (True, True)
    assert "On a hard night" in anybodys


@pytest.mark.parametrize("many", [1, 30])
async def test_as_many_statements_with_one_card_and_thirty(enter: Enter, many: int) -> None:
    await QuestionCard.insert(*(QuestionCard(mentor_asks=f"{n}?", mentee_says=f"{n}") for n in range(many)))
    expected = {"/guide": 1, **dict.fromkeys(PUBLIC, 1), **dict.fromkeys(INSIDE, 1), "/guide/search": 1}
    expected |= {"/guide/questions": 2, "/guide/shelf": 2}
    maya, found = await enter("maya"), {}
    for address in expected:
        with counted() as statements:
            await maya.get(address)
        found[address] = len(statements)
    assert found == expected


async def test_signed_out_the_guide_asks_no_database(enter: Enter) -> None:
    nobody = await enter("")
    with counted() as statements:
        for address in ("/", "/guide", *PUBLIC, "/guide/search"):
            assert (await nobody.get(address)).status_code == 200
    assert statements == []
