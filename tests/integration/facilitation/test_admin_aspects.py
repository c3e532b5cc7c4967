"""The coordinator keeps what members are asked; what somebody has chosen stays, by whatever words."""

from collections.abc import Mapping
from typing import Any

import pytest

from portal.aspects.actions import answer_all
from portal.aspects.queries import Asked, aspects
from portal.aspects.rules import ACROSS_IN_USE, ASPECT_IN_USE, CALLED_SO, OFFERED_ALREADY, OPTION_IN_USE
from portal.aspects.tables import Aspect, AspectOption
from portal.audit import AuditEntry
from portal.columns import new_id
from portal.facilitation.tables import SuggestionRule
from portal.matching.people import Answer, Wish
from portal.person import Person
from tests.integration.facilitation.browser import Browser
from tests.integration.facilitation.community import Community

ASPECTS, OPTIONS, RULES = ("/api/tables/aspects/", "/api/tables/aspect_options/", "/api/tables/suggestion_rules/")
ACROSS = "across_only_if_both_agree"
CHILDREN = {
    "name": "Children",
    "question": "Are there children?",
    "shared_as": "children",
    "why": "It can help to talk with someone who has been there as a parent.",
    "position": 70,
    "weight": 2,
    "is_sensitive": True,
    "across_only_if_both_agree": False,
}


@pytest.fixture
async def age() -> Asked:
    return next(aspect for aspect in await aspects() if aspect.name == "Age")


async def says(they: Community, name: str, answers: Mapping[str, Answer]) -> None:
    me = Person(account=they.accounts[name], member=they.members[name], name=name)
    await answer_all(by=me, answers=answers, once=new_id())


async def acts(*names: str) -> list[str]:
    rows = await AuditEntry.select(AuditEntry.act).order_by(AuditEntry.at)
    return [row["act"] for row in rows if row["act"] in names]


async def test_the_coordinator_adds_an_aspect_and_its_options(cora: Browser) -> None:
    added = await cora.send_to("POST", ASPECTS, CHILDREN)
    [aspect] = [row["id"] for row in added.json()]
    assert added.status_code == 201
    assert "Children" not in [one.name for one in await aspects()], "there is nothing to choose yet"

    for words, position in (("Yes", 10), ("No", 20)):
        said = {"aspect": aspect, "words": words, "position": position}
        assert (await cora.send_to("POST", OPTIONS, said)).status_code == 201

    asked = (await aspects())[-1]
    assert (asked.name, asked.weight, asked.is_sensitive, asked.across_only) == ("Children", 2, True, False)
    assert list(asked.options.values()) == ["Yes", "No"]
    assert await acts("aspects.add_aspect", "aspects.add_option") == ["aspects.add_aspect", *["aspects.add_option"] * 2]


async def test_added_twice_in_one_tap_it_is_there_once(cora: Browser, age: Asked) -> None:
    for address, said in ((ASPECTS, CHILDREN), (OPTIONS, {"aspect": age.id, "words": "Ninety", "position": 90})):
        first, again = [await cora.send_to("POST", address, {**said, "once": "one-tap"}) for _ in range(2)]
        assert (again.status_code, again.json()) == (201, first.json())
    assert await acts("aspects.add_aspect", "aspects.add_option") == ["aspects.add_aspect", "aspects.add_option"]


async def test_everything_of_an_aspect_can_be_changed(cora: Browser, age: Asked) -> None:
    address = f"{ASPECTS}{age.id}/"
    said = {**(await cora.admin(address)).json(), **CHILDREN}
    assert (await cora.send_to("PATCH", address, said)).status_code == 200

    row = await Aspect.select().where(Aspect.id == age.id).first()
    assert row == {**CHILDREN, "id": age.id}
    assert (await cora.send_to("PATCH", address, {"is_sensitive": False, "weight": "5"})).status_code == 200
    row = await Aspect.select().where(Aspect.id == age.id).first()
    assert row == {**CHILDREN, "id": age.id, "is_sensitive": False, "weight": 5}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": "Gender"}, CALLED_SO),
        ({"name": " "}, "Give the aspect a name."),
        ({"name": "n" * 41}, "This is longer than the 40 characters we can keep. Shorten it a little; it is all here."),
        ({"question": ""}, "Write the question as members read it."),
        ({"shared_as": ""}, "Say what it is called when two share it."),
        ({"why": None}, "Say why we ask; members read it beside the question."),
        ({"weight": 0}, "Choose a weight from 1 to 5."),
        ({"weight": 6}, "Choose a weight from 1 to 5."),
        ({"weight": "heavy"}, "Write a whole number."),
        ({"weight": None}, "Write a whole number."),
        ({"position": 10**9}, "Give it a place from 0 to 999; lower comes first."),
        ({"position": -1}, "Give it a place from 0 to 999; lower comes first."),
    ],
)
async def test_what_will_not_do_is_said_and_not_kept(
    cora: Browser, age: Asked, typed: dict[str, Any], sentence: str
) -> None:
    before = await Aspect.select().order_by(Aspect.id)
    for answer in (
        await cora.send_to("POST", ASPECTS, {**CHILDREN, **typed}),
        await cora.send_to("PATCH", f"{ASPECTS}{age.id}/", typed),
    ):
        assert (answer.status_code, answer.json()) == (422, {"custom_form_error": sentence})
    assert await Aspect.select().order_by(Aspect.id) == before


