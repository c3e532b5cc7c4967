"""Declined, lapsed and withdrawn are one to a member: the same page, byte for byte, from either side.

Who said no themselves can take it back on their own page; of all ends in which they said no, that page is one too.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from portal import clock
from portal.database import write_transaction
from portal.enrolments.tables import Availability
from portal.exclusions.tables import Exclusion
from portal.groups.tables import Membership
from portal.notices.tables import Notice
from portal.proposals.actions import withdraw, withdraw_of_enrolment
from portal.proposals.declining import decline_and_pause
from portal.proposals.tables import Proposal
from portal.tick import tick
from tests.integration.browser import title
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.proposals.reading import other, pages
from tests.integration.proposals.saying import keeps_away_from

End = Callable[[Cast], Awaitable[None]]


async def they_said_no(cast: Cast) -> None:
    await cast.say("no", cast.proposal, "theo", reason="Too much just now.")
    await cast.say("no", cast.proposal, "noor")


async def noor_said_no(cast: Cast) -> None:
    await cast.say("no", cast.proposal, "noor")
    await cast.say("yes", cast.proposal, "theo")


async def theo_said_no(cast: Cast) -> None:
    await cast.say("yes", cast.proposal, "noor")
    await cast.say("no", cast.proposal, "theo")


async def nobody_answered(cast: Cast) -> None:
    await Proposal.update({Proposal.closes_at: clock.now()}).where(Proposal.id == cast.proposal)
    assert (await tick())["proposals lapsed"] == 1


async def only_noor_answered(cast: Cast) -> None:
    await cast.say("yes", cast.proposal, "noor")
    await nobody_answered(cast)


async def only_theo_said_no(cast: Cast) -> None:
    await cast.say("no", cast.proposal, "theo")
    await nobody_answered(cast)


async def fay_took_it_back(cast: Cast) -> None:
    await withdraw(cast.proposal, by=cast.person("fay"), once=once())


async def fay_took_it_back_after_a_yes(cast: Cast) -> None:
    await cast.say("yes", cast.proposal, "theo")
    await fay_took_it_back(cast)


async def theo_said_no_and_paused(cast: Cast) -> None:
    await decline_and_pause(cast.proposal, by=cast.person("theo"), reason="", how_long="a_month", once=once())
    await cast.say("yes", cast.proposal, "noor")


async def theo_keeps_away(cast: Cast) -> None:
    await cast.say("yes", cast.proposal, "noor")
    await keeps_away_from(cast, "theo", "noor")


async def theo_keeps_away_and_noor_answers_after_it(cast: Cast) -> None:
    await keeps_away_from(cast, "theo", "noor")
    await cast.say("yes", cast.proposal, "noor")


async def noor_keeps_away_after_her_yes(cast: Cast) -> None:
    await cast.say("yes", cast.proposal, "noor")
    await keeps_away_from(cast, "noor", "theo")
    await cast.say("yes", cast.proposal, "theo")


async def noor_keeps_away_after_her_no(cast: Cast) -> None:
    await cast.say("no", cast.proposal, "noor")
    await keeps_away_from(cast, "noor", "theo")
    await nobody_answered(cast)


async def noor_changed_her_mind(cast: Cast) -> None:
    async with write_transaction():
        await withdraw_of_enrolment(cast.enrolments["noor"], by=cast.accounts["noor"])


async def it_could_be_no_more_at_the_second_yes(cast: Cast) -> None:
    """She left the group after her yes, and is back before anybody looks."""
    left_on, hers = Membership.left_on, Membership.member == cast.members["noor"]
    await cast.say("yes", cast.proposal, "noor")
    await Membership.update({left_on: clock.now().date()}).where(hers)
    assert await cast.say("yes", cast.proposal, "theo") == "not_this_time"
    await Membership.update({left_on: None}).where(hers)


ENDS: tuple[End, ...] = (
    they_said_no,
    noor_said_no,
    theo_said_no,
    nobody_answered,
    only_noor_answered,
    only_theo_said_no,
    fay_took_it_back,
    fay_took_it_back_after_a_yes,
    theo_said_no_and_paused,
    theo_keeps_away,
    theo_keeps_away_and_noor_answers_after_it,
    noor_keeps_away_after_her_yes,
    noor_keeps_away_after_her_no,
    noor_changed_her_mind,
    it_could_be_no_more_at_the_second_yes,
)


async def as_it_was(cast: Cast, row: dict[Any, Any]) -> None:
    """The very same proposal, open again: another one would have another address."""
    await Notice.delete().where(Notice.about == cast.proposal)
    await Exclusion.delete(force=True)
    await Availability.update({Availability.paused_until: None}, force=True)
    await Proposal.update(row).where(Proposal.id == cast.proposal)


@pytest.mark.parametrize("name", ["noor", "theo"])
async def test_they_cannot_be_told_apart(cast: Cast, enter: Enter, name: str) -> None:
    """The clock has run already, so that it asks nothing else in some of these worlds alone."""
    clock.set(clock.now())
    await tick()
    clock.travel(minutes=1)
    browser = await enter(name)
    [stored] = await Proposal.select().where(Proposal.id == cast.proposal)
    row: dict[Any, Any] = {**stored}
    seen: dict[bool, list[Any]] = {True: [], False: []}
    for end in ENDS:
        await end(cast)
        said_no = await their_own_answer(cast, name) == "no"
        seen[said_no].append((end.__name__, await pages(browser, cast.proposal)))
        await as_it_was(cast, row)
    for ends in seen.values():
        assert len(ends) > 2
        for which, they_read in ends:
            assert they_read == ends[0][1], which


async def their_own_answer(cast: Cast, name: str) -> str:
    [row] = await Proposal.select().where(Proposal.id == cast.proposal)
    said: str = row["mentee_answer" if name == "noor" else "mentor_answer"]
    return said


@pytest.mark.parametrize("name", ["noor", "theo"])
async def test_before_it_is_told_nothing_shows(cast: Cast, enter: Enter, name: str) -> None:
    """Whatever the other has answered, and whatever else they did with it."""
    clock.set(clock.now())
    browser = await enter(name)
    before = await pages(browser, cast.proposal)
    [stored] = await Proposal.select().where(Proposal.id == cast.proposal)
    for said in ("yes", "no", "no, and pause"):
        if said != "no, and pause":
            await cast.say(said, cast.proposal, other(name), reason="Too much.")
        elif name == "noor":
            person = cast.person("theo")
            await decline_and_pause(cast.proposal, by=person, reason="", how_long="two_weeks", once=once())
        assert await pages(browser, cast.proposal) == before, said
        await as_it_was(cast, {**stored})


@pytest.mark.parametrize("name", ["noor", "theo"])
async def test_what_they_read(cast: Cast, enter: Enter, name: str) -> None:
    whom = other(name).title()
    await theo_said_no(cast)
    browser = await enter(name)
    page = await browser.get(f"/proposals/{cast.proposal}")
    assert (title(page), f"There will be no talks with {whom} for now." in page.text) == ("Not this time", True)
    assert f"Talks with {whom}: not this time" in (await browser.get("/home")).text
    assert ("/me/room" in page.text) == (name == "theo")
    listed = (await browser.get("/proposals")).text
    assert f"{whom}: not this time" in listed


async def test_what_was_asked_before_is_listed_for_half_a_year(cast: Cast, enter: Enter) -> None:
    """In the order in which they were asked: the day on which one ended could tell how it did."""

    async def listed_for_theo() -> str:
        return (await (await enter("theo")).get("/proposals")).text

    clock.set(clock.now())
    assert "Maya" not in await listed_for_theo()  # one is open: that comes first, alone
    await fay_took_it_back(cast)
    listed = await listed_for_theo()
    assert listed.index("Noor: not this time") < listed.index("Maya: talks began")
    clock.travel(days=160)
    listed = await listed_for_theo()
    assert ("Noor" in listed, "Maya" in listed) == (True, False)
    clock.travel(days=20)
    assert "Noor" not in await listed_for_theo()


async def test_the_mentee_keeps_waiting_and_the_mentor_has_room_again(cast: Cast) -> None:
    await theo_said_no(cast)
    assert await cast.ask("noor", "ruth")
    assert await cast.ask("ines", "theo")


async def test_withdrawn_only_by_who_runs_the_group_and_only_while_it_is_open(cast: Cast, enter: Enter) -> None:
    address = f"/desk/proposals/{cast.proposal}/withdrawal"
    for name in ("gus", "noor", "theo", "maya", "lena"):
        assert (await (await enter(name)).post(address)).status_code == 404
    assert await Proposal.exists().where(Proposal.id == cast.proposal, Proposal.state == "open")

    fay = await enter("fay")
    assert (await fay.post(address, page="/desk")).status_code == 303
    assert (await fay.post(address, page="/desk")).status_code == 409
    assert await Proposal.exists().where(Proposal.id == cast.proposal, Proposal.state == "withdrawn")
