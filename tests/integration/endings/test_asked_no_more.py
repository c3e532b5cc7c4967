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
from tests.integration.browser import Browser
from tests.integration.cast import Cast, gather, once
from tests.integration.endings.reading import pages
from tests.integration.told import part
from tests.schema import empty


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


async def test_the_others_read_what_they_read_of_a_no(schema: None) -> None:
    """The same, whether noor is told because of theo's no or of his ending."""
    now, read = clock.now(), []
    for ends in (True, False):
        clock.set(now)
        cast = await gather()
        await cast.say("yes", cast.proposal, "noor")
        await (part(cast, "theo", "unsafe") if ends else cast.say("no", cast.proposal, "theo"))
        browser = await Browser().enter(cast.accounts["noor"])
        ids = {"proposal": cast.proposal, "wish": cast.enrolments["noor"], **cast.members, **cast.groups}
        read.append(await pages(browser, "/home", "/proposals/{proposal}", "/enrolments", "/enrolments/{wish}", **ids))
        await browser.close()
        await empty()
    assert read[0]["/proposals/{proposal}"][0] == 200
    assert read[0] == read[1]
