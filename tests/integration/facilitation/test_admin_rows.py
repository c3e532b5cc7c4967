"""Whose rows staff see in the admin, by every way it has of asking; and what of them nobody sees there."""

from zoneinfo import ZoneInfo

import pytest

from portal import clock
from portal.columns import new_id
from portal.groups.tables import Membership
from portal.mentorships.tables import Mentorship
from tests.integration.facilitation.browser import Browser
from tests.integration.facilitation.community import Community

TABLES = ("members", "memberships", "support_groups", "enrolments", "availabilities", "proposals", "mentorships")


def theirs(they: Community, *names: str) -> dict[str, list[str]]:
    """The rows of these people, by table."""

    def pick(ids: dict[str, str]) -> list[str]:
        return sorted(ids[name] for name in names if name in ids)

    return {
        "members": pick(they.members),
        "memberships": pick(they.memberships),
        "enrolments": sorted([*pick(they.waiting), *pick(they.offering)]),
        "availabilities": pick(they.room),
        "proposals": pick(they.proposals),
        "mentorships": pick(they.mentorships),
    }


TUESDAY = ("ines", "noor", "maya", "ruth", "theo", "sam", "fay")
SATURDAY = ("lena", "kit", "lou", "gus")


@pytest.mark.parametrize("table", [table for table in TABLES if table != "support_groups"])
async def test_a_facilitator_has_the_rows_of_their_own_group(
    fay: Browser, gus: Browser, they: Community, table: str
) -> None:
    for who, name, people in ((fay, "fay", TUESDAY), (gus, "gus", SATURDAY)):
        rows = theirs(they, *people)[table]
        if table == "memberships":  # whoever runs a group and belongs to it is noted by somebody else
            rows.remove(they.memberships[name])
        assert sorted(row["id"] for row in await who.rows(table)) == rows
        assert (await who.admin(f"/api/tables/{table}/count/")).json()["count"] == len(rows)


async def test_a_facilitator_has_their_own_group(fay: Browser, gus: Browser) -> None:
    assert [row["name"] for row in await fay.rows("support_groups")] == ["Tuesday Evening"]
    assert [row["name"] for row in await gus.rows("support_groups")] == ["Saturday Morning"]


@pytest.mark.parametrize("table", TABLES)
async def test_the_coordinator_has_every_row(cora: Browser, they: Community, table: str) -> None:
    everybody = {"support_groups": sorted(they.groups.values()), **theirs(they, *they.members)}

    assert sorted(row["id"] for row in await cora.rows(table)) == everybody[table]


@pytest.mark.parametrize("table", TABLES)
async def test_the_row_of_another_group_is_not_there(fay: Browser, gus: Browser, table: str) -> None:
    one = (await gus.rows(table))[0]["id"]

    stranger, absent = [await fay.admin(f"/api/tables/{table}/{row}/", __readable="true") for row in (one, new_id())]

    assert (await gus.admin(f"/api/tables/{table}/{one}/")).status_code == 200
    assert stranger.status_code == absent.status_code == 404
    assert len(stranger.content) == len(absent.content)


@pytest.mark.parametrize("table", TABLES)
async def test_another_group_is_not_found_by_search_filter_or_order(
    fay: Browser, gus: Browser, they: Community, table: str
) -> None:
    others = {row["id"] for row in await gus.rows(table)}
    for asked in ({"search": "l"}, {"limit": "100"}, {"search": ""}, {"search": "%"}):
        assert others.isdisjoint(await fay.picker(table, **asked))
    for row in others:
        assert await fay.rows(table, id=row, id__match="exact") == []
        assert (await fay.admin(f"/api/tables/{table}/count/", id=row, id__match="exact")).json()["count"] == 0


@pytest.mark.parametrize("table", ["memberships", "enrolments", "proposals", "mentorships"])
async def test_another_group_is_not_found_by_its_id(fay: Browser, they: Community, table: str) -> None:
    assert await fay.rows(table, group=they.groups["saturday"]) == []
    assert len(await fay.rows(table, group=they.groups["tuesday"])) > 0


