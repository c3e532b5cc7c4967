"""No longer mentoring: who hears of it, and that nothing ends by it. And a rest after an ending, ended sooner."""

from datetime import timedelta

import pytest

from portal import clock, sealed
from portal.check import check
from portal.enrolments.tables import Availability, Enrolment
from portal.mentorships.tables import Mentorship
from portal.proposals.tables import Proposal
from tests.integration.browser import Browser, title
from tests.integration.cast import SATURDAY, Cast
from tests.integration.conftest import Enter
from tests.integration.enrolments.sending import row_of, told
from tests.integration.ledger import acts, everything
from tests.integration.newcomers import join, offer

STEPPING_BACK = "/me/room/stepping-back"


@pytest.fixture
async def theo(cast: Cast, enter: Enter) -> Browser:
    """In talks with Maya, asked about Noor, offering in two groups."""
    await join(cast, "theo", SATURDAY)
    await offer(cast, "theo", SATURDAY)
    return await enter("theo")


async def test_it_ends_nothing_and_whoever_runs_the_groups_hears(cast: Cast, theo: Browser) -> None:
    assert STEPPING_BACK in (await theo.get("/me/room")).text
    assert title(await theo.get(STEPPING_BACK)) == "No longer mentoring?"
    assert (await theo.post(STEPPING_BACK, page=STEPPING_BACK)).headers["location"] == "/enrolments"

    states = await Enrolment.select(Enrolment.state).where(Enrolment.member == cast.members["theo"])
    assert [row["state"] for row in states] == ["withdrawn", "withdrawn"]
    assert await Mentorship.exists().where(Mentorship.id == cast.talk, Mentorship.state == "active")
    assert await Proposal.exists().where(Proposal.id == cast.proposal, Proposal.state == "open")
    assert [kind for kind, _ in await told(cast, "fay")] == ["stepped_back"]
    assert [kind for kind, _ in await told(cast, "gus")] == ["stepped_back"]
    assert (await theo.get("/me/room")).status_code == 404
    assert "/me/room" not in (await theo.get("/me")).text
    assert await cast.say("yes", cast.proposal, "noor") == "open"
    assert await cast.say("yes", cast.proposal, "theo") == "matched"
    assert await check() == []


async def test_twice_is_once_and_again_is_refused(cast: Cast, theo: Browser) -> None:
    tokens = await theo.tokens(STEPPING_BACK)
    first = await theo.post_as_it_is(STEPPING_BACK, tokens)
    before = await everything()
    second = await theo.post_as_it_is(STEPPING_BACK, tokens)
    assert (first.status_code, second.status_code) == (303, 303)
    assert (await theo.post(STEPPING_BACK)).status_code == 409
    assert await everything() == before


async def test_whoever_stepped_back_can_offer_again(cast: Cast, theo: Browser) -> None:
    await theo.post(STEPPING_BACK, page=STEPPING_BACK)
    address = f"/enrolments/{cast.enrolments['theo']}"
    assert address in (await theo.get("/enrolments")).text
    await theo.post(f"{address}/again", page=address)
    assert (await row_of(address))["state"] == "draft"
    assert "the-introduction-written-by-theo" in (await theo.get(f"{address}/introduction")).text


@pytest.mark.parametrize("name", ["omar", "ines", "fay", "stranger"])
async def test_who_does_not_mentor_has_nothing_to_step_back_from(cast: Cast, enter: Enter, name: str) -> None:
    browser = await enter(name)
    assert (await browser.get(STEPPING_BACK)).status_code == 404
    assert (await browser.post(STEPPING_BACK)).status_code == 409


async def test_back_sooner_from_a_rest(cast: Cast, enter: Enter) -> None:
    clock.set(clock.now().replace(hour=12))
    until = clock.now().date() + timedelta(days=14)
    await Availability.update({Availability.rests_until: until}).where(Availability.id == cast.rooms["ruth"])
    ruth = await enter("ruth")
    assert "You are resting until" in (await ruth.get("/me/room")).text
    await ruth.post("/me/room/return", page="/me/room")
    [room] = await Availability.select().where(Availability.id == cast.rooms["ruth"])
    assert room["rests_until"] is None
    assert "Room for one at once" in (await ruth.get("/me/room")).text


async def test_a_pause_leaves_a_rest_as_it_is(cast: Cast, enter: Enter) -> None:
    clock.set(clock.now().replace(hour=12))
    today = clock.now().date()
    await Availability.update({Availability.rests_until: today + timedelta(days=14)}).where(
        Availability.id == cast.rooms["ruth"]
    )
    ruth = await enter("ruth")
    await ruth.post("/me/room/pause", {"until": (today + timedelta(days=3)).isoformat()}, page="/me/room")
    [room] = await Availability.select().where(Availability.id == cast.rooms["ruth"])
    assert (room["paused_until"], room["rests_until"]) == (today + timedelta(days=3), today + timedelta(days=14))


async def test_a_no_with_a_pause_is_the_no_alone_once_they_have_stepped_back(cast: Cast, theo: Browser) -> None:
    """There is nothing to pause any more, and nothing that was typed is lost for it."""
    await theo.post(STEPPING_BACK, page=STEPPING_BACK)
    page = f"/proposals/{cast.proposal}/not-this-time"
    said = {"answer": "no", "reason": "I am tired.", "pause": "a_month"}

    answer = await theo.post(f"/proposals/{cast.proposal}/answer", said, page=page)

    assert (answer.status_code, answer.headers["location"]) == (303, f"/proposals/{cast.proposal}")
    [row] = await Proposal.select().where(Proposal.id == cast.proposal)
    ring = await sealed.ring(cast.members["theo"])
    assert (row["mentor_answer"], ring.open(row["mentor_reason"], of=cast.members["theo"])) == ("no", "I am tired.")
    assert await acts("enrolments.pause") == []
    assert await check() == []
