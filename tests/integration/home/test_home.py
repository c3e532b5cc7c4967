"""Home: what is there for me today, and covered until I tap Show, if I want it so."""

from datetime import timedelta

import pytest

from portal import clock
from portal.enrolments.actions import put_back
from portal.enrolments.tables import Enrolment
from portal.members.tables import Member
from portal.mentorships.actions import pause
from tests.integration.browser import title
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.conftest import Enter


async def test_who_is_asked_reads_it_here(cast: Cast, enter: Enter) -> None:
    for name, question in (
        ("noor", "Would you like Theo as your mentor?"),
        ("theo", "Would you be a mentor for Noor?"),
    ):
        page = (await (await enter(name)).get("/home")).text
        assert question in page
        assert f"/proposals/{cast.proposal}" in page


@pytest.mark.parametrize("name", ["maya", "ines", "ruth", "omar", "lena", "stranger"])
async def test_who_is_not_asked_reads_nothing_of_it(cast: Cast, enter: Enter, name: str) -> None:
    page = (await (await enter(name)).get("/home")).text
    assert "Noor" not in page
    assert cast.proposal not in page


async def test_covered_until_show_is_tapped_and_then_for_one_look(cast: Cast, enter: Enter) -> None:
    await Member.update({Member.home: "hidden"}).where(Member.id == cast.members["theo"])
    theo = await enter("theo")
    for _ in range(2):
        covered = await theo.get("/home")
        assert title(covered).endswith(("new item", "new items"))
        for word in ("Noor", "Maya", "Theo", "mentor", "chats", cast.proposal, cast.talk):
            assert word not in covered.text, word

        shown = await theo.post("/home", page="/home")
        assert shown.status_code == 200
        assert "Noor" in shown.text


async def test_covered_with_nothing_new(cast: Cast, enter: Enter) -> None:
    await Member.update({Member.home: "hidden"}).where(Member.id == cast.members["omar"])
    assert title(await (await enter("omar")).get("/home")) == "Nothing new"


async def test_covering_it_and_uncovering_it(cast: Cast, enter: Enter) -> None:
    omar = await enter("omar")
    for home, heading in (("hidden", "Nothing new"), ("open", "Omar")):
        answer = await omar.post("/me/home", {"home": home}, page="/me")
        assert (answer.status_code, answer.headers["location"]) == (303, "/me")
        assert title(await omar.get("/home")).endswith(heading)
    [row] = await Member.select(Member.home).where(Member.id == cast.members["omar"])
    assert row["home"] == "open"


async def test_signed_out_it_leads_to_the_door(enter: Enter) -> None:
    answer = await (await enter("")).get("/home")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/home")


async def test_who_waits_reads_since_when_and_who_is_asked_reads_that_instead(cast: Cast, enter: Enter) -> None:
    waits = "You are on the list for a mentor"

    assert waits in (await (await enter("ines")).get("/home")).text
    assert waits not in (await (await enter("noor")).get("/home")).text  # asked about Theo
    assert waits not in (await (await enter("maya")).get("/home")).text  # talks with Theo
    assert waits not in (await (await enter("omar")).get("/home")).text


async def test_how_an_application_stands(cast: Cast, enter: Enter) -> None:
    stands = {
        "draft": "Your application: go on where you stopped",
        "submitted": "Your application is sent",
        "not_yet": "Your facilitator wrote: not yet",
        "paused": "You are resting",
        "withdrawn": "Look for a mentor, or offer to be one",
    }
    ines = await enter("ines")
    for state, words in stands.items():
        await Enrolment.update({Enrolment.state: state}).where(Enrolment.id == cast.enrolments["ines"])
        page = (await ines.get("/home")).text
        assert [said for said in stands.values() if said in page] == [words]


async def test_who_offers_to_mentor_and_talks_with_nobody_reads_that_they_are_asked_here(
    cast: Cast, enter: Enter
) -> None:
    assert "You offer to mentor" in (await (await enter("ruth")).get("/home")).text
    assert "You offer to mentor" not in (await (await enter("theo")).get("/home")).text


async def test_whoever_runs_a_group_is_not_told_that_there_is_nothing_to_do(cast: Cast, enter: Enter) -> None:
    nothing = "Nothing to do today."
    assert nothing in (await (await enter("omar")).get("/home")).text
    for name in ("fay", "cora"):
        assert nothing not in (await (await enter(name)).get("/home")).text


async def test_in_a_pause_who_rests_reads_nothing_of_a_list_and_who_looks_for_somebody_does(
    cast: Cast, enter: Enter
) -> None:
    waits, rests = "You are on the list for a mentor", "You are resting"
    until = clock.now().date() + timedelta(days=30)
    await pause(await cast.side("theo"), by=cast.person("theo"), until=until, word="", once=once())
    page = (await (await enter("maya")).get("/home")).text
    assert (waits in page, rests in page) == (False, False)
    await put_back(cast.members["maya"], cast.groups[TUESDAY])
    page = (await (await enter("maya")).get("/home")).text
    assert (waits in page, rests in page) == (True, False)
    await cast.begin_talk("maya", "ruth")
    assert waits not in (await (await enter("maya")).get("/home")).text