async def test_a_chosen_option_is_renamed_and_not_removed(cora: Browser, they: Community, age: Asked) -> None:
    chosen, free, *_ = age.options
    await says(they, "ines", {age.id: Answer(chosen, shown=False)})

    refused = await cora.send_to("DELETE", f"{OPTIONS}{chosen}/")
    assert (refused.status_code, refused.json()) == (422, {"custom_form_error": OPTION_IN_USE})
    assert (await cora.send_to("PATCH", f"{OPTIONS}{chosen}/", {"words": "Twenties"})).status_code == 200
    assert (await cora.send_to("DELETE", f"{OPTIONS}{free}/")).status_code == 200

    rows = {row["id"]: row["words"] for row in await AspectOption.select().where(AspectOption.aspect == age.id)}
    assert rows[chosen] == "Twenties"
    assert free not in rows
    assert await acts("aspects.change_option", "aspects.remove_option") == [
        "aspects.change_option",
        "aspects.remove_option",
    ]


async def test_taken_back_by_everybody_an_option_can_go(cora: Browser, they: Community, age: Asked) -> None:
    chosen, other, *_ = age.options
    for name in ("ines", "noor"):
        await says(they, name, {age.id: Answer(chosen)})
        assert (await cora.send_to("DELETE", f"{OPTIONS}{chosen}/")).status_code == 422
        await says(they, name, {age.id: Answer(other)})
    assert (await cora.send_to("DELETE", f"{OPTIONS}{chosen}/")).status_code == 200


@pytest.mark.parametrize("said", ["option", "wish"])
async def test_an_answered_aspect_stays(cora: Browser, they: Community, age: Asked, said: str) -> None:
    answer = Answer(next(iter(age.options))) if said == "option" else Answer(None, Wish.DIFFERENT)
    await says(they, "ines", {age.id: answer})
    refused = await cora.send_to("DELETE", f"{ASPECTS}{age.id}/")
    assert (refused.status_code, refused.json()) == (422, {"custom_form_error": ASPECT_IN_USE})
    assert age in await aspects()


async def test_an_aspect_nobody_has_answered_goes_with_its_options(cora: Browser, they: Community, age: Asked) -> None:
    await says(they, "ines", {age.id: Answer()})
    assert (await cora.send_to("DELETE", f"{ASPECTS}{age.id}/")).status_code == 200
    assert age.id not in [aspect.id for aspect in await aspects()]
    assert not await AspectOption.exists().where(AspectOption.aspect == age.id)
    assert (await cora.send_to("DELETE", f"{ASPECTS}{age.id}/")).status_code == 404


async def test_an_option_keeps_its_aspect_and_has_words_of_its_own(cora: Browser, age: Asked) -> None:
    one, other, *_ = age.options
    moved = {"aspect": (await aspects())[0].id}
    for typed, sentence in (
        (moved, "This is not changed here."),
        ({"words": age.options[other]}, OFFERED_ALREADY),
        ({"words": " "}, "Write the option as members read it."),
    ):
        answer = await cora.send_to("PATCH", f"{OPTIONS}{one}/", typed)
        assert (answer.status_code, answer.json()) == (422, {"custom_form_error": sentence})
    again = await cora.send_to("POST", OPTIONS, {"aspect": age.id, "words": age.options[one]})
    assert again.json() == {"custom_form_error": OFFERED_ALREADY}
    assert (await cora.send_to("POST", OPTIONS, {"aspect": new_id(), "words": "Yes"})).status_code == 404
    assert (await cora.send_to("POST", OPTIONS, {"words": "Yes"})).status_code == 422
    assert age in await aspects()


