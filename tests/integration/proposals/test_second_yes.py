"""A week is long: at the second yes it is asked again whether the two may be, and the telling is the same if not."""

from typing import Any

import pytest

from portal import clock
from portal.audit import AuditEntry
from portal.check import check
from portal.database import write_transaction
from portal.exclusions.actions import exclude, take_back
from portal.exclusions.tables import Exclusion
from portal.groups.tables import Membership
from portal.members.actions import change_contact
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship
from portal.notices.tables import Notice
from portal.proposals.actions import withdraw_of_enrolment
from portal.proposals.closing import say_no_where_apart
from portal.proposals.tables import Proposal
from tests.integration.browser import alike
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import acts
from tests.integration.proposals.reading import other
from tests.integration.proposals.saying import keeps_away_from

SIDES = ("noor", "theo")
SIDE = {"noor": "mentee", "theo": "mentor"}


@pytest.fixture(autouse=True)
async def later(cast: Cast) -> None:
    clock.set(clock.now())


async def state(cast: Cast) -> str:
    [row] = await Proposal.select(Proposal.state).where(Proposal.id == cast.proposal)
    return str(row["state"])


async def told(cast: Cast) -> int:
    return int(await Notice.count().where(Notice.about == cast.proposal, Notice.kind == "not_this_time"))


async def nothing_came_of_it(cast: Cast, how: str = "withdrawn") -> None:
    assert (await state(cast), await told(cast)) == (how, 2)
    assert not await Mentorship.exists().where(Mentorship.proposal == cast.proposal)
    assert ("proposals.withdraw" in await acts()) == (how == "withdrawn")
    assert await check() == []


async def answers(cast: Cast) -> dict[str, str]:
    [row] = await Proposal.select(Proposal.mentee_answer, Proposal.mentor_answer, Proposal.mentee_reason).where(
        Proposal.id == cast.proposal
    )
    assert row["mentee_reason"] is None
    return {"noor": row["mentee_answer"], "theo": row["mentor_answer"]}


async def who_answered(cast: Cast) -> list[str]:
    """By whom an answer to it was written down."""
    rows = await AuditEntry.select(AuditEntry.by).where(
        AuditEntry.act == "proposals.answer", AuditEntry.about == cast.proposal
    )
    names = {account: name for name, account in cast.accounts.items()}
    return sorted(names[row["by"]] for row in rows)


@pytest.mark.parametrize("last", SIDES)
async def test_whoever_goes_by_a_name_that_is_kept_away_from(cast: Cast, last: str) -> None:
    """The exclusion was written when it meant nobody; since then somebody has taken that name."""
    await keeps_away_from(cast, "noor", "somebody")
    await cast.say("yes", cast.proposal, other(last))
    await Member.update({Member.name: "Somebody"}).where(Member.id == cast.members["theo"])
    assert await state(cast) == "open"
    assert await cast.say("yes", cast.proposal, last) == "not_this_time"
    await nothing_came_of_it(cast, "not_this_time")
    assert await answers(cast) == {"noor": "no", "theo": "yes"}
    assert await who_answered(cast) == (["noor", "theo"] if last == "noor" else ["noor", "noor", "theo"])


@pytest.mark.parametrize("last", SIDES)
async def test_who_has_left_the_group(cast: Cast, last: str) -> None:
    await cast.say("yes", cast.proposal, other(last))
    await Membership.update({Membership.left_on: clock.now().date()}).where(Membership.member == cast.members["noor"])
    assert await cast.say("yes", cast.proposal, last) == "not_this_time"
    await nothing_came_of_it(cast)


async def test_a_mentor_who_has_left_mentors_still(cast: Cast) -> None:
    await Membership.update({Membership.left_on: clock.now().date()}).where(Membership.member == cast.members["theo"])
    await cast.say("yes", cast.proposal, "noor")
    assert await cast.say("yes", cast.proposal, "theo") == "matched"


