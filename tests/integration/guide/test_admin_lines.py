"""The coordinator keeps the lines of Help now in the admin: added, changed, retired, and nobody else's to touch."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from portal import clock
from portal.audit import AuditEntry
from portal.columns import new_id
from portal.errors import NotFound
from portal.guide.actions import Answers, add_line, change_line
from portal.guide.queries import help_places
from portal.guide.rules import (
    NO_WAY_TO_REACH,
    NOT_A_LINK,
    NOT_A_NUMBER,
    NOT_A_WORD,
    ON_HELP_NOW,
    WORD_FOR_NOTHING,
)
from portal.guide.tables import HelpLine
from tests.integration.cast import Cast, once
from tests.integration.facilitation.browser import Browser
from tests.integration.guide.lines import DANGER, NIGHT, OVER, lay

LINES = "/api/tables/help_lines/"
LINE: dict[str, Any] = {
    "place": "Freedonia",
    "what_for": "Nobody to talk to",
    "call": "+99 555 01-99",
    "text_to": "55 501",
    "text_word": "LAMP",
    "link": "https://night.example/lines",
    "hours": "8 am to midnight",
    "position": 5,
    "is_retired": False,
}
TOO_LONG = "This is longer than the {} characters we can keep. Shorten it a little; it is all here."


@pytest.fixture
async def cora(cast: Cast) -> AsyncIterator[Browser]:
    async with Browser() as browser:
        await browser.sign_in(cast.accounts["cora"])
        yield browser


async def acts() -> list[tuple[str, str]]:
    rows = await AuditEntry.select(AuditEntry.act, AuditEntry.about).order_by(AuditEntry.at)
    return [(row["act"], row["about"]) for row in rows if row["act"].startswith("guide.")]


async def test_a_line_is_added_and_not_yet_tried(cora: Browser) -> None:
    await lay()
    answer = await cora.send_to("POST", LINES, LINE)
    assert answer.status_code == 201
    [made] = [row["id"] for row in answer.json()]
    assert await HelpLine.select() == [{**LINE, "id": made, "reviewed_on": None}]
    assert await acts() == [("guide.add_line", made)]
    [place] = await help_places()
    assert [line.id for line in place.lines] == [made]


async def test_added_twice_in_one_tap_it_is_there_once(cora: Browser) -> None:
    await lay()
    first, again = [await cora.send_to("POST", LINES, {**LINE, "once": "one-tap"}) for _ in range(2)]
    assert (again.status_code, again.json()) == (201, first.json())
    assert await HelpLine.count() == 1


async def test_another_number_has_not_been_tried(cora: Browser) -> None:
    today = clock.now().date()
    [night] = await lay({**NIGHT, "reviewed_on": today})

    async def tried_on() -> date | None:
        row = await HelpLine.select(HelpLine.reviewed_on).first()
        return row["reviewed_on"] if row else None

    for same in ({"hours": "until nine"}, {"position": "7"}, {"what_for": "A long night"}, {"place": "Elsewhere"}):
        assert (await cora.send_to("PATCH", f"{LINES}{night}/", same)).status_code == 200
        assert await tried_on() == today
    for other in ({"call": "555"}, {"text_to": "556"}, {"text_word": "HOPE"}, {"link": ""}):
        await HelpLine.update({HelpLine.reviewed_on: today}, force=True)
        assert (await cora.send_to("PATCH", f"{LINES}{night}/", other)).status_code == 200
        assert await tried_on() is None, other


async def test_when_it_was_tried_is_not_typed(cora: Browser) -> None:
    [night] = await lay(NIGHT)
    answer = await cora.send_to("PATCH", f"{LINES}{night}/", {"reviewed_on": clock.now().date().isoformat()})
    assert (answer.status_code, answer.json()) == (422, {"custom_form_error": "This is not changed here."})
    whole = (await cora.admin(f"{LINES}{night}/")).json()
    assert (await cora.send_to("PATCH", f"{LINES}{night}/", {**whole, "hours": "now"})).status_code == 200


async def test_retired_it_is_not_shown_and_shown_again_it_is(cora: Browser) -> None:
    [danger] = await lay(DANGER)
    for is_retired, shown in ((True, 0), (False, 1)):
        assert (await cora.send_to("PATCH", f"{LINES}{danger}/", {"is_retired": is_retired})).status_code == 200
        assert len(await help_places()) == shown
    assert (await cora.send_to("DELETE", f"{LINES}{danger}/")).status_code == 405
    assert await HelpLine.count() == 1
    assert (await cora.send_to("PATCH", f"{LINES}{new_id()}/", {"hours": "never"})).status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"place": " "}, "Say for which country or region it is."),
        ({"place": "w" * 61}, TOO_LONG.format(60)),
        ({"what_for": None}, "Say when to use it."),
        ({"what_for": "w" * 121}, TOO_LONG.format(120)),
        ({"place": "Sylvania", "what_for": "Taken"}, ON_HELP_NOW),
        ({"call": "ring us"}, NOT_A_NUMBER),
        ({"call": "1"}, NOT_A_NUMBER),
        ({"call": "1" * 31}, TOO_LONG.format(30)),
        ({"call": "<script>"}, NOT_A_NUMBER),
        ({"text_to": "5;5"}, NOT_A_NUMBER),
        ({"text_word": "TWO WORDS"}, NOT_A_WORD),
        ({"text_to": ""}, WORD_FOR_NOTHING),
        ({"link": "http://night.example"}, NOT_A_LINK),
        ({"link": "javascript:alert(1)"}, NOT_A_LINK),
        ({"call": "", "text_to": "", "text_word": "", "link": ""}, NO_WAY_TO_REACH),
        ({"hours": "w" * 61}, TOO_LONG.format(60)),
        ({"position": 1000}, "Give it a place from 0 to 999; lower comes first."),
    ],
)
async def test_a_line_that_will_not_do(cora: Browser, typed: dict[str, Any], sentence: str) -> None:
    _, one = await lay({**DANGER, "place": "Sylvania", "what_for": "Taken"}, LINE)
    before = await HelpLine.select().order_by(HelpLine.id)
    for answer in (
        await cora.send_to("POST", LINES, {**LINE, "what_for": "Another", **typed}),
        await cora.send_to("PATCH", f"{LINES}{one}/", typed),
    ):
        assert (answer.status_code, answer.json()) == (422, {"custom_form_error": sentence})
    assert await HelpLine.select().order_by(HelpLine.id) == before


async def test_the_coordinator_finds_them_by_place_also_the_retired(cora: Browser) -> None:
    await lay(DANGER, {**NIGHT, "place": "Atlantis"}, OVER)
    groups = (await cora.admin("/api/tables/grouped/")).json()["grouped"]
    assert "help_lines" in groups["Programme"]
    rows = await cora.rows("help_lines", __order="place,position")
    assert [row["place"] for row in rows] == ["Atlantis", "Freedonia", "Freedonia"]
    fields = (await cora.admin(f"{LINES}schema/")).json()["properties"]
    for name in (*LINE, "reviewed_on"):
        assert fields[name]["extra"]["help_text"], name


@pytest.mark.parametrize(("name", "closed"), [("fay", 405), ("maya", 404)])
async def test_for_facilitators_and_members_they_are_not_there(cast: Cast, name: str, closed: int) -> None:
    [danger] = await lay(DANGER)
    before = await HelpLine.select()
    async with Browser() as browser:
        await browser.sign_in(cast.accounts[name])
        for address in (LINES, f"{LINES}{danger}/", f"{LINES}schema/"):
            assert (await browser.admin(address)).status_code == 404
        for method, address in (("POST", LINES), ("PATCH", f"{LINES}{danger}/")):
            assert (await browser.send_to(method, address, LINE)).status_code in {closed, 403}
    assert await HelpLine.select() == before


async def test_the_acts_themselves_are_the_coordinators(cast: Cast) -> None:
    [danger] = await lay(DANGER)
    for name in ("fay", "maya"):
        with pytest.raises(NotFound):
            await add_line(by=cast.person(name), line=Answers(**LINE), once=once())
        with pytest.raises(NotFound):
            await change_line(danger, by=cast.person(name), line=Answers(**LINE), once=once())
    assert await HelpLine.count() == 1
