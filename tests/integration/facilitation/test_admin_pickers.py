"""Whom the admin offers where a person is picked, how they read, and how they are found."""

from datetime import timedelta

import pytest

from portal import clock
from portal.columns import new_id
from portal.enrolments.tables import Hold
from tests.integration.facilitation.browser import Browser
from tests.integration.facilitation.community import Community


async def test_mentees_read_as_who_waits_longest_first(fay: Browser, they: Community) -> None:
    """Neither Maya, who has Theo, nor Noor, who was asked already."""
    await they.person("omar", "tuesday")
    await they.waits("omar", "tuesday", days=20)

    assert list((await fay.picker("enrolments", limit="6")).items()) == [
        (they.waiting["omar"], "Omar · waiting 20 days"),
        (they.waiting["ines"], "Ines · waiting 16 days"),
    ]


async def test_mentors_read_as_who_has_room(fay: Browser, they: Community) -> None:
    assert list((await fay.picker("availabilities", limit="6")).items()) == [
        (they.room["ruth"], "Ruth · room for 1"),
        (they.room["sam"], "Sam · taking a pause"),
        (they.room["theo"], "Theo · no room now"),
    ]


@pytest.mark.parametrize(("days", "reads"), [(0, "waiting since today"), (1, "waiting 1 day"), (2, "waiting 2 days")])
async def test_waiting_is_told_in_days(fay: Browser, they: Community, days: int, reads: str) -> None:
    await they.person("omar", "tuesday")
    await they.waits("omar", "tuesday", days=days)

    assert await fay.picker("enrolments", search="omar") == {they.waiting["omar"]: f"Omar · {reads}"}


async def test_room_counts_talks_and_open_proposals_over_all_groups(fay: Browser, they: Community) -> None:
    await they.joins("ruth", "saturday")
    await they.person("ida", "saturday")
    await they.waits("ida", "saturday")
    await they.asked("ida", "ruth", "saturday")

    assert await fay.picker("availabilities", search="ruth") == {they.room["ruth"]: "Ruth · no room now"}


async def test_who_is_held_has_no_room(fay: Browser, they: Community) -> None:
    """As anybody without a place, whyever."""
    ruth = they.members["ruth"]
    await Hold.insert(Hold(member=ruth, concern=new_id(), held_by=ruth, created_at=clock.now()))

    assert await fay.picker("availabilities", search="ruth") == {they.room["ruth"]: "Ruth · no room now"}


async def test_room_comes_back_when_a_proposals_week_is_over(fay: Browser, they: Community) -> None:
    now = clock.now()
    await they.asked("ines", "ruth", "tuesday", opened_at=now - timedelta(days=8), closes_at=now - timedelta(days=1))

    assert await fay.picker("availabilities", search="ruth") == {they.room["ruth"]: "Ruth · room for 1"}


@pytest.mark.parametrize("typed", ["rut", "RUTH", "room for"])
async def test_people_are_found_by_name_or_by_what_is_said_of_them(fay: Browser, they: Community, typed: str) -> None:
    assert await fay.picker("availabilities", search=typed, limit="6") == {they.room["ruth"]: "Ruth · room for 1"}


async def test_only_those_who_can_be_chosen_are_offered(fay: Browser, they: Community) -> None:
    await they.person("mira", "tuesday")
    await they.waits("mira", "tuesday", state="paused")

    assert they.waiting["mira"] not in await fay.picker("enrolments")
    assert they.offering["ruth"] not in await fay.picker("enrolments")
    assert {they.waiting["lena"], they.waiting["kit"]}.isdisjoint(await fay.picker("enrolments"))
    assert they.room["lou"] not in await fay.picker("availabilities")


async def test_nobody_is_offered_themselves(browser: Browser, they: Community) -> None:
    await they.person("ana", "tuesday", runs="tuesday")
    await they.waits("ana", "tuesday")
    await they.offers("ana", "tuesday")
    await browser.sign_in(they.accounts["ana"])

    assert they.waiting["ana"] not in await browser.picker("enrolments")
    assert they.room["ana"] not in await browser.picker("availabilities")


@pytest.mark.parametrize("typed", ["éva", "ÉVA", "Éva ·"])
async def test_letters_beyond_english_are_found_too(fay: Browser, they: Community, typed: str) -> None:
    await they.person("éva", "tuesday")
    await they.waits("éva", "tuesday")

    assert await fay.picker("enrolments", search=typed) == {they.waiting["éva"]: "Éva · waiting 1 day"}
