"""Many at once: both goodbyes, both endings, one and the other."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from portal import clock
from portal.check import check
from portal.concerns.tables import Concern
from portal.endings.actions import close_for, end_due, end_without_goodbye, say_goodbye
from portal.endings.tables import Farewell
from portal.errors import NotPossible
from portal.mentorships.tables import Mentorship
from portal.notices.tables import Notice
from tests.integration.cast import Cast, once
from tests.integration.told import goodbye


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now())


async def at_once(*work: Coroutine[Any, Any, Any]) -> list[str]:
    """What each came to, in one word."""
    came_to = await asyncio.gather(*work, return_exceptions=True)
    assert [one for one in came_to if one is not None and not isinstance(one, NotPossible)] == []
    return ["refused" if one else "done" for one in came_to]


async def ended(cast: Cast) -> dict[str, Any]:
    [row] = await Mentorship.select(Mentorship.state, Mentorship.ended_how).where(Mentorship.id == cast.talk)
    return row


async def test_thirty_two_goodbyes_of_both(cast: Cast) -> None:
    sides = {name: await cast.side(name) for name in ("maya", "theo")}
    came_to = await at_once(
        *(say_goodbye(sides[name], by=cast.person(name), once=once()) for _ in range(16) for name in sides)
    )
    assert came_to.count("done") == 2
    assert await ended(cast) == {"state": "ended", "ended_how": "goodbye"}
    assert await Farewell.count().where(Farewell.mentorship == cast.talk) == 2
    assert await check() == []


async def test_thirty_two_times_one_form(cast: Cast) -> None:
    side, key = await cast.side("maya"), once()
    came_to = await at_once(
        *(end_without_goodbye(side, by=cast.person("maya"), how="unsafe", words="x", once=key) for _ in range(32))
    )
    assert came_to == ["done"] * 32
    assert await Concern.count() == 1
    assert await Notice.count().where(Notice.kind == "kept") == 1
    assert await check() == []


async def test_thirty_two_endings_by_both(cast: Cast) -> None:
    """One ending; each of the two is heard once."""
    sides = {name: await cast.side(name) for name in ("maya", "theo")}
    hows = {"maya": "unsafe", "theo": "alone"}
    came_to = await at_once(
        *(
            end_without_goodbye(sides[name], by=cast.person(name), how=hows[name], words="x", once=once())
            for _ in range(16)
            for name in sides
        )
    )
    assert came_to.count("done") == 2
    assert (await ended(cast))["state"] == "ended"
    assert await Concern.count() == 2
    assert await Notice.count().where(Notice.kind == "kept", Notice.about == cast.talk) == 1
    assert await Farewell.count().where(Farewell.mentorship == cast.talk) == 2
    assert await check() == []


async def test_a_goodbye_an_ending_a_closing_and_the_clock_at_once(cast: Cast) -> None:
    sides = {name: await cast.side(name) for name in ("maya", "theo")}
    await at_once(
        say_goodbye(sides["maya"], by=cast.person("maya"), once=once()),
        end_without_goodbye(sides["theo"], by=cast.person("theo"), how="alone", once=once()),
        close_for(cast.talk, by=cast.person("fay"), once=once()),
        say_goodbye(sides["theo"], by=cast.person("theo"), once=once()),
    )
    assert (await ended(cast))["state"] == "ended"
    assert await check() == []


@pytest.mark.parametrize(("seconds", "counts"), [(-1, True), (0, False)])
@pytest.mark.parametrize("ticked", [True, False])
async def test_an_answer_counts_up_to_the_last_second(cast: Cast, seconds: int, counts: bool, ticked: bool) -> None:
    await goodbye(cast, "maya")
    clock.travel(days=14, seconds=seconds)
    if ticked:
        await end_due(clock.now())
    if counts:
        await goodbye(cast, "theo")
        assert await ended(cast) == {"state": "ended", "ended_how": "goodbye"}
    else:
        with pytest.raises(NotPossible):
            await goodbye(cast, "theo")
    assert await Farewell.count().where(Farewell.given_at.is_not_null()) == 1 + counts
    assert await check() == []
