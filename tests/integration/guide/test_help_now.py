"""Who answers tonight: on the same page for everybody, with or without a database."""

import pytest

from portal.database import DatabaseAway, counted
from portal.guide import queries
from tests.integration.conftest import Enter
from tests.integration.guide.lines import ABROAD, DANGER, NIGHT, OVER, lay

PAGE = "/help-now"
EVERYBODY = ("", "maya", "lena", "fay", "cora", "stranger")


@pytest.mark.parametrize("name", EVERYBODY)
async def test_everybody_reads_the_lines(enter: Enter, name: str) -> None:
    await lay(DANGER, NIGHT, OVER)
    shown = (await (await enter(name)).get(PAGE)).text
    assert '<a class="plain plain--flush" href="tel:555">' in shown
    assert "In danger right now: call 555" in shown
    assert '<a class="btn" href="tel:15550199">' in shown
    assert "Call 1\u2011555\u00a00199" in shown
    assert '<a class="btn btn--quiet" href="sms:55501?body=LAMP">' in shown
    assert "Text LAMP to 55\u2011501" in shown
    assert 'href="https://night.example/" rel="noreferrer noopener">' in shown
    assert shown.count("The page leads out of here.") == 1
    assert "At any hour" in shown
    assert "12345" not in shown
    assert "<title>Notes</title>" in shown


async def test_several_places_are_a_short_list_first(enter: Enter) -> None:
    await lay(DANGER, ABROAD, NIGHT)
    shown = (await (await enter("")).get(PAGE)).text
    parts = [
        'href="#place-1">Freedonia',
        'href="#place-2">Sylvania',
        'id="place-1">Freedonia',
        "tel:555",
        "tel:15550199",
    ]
    parts += ['id="place-2">Sylvania', "sms:+9912"]
    found = [shown.find(part) for part in parts]
    assert found == sorted(found)
    assert found[0] > 0
    await lay(DANGER)
    assert "#place-1" not in (await (await enter("")).get(PAGE)).text


@pytest.mark.parametrize("name", EVERYBODY)
async def test_when_it_was_looked_up_is_said_on_the_desk_alone(enter: Enter, name: str) -> None:
    await lay(DANGER, NIGHT)
    shown = (await (await enter(name)).get(PAGE)).text
    assert "2 January" not in shown
    assert "Only staff" not in shown
    assert ("/desk/help" in shown) == (name == "cora")


async def test_who_is_in_a_group_can_also_tell_somebody_here(enter: Enter) -> None:
    ways = {"/chats": {"maya"}, "/note": {"maya", "stranger"}, "/question": {"maya", "stranger"}}
    for name in ("maya", "stranger", ""):
        shown = (await (await enter(name)).get(PAGE)).text.partition("<main")[2]
        assert {way for way in ways if f'href="{way}"' in shown} == {way for way, who in ways.items() if name in who}


@pytest.mark.parametrize("many", [1, 30])
async def test_as_many_statements_with_one_line_and_thirty(enter: Enter, many: int) -> None:
    await lay(*({**NIGHT, "what_for": f"Night {n}", "place": f"Place {n % 7}"} for n in range(many)))
    for name, most in (("", 1), ("maya", 2), ("cora", 2)):
        browser = await enter(name)
        with counted() as statements:
            assert (await browser.get(PAGE)).status_code == 200
        assert len(statements) == most


async def _away(*_: object) -> None:
    raise DatabaseAway("away")


async def test_without_a_database_it_is_what_was_read_last(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    await lay(DANGER, NIGHT)
    browser = await enter("")
    before = (await browser.get(PAGE)).text
    monkeypatch.setattr(queries, "_lines", _away)
    again = await browser.get(PAGE)
    assert (again.status_code, again.text) == (200, before)


async def test_and_where_nothing_was_read_what_is_true_everywhere(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "_lines", _away)
    monkeypatch.setattr(queries, "_read_last", ())
    shown = await (await enter("")).get(PAGE)
    assert shown.status_code == 200
    assert "Call the emergency number of where you are." in shown.text
    for number in ("911", "112", "999", "000"):
        assert f'href="tel:{number}"' in shown.text
    assert "Come back to this page in a minute." in shown.text


async def test_nothing_laid_reads_the_same(enter: Enter) -> None:
    await lay()
    assert "Call the emergency number of where you are." in (await (await enter("maya")).get(PAGE)).text


async def test_what_the_coordinator_wrote_is_words(enter: Enter) -> None:
    await lay({**NIGHT, "what_for": "<b>Night</b>", "place": "<i>", "hours": "{{ 7 * 7 }}"})
    shown = (await (await enter("")).get(PAGE)).text
    assert "&lt;b&gt;Night&lt;/b&gt;" in shown
    assert "&lt;i&gt;" in shown
    assert "{{ 7 * 7 }}" in shown
    assert "<b>" not in shown


async def test_it_is_at_the_same_place_on_every_page(enter: Enter) -> None:
    for name, addresses in (("", ("/", "/guide", "/guide/talks", "/sign-in", "/nowhere")), ("maya", ("/home", "/me"))):
        browser = await enter(name)
        for address in addresses:
            top = (await browser.get(address)).text.partition('<header class="top">')[2].partition("</header>")[0]
            assert top.count('href="/help-now"') == 1, address
