"""Proposing two people by adding a row: the pickers offer who can be chosen, and our own act says what comes of it."""

from typing import Any

import pytest

from portal import sealed
from portal.audit import AuditEntry
from portal.columns import new_id
from portal.proposals import rules
from portal.proposals.tables import Proposal
from tests.integration.facilitation.browser import Browser
from tests.integration.facilitation.community import Community

ADDRESS = "/api/tables/proposals/"


def ines_and_ruth(they: Community, **more: Any) -> dict[str, Any]:
    """What the admin's form sends: every column of the table, typed or not."""
    return {
        "mentee": they.waiting["ines"],
        "mentor": they.room["ruth"],
        "note_to_both": "You two may have much to say.",
        "once": new_id(),
        "group": "",
        "state": "open",
        "opened_at": "",
        "closes_at": "",
        "closed_at": None,
        "mentee_answer": "none",
        "mentor_answer": "none",
        **more,
    }


async def test_the_form_asks_for_two_people_and_a_note(fay: Browser) -> None:
    schema = (await fay.admin(f"{ADDRESS}schema/")).json()

    assert schema["required"] == ["mentee", "mentor"]
    links = {name: schema["properties"][name]["extra"]["foreign_key"]["to"] for name in schema["required"]}
    assert links == {"mentee": "enrolments", "mentor": "availabilities"}
    assert schema["properties"]["note_to_both"]["extra"]["widget"] == "text-area"
    keys = {(await fay.admin(f"{ADDRESS}new/")).json()["once"] for _ in range(2)}
    assert len(keys) == 2


async def test_the_row_is_added_by_our_own_act(fay: Browser, they: Community) -> None:
    answer = await fay.send_to("POST", ADDRESS, ines_and_ruth(they))

    assert answer.status_code == 201
    [row] = await Proposal.select().where(Proposal.mentee == they.waiting["ines"])
    assert row["group"] == they.groups["tuesday"]
    assert row["proposed_by"] == they.members["fay"]
    assert row["state"] == "open"
    keys = await sealed.ring(they.members["fay"])
    assert keys.open(row["note"], of=they.members["fay"]) == "You two may have much to say."
    assert [entry["by"] for entry in await AuditEntry.select().where(AuditEntry.act == "proposals.propose")] == [
        they.accounts["fay"]
    ]


async def test_what_is_typed_into_its_other_columns_changes_nothing(fay: Browser, they: Community) -> None:
    forged = ines_and_ruth(
        they, state="matched", mentee_answer="yes", mentor_answer="yes", group=they.groups["saturday"]
    )

    assert (await fay.send_to("POST", ADDRESS, forged)).status_code == 201
    [row] = await Proposal.select().where(Proposal.mentee == they.waiting["ines"])
    answers = (row["state"], row["mentee_answer"], row["mentor_answer"], row["group"])
    assert answers == ("open", "none", "none", they.groups["tuesday"])


async def test_the_note_is_not_read_back(fay: Browser, they: Community) -> None:
    await fay.send_to("POST", ADDRESS, ines_and_ruth(they))

    assert {row["note_to_both"] for row in await fay.rows("proposals")} == {""}


@pytest.mark.parametrize(
    ("mentee", "mentor", "sentence"),
    [
        ("noor", "ruth", rules.ALREADY_PROPOSED.format(mentee="Noor")),
        ("maya", "ruth", rules.ALREADY_TALKING.format(mentee="Maya")),
        ("ines", "theo", rules.NO_ROOM.format(mentor="Theo")),
        ("ines", "sam", rules.PAUSED.format(mentor="Sam")),
        ("ines", "lou", rules.OTHER_GROUP.format(mentor="Lou", mentee="Ines")),
    ],
)
async def test_a_refusal_is_in_words(fay: Browser, they: Community, mentee: str, mentor: str, sentence: str) -> None:
    before = await Proposal.count()
    said = ines_and_ruth(they, mentee=they.waiting[mentee], mentor=they.room[mentor])

    answer = await fay.send_to("POST", ADDRESS, said)

    assert answer.status_code == 422
    assert answer.json() == {"custom_form_error": sentence}
    assert await Proposal.count() == before


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"mentee": ""}, "Choose who waits for a mentor."),
        ({"mentor": None}, "Choose who has room."),
        ({"mentor": ["a"]}, "Choose who has room."),
        (
            {"note_to_both": "a" * 1001},
            "This is longer than the 1,000 characters we can keep. Shorten it a little; it is all here.",
        ),
    ],
)
async def test_what_is_missing_or_too_much_is_said(
    fay: Browser, they: Community, typed: dict[str, Any], sentence: str
) -> None:
    answer = await fay.send_to("POST", ADDRESS, ines_and_ruth(they, **typed))

    assert (answer.status_code, answer.json()) == (422, {"custom_form_error": sentence})


async def test_the_same_form_twice_is_one_proposal_and_one_answer(fay: Browser, they: Community) -> None:
    said = ines_and_ruth(they)

    first, second = [await fay.send_to("POST", ADDRESS, said) for _ in range(2)]

    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert await Proposal.count().where(Proposal.mentee == they.waiting["ines"]) == 1


async def test_another_facilitator_cannot_propose_them(gus: Browser, they: Community) -> None:
    answer = await gus.send_to("POST", ADDRESS, ines_and_ruth(they))
    absent = await gus.send_to("POST", ADDRESS, ines_and_ruth(they, mentee=new_id()))

    assert answer.status_code == absent.status_code == 404
    assert not await Proposal.exists().where(Proposal.mentee == they.waiting["ines"])


async def test_the_coordinator_can_propose_them(cora: Browser, they: Community) -> None:
    assert (await cora.send_to("POST", ADDRESS, ines_and_ruth(they))).status_code == 201
