"""The coordinator keeps question cards and the shelf: added, changed and retired, and read by nobody else there."""

from typing import Any

import pytest

from portal.audit import AuditEntry
from portal.columns import new_id
from portal.errors import NotFound
from portal.guide.actions import Card, add_card
from portal.guide.queries import cards, shelf
from portal.guide.rules import CALLED_SO, LINK_OR_TEXT, NOT_A_LINK, ONE_OF_THEM, SAID_ALREADY
from portal.guide.tables import QuestionCard, Resource
from portal.person import Person
from tests.integration.facilitation.browser import Browser
from tests.integration.facilitation.community import Community

CARDS, SHELF = "/api/tables/question_cards/", "/api/tables/resources/"
CARD = {
    "mentor_asks": "What would a good week look like?",
    "mentee_says": "What a good week would look like",
    "position": 50,
    "is_retired": False,
}
READING = {
    "title": "Boundaries that hold",
    "why": "For when no is hard.",
    "link": "",
    "text": "A boundary says what you will do.\n\nBegin with a small one.",
    "strand": "learning",
    "position": 10,
    "is_retired": False,
}
TOO_LONG = "This is longer than the {} characters we can keep. Shorten it a little; it is all here."
PLACE = "Give it a place from 0 to 999; lower comes first."


async def acts() -> list[tuple[str, str]]:
    rows = await AuditEntry.select(AuditEntry.act, AuditEntry.about).order_by(AuditEntry.at)
    return [(row["act"], row["about"]) for row in rows if row["act"].startswith("guide.")]


async def test_the_coordinator_adds_a_card_and_a_reading(cora: Browser) -> None:
    made = {}
    for address, said in ((CARDS, CARD), (SHELF, READING)):
        answer = await cora.send_to("POST", address, said)
        assert answer.status_code == 201
        [made[address]] = [row["id"] for row in answer.json()]

    assert (await cards())[-1].mentor_asks == CARD["mentor_asks"]
    [one] = await shelf()
    assert (one.id, one.title, one.strand) == (made[SHELF], READING["title"], "Learning")
    row = await Resource.select().first()
    assert row == {**READING, "id": made[SHELF]}
    assert await acts() == [("guide.add_card", made[CARDS]), ("guide.add_resource", made[SHELF])]


async def test_added_twice_in_one_tap_it_is_there_once(cora: Browser) -> None:
    for address, said in ((CARDS, CARD), (SHELF, READING)):
        first, again = [await cora.send_to("POST", address, {**said, "once": "one-tap"}) for _ in range(2)]
        assert (again.status_code, again.json()) == (201, first.json())
    assert [act for act, _ in await acts()] == ["guide.add_card", "guide.add_resource"]


async def test_changed_and_retired_and_offered_again(cora: Browser) -> None:
    card = (await cards())[0]
    address = f"{CARDS}{card.id}/"
    said = {**(await cora.admin(address)).json(), **CARD}
    assert (await cora.send_to("PATCH", address, said)).status_code == 200
    assert await QuestionCard.select().where(QuestionCard.id == card.id).first() == {**CARD, "id": card.id}
    assert (await cora.send_to("PATCH", address, {"is_retired": True})).status_code == 200
    assert card.id not in [one.id for one in await cards()]
    assert (await cora.send_to("PATCH", address, {"is_retired": False, "position": "1"})).status_code == 200
    assert (await cards())[0].id == card.id

    [reading] = (await cora.send_to("POST", SHELF, READING)).json()
    address = f"{SHELF}{reading['id']}/"
    away = {"link": "https://example.org/a", "text": ""}
    assert (await cora.send_to("PATCH", address, away)).status_code == 200
    assert await Resource.select().first() == {**READING, **away, "id": reading["id"]}
    assert (await cora.send_to("PATCH", address, {"is_retired": True, "strand": ""})).status_code == 200
    assert await shelf() == []
    assert (await cora.send_to("PATCH", f"{SHELF}{new_id()}/", {"title": "No such"})).status_code == 404
    assert [act for act, _ in await acts()].count("guide.change_card") == 3


