"""A no holds for half a year; only who said it can take it back, and nobody is told."""

from typing import Any

import pytest

from portal import clock
from portal.check import check
from portal.errors import NotPossible
from portal.proposals.actions import reopen, withdraw
from portal.proposals.tables import Proposal
from tests.integration.browser import Browser, title
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import acts, counts
from tests.integration.proposals.reading import other, pages
from tests.integration.proposals.refusing import refusal

SIDES = ("noor", "theo")
NOT_POSSIBLE = "This is not possible just now."


@pytest.fixture(autouse=True)
async def later(cast: Cast) -> None:
    clock.set(clock.now())


def offers_it(text: str, name: str) -> bool:
    return f"I would be glad to be asked about {other(name).title()} again" in text


async def say_no(cast: Cast, *names: str) -> None:
    for name in names:
        await cast.say("no", cast.proposal, name)
    await withdraw(cast.proposal, by=cast.person("fay"), once=once()) if len(names) < 2 else None


async def take_back(browser: Browser, cast: Cast) -> int:
    page = f"/proposals/{cast.proposal}"
    return (await browser.post(f"{page}/reopening", page=page)).status_code


@pytest.mark.parametrize("name", SIDES)
async def test_who_said_no_takes_it_back(cast: Cast, enter: Enter, name: str) -> None:
    await say_no(cast, name)
    mine, theirs = await enter(name), await enter(other(name))
    before = await pages(theirs, cast.proposal)
    assert offers_it((await mine.get(f"/proposals/{cast.proposal}")).text, name)
    assert not offers_it(str(before), other(name))
    assert await refusal(cast, "noor", "theo") == NOT_POSSIBLE

    assert await take_back(mine, cast) == 303
    page = await mine.get(f"/proposals/{cast.proposal}")
    assert title(page) == "Not this time"
    assert f"You would be glad to be asked about {other(name).title()} again" in page.text
    assert not offers_it(page.text, name)
    assert await pages(theirs, cast.proposal) == before
    assert "proposals.reopen" in await acts()
    assert await cast.ask("noor", "theo")
    assert await check() == []


async def test_the_piece_that_changed(cast: Cast, enter: Enter) -> None:
    await say_no(cast, "noor")
    page = f"/proposals/{cast.proposal}"
    answer = await (await enter("noor")).post(f"{page}/reopening", page=page, hx_request_type="partial")
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="proposal"')


async def test_where_both_said_no_both_must(cast: Cast) -> None:
    await say_no(cast, *SIDES)
    await reopen(cast.proposal, by=cast.person("noor"), once=once())
    assert await refusal(cast, "noor", "theo") == NOT_POSSIBLE
    await reopen(cast.proposal, by=cast.person("theo"), once=once())
    assert await cast.ask("noor", "theo")
    assert await check() == []


async def test_who_said_no_learns_nothing_of_the_others_no(cast: Cast, enter: Enter) -> None:
    """Noor said no and has taken it back. Whether Theo did either, too, is on none of her pages."""
    seen = []
    for theo_said, taken_back in (("yes", False), ("no", False), ("no", True)):
        [stored] = await Proposal.select().where(Proposal.id == cast.proposal)
        row: dict[Any, Any] = {**stored}
        await cast.say("no", cast.proposal, "noor")
        await cast.say(theo_said, cast.proposal, "theo")
        await reopen(cast.proposal, by=cast.person("noor"), once=once())
        if taken_back:
            await reopen(cast.proposal, by=cast.person("theo"), once=once())
        seen.append((await pages(await enter("noor"), cast.proposal))[:3])
        await Proposal.update(row).where(Proposal.id == cast.proposal)
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize("name", ["noor", "maya", "fay", "cora", "stranger"])
async def test_nobody_else_takes_it_back(cast: Cast, enter: Enter, name: str) -> None:
    """Noor said yes: there is nothing of hers to take back. To everybody else it is not there."""
    await cast.say("yes", cast.proposal, "noor")
    await cast.say("no", cast.proposal, "theo")
    browser = await enter(name)
    before = await counts()
    answer = await browser.post(f"/proposals/{cast.proposal}/reopening")
    assert answer.status_code == (409 if name == "noor" else 404)
    assert await counts() == before
    assert await refusal(cast, "noor", "theo") == NOT_POSSIBLE


async def test_only_once_and_only_when_it_is_over(cast: Cast) -> None:
    await cast.say("no", cast.proposal, "noor")
    with pytest.raises(NotPossible):
        await reopen(cast.proposal, by=cast.person("noor"), once=once())
    clock.travel(days=5)  # no tick has run
    key = once()
    for _ in range(2):
        await reopen(cast.proposal, by=cast.person("noor"), once=key)
    assert (await acts()).count("proposals.reopen") == 1
    with pytest.raises(NotPossible):
        await reopen(cast.proposal, by=cast.person("noor"), once=once())


async def test_after_half_a_year_there_is_nothing_to_take_back(cast: Cast, enter: Enter) -> None:
    await say_no(cast, "noor")
    clock.travel(days=180)
    noor = await enter("noor")
    assert not offers_it((await noor.get(f"/proposals/{cast.proposal}")).text, "noor")
    with pytest.raises(NotPossible):
        await reopen(cast.proposal, by=cast.person("noor"), once=once())
    assert await cast.ask("noor", "theo")
