"""What staff can change in the admin, what they cannot, and that every change is an act of ours."""

from datetime import date
from typing import Any

import pytest

from portal.audit import AuditEntry
from portal.columns import new_id
from portal.groups.tables import Facilitation, Group, Membership
from portal.proposals.tables import Proposal
from tests.integration.facilitation.browser import Browser
from tests.integration.facilitation.community import Community

TABLES = ("members", "enrolments", "availabilities", "mentorships", "proposals")


async def membership_of(they: Community, name: str) -> dict[str, Any]:
    [row] = await Membership.select().where(Membership.id == they.memberships[name])
    return row


async def test_a_facilitator_notes_who_attends_and_since_when(fay: Browser, they: Community) -> None:
    address = f"/api/tables/memberships/{they.memberships['ines']}/"
    said = {**(await fay.admin(address)).json(), "joined_on": "2025-11-04", "attending": "yes"}

    assert (await fay.send_to("PATCH", address, said)).status_code == 200

    row = await membership_of(they, "ines")
    assert (row["joined_on"], row["attending"]) == (date(2025, 11, 4), "yes")
    [entry] = await AuditEntry.select().where(AuditEntry.act == "facilitation.note_membership")
    assert (entry["by"], entry["about"]) == (they.accounts["fay"], they.memberships["ines"])


async def test_several_at_once_are_changed_one_by_one(fay: Browser, they: Community) -> None:
    """The admin's bulk update sends the one column that changes, for each row."""
    for name in ("ines", "noor"):
        await fay.send_to("PATCH", f"/api/tables/memberships/{they.memberships[name]}/", {"attending": "no"})

    assert {(await membership_of(they, name))["attending"] for name in ("ines", "noor")} == {"no"}
    assert (await membership_of(they, "ines"))["joined_on"] == date(2026, 1, 6)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"joined_on": "tomorrow"}, "This is not a date we can read. Choose a day, or write it as 2026-03-28."),
        ({"joined_on": "1875-01-01"}, "This year does not look right. Choose the day they first came."),
        ({"joined_on": "2999-01-01"}, "This day is still to come. Choose the day they first came."),
        ({"attending": "perhaps"}, "Choose one of these."),
        ({"left_on": "2026-01-07"}, "This is not changed here."),
    ],
)
async def test_what_will_not_do_is_said_and_not_kept(
    fay: Browser, they: Community, typed: dict[str, str], sentence: str
) -> None:
    before = await membership_of(they, "ines")

    answer = await fay.send_to("PATCH", f"/api/tables/memberships/{before['id']}/", typed)

    assert (answer.status_code, answer.json()) == (422, {"custom_form_error": sentence})
    assert await membership_of(they, "ines") == before


async def test_nobody_is_moved_to_another_group_or_swapped(fay: Browser, they: Community) -> None:
    before = await membership_of(they, "ines")
    for typed in ({"group": they.groups["saturday"]}, {"member": they.members["lena"]}):
        answer = await fay.send_to("PATCH", f"/api/tables/memberships/{before['id']}/", typed)
        assert answer.json() == {"custom_form_error": "This is not changed here."}
    assert await membership_of(they, "ines") == before


async def test_another_groups_membership_is_not_there(gus: Browser, they: Community) -> None:
    before = await membership_of(they, "ines")

    for row in (before["id"], new_id()):
        answer = await gus.send_to("PATCH", f"/api/tables/memberships/{row}/", {"attending": "yes"})
        assert answer.status_code == 404
    assert await membership_of(they, "ines") == before


@pytest.mark.parametrize("table", [*TABLES, "memberships"])
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_nothing_is_replaced_or_deleted(
    fay: Browser, gus: Browser, cora: Browser, table: str, method: str
) -> None:
    before = await cora.rows(table)
    for who in (fay, gus, cora):
        for row in before:
            assert (await who.send_to(method, f"/api/tables/{table}/{row['id']}/", {})).status_code == 405
        assert (await who.send_to(method, f"/api/tables/{table}/", {})).status_code == 405
        assert (await who.send_to(method, f"/api/tables/{table}/?id={before[0]['id']}")).status_code == 405
    assert await cora.rows(table) == before


@pytest.mark.parametrize("table", TABLES)
async def test_states_and_people_are_not_changed_here(fay: Browser, cora: Browser, table: str) -> None:
    before = await cora.rows(table)
    for who in (fay, cora):
        for row in before:
            said = {"state": "matched", "name": "Somebody", "capacity": 3, "mentor_answer": "yes"}
            assert (await who.send_to("PATCH", f"/api/tables/{table}/{row['id']}/", said)).status_code == 405
    assert await cora.rows(table) == before


