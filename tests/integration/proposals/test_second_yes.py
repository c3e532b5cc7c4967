"""A week is long: at the second yes it is asked again whether the two may be, and the telling is the same if not."""

import pytest

from portal import clock
from portal.check import check
from portal.database import write_transaction
from portal.exclusions.actions import take_back
from portal.exclusions.tables import Exclusion
from portal.groups.tables import Membership
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship
from portal.notices.tables import Notice
from portal.proposals.actions import withdraw_kept_apart, withdraw_of_enrolment
from portal.proposals.tables import Proposal
from tests.integration.cast import Cast
from tests.integration.ledger import acts
from tests.integration.proposals.reading import other
from tests.integration.proposals.saying import keeps_away_from

SIDES = ("noor", "theo")


@pytest.fixture(autouse=True)
async def later(cast: Cast) -> None:
    clock.set(clock.now())


async def state(cast: Cast) -> str:
    [row] = await Proposal.select(Proposal.state).where(Proposal.id == cast.proposal)
    return str(row["state"])


async def told(cast: Cast) -> int:
    return int(await Notice.count().where(Notice.about == cast.proposal, Notice.kind == "not_this_time"))


async def nothing_came_of_it(cast: Cast) -> None:
    assert (await state(cast), await told(cast)) == ("withdrawn", 2)
    assert not await Mentorship.exists().where(Mentorship.proposal == cast.proposal)
    assert "proposals.withdraw" in await acts()
    assert await check() == []


@pytest.mark.parametrize("last", SIDES)
async def test_whoever_goes_by_a_name_that_is_kept_away_from(cast: Cast, last: str) -> None:
    """The exclusion was written when it meant nobody; since then somebody has taken that name."""
    await keeps_away_from(cast, "noor", "somebody")
    await cast.say("yes", cast.proposal, other(last))
    await Member.update({Member.name: "Somebody"}).where(Member.id == cast.members["theo"])
    assert await state(cast) == "open"
    assert await cast.say("yes", cast.proposal, last) == "not_this_time"
    await nothing_came_of_it(cast)


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
async def test_an_exclusion_takes_back_what_is_open_between_the_two(cast: Cast, name: str) -> None:
    kept = await cast.ask("ines", "ruth")
    await keeps_away_from(cast, name, other(name))
    await nothing_came_of_it(cast)
    assert await Proposal.exists().where(Proposal.id == kept, Proposal.state == "open")
    [mine] = await Exclusion.select(Exclusion.id)
    await take_back(mine["id"], by=cast.person(name), once="")
    assert await state(cast) == "withdrawn"


async def test_nobody_else_is_touched(cast: Cast) -> None:
    await keeps_away_from(cast, "noor", "ruth")
    async with write_transaction():
        await withdraw_kept_apart(cast.members["noor"], by=cast.accounts["noor"])
    assert (await state(cast), await told(cast)) == ("open", 0)


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