async def test_the_floor_is_one_of_those_the_matching_knows(cora: Browser) -> None:
    [rule] = await cora.rows("suggestion_rules")
    address = f"{RULES}{rule['id']}/"
    assert (await cora.send_to("PATCH", address, {**rule, "floor": "half"})).status_code == 200
    assert [row["floor"] for row in await SuggestionRule.select()] == ["half"]

    refused = await cora.send_to("PATCH", address, {"floor": "all"})
    assert refused.json() == {"custom_form_error": "Choose one of these."}
    assert (await cora.send_to("POST", RULES, {"floor": "most"})).status_code == 405
    assert (await cora.send_to("DELETE", address)).status_code == 405
    assert [row["floor"] for row in await SuggestionRule.select()] == ["half"]
    assert await acts("facilitation.change_floor") == ["facilitation.change_floor"]


async def test_the_coordinator_finds_them_under_programme(cora: Browser) -> None:
    groups = (await cora.admin("/api/tables/grouped/")).json()["grouped"]
    assert {"aspects", "aspect_options", "suggestion_rules"} <= set(groups["Programme"])
    names = [aspect.name for aspect in await aspects()]
    assert [row["name"] for row in await cora.rows("aspects", __order="position")] == names
    assert sorted((await cora.picker("aspects")).values()) == sorted(names)
    options = await cora.rows("aspect_options", __order="aspect,position", __readable="true", __page_size="100")
    for aspect in await aspects():
        own = [row["words"] for row in options if row["aspect_readable"] == aspect.name]
        assert own == list(aspect.options.values())


async def test_nobodys_answers_are_there(cora: Browser) -> None:
    tables = (await cora.admin("/api/tables/")).json()
    assert "aspect_answers" not in tables
    assert (await cora.admin("/api/tables/aspect_answers/")).status_code == 404


@pytest.mark.parametrize("table", ["aspects", "aspect_options", "suggestion_rules"])
async def test_for_facilitators_and_members_they_are_not_there(
    fay: Browser, they: Community, cora: Browser, table: str
) -> None:
    [row, *_] = await cora.rows(table)
    async with Browser() as ines:
        await ines.sign_in(they.accounts["ines"])
        for name, who, closed in (("fay", fay, 405), ("ines", ines, 404)):
            addresses = (f"/api/tables/{table}/", f"/api/tables/{table}/{row['id']}/", f"/api/tables/{table}/schema/")
            for address in addresses:
                assert (await who.admin(address)).status_code == 404, name
            for method, address in (("POST", addresses[0]), ("PATCH", addresses[1]), ("DELETE", addresses[1])):
                answer = await who.send_to(method, address, {**row, "name": "Mine"})
                assert answer.status_code in {closed, 403}, name
    assert (await cora.rows(table))[0] == row


@pytest.mark.parametrize("is_across", [True, False])
async def test_once_answered_it_keeps_whom_it_keeps_apart(
    cora: Browser, they: Community, age: Asked, is_across: bool
) -> None:
    """Which mentors are possible before and after would name what somebody answered for matching only."""
    address, now, then = f"{ASPECTS}{age.id}/", {ACROSS: is_across}, {ACROSS: not is_across}
    for free in (then, now):
        assert (await cora.send_to("PATCH", address, free)).status_code == 200
    await says(they, "ines", {age.id: Answer()})
    for free in (then, now):
        assert (await cora.send_to("PATCH", address, free)).status_code == 200, "nothing was said by it"
    await says(they, "ines", {age.id: Answer(next(iter(age.options)), shown=False)})

    refused = await cora.send_to("PATCH", address, {**then, "weight": 5})

    assert (refused.status_code, refused.json()) == (422, {"custom_form_error": ACROSS_IN_USE})
    [row] = await Aspect.select(Aspect.across_only_if_both_agree, Aspect.weight).where(Aspect.id == age.id)
    assert (bool(row[ACROSS]), row["weight"]) == (is_across, age.weight)
    assert (await cora.send_to("PATCH", address, {**now, "weight": 5})).status_code == 200
    gender = next(aspect for aspect in await aspects() if aspect.name == "Gender")
    assert (await cora.send_to("PATCH", f"{ASPECTS}{gender.id}/", {ACROSS: True})).status_code == 200
    assert (await cora.send_to("PATCH", f"{ASPECTS}{new_id()}/", {ACROSS: True})).status_code == 404
