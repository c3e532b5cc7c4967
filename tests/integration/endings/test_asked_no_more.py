"""Who ends talks without a goodbye and rests by it is asked about nobody from then on; whoever waited for their answer
reads what is read of every proposal that comes to nothing."""

from datetime import timedelta

import pytest

from portal import clock
from portal.check import check
from portal.endings.meanwhile import choose_meanwhile
from portal.errors import NotPossible
from portal.mentorships import actions as mentorships
from portal.notices.tables import Notice
from portal.proposals.tables import Proposal
from tests.integration.cast import Cast, gather, once
from tests.integration.conftest import Enter
from tests.integration.told import part
from tests.schema import empty


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now())


async def asked_about_a_stand_in(cast: Cast) -> str:
    until = clock.now().date() + timedelta(days=30)
    await mentorships.pause(await cast.side("theo"), by=cast.person("theo"), until=until, word="", once=once())
    await choose_meanwhile(await cast.side("maya"), by=cast.person("maya"), choice="stand_in", once=once())
    return await cast.ask("maya", "ruth")


async def state(proposal: str) -> str:
    [row] = await Proposal.select(Proposal.state).where(Proposal.id == proposal)
    return str(row["state"])


async def told(cast: Cast, name: str, proposal: str) -> list[str]:
    rows = await Notice.select(Notice.kind).where(
        Notice.member == cast.members[name], Notice.about == proposal, Notice.seen_at.is_null()
    )
    return [row["kind"] for row in rows]


@pytest.mark.parametrize("how", ["alone", "unsafe"])
async def test_a_mentee_who_rests(cast: Cast, how: str) -> None:
    proposal = await asked_about_a_stand_in(cast)
    await cast.say("yes", proposal, "ruth")
    await part(cast, "maya", how)
    assert await state(proposal) == "withdrawn"
    assert await told(cast, "ruth", proposal) == ["not_this_time"]
    with pytest.raises(NotPossible):
        await cast.say("yes", proposal, "maya")
    assert await state(cast.proposal) == "open", "of noor and theo, who were left as they are"
    assert await check() == []


@pytest.mark.parametrize("how", ["alone", "unsafe"])
async def test_a_mentor_who_rests(cast: Cast, how: str) -> None:
    await part(cast, "theo", how)
    assert await state(cast.proposal) == "withdrawn"
    assert await told(cast, "noor", cast.proposal) == ["not_this_time"]
    assert await check() == []


async def test_who_would_like_someone_else_and_who_was_left_are_asked_still(cast: Cast) -> None:
    proposal = await asked_about_a_stand_in(cast)
    await part(cast, "maya", "someone_else")
    assert [await state(one) for one in (proposal, cast.proposal)] == ["open", "open"]


@pytest.mark.parametrize("how", ["alone", "unsafe"])
async def test_the_others_read_what_they_read_of_a_no(cast: Cast, enter: Enter, how: str) -> None:
    """The same, whether noor was told by theo's no or by his ending."""
    await cast.say("yes", cast.proposal, "noor")
    await (part(cast, "theo", how) if how == "alone" else part(cast, "theo", how, "Words."))
    by_an_ending = [await _of_noor(cast, at) for at in ("/home", f"/proposals/{cast.proposal}")]
    await empty()
    other = await gather()
    await other.say("yes", other.proposal, "noor")
    await other.say("no", other.proposal, "theo")
    by_a_no = [await _of_noor(other, at) for at in ("/home", f"/proposals/{other.proposal}")]
    assert by_an_ending == by_a_no


async def _of_noor(cast: Cast, address: str) -> tuple[int, str]:
    from tests.integration.browser import Browser, alike

    browser = await Browser().enter(cast.accounts["noor"])
    status, text = alike(await browser.get(address))
    await browser.close()
    return status, text.replace(cast.proposal, "PROPOSAL")
