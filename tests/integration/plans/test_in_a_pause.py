"""A pause takes off what was planned in it: nobody gets ready for a talk that does not take place."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal import clock
from portal.check import check
from portal.check_ins.actions import Said, log
from portal.errors import NotPossible
from portal.mentorships.actions import pause, resume
from portal.messages.actions import send
from portal.plans.rules import PAUSED
from portal.plans.tables import Plan
from tests.integration.browser import alike
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import counts
from tests.integration.mentorships.asking import began_just_now, told
from tests.integration.plans.planning import ahead, moment, offered, planned, states, typed

ALIVE = ("card--alive", "Your next talk", "Put it in my calendar", "Plan the next talk", "Find another time", "next: ")


@pytest.fixture(autouse=True)
async def noon(cast: Cast) -> None:
    await began_just_now(cast, found_at=clock.now())
    clock.set(clock.now().replace(hour=12, minute=0, second=0, microsecond=0))


async def paused(cast: Cast, name: str = "theo", days: int = 30) -> None:
    until = clock.now().date() + timedelta(days=days)
    await pause(await cast.side(name), by=cast.person(name), until=until, word="", once=once())


async def test_what_is_taken_inside_it_and_what_is_only_suggested_are_off(cast: Cast) -> None:
    await planned(cast, 3)
    await offered(cast, "maya", moment(40), moment(41))
    await paused(cast, days=30)
    assert await states() == ["withdrawn", "withdrawn"]
    assert await check() == []


async def test_what_is_taken_beyond_it_stays_and_is_there_again_when_they_go_on(cast: Cast) -> None:
    plan = await planned(cast, 31)
    await paused(cast, days=30)
    assert await states() == ["taken"]
    assert (await ahead(cast)).next is None, "not while they pause"
    clock.travel(days=1)
    await resume(await cast.side("theo"), by=cast.person("theo"), once=once())
    kept = (await ahead(cast)).next
    assert kept is not None
    assert kept.id == plan


@pytest.mark.parametrize(
    ("zone", "hours", "state"),
    [
        ("UTC", -1, "withdrawn"),
        ("UTC", 0, "taken"),
        ("Pacific/Auckland", -12, "taken"),  # there it is that day already
        ("Pacific/Pago_Pago", 10, "withdrawn"),  # there it is still the day before
    ],
)
async def test_the_day_begins_by_the_clock_of_who_pauses(cast: Cast, zone: str, hours: int, state: str) -> None:
    await planned(cast, 9)
    taken = moment(10, hour=0).replace(minute=0) + timedelta(hours=hours)
    await Plan.update({Plan.taken: taken}).where(Plan.mentorship == cast.talk)
    by, until = replace(cast.person("theo"), zone=zone), clock.now().date() + timedelta(days=10)
    await pause(await cast.side("theo"), by=by, until=until, word="", once=once())
    assert await states() == [state]


@pytest.mark.parametrize("name", ["maya", "theo"])
async def test_nothing_of_it_is_alive_for_either(cast: Cast, enter: Enter, name: str) -> None:
    said = Said(clock.now().date(), "phone", [], shared="", own="", hard_day=False, weighs=False)
    await log(await cast.side("maya"), by=cast.person("maya"), said=said, once=once())
    await planned(cast, 3)
    browser = await enter(name)
    page = (await browser.get(f"/talks/{cast.talk}")).text
    assert [sign for sign in ALIVE if sign in page] == [*ALIVE[:3], "Find another time", "next: "]
    assert "Your next talk" in (await browser.get("/home")).text

    await paused(cast)
    page = (await browser.get(f"/talks/{cast.talk}")).text
    assert [sign for sign in ALIVE if sign in page] == []
    assert "A talk that was planned before is off." in page
    home = (await browser.get("/home")).text
    assert [sign for sign in ALIVE[1:] if sign in home] == [], "theo is asked about noor"


async def test_it_is_told_with_the_pause_alone(cast: Cast, enter: Enter) -> None:
    await planned(cast, 3)
    await offered(cast, "theo", moment(4), moment(5))
    await paused(cast)
    home = (await (await enter("maya")).get("/home")).text
    assert "Theo needs a pause" in home
    assert "Look for a mentor" not in home, "she has one"
    for kind in ("Theo suggests a time to talk", "Theo took a time to talk", "Theo cannot at that time"):
        assert kind not in home
    assert "plan_changed" not in await told(cast, "maya")
    assert "Maya took a time to talk" not in (await (await enter("theo")).get("/home")).text


async def test_what_was_to_be_before_the_pause_is_not_asked_about_in_it(cast: Cast, enter: Enter) -> None:
    await planned(cast, 1)
    clock.travel(days=2)
    assert "Did you talk" in (await (await enter("theo")).get("/home")).text
    await paused(cast, days=5)
    assert await states() == ["taken"]
    for address in ("/home", f"/talks/{cast.talk}"):
        assert "Did you talk" not in (await (await enter("theo")).get(address)).text
    await resume(await cast.side("theo"), by=cast.person("theo"), once=once())
    assert "Did you talk" in (await (await enter("theo")).get("/home")).text


async def test_how_soon_one_usually_answers_is_not_said_in_it(cast: Cast, enter: Enter) -> None:
    now = clock.now()
    clock.set(now - timedelta(days=9))
    for _ in range(3):
        for name in ("maya", "theo"):
            await send(await cast.side(name), by=cast.person(name), words="A line.", once=once())
            clock.travel(hours=7)
    clock.set(now)
    maya, at = await enter("maya"), f"/talks/{cast.talk}"
    for address in (at, f"{at}/messages"):
        assert "Theo usually answers within a day" in (await maya.get(address)).text
    await maya.post(f"{at}/messages/reading", {"seen": ""})
    await paused(cast)
    for address in (at, f"{at}/messages"):
        assert "usually" not in (await maya.get(address)).text


@pytest.mark.parametrize(("name", "who"), [("maya", "Theo is"), ("theo", "You are")])
async def test_there_is_no_form_for_times_until_then(cast: Cast, enter: Enter, name: str, who: str) -> None:
    await paused(cast)
    browser, at = await enter(name), f"/talks/{cast.talk}/plans"
    page = (await browser.get(at)).text
    assert f"{who} taking a pause until " in page
    assert "You can plan from then on." in page
    assert f'href="/talks/{cast.talk}"' in page
    assert 'name="first"' not in page


async def test_nothing_is_suggested_or_taken_from_a_tab_that_was_open(cast: Cast, enter: Enter) -> None:
    plan = await offered(cast, "maya")
    maya, theo, at = await enter("maya"), await enter("theo"), f"/talks/{cast.talk}/plans"
    fields = await maya.tokens(at)
    await paused(cast)
    before = await counts()
    answer = await maya.post_as_it_is(at, {**fields, **typed(moment(3), moment(4))})
    assert answer.status_code == 422
    assert PAUSED in answer.text
    assert typed(moment(3))["first"] in answer.text, "what was typed is all there"
    assert alike(await theo.post(f"{at}/{plan}/taking", {"time": "first"}))[0] == 409
    with pytest.raises(NotPossible):
        await offered(cast, "theo")
    assert await counts() == before
    assert await states() == ["withdrawn"]


async def test_before_pausing_one_reads_what_is_taken_off(cast: Cast, enter: Enter) -> None:
    theo, page = await enter("theo"), f"/talks/{cast.talk}/pause"
    assert "is taken off if it is before that day" not in (await theo.get(page)).text
    await planned(cast, 3)
    shown = (await theo.get(page)).text
    assert f"Your talk on {moment(3):%A}, 7:30\u00a0pm, is taken off if it is before that day." in shown
    assert "Maya is told with the pause." in shown
