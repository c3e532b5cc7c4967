"""Before its day a pause is ended by whoever asked for it: nobody is called back from a rest."""

from datetime import timedelta

import pytest

from portal import clock
from portal.check import check
from portal.endings.meanwhile import choose_meanwhile
from portal.errors import NotPossible
from portal.mentorships.actions import pause, resume
from portal.mentorships.rules import THEIR_PAUSE
from portal.mentorships.tables import Mentorship
from portal.mentorships.telling import resume_due
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import counts
from tests.integration.mentorships.asking import began_just_now

PAIRS = [("theo", "maya"), ("maya", "theo")]
GO_ON = "/going-on"


async def paused(cast: Cast, name: str, days: int = 20) -> None:
    await began_just_now(cast, found_at=clock.now())
    until = clock.now().date() + timedelta(days=days)
    await pause(await cast.side(name), by=cast.person(name), until=until, word="", once=once())


async def state(cast: Cast) -> str:
    [row] = await Mentorship.select(Mentorship.state).where(Mentorship.id == cast.talk)
    return str(row["state"])


@pytest.mark.parametrize(("name", "other"), PAIRS)
async def test_the_other_has_no_button_and_reads_why(cast: Cast, enter: Enter, name: str, other: str) -> None:
    await paused(cast, name)
    at = f"/talks/{cast.talk}"
    mine, theirs = await enter(name), await enter(other)
    for page in ("", "/pause", "/still"):
        assert GO_ON in (await mine.get(f"{at}{page}")).text
        shown = (await theirs.get(f"{at}{page}")).text
        assert GO_ON not in shown
        assert f"{name.title()} can go on sooner, and you hear it here." in shown


@pytest.mark.parametrize(("name", "other"), PAIRS)
async def test_the_other_cannot_cut_it_short_and_who_took_it_can(
    cast: Cast, enter: Enter, name: str, other: str
) -> None:
    await paused(cast, name)
    at = f"/talks/{cast.talk}{GO_ON}"
    browser = await enter(other)
    before = await counts()
    answer = await browser.post(at)
    assert answer.status_code == 409
    assert THEIR_PAUSE.format(name=name.title()) in answer.text
    assert await counts() == before
    assert await state(cast) == "paused", "also where it was tapped"

    assert (await (await enter(name)).post(at)).status_code == 303
    assert await state(cast) == "active"
    assert await check() == []


async def test_of_two_pauses_the_last_one_counts(cast: Cast) -> None:
    """A side that was read before the pause began does not say whose pause it is."""
    read_before = await cast.side("maya")
    await paused(cast, "maya")
    await resume(await cast.side("maya"), by=cast.person("maya"), once=once())
    by_maya = await cast.side("maya")
    await paused(cast, "theo")
    for side in (read_before, by_maya):
        with pytest.raises(NotPossible):
            await resume(side, by=cast.person("maya"), once=once())
    assert await state(cast) == "paused"


async def test_on_its_day_it_is_over_for_both(cast: Cast) -> None:
    await paused(cast, "theo", 3)
    clock.travel(days=3)
    assert await resume_due(clock.now()) == 1
    assert await state(cast) == "active"


async def test_with_somebody_else_meanwhile_the_mentee_chooses_and_until_then_not(cast: Cast, enter: Enter) -> None:
    await paused(cast, "theo", 30)
    maya, at = await enter("maya"), f"/talks/{cast.talk}"
    for choice, may in (("wait", False), ("stand_in", True)):
        await choose_meanwhile(await cast.side("maya"), by=cast.person("maya"), choice=choice, once=once())
        for page in ("", "/pause", "/still"):
            assert (GO_ON in (await maya.get(f"{at}{page}")).text) is may
    await maya.post(f"{at}{GO_ON}")
    assert await state(cast) == "active"
