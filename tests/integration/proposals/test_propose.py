"""Putting two people before each other: when it is done, and every way in which it is refused."""

import json
from datetime import timedelta

import pytest

from portal import clock, sealed
from portal.audit import AuditEntry
from portal.check import check
from portal.enrolments.actions import choose_capacity, pause
from portal.enrolments.tables import Enrolment
from portal.errors import NotFound
from portal.groups.tables import Membership
from portal.proposals.actions import propose, withdraw
from portal.proposals.tables import Proposal
from tests.integration.cast import SATURDAY, TUESDAY, Cast, once, words
from tests.integration.ledger import counts
from tests.integration.newcomers import arrive, join, offer, running, wait
from tests.integration.proposals.refusing import refusal


@pytest.fixture(autouse=True)
async def later(cast: Cast) -> None:
    clock.set(clock.now())


async def test_both_are_asked_at_once(cast: Cast) -> None:
    proposal = await cast.ask("ines", "ruth")

    [row] = await Proposal.select().where(Proposal.id == proposal)
    keys = await sealed.ring(cast.members["fay"], cast.members["ines"])
    assert keys.open(row.pop("note"), of=cast.members["fay"]) == words("proposal_note", of="fay")
    assert json.loads(keys.open(row.pop("in_common"), of=cast.members["ines"])) == [[], []]
    assert row == {
        "id": proposal,
        "mentee": cast.enrolments["ines"],
        "mentor": cast.rooms["ruth"],
        "group": cast.groups[TUESDAY],
        "proposed_by": cast.members["fay"],
        "state": "open",
        "opened_at": clock.now(),
        "closes_at": clock.now() + timedelta(days=7),
        "closed_at": None,
        "mentee_answer": "none",
        "mentor_answer": "none",
        "mentee_reason": None,
        "mentor_reason": None,
        "mentee_reopened": False,
        "mentor_reopened": False,
    }
    [entry] = await AuditEntry.select().where(AuditEntry.about == proposal)
    assert (entry["act"], entry["by"], entry["at"]) == ("proposals.propose", cast.accounts["fay"], clock.now())
    assert await check() == []


async def test_the_coordinator_can_do_it_in_every_group(cast: Cast) -> None:
    proposal = await cast.ask("ines", "ruth", by="cora")
    assert await Proposal.exists().where(Proposal.id == proposal)


@pytest.mark.parametrize("name", ["gus", "lena", "omar", "theo", "stranger"])
async def test_who_does_not_run_the_group_finds_nobody(cast: Cast, name: str) -> None:
    before = await counts()
    with pytest.raises(NotFound):
        await cast.ask("ines", "ruth", by=name)
    assert await counts() == before


@pytest.mark.parametrize(("mentee", "mentor"), [("ines", ""), ("", "ruth"), ("", "")])
async def test_nobody_is_put_before_somebody_who_is_not_there(cast: Cast, mentee: str, mentor: str) -> None:
    with pytest.raises(NotFound):
        await propose(
            mentee=cast.enrolments.get(mentee, "k3v9"),
            mentor=cast.rooms.get(mentor, "k3v9"),
            note="",
            by=cast.person("fay"),
            once=once(),
        )


async def test_no_room(cast: Cast) -> None:
    """Theo has two places: one is taken by Maya, one by what Noor is being asked."""
    assert await refusal(cast, "ines", "theo") == "Theo has no room just now."


async def test_room_for_nobody(cast: Cast) -> None:
    await choose_capacity(by=cast.person("ruth"), capacity=0, once=once())
    assert await refusal(cast, "ines", "ruth") == "Ruth has no room just now."


async def test_room_is_counted_over_all_groups(cast: Cast) -> None:
    await join(cast, "ruth", SATURDAY)
    await offer(cast, "ruth", SATURDAY)
    await wait(cast, "lena", group=SATURDAY)
    proposal = await cast.ask("lena", "ruth", by="gus")
    assert await refusal(cast, "ines", "ruth") == "Ruth has no room just now."

    await withdraw(proposal, by=cast.person("gus"), once=once())
    assert await cast.ask("ines", "ruth")


async def test_a_talk_in_another_group_takes_a_place(cast: Cast) -> None:
    await join(cast, "ruth", SATURDAY)
    await offer(cast, "ruth", SATURDAY)
    await wait(cast, "lena", group=SATURDAY)
    await cast.begin_talk("lena", "ruth", by="gus")
    assert await refusal(cast, "ines", "ruth") == "Ruth has no room just now."


async def test_paused(cast: Cast) -> None:
    tomorrow = clock.now().date() + timedelta(days=1)
    await pause(by=cast.person("ruth"), until=tomorrow, once=once())
    assert await refusal(cast, "ines", "ruth") == "Ruth is taking a pause just now."

    clock.travel(days=1)
    assert await cast.ask("ines", "ruth")


async def test_other_group(cast: Cast) -> None:
    await offer(cast, "lena", SATURDAY)
    sentence = await refusal(cast, "ines", "lena")
    assert sentence == "Lena and Ines do not belong to the same group."


@pytest.mark.parametrize("state", ["draft", "submitted", "paused", "withdrawn", "not_yet"])
async def test_not_offering(cast: Cast, state: str) -> None:
    await Enrolment.update({Enrolment.state: state}).where(Enrolment.id == cast.enrolments["ruth"])
    assert await refusal(cast, "ines", "ruth") == "Ruth is not offering to mentor in this group just now."


@pytest.mark.parametrize("state", ["draft", "submitted", "paused", "withdrawn", "not_yet"])
async def test_not_waiting(cast: Cast, state: str) -> None:
    await Enrolment.update({Enrolment.state: state}).where(Enrolment.id == cast.enrolments["ines"])
    assert await refusal(cast, "ines", "ruth") == "Ines is not waiting for a mentor just now."


async def test_an_offer_to_mentor_is_no_wish_for_a_mentor(cast: Cast) -> None:
    assert await refusal(cast, "theo", "ruth") == "Theo is not waiting for a mentor just now."


async def test_who_left_the_group_does_not_wait_there(cast: Cast) -> None:
    await Membership.update({Membership.left_on: clock.now().date()}).where(Membership.member == cast.members["ines"])
    assert await refusal(cast, "ines", "ruth") == "Ines is not waiting for a mentor just now."


async def test_same_person(cast: Cast) -> None:
    await wait(cast, "ruth")
    assert await refusal(cast, "ruth", "ruth") == "A mentor and a mentee are two people. Choose someone else."


@pytest.mark.parametrize("name", ["ines", "ruth"])
async def test_nobody_proposes_themselves(cast: Cast, name: str) -> None:
    sentence = await refusal(cast, "ines", "ruth", by=running(cast, name))
    assert sentence == "You are one of the two. Another facilitator or the coordinator can propose this."


async def test_what_is_over_by_the_clock_is_closed_first(cast: Cast) -> None:
    """Noor's week is over and no tick has run: Theo's place is free all the same."""
    clock.travel(days=5)
    proposal = await cast.ask("ines", "theo")

    [noors] = await Proposal.select(Proposal.state, Proposal.closed_at).where(Proposal.id == cast.proposal)
    assert noors == {"state": "lapsed", "closed_at": clock.now()}
    assert await Proposal.exists().where(Proposal.id == proposal, Proposal.state == "open")
    assert await check() == []


async def test_a_stranger_to_the_mentor_can_wait_for_the_next_place(cast: Cast) -> None:
    await arrive(cast, "jonas")
    await wait(cast, "jonas")
    await cast.ask("ines", "ruth")
    assert await refusal(cast, "jonas", "ruth") == "Ruth has no room just now."