@pytest.mark.parametrize("table", ["members", "memberships", "enrolments", "availabilities", "mentorships"])
async def test_no_row_is_added_but_a_proposal(fay: Browser, cora: Browser, table: str) -> None:
    before = await cora.rows(table)
    for who in (fay, cora):
        assert (await who.send_to("POST", f"/api/tables/{table}/", dict(before[0], id=new_id()))).status_code == 405
        assert (await who.send_to("POST", f"/api/tables/{table}/{before[0]['id']}/", {})).status_code == 405
    assert await cora.rows(table) == before


@pytest.mark.parametrize("body", [b"[]", b"null", b"{", b"\xff", b'"a"'])
async def test_what_cannot_be_read_is_not_done(fay: Browser, body: bytes) -> None:
    await fay.admin("/")
    headers = {"x-csrftoken": fay.cookies["csrftoken"], "content-type": "application/json"}

    answer = await fay.post("/admin/api/tables/proposals/", content=body, headers=headers)

    assert answer.status_code == 400


async def test_too_much_is_not_read_to_its_end(fay: Browser, they: Community) -> None:
    answer = await fay.send_to("POST", "/api/tables/proposals/", {"note_to_both": "a" * 100_000})

    assert answer.status_code == 413
    assert await Proposal.count() == 4


GROUP = {"name": "Thursday Noon", "zone": "Europe/Lisbon", "meeting_weekday": "3", "meeting_time": "12:30"}


async def test_the_coordinator_founds_and_changes_a_group(cora: Browser) -> None:
    answer = await cora.send_to("POST", "/api/tables/support_groups/", GROUP)
    group = answer.json()[0]["id"]
    changed = await cora.send_to("PATCH", f"/api/tables/support_groups/{group}/", {"meeting_time": "13:00"})

    assert (answer.status_code, changed.status_code) == (201, 200)
    [row] = await Group.select().where(Group.id == group)
    assert row == {**GROUP, "id": group, "meeting_weekday": 3, "meeting_time": "13:00"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": "Tuesday Evening"}, "There is a group of this name already. Choose another name."),
        ({"name": " "}, "Give the group a name."),
        ({"zone": "Europe/Nowhere"}, "This is not a time zone we know. Write it as Europe/London."),
        ({"meeting_time": "25:00"}, "Write the time as 19:00."),
        ({"meeting_weekday": "9"}, "Choose one of these."),
    ],
)
async def test_a_group_that_will_not_do_is_not_founded(cora: Browser, typed: dict[str, str], sentence: str) -> None:
    answer = await cora.send_to("POST", "/api/tables/support_groups/", {**GROUP, **typed})

    assert (answer.status_code, answer.json()) == (422, {"custom_form_error": sentence})
    assert await Group.count() == 2


async def test_a_facilitator_does_not_change_groups(fay: Browser, they: Community) -> None:
    address = f"/api/tables/support_groups/{they.groups['tuesday']}/"

    assert (await fay.send_to("PATCH", address, {"name": "Mine"})).status_code == 405
    assert (await fay.send_to("POST", "/api/tables/support_groups/", GROUP)).status_code == 405


async def test_the_coordinator_entrusts_a_group_and_takes_it_back(cora: Browser, gus: Browser, they: Community) -> None:
    said = {"member": they.members["gus"], "group": they.groups["tuesday"]}

    answer = await cora.send_to("POST", "/api/tables/facilitations/", said)
    again = await cora.send_to("POST", "/api/tables/facilitations/", said)

    assert answer.status_code == 201
    assert again.json() == {"custom_form_error": "They run this group already."}
    assert len(await gus.rows("support_groups")) == 2
    address = f"/api/tables/facilitations/{answer.json()[0]['id']}/"
    assert (await cora.send_to("DELETE", address)).status_code == 200
    assert len(await gus.rows("support_groups")) == 1


async def test_a_facilitator_entrusts_nothing(fay: Browser, they: Community) -> None:
    said = {"member": they.members["fay"], "group": they.groups["saturday"]}

    assert (await fay.send_to("POST", "/api/tables/facilitations/", said)).status_code == 405
    one = they.facilitations["gus"]
    assert (await fay.send_to("DELETE", f"/api/tables/facilitations/{one}/")).status_code == 405
    assert await Facilitation.count() == 2
