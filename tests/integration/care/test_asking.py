"""Once a month a mentor whose talks go on is asked; nobody is chased."""

from datetime import timedelta

import pytest

from portal import clock
from portal.care.actions import ask_monthly
from portal.care.rules import Said
from portal.database import write_transaction
from portal.mentorships.tables import Mentorship
from portal.notices.actions import put_away
from tests.integration.care.tapping import FINE, LEFT_OUT, asked, says
from tests.integration.cast import Cast
from tests.integration.ledger import acts


@pytest.fixture(autouse=True)
async def begins_today(cast: Cast) -> None:
    clock.set(clock.now())
    await Mentorship.update({Mentorship.began_at: clock.now()}).where(Mentorship.id == cast.talk)


async def test_a_month_after_it_began(cast: Cast) -> None:
    clock.travel(days=30, seconds=-1)
    assert await ask_monthly(clock.now()) == 0
    clock.travel(seconds=1)
    assert await ask_monthly(clock.now()) == 1
    assert await asked(cast) == 1
    assert await acts("care.ask") == ["care.ask"]


async def test_nobody_is_chased(cast: Cast) -> None:
    clock.travel(days=30)
    asks = []
    for _ in range(5):
        asks.append(await ask_monthly(clock.now()))
        clock.travel(days=31)

    assert asks == [1, 0, 0, 0, 0]
    assert await asked(cast) == 1


@pytest.mark.parametrize("said", [FINE, LEFT_OUT])
async def test_a_month_after_what_was_said_whatever_it_was(cast: Cast, said: Said) -> None:
    clock.travel(days=29)
    await says(cast, said)
    clock.travel(days=29)
    assert await ask_monthly(clock.now()) == 0
    clock.travel(days=1, seconds=1)
    assert await ask_monthly(clock.now()) == 1


async def test_a_month_after_an_ask_that_was_opened_and_not_answered(cast: Cast) -> None:
    clock.travel(days=30)
    await ask_monthly(clock.now())
    async with write_transaction():
        await put_away("care", cast.members["theo"], member=cast.members["theo"])
    clock.travel(days=29)
    assert await ask_monthly(clock.now()) == 0
    clock.travel(days=1, seconds=1)
    assert await ask_monthly(clock.now()) == 1


@pytest.mark.parametrize(("state", "is_asked"), [("active", 1), ("paused", 1), ("ending", 0), ("ended", 0)])
async def test_while_talks_go_on(cast: Cast, state: str, is_asked: int) -> None:
    closes = clock.now() + timedelta(days=99) if state == "ending" else None
    await Mentorship.update({"state": state, "closes_at": closes}).where(Mentorship.id == cast.talk)
    clock.travel(days=40)

    assert await ask_monthly(clock.now()) == is_asked
    assert await asked(cast) == is_asked


async def test_only_the_mentor(cast: Cast) -> None:
    clock.travel(days=40)
    await ask_monthly(clock.now())

    assert [name for name in cast.members if await asked(cast, name)] == ["theo"]
