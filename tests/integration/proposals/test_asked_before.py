"""Two of whom one was asked before, is asked just now, or talks already: when they can be asked, and when not."""

import pytest

from portal import clock
from portal.check import check
from portal.proposals.rules import NOT_POSSIBLE
from portal.tick import tick
from tests.integration.cast import SATURDAY, Cast
from tests.integration.newcomers import join, offer, wait
from tests.integration.proposals.refusing import refusal


@pytest.fixture(autouse=True)
async def later(cast: Cast) -> None:
    clock.set(clock.now())


@pytest.mark.parametrize("who", ["ines", "ruth"])
async def test_not_possible_for_180_days_after_a_no(cast: Cast, who: str) -> None:
    other = "ruth" if who == "ines" else "ines"
    proposal = await cast.ask("ines", "ruth")
    await cast.say("no", proposal, who)
    await cast.say("yes", proposal, other)
    assert await refusal(cast, "ines", "ruth") == "This is not possible just now."

    clock.travel(days=179, hours=23)
    assert await refusal(cast, "ines", "ruth", by=cast.person("cora")) == "This is not possible just now."

    clock.travel(hours=1)
    assert await cast.ask("ines", "ruth")
    assert await check() == []


async def test_a_no_counts_though_the_other_never_answered(cast: Cast) -> None:
    proposal = await cast.ask("ines", "ruth")
    await cast.say("no", proposal, "ines")
    clock.travel(days=7)
    await tick()
    assert await refusal(cast, "ines", "ruth") == "This is not possible just now."


async def test_after_silence_they_can_be_asked_again(cast: Cast) -> None:
    await cast.ask("ines", "ruth")
    clock.travel(days=7)
    assert await cast.ask("ines", "ruth")
    assert await check() == []


async def test_the_no_holds_in_every_group(cast: Cast) -> None:
    for name in ("ines", "ruth"):
        await join(cast, name, SATURDAY)
    proposal = await cast.ask("ines", "ruth")
    await cast.say("no", proposal, "ines")
    await cast.say("no", proposal, "ruth")
    await wait(cast, "ines", group=SATURDAY)
    await offer(cast, "ruth", SATURDAY)
    assert await refusal(cast, "ines", "ruth", by=cast.person("gus")) == "This is not possible just now."


async def test_already_asked(cast: Cast) -> None:
    assert await refusal(cast, "noor", "ruth") == "Noor has been asked already."


async def test_already_before_each_other_the_other_way_round(cast: Cast) -> None:
    """In another group, with the roles changed: the same two people all the same. Of what happens in the other group
    this one's facilitator learns nothing."""
    for name in ("ines", "ruth"):
        await join(cast, name, SATURDAY)
    await cast.ask("ines", "ruth")
    await wait(cast, "ruth", group=SATURDAY)
    await offer(cast, "ines", SATURDAY)
    assert await refusal(cast, "ruth", "ines", by=cast.person("gus")) == NOT_POSSIBLE


async def test_the_no_holds_the_other_way_round(cast: Cast) -> None:
    proposal = await cast.ask("ines", "ruth")
    for name in ("ines", "ruth"):
        await cast.say("no", proposal, name)
        await join(cast, name, SATURDAY)
    await wait(cast, "ruth", group=SATURDAY)
    await offer(cast, "ines", SATURDAY)
    assert await refusal(cast, "ruth", "ines", by=cast.person("gus")) == "This is not possible just now."


async def test_already_talking(cast: Cast) -> None:
    assert await refusal(cast, "maya", "ruth") == "Maya has a mentor in this group already."
