"""Declined, lapsed and withdrawn are one to a member: the same page, byte for byte, from either side."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from portal import clock
from portal.notices.tables import Notice
from portal.proposals.actions import withdraw
from portal.proposals.tables import Proposal
from portal.tick import tick
from tests.integration.browser import title
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.proposals.reading import pages

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


ENDS: tuple[End, ...] = (
    they_said_no,
    noor_said_no,
    theo_said_no,
    nobody_answered,
    only_noor_answered,
    only_theo_said_no,
    fay_took_it_back,
    fay_took_it_back_after_a_yes,
)


async def as_it_was(cast: Cast, row: dict[Any, Any]) -> None:
    """The very same proposal, open again: another one would have another address."""
    await Notice.delete().where(Notice.about == cast.proposal)
    await Proposal.update(row).where(Proposal.id == cast.proposal)


@pytest.mark.parametrize("name", ["noor", "theo"])
async def test_they_cannot_be_told_apart(cast: Cast, enter: Enter, name: str) -> None:
    clock.set(clock.now())
    browser = await enter(name)
    [stored] = await Proposal.select().where(Proposal.id == cast.proposal)
    row: dict[Any, Any] = {**stored}
    seen = []
    for end in ENDS:
        await end(cast)
        seen.append(await pages(browser, cast.proposal))
        await as_it_was(cast, row)
    for end, they_read in zip(ENDS, seen, strict=True):
        assert they_read == seen[0], end.__name__


@pytest.mark.parametrize(("name", "other"), [("noor", "Theo"), ("theo", "Noor")])
async def test_what_they_read(cast: Cast, enter: Enter, name: str, other: str) -> None:
    await theo_said_no(cast)
    browser = await enter(name)
    page = await browser.get(f"/proposals/{cast.proposal}")
    assert (title(page), f"There will be no talks with {other} for now." in page.text) == ("Not this time", True)
    assert f"Talks with {other}: not this time" in (await browser.get("/home")).text


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
