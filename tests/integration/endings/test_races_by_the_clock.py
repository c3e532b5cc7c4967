"""Thirty-two at once beside the clock: the last second of the fourteen days, and a pause that is over for everybody."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import pytest

from portal import clock
from portal.check import check
from portal.endings.actions import end_due, say_goodbye
from portal.endings.meanwhile import choose_meanwhile
from portal.endings.tables import Farewell
from portal.errors import NotPossible
from portal.mentorships.actions import resume
from portal.mentorships.queries import of_proposal
from portal.mentorships.tables import Mentorship
from portal.mentorships.telling import resume_due
from portal.notices.tables import Notice
from portal.tick import tick
from tests.integration.cast import Cast, once
from tests.integration.newcomers import arrive, offer
from tests.integration.told import goodbye
from tests.integration.told_in_talks import take_a_pause

A_SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now())


async def at_once(*work: Coroutine[Any, Any, Any]) -> list[str]:
    """What each came to, in one word."""
    came_to = await asyncio.gather(*work, return_exceptions=True)
    assert [one for one in came_to if isinstance(one, BaseException) and not isinstance(one, NotPossible)] == []
    return ["refused" if isinstance(one, NotPossible) else "done" for one in came_to]


async def kinds(cast: Cast, name: str) -> list[str]:
    """What this one was told of the ending, opened or not."""
    ends = ["goodbye", "goodbye_answered", "kept"]
    rows = await Notice.select(Notice.kind).where(Notice.member == cast.members[name], Notice.kind.is_in(ends))
    return sorted(row["kind"] for row in rows)


async def how_it_stands(talk: str) -> tuple[str, str]:
    [row] = await Mentorship.select(Mentorship.state, Mentorship.ended_how).where(Mentorship.id == talk)
    return row["state"], row["ended_how"]


async def test_both_goodbyes_are_told_once(cast: Cast) -> None:
    sides = {name: await cast.side(name) for name in ("maya", "theo")}
    await at_once(*(say_goodbye(sides[name], by=cast.person(name), once=once()) for _ in range(16) for name in sides))

    assert sorted(await kinds(cast, "maya") + await kinds(cast, "theo")) == ["goodbye", "goodbye_answered"]
    assert await how_it_stands(cast.talk) == ("ended", "goodbye")


@pytest.mark.parametrize(("early", "then"), [(A_SECOND, "answered"), (timedelta(0), "over")])
async def test_answers_and_the_clock_at_the_last_second(cast: Cast, early: timedelta, then: str) -> None:
    """Answered or over, never both, never half: whoever of the two comes first, the moment decides."""
    await goodbye(cast, "maya")
    closes_at = clock.now() + timedelta(days=14)
    clock.set(closes_at - early)
    side = await cast.side("theo")
    answers = (say_goodbye(side, by=cast.person("theo"), once=once()) for _ in range(16))
    came_to = await at_once(*(one for answer in answers for one in (answer, end_due(clock.now()))))

    given = await Farewell.count().where(Farewell.mentorship == cast.talk, Farewell.given_at.is_not_null())
    assert await how_it_stands(cast.talk) == ("ended", "goodbye")
    if then == "answered":
        assert (came_to.count("done"), given) == (17, 2)  # the clock came by for nothing
        assert (await kinds(cast, "maya"), await kinds(cast, "theo")) == (["goodbye_answered"], ["goodbye"])
    else:
        assert (came_to.count("done"), given) == (16, 1)
        assert (await kinds(cast, "maya"), await kinds(cast, "theo")) == (["kept"], ["goodbye", "kept"])
    assert await check() == []


async def test_answers_while_the_day_comes(cast: Cast) -> None:
    """The clock's act is handed the moment in which it is over; the answers were on their way a second before."""
    await goodbye(cast, "maya")
    closes_at = clock.now() + timedelta(days=14)
    clock.set(closes_at - A_SECOND)
    side = await cast.side("theo")
    answers = [say_goodbye(side, by=cast.person("theo"), once=once()) for _ in range(16)]
    await at_once(*(one for answer in answers for one in (end_due(closes_at), answer)))

    given = await Farewell.count().where(Farewell.mentorship == cast.talk, Farewell.given_at.is_not_null())
    told = (await kinds(cast, "maya"), await kinds(cast, "theo"))
    assert (given, *told) in ((2, ["goodbye_answered"], ["goodbye"]), (1, ["kept"], ["goodbye", "kept"]))
    assert await how_it_stands(cast.talk) == ("ended", "goodbye")
    assert await check() == []


@pytest.mark.parametrize("first", ["yes", "resume", "clock"])
async def test_a_stand_in_and_going_on_at_the_same_moment(cast: Cast, first: str) -> None:
    """One of the two talks goes on, whoever was first; nobody has two mentors, and nothing stays asked beside one."""
    await arrive(cast, "pia")
    await offer(cast, "pia")
    await take_a_pause(cast, "theo", days=40)
    await choose_meanwhile(await cast.side("maya"), by=cast.person("maya"), choice="stand_in", once=once())
    clock.travel(days=39)
    asked = await cast.ask("maya", "pia")
    await cast.say("yes", asked, "pia")
    clock.travel(days=1)
    sides = {name: await cast.side(name) for name in ("maya", "theo")}
    work: dict[str, list[Coroutine[Any, Any, Any]]] = {
        "yes": [cast.say("yes", asked, "maya") for _ in range(8)],
        "resume": [resume(sides[name], by=cast.person(name), once=once()) for name in sides for _ in range(8)],
        "clock": [*(resume_due(clock.now()) for _ in range(7)), tick()],
    }
    await at_once(*work.pop(first), *(one for these in work.values() for one in these))

    new = await of_proposal(asked)
    states = [(await how_it_stands(talk))[0] for talk in (cast.talk, new) if talk]
    assert states in (["paused", "active"], ["active"])
    assert await check() == []
