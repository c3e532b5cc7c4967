"""Whoever types a word of danger reads first who answers it: signed in or not, whatever else is found. The table of
such words is in `docs/guide.md`."""

from importlib import import_module

import pytest

from portal.guide import queries
from tests.integration.browser import Browser
from tests.integration.conftest import Enter
from tests.integration.guide.checklist import found_in, words_of_danger
from tests.integration.guide.lines import ABROAD, lay
from tests.integration.guide.test_help_now import _away

first_lines = import_module("portal.migrations.portal_2026_11_22t18_30_00_000000")
TITLES = [line[0] for line in first_lines.FIRST_LINES]
OF_US = ("/help-now", "Help now")
A_WAY_ON = '<a class="whole" href="/help-now">Help now</a>'


@pytest.fixture(autouse=True)
async def as_a_new_portal_is(enter: Enter) -> None:
    await lay()
    await first_lines.lay_out()


async def looked_up(browser: Browser, words: str) -> str:
    return (await browser.post("/guide/search", {"words": words}, page="/guide")).text


def test_every_line_of_a_new_portal_is_in_the_table() -> None:
    assert {row.where for row in words_of_danger()} == set(TITLES)
    assert sum(len(row.typed) for row in words_of_danger()) > 75


@pytest.mark.parametrize("name", ["", "maya", "fay"])
async def test_who_answers_it_is_the_first_that_is_read(enter: Enter, name: str) -> None:
    browser, otherwise = await enter(name), []
    for row in words_of_danger():
        for words in row.typed:
            found = found_in(await looked_up(browser, words))
            if found[:1] != [("/help-now", row.where)]:
                otherwise.append((words, row.where, found[:3]))
    assert otherwise == []


@pytest.mark.parametrize("name", ["", "maya"])
@pytest.mark.parametrize("words", ["my mentor says goodbye and i am scared", "goodbye, boundaries, i want to die"])
async def test_one_word_of_danger_is_enough(enter: Enter, name: str, words: str) -> None:
    found = found_in(await looked_up(await enter(name), words))
    assert found[0][0] == "/help-now"
    assert any(address.startswith("/guide") for address, _ in found)


@pytest.mark.parametrize("name", ["", "maya"])
async def test_with_the_lines_of_another_place(enter: Enter, name: str) -> None:
    browser = await enter(name)
    await lay(ABROAD)
    assert found_in(await looked_up(browser, "he hits me"))[0] == ("/help-now", "Someone hurts you")
    await lay({**ABROAD, "what_for": "Ein langer Abend"})
    assert found_in(await looked_up(browser, "he hits me"))[0] == OF_US
    await lay()
    assert found_in(await looked_up(browser, "he hits me"))[0] == OF_US


async def test_while_the_database_is_away(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = await enter("")
    monkeypatch.setattr(queries, "_lines", _away)
    monkeypatch.setattr(queries, "_read_last", ())
    assert found_in(await looked_up(nobody, "scared"))[0] == OF_US


@pytest.mark.parametrize("name", ["", "maya", "fay"])
@pytest.mark.parametrize("words", ["goodbey", "anonimous", "xylophone"])
async def test_where_it_was_guessed_or_not_found_help_now_stands_before_all(
    enter: Enter, name: str, words: str
) -> None:
    shown = (await looked_up(await enter(name), words)).partition('id="found"')[2]
    assert "If you are in danger or afraid, go to Help now." in shown
    assert shown.index(A_WAY_ON) == shown.index('class="whole"') - len("<a ")


async def test_what_is_found_for_sure_has_no_such_words(enter: Enter) -> None:
    shown = (await looked_up(await enter("maya"), "goodbye")).partition('id="found"')[2]
    assert "in danger" not in shown
    assert A_WAY_ON not in shown
