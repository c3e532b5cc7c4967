"""Whose rows staff see in the admin, by every way it has of asking; and what of them nobody sees there."""

from collections.abc import Callable
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from portal import clock
from portal.columns import new_id
from portal.enrolments.tables import Enrolment
from portal.groups.tables import Membership
from portal.mentorships.tables import Mentorship
from portal.proposals.tables import Proposal
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


MATCHES: dict[str, Callable[[str, str], bool]] = {
    "exact": str.__eq__,
    "starts": str.startswith,
    "ends": str.endswith,
    "contains": str.__contains__,
}
YES_IS_KEPT = [  # mentee's and mentor's answer, as they are and as they are read
    (("none", "none"), ("none", "none")),
    (("yes", "none"), ("answered", "none")),
    (("none", "yes"), ("none", "answered")),
    (("no", "none"), ("no", "none")),
    (("none", "no"), ("none", "no")),
    (("no", "yes"), ("no", "yes")),
    (("yes", "yes"), ("yes", "yes")),
]


@pytest.mark.parametrize("state", ["open", "lapsed", "withdrawn"])
@pytest.mark.parametrize(("are", "read"), YES_IS_KEPT)
async def test_a_yes_is_not_told_before_both_have_answered(
    fay: Browser, they: Community, are: tuple[str, str], read: tuple[str, str], state: str
) -> None:
    """Nor found, by whichever way of asking."""
    sides, one = ("mentee_answer", "mentor_answer"), they.proposals["noor"]
    values: dict[Any, Any] = {Proposal.mentee_answer: are[0], Proposal.mentor_answer: are[1], Proposal.state: state}
    await Proposal.update(values).where(Proposal.id == one)

    [row] = [row for row in await fay.rows("proposals", __readable="true") if row["id"] == one]
    assert tuple(row[side] for side in sides) == read
    whole = (await fay.admin(f"/api/tables/proposals/{one}/")).json()
    assert tuple(whole[side] for side in sides) == read
    for side, shown in zip(sides, read, strict=True):
        for asked, (match, is_found) in product(("none", "answered", "yes", "no"), MATCHES.items()):
            question = {side: asked, f"{side}__match": match, "id": one}
            found = [row["id"] for row in await fay.rows("proposals", **question)]
            counted = (await fay.admin("/api/tables/proposals/count/", **question)).json()["count"]
            assert (found, counted) == (([one], 1) if is_found(shown, asked) else ([], 0)), (side, asked, match)


async def test_the_order_does_not_tell_a_yes_either(fay: Browser, they: Community) -> None:
    """Answered stands where its word stands, before no one's answer and before a yes of both."""
    await they.asked("ines", "ruth", "tuesday", mentee_answer="yes")
    both: dict[Any, Any] = {Proposal.mentee_answer: "yes", Proposal.mentor_answer: "yes"}
    await Proposal.update(both).where(Proposal.id == they.proposals["maya"])

    read = [row["mentee_answer"] for row in await fay.rows("proposals", __order="mentee_answer")]

    assert read == ["answered", "none", "yes"]


async def test_what_was_taken_back_is_nobodys_business_any_more(fay: Browser, cora: Browser, they: Community) -> None:
    """Nor that somebody has said how much room they would have, in an application that is not sent."""
    await they.person("omar", "tuesday")
    for state in ("withdrawn", "draft"):
        await Enrolment.update({Enrolment.state: state}).where(
            Enrolment.id.is_in([they.waiting["ines"], they.offering["ruth"]])
        )
        for who in (fay, cora):
            listed = {row["id"] for table in ("enrolments", "availabilities") for row in await who.rows(table)}
            assert listed.isdisjoint({they.waiting["ines"], they.offering["ruth"], they.room["ruth"]})
            assert they.offering["theo"] in listed
            assert (await who.admin(f"/api/tables/enrolments/{they.waiting['ines']}/")).status_code == 404
            assert (await who.admin(f"/api/tables/availabilities/{they.room['ruth']}/")).status_code == 404


@pytest.mark.parametrize("runs", ["tuesday", "every group"])
async def test_of_whom_one_is_a_side_another_keeps_the_rows(browser: Browser, they: Community, runs: str) -> None:
    await they.person(
        "ana", "tuesday", runs="tuesday" if runs == "tuesday" else "", is_coordinator=runs == "every group"
    )
    await they.offers("ana", "tuesday", capacity=2)
    await they.talk("ines", "ana", "tuesday")
    await they.waits("ana", "tuesday")
    await they.asked("ana", "ruth", "tuesday")
    await browser.sign_in(they.accounts["ana"])

    for table, rows in (
        ("enrolments", (they.waiting["ines"], they.offering["ruth"])),
        ("availabilities", (they.room["ruth"],)),
        ("memberships", (they.memberships["ines"], they.memberships["ruth"])),
    ):
        listed = {row["id"] for row in await browser.rows(table)}
        assert listed
        assert listed.isdisjoint(rows)
    typed = {"attending": "yes"}
    answer = await browser.send_to("PATCH", f"/api/tables/memberships/{they.memberships['ines']}/", typed)
    assert answer.status_code == 404