@pytest.mark.parametrize("name", SIDES)
async def test_an_exclusion_is_a_no_and_goes_on_as_one(cast: Cast, name: str) -> None:
    kept = await cast.ask("ines", "ruth")
    await keeps_away_from(cast, name, other(name))
    assert (await state(cast), await told(cast)) == ("open", 0)
    assert await answers(cast) == {name: "no", other(name): "none"}
    assert await check() == []
    assert await cast.say("yes", cast.proposal, other(name)) == "not_this_time"
    await nothing_came_of_it(cast, "not_this_time")
    assert await who_answered(cast) == sorted(SIDES)
    assert await Proposal.exists().where(Proposal.id == kept, Proposal.state == "open")
    [mine] = await Exclusion.select(Exclusion.id)
    await take_back(mine["id"], by=cast.person(name), once="")
    assert await answers(cast) == {name: "no", other(name): "yes"}


@pytest.mark.parametrize("name", SIDES)
@pytest.mark.parametrize("mine", ["none", "yes", "no"])
async def test_it_closes_what_the_other_has_answered(cast: Cast, name: str, mine: str) -> None:
    await cast.say("yes", cast.proposal, other(name))
    if mine == "none":
        await keeps_away_from(cast, name, other(name))
    else:
        await Proposal.update({f"{SIDE[other(name)]}_answer": "none"}).where(Proposal.id == cast.proposal)
        await cast.say(mine, cast.proposal, name)
        await keeps_away_from(cast, name, other(name))
        assert await state(cast) == "open"
        await cast.say("yes", cast.proposal, other(name))
    await nothing_came_of_it(cast, "not_this_time")
    assert await answers(cast) == {name: "no", other(name): "yes"}


async def test_the_facilitator_reads_a_no_as_any_other(cast: Cast, enter: Enter) -> None:
    """Byte for byte, before and after the other has answered."""
    fay, address = await enter("fay"), f"/desk/proposals/{cast.proposal}"
    [stored] = await Proposal.select().where(Proposal.id == cast.proposal)
    row: dict[Any, Any] = {**stored}
    pages = []
    for how in ("a no", "an exclusion", "an exclusion after a yes"):
        if how == "an exclusion after a yes":
            await cast.say("yes", cast.proposal, "theo")
        if how == "a no":
            await cast.say("no", cast.proposal, "theo")
        else:
            await keeps_away_from(cast, "theo", "noor")
        before = alike(await fay.get(address)), alike(await fay.get("/desk"))
        await cast.say("yes", cast.proposal, "noor")
        pages.append((before, alike(await fay.get(address)), alike(await fay.get("/desk"))))
        await Exclusion.delete(force=True)
        await Proposal.update(row).where(Proposal.id == cast.proposal)
    assert pages[0] == pages[1] == pages[2]
    assert "Theo said: not this time" in str(pages[0])


async def test_nobody_else_is_touched(cast: Cast) -> None:
    await keeps_away_from(cast, "noor", "ruth")
    await keeps_away_from(cast, "ruth", "theo")
    async with write_transaction():
        await say_no_where_apart(cast.person("noor"))
    assert (await state(cast), await told(cast)) == ("open", 0)
    assert await answers(cast) == {"noor": "none", "theo": "none"}


async def test_whose_number_is_another_one_meanwhile_learns_nothing_before_the_second_yes(cast: Cast) -> None:
    await exclude(by=cast.person("noor"), kind="phone", said="(020) 7946-0018", once=once())
    await change_contact(by=cast.person("theo"), means=[], phone="+44 20 7946 0018", email="", once=once())
    assert (await state(cast), await told(cast)) == ("open", 0)
    assert await answers(cast) == {"noor": "none", "theo": "none"}
    assert await check() == []
    await cast.say("yes", cast.proposal, "noor")
    assert await cast.say("yes", cast.proposal, "theo") == "not_this_time"
    await nothing_came_of_it(cast, "not_this_time")
    assert await answers(cast) == {"noor": "no", "theo": "yes"}


async def test_a_mentee_who_changed_their_mind(cast: Cast) -> None:
    async with write_transaction():
        await withdraw_of_enrolment(cast.enrolments["noor"], by=cast.accounts["noor"])
        await withdraw_of_enrolment(cast.enrolments["ines"], by=cast.accounts["ines"])  # nobody was asked
    await nothing_came_of_it(cast)


async def test_what_was_over_by_the_clock_has_lapsed_and_was_not_taken_back(cast: Cast) -> None:
    clock.travel(days=5)
    async with write_transaction():
        await withdraw_of_enrolment(cast.enrolments["noor"], by=cast.accounts["noor"])
    assert (await state(cast), await told(cast)) == ("lapsed", 2)