async def test_nothing_is_deleted(cora: Browser) -> None:
    [card, *_] = await cards()
    assert (await cora.send_to("DELETE", f"{CARDS}{card.id}/")).status_code == 405
    assert card in await cards()
    assert await acts() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"mentor_asks": " "}, "Write it as a mentor asks it."),
        ({"mentee_says": None}, "Write it as a mentee says it."),
        ({"mentor_asks": "w" * 301}, TOO_LONG.format(300)),
        ({"mentor_asks": "Would you like me to just listen, or respond with some thoughts?"}, SAID_ALREADY),
        ({"position": 1000}, PLACE),
        ({"position": "first"}, "Write a whole number."),
    ],
)
async def test_a_card_that_will_not_do(cora: Browser, typed: dict[str, Any], sentence: str) -> None:
    card = (await cards())[0]
    before = await QuestionCard.select().order_by(QuestionCard.id)
    for answer in (
        await cora.send_to("POST", CARDS, {**CARD, **typed}),
        await cora.send_to("PATCH", f"{CARDS}{card.id}/", typed),
    ):
        assert (answer.status_code, answer.json()) == (422, {"custom_form_error": sentence})
    assert await QuestionCard.select().order_by(QuestionCard.id) == before


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Give it a title."),
        ({"title": "Taken"}, CALLED_SO),
        ({"why": " "}, "Say why it helps, in a sentence or two."),
        ({"text": ""}, LINK_OR_TEXT),
        ({"text": "", "link": "http://example.org"}, NOT_A_LINK),
        ({"text": "", "link": "javascript:alert(1)"}, NOT_A_LINK),
        ({"text": "", "link": "https://example.org/" + "a" * 400}, TOO_LONG.format(400)),
        ({"link": "https://example.org/a"}, ONE_OF_THEM),
        ({"text": "w" * 20_001}, TOO_LONG.format("20,000")),
        ({"strand": "loving"}, "Choose one of these."),
        ({"position": -1}, PLACE),
    ],
)
async def test_a_reading_that_will_not_do(cora: Browser, typed: dict[str, Any], sentence: str) -> None:
    await cora.send_to("POST", SHELF, {**READING, "title": "Taken"})
    [reading] = (await cora.send_to("POST", SHELF, READING)).json()
    before = await Resource.select().order_by(Resource.id)
    for answer in (
        await cora.send_to("POST", SHELF, {**READING, "title": "Another", **typed}),
        await cora.send_to("PATCH", f"{SHELF}{reading['id']}/", typed),
    ):
        assert (answer.status_code, answer.json()) == (422, {"custom_form_error": sentence})
    assert await Resource.select().order_by(Resource.id) == before


async def test_the_coordinator_finds_them_in_order(cora: Browser) -> None:
    groups = (await cora.admin("/api/tables/grouped/")).json()["grouped"]
    assert {"question_cards", "resources"} <= set(groups["Programme"])
    rows = await cora.rows("question_cards", __order="position")
    assert [row["mentor_asks"] for row in rows] == [card.mentor_asks for card in await cards()]
    fields = (await cora.admin(f"{SHELF}schema/")).json()["properties"]
    for name in ("title", "why", "link", "text", "strand", "position", "is_retired"):
        assert fields[name]["extra"]["help_text"], name
    strands = fields["strand"]["extra"]["choices"]
    assert (len(strands), strands["none"]["value"]) == (8, "")


@pytest.mark.parametrize("table", ["question_cards", "resources"])
async def test_for_facilitators_and_members_they_are_not_there(
    fay: Browser, they: Community, cora: Browser, table: str
) -> None:
    await cora.send_to("POST", SHELF, READING)
    [row, *_] = await cora.rows(table)
    async with Browser() as ines:
        await ines.sign_in(they.accounts["ines"])
        for name, who, closed in (("fay", fay, 405), ("ines", ines, 404)):
            addresses = (f"/api/tables/{table}/", f"/api/tables/{table}/{row['id']}/", f"/api/tables/{table}/schema/")
            for address in addresses:
                assert (await who.admin(address)).status_code == 404, name
            for method, address in (("POST", addresses[0]), ("PATCH", addresses[1])):
                answer = await who.send_to(method, address, {**row, "position": 3})
                assert answer.status_code in {closed, 403}, name
    assert (await cora.rows(table))[0] == row


async def test_the_act_itself_is_the_coordinators(they: Community) -> None:
    fay = Person(account=they.accounts["fay"], member=they.members["fay"], name="Fay")
    with pytest.raises(NotFound):
        await add_card(by=fay, card=Card(**CARD), once=new_id())  # type: ignore[arg-type]