async def test_names_beside_foreign_keys_are_of_the_own_group(fay: Browser, gus: Browser) -> None:
    names = {row["member_readable"] for row in await fay.rows("memberships", __readable="true")}

    assert names == {name.title() for name in TUESDAY} - {"Fay"}  # her own row is for somebody else to keep
    asked = await gus.rows("proposals", __readable="true")
    read = sorted((row["mentee_readable"], row["mentor_readable"], row["group_readable"]) for row in asked)
    assert read == [("Kit", "Lou", "Saturday Morning"), ("Lena", "Lou", "Saturday Morning")]


async def test_what_is_exported_is_what_is_listed(fay: Browser, they: Community) -> None:
    """The admin makes its CSV file in the browser, from the pages of this question."""
    rows = await fay.rows("members", __page="1", __page_size="1000", __readable="true", __visible_fields="id,name")

    assert sorted(row["name"] for row in rows) == sorted(name.title() for name in TUESDAY)


async def test_who_has_left_is_not_among_the_people(fay: Browser, they: Community) -> None:
    today = clock.now().date()
    await Membership.update({Membership.left_on: today}).where(Membership.id == they.memberships["ruth"])

    assert they.members["ruth"] not in {row["id"] for row in await fay.rows("members")}
    assert they.room["ruth"] not in await fay.picker("availabilities")


async def test_a_draft_is_nobodys_business(fay: Browser, cora: Browser, they: Community) -> None:
    await they.person("omar", "tuesday")
    await they.waits("omar", "tuesday", state="draft")

    for who in (fay, cora):
        assert they.waiting["omar"] not in {row["id"] for row in await who.rows("enrolments")}


@pytest.mark.parametrize("runs", ["tuesday", "every group"])
async def test_a_side_of_it_does_not_read_it_here(browser: Browser, they: Community, runs: str) -> None:
    """They read it as a side does, on its own page: the other's answer is not theirs to see."""
    await they.person(
        "ana", "tuesday", runs="tuesday" if runs == "tuesday" else "", is_coordinator=runs == "every group"
    )
    await they.offers("ana", "tuesday", capacity=2)
    await they.asked("ines", "ana", "tuesday", mentee_answer="yes")
    await they.waits("ana", "tuesday")
    await they.asked("ana", "ruth", "tuesday", mentor_answer="no")
    await browser.sign_in(they.accounts["ana"])

    listed = {row["id"] for row in await browser.rows("proposals")}

    assert they.proposals["noor"] in listed
    for own in (they.proposals["ines"], they.proposals["ana"]):
        assert own not in listed
        assert (await browser.admin(f"/api/tables/proposals/{own}/")).status_code == 404


async def test_a_talk_of_their_own_is_not_listed_here(browser: Browser, they: Community) -> None:
    await they.person("ana", "tuesday", runs="tuesday")
    await they.offers("ana", "tuesday")
    await they.talk("ines", "ana", "tuesday")
    await browser.sign_in(they.accounts["ana"])

    assert [row["id"] for row in await browser.rows("mentorships")] == [they.mentorships["maya"]]


async def test_what_is_over_is_not_shown_as_open(fay: Browser, they: Community) -> None:
    clock.travel(days=8)
    await fay.sign_in(they.accounts["fay"])

    states = {row["id"]: row["state"] for row in await fay.rows("proposals")}

    assert states == {they.proposals["noor"]: "lapsed", they.proposals["maya"]: "matched"}
    assert [row["id"] for row in await fay.rows("proposals", state="lapsed")] == [they.proposals["noor"]]
    assert await fay.rows("proposals", state="open", state__match="exact") == []


async def test_moments_are_read_by_the_readers_own_clock(fay: Browser) -> None:
    [row] = await fay.rows("mentorships")

    [stored] = await Mentorship.select(Mentorship.began_at).where(Mentorship.id == row["id"])
    assert row["began_at"] == f"{stored['began_at'].astimezone(ZoneInfo('Asia/Tokyo')):%Y-%m-%d %H:%M}"


async def test_text_is_found_whatever_the_case_of_its_letters(fay: Browser) -> None:
    for asked in ({"name": "INE"}, {"name": "in", "name__match": "starts"}, {"name": "ES", "name__match": "ends"}):
        assert [row["name"] for row in await fay.rows("members", **asked)] == ["Ines"]
