"""Whatever somebody has written is read by those whom `visibility.SEES` grants it, and on no page by anybody else.

Everybody opens every page there is, with every id there is. What each then has before them is compared with what the
table grants to how they stand to it: nothing more, and nothing less of what pages show today.
"""

import html
import re
from collections.abc import Iterator

import httpx
import pytest

from portal.visibility import SEES, As, Sight
from tests.integration.browser import Browser
from tests.integration.cast import PEOPLE, Cast
from tests.integration.conftest import Enter
from tests.integration.ledger import sql
from tests.integration.standing import Record, records
from tests.integration.told import tell
from tests.integration.web.routes import get_routes
from tests.integration.web.written import GRANTED_AS, NO_WORDS, SHOWN, STAGES, Stage, all_that_is_written

# Who reads whose name: of those they are asked about or talk with, of who chats with them, of who put them before each
# other, reads their application, has read or would hear what is not well, and of whom they want nothing from; of the
# coordinator, since something may be off with them; and staff, of their own groups.
NAMES = {
    "maya": "cora fay lena maya noor omar theo",
    "theo": "cora fay maya noor omar theo",
    "noor": "cora fay maya noor omar theo",
    "ines": "cora fay ines maya omar ruth",
    "ruth": "cora fay ines maya omar ruth",
    "omar": "cora fay ines maya omar",
    "lena": "cora gus lena",
    "fay": "cora fay ines maya noor omar ruth theo",
    "gus": "cora gus lena",
    "cora": " ".join(sorted(PEOPLE)),
    "stranger": "stranger",
}


_NAME = re.compile(rf"\b(?:{'|'.join(name.title() for name in PEOPLE)})\b")

DRAWN = "/talks/{talk_id}/kept/pdf"  # from the same as the page to keep, and nothing in it can be looked for


def test_pages_show_no_more_than_is_granted() -> None:
    for what, relations in SHOWN.items():
        assert relations <= set(SEES[GRANTED_AS.get(what, what)]), what
    assert SEES["hard_now"][As.PROPOSED] == Sight.LINE
    assert set(SHOWN) | NO_WORDS == set(SEES) - {"contact"} | set(GRANTED_AS)


@pytest.mark.only_on("sqlite")  # every page of everybody, six times over: what pages make of rows is alike on both
@pytest.mark.parametrize("stage", STAGES.values(), ids=STAGES)
async def test_everybody_reads_what_is_for_them(stage: Stage, cast: Cast, enter: Enter) -> None:
    there = await records(cast, await tell(cast))
    await stage.happens(cast)
    there |= await _told_since()
    shown = {name: await _all_that_is_shown(await enter(name), cast, there) for name in PEOPLE}

    for written in all_that_is_written(stage):
        readers = {name for name in PEOPLE if written.text in shown[name]}
        assert readers == written.readers, f"{written.what} of {written.of}"
    if stage is STAGES["they go on"]:
        assert {reader: _names_in(pages) for reader, pages in shown.items()} == NAMES


def test_everything_is_written_for_somebody() -> None:
    """Otherwise nothing here would show anything: each kind is shown to somebody, or to nobody yet."""
    read = {written.what for stage in STAGES.values() for written in all_that_is_written(stage) if written.readers}

    assert read == {what for what, relations in SHOWN.items() if relations}


async def _told_since() -> dict[str, Record]:
    """With an ending without a goodbye somebody is told why."""
    concerns = await sql("SELECT id FROM concerns WHERE kind IN ('alone', 'unsafe')")
    return {f"told with an ending: {row['id']}": Record({"concern_id": row["id"]}, {}) for row in concerns}


async def _all_that_is_shown(browser: Browser, cast: Cast, there: dict[str, Record]) -> str:
    desks = [f"{desk}?group={group}" for desk in ("/desk", "/desk/people") for group in cast.groups.values()]
    answers = [await browser.get(address) for address in dict.fromkeys((*_all_addresses(there), *desks))]
    tables = await browser.get("/admin/api/tables/")
    names = tables.json() if tables.status_code == 200 else []
    answers += [await browser.get(f"/admin/api/tables/{name}/") for name in names]
    for answer in answers:
        _says_nothing_outside_the_page(answer)
    return html.unescape("\n".join(answer.text for answer in answers))


def _all_addresses(there: dict[str, Record]) -> Iterator[str]:
    for route in get_routes():
        if route.path == DRAWN:
            continue
        if not route.names:
            yield route.path
        for record in there.values():
            if route.is_about_a_record and set(route.names) <= set(record.ids):
                yield route.at(record.ids)
                yield from (route.at(record.id_for(name)) for name in record.ids_for)


def _says_nothing_outside_the_page(answer: httpx.Response) -> None:
    assert answer.status_code in (200, 303, 404, 409), answer.request.url
    assert set(re.findall("<title>(.*?)</title>", answer.text)) <= {"Notes"}
    outside = f"{answer.headers} {answer.request.url.path}"
    assert re.findall(r"-written-by-|202 555|202555|cast\.example", outside) == []
    assert _names_in(outside) == ""


def _names_in(text: str) -> str:
    return " ".join(sorted({name.lower() for name in _NAME.findall(text)}))
