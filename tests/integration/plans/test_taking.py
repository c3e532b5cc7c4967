"""One tap takes a time; of many taps at once, one does; a time can be given up, and the other hears of it."""

import asyncio
import re

import pytest

from portal import clock
from portal.audit import AuditEntry
from portal.check import check
from portal.errors import NotFound, NotPossible
from portal.mentorships.tables import Mentorship
from portal.notices.tables import Notice
from portal.plans.actions import decline, take, withdraw
from portal.plans.rules import CHANGED, GONE_BY
from portal.plans.tables import Plan
from tests.integration.browser import alike
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.plans.planning import ahead, moment, offered, planned, states


@pytest.fixture
async def page(cast: Cast) -> str:
    return f"/talks/{cast.talk}/plans"


async def unread(cast: Cast, name: str) -> list[str]:
    rows = await Notice.select(Notice.kind).where(
        Notice.member == cast.members[name], Notice.about == cast.talk, Notice.seen_at.is_null()
    )
    return sorted(row["kind"] for row in rows if row["kind"].startswith("plan"))


async def test_one_tap(cast: Cast, enter: Enter, page: str) -> None:
    plan = await offered(cast)
    await Mentorship.update({Mentorship.found_at: None}).where(Mentorship.id == cast.talk)
    theo = await enter("theo")
    shown = re.findall(r'name="time" value="(\w+)"', (await theo.get(page)).text)
    assert shown == ["first", "second"]
    answer = await theo.post(f"{page}/{plan}/taking", {"time": "second"}, page=page)
    assert (answer.status_code, answer.headers["location"]) == (303, page)

    for name in ("maya", "theo"):
        both = await ahead(cast, name)
        assert both.next is not None
        assert (both.next.id, both.next.taken, both.offered) == (plan, moment(5), None)
        assert f'href="{page}/{plan}/calendar"' in (await (await enter(name)).get(page)).text
    assert await unread(cast, "theo") == [], "it was answered"
    assert await unread(cast, "maya") == ["plan_taken"]
    assert (await Mentorship.select(Mentorship.found_at).where(Mentorship.id == cast.talk).first() or {})["found_at"]
    assert await check() == []


async def test_nobody_takes_their_own(cast: Cast, enter: Enter, page: str) -> None:
    plan = await offered(cast)
    maya = await enter("maya")
    absent = alike(await maya.post(f"{page}/k3v9k3v9k3v9k3v9/taking", {"time": "first"}))
    assert absent[0] == 404
    assert alike(await maya.post(f"{page}/{plan}/taking", {"time": "first"})) == absent
    assert alike(await maya.post(f"{page}/{plan}/declining")) == absent
    assert await states() == ["offered"]


async def test_a_time_that_is_not_among_them(cast: Cast, enter: Enter, page: str) -> None:
    plan = await offered(cast)
    theo = await enter("theo")
    for form in ({}, {"time": ""}, {"time": "taken"}, {"time": "fourth"}):
        answer = await theo.post(f"{page}/{plan}/taking", form)
        assert (answer.status_code, "Choose one of the times." in answer.text) == (422, True)
    answer = await theo.post(f"{page}/{plan}/taking", {"time": "third"})
    assert (answer.status_code, GONE_BY in answer.text) == (409, True)
    assert await states() == ["offered"]


async def test_twice_is_once(cast: Cast, enter: Enter, page: str) -> None:
    plan = await offered(cast)
    theo = await enter("theo")
    form = {**await theo.tokens(page), "time": "first"}
    for _ in range(2):
        assert (await theo.post_as_it_is(f"{page}/{plan}/taking", form)).status_code == 303
    assert await Notice.count().where(Notice.kind == "plan_taken") == 1
    assert await AuditEntry.count().where(AuditEntry.act == "plans.take") == 1
    again = await theo.post(f"{page}/{plan}/taking", {"time": "second"})
    assert (again.status_code, CHANGED in again.text) == (409, True)


async def test_of_thirty_two_at_once_one_takes_it(cast: Cast) -> None:
    plan, theo = await offered(cast), await cast.side("theo")
    tries = [
        take(theo, plan, by=cast.person("theo"), time=("first", "second")[number % 2], once=once())
        for number in range(32)
    ]
    came_of_it = await asyncio.gather(*tries, return_exceptions=True)
    assert came_of_it.count(None) == 1
    assert [one.sentence for one in came_of_it if isinstance(one, NotPossible)] == [CHANGED] * 31
    assert await states() == ["taken"]
    assert await Notice.count().where(Notice.kind == "plan_taken") == 1


async def test_taken_and_taken_back_at_once_it_is_one_of_the_two(cast: Cast) -> None:
    plan = await offered(cast)
    tries = [
        take(await cast.side("theo"), plan, by=cast.person("theo"), time="first", once=once()),
        withdraw(await cast.side("maya"), plan, by=cast.person("maya"), once=once()),
        decline(await cast.side("theo"), plan, by=cast.person("theo"), once=once()),
    ]
    await asyncio.gather(*tries, return_exceptions=True)
    [state] = await states()
    assert state in ("taken", "withdrawn", "declined")
    assert await check() == []


async def test_a_time_that_has_gone_by(cast: Cast, enter: Enter, page: str) -> None:
    plan = await offered(cast, "maya", moment(1), moment(3))
    clock.travel(days=2)
    try:
        theo = await enter("theo")
        assert re.findall(r'name="time" value="(\w+)"', (await theo.get(page)).text) == ["second"]
        answer = await theo.post(f"{page}/{plan}/taking", {"time": "first"})
        assert (answer.status_code, GONE_BY in answer.text) == (409, True)
        assert (await theo.post(f"{page}/{plan}/taking", {"time": "second"})).status_code == 303
    finally:
        clock.reset()


async def test_none_of_them_suits(cast: Cast, enter: Enter, page: str) -> None:
    plan = await offered(cast)
    theo = await enter("theo")
    form = await theo.tokens(page)
    for _ in range(2):
        assert (await theo.post_as_it_is(f"{page}/{plan}/declining", form)).status_code == 303
    assert await states() == ["declined"]
    assert await unread(cast, "maya") == ["plan_changed"]
    assert await unread(cast, "theo") == []
    assert (await theo.post(f"{page}/{plan}/declining")).status_code == 409
    assert (await ahead(cast)).offered is None


async def test_another_time_takes_the_place_of_the_one_before(cast: Cast) -> None:
    before = await planned(cast, 3)
    after = await offered(cast, "theo", moment(6), moment(7))
    now = await ahead(cast)
    assert now.next is not None
    assert now.next.id == before, "it stays until the other takes another time"
    await take(await cast.side("maya"), after, by=cast.person("maya"), time="first", once=once())
    rows = {row["id"]: row["state"] for row in await Plan.select(Plan.id, Plan.state)}
    assert rows == {before: "withdrawn", after: "taken"}


@pytest.mark.parametrize("name", ["maya", "theo"])
async def test_either_can_give_a_time_up(cast: Cast, enter: Enter, page: str, name: str) -> None:
    plan = await planned(cast)
    other = {"maya": "theo", "theo": "maya"}[name]
    browser = await enter(name)
    form = await browser.tokens(page)
    for _ in range(2):
        assert (await browser.post_as_it_is(f"{page}/{plan}/withdrawal", form)).status_code == 303
    assert await states() == ["withdrawn"]
    assert "plan_changed" in await unread(cast, other)
    assert "plan_changed" not in await unread(cast, name)
    assert (await ahead(cast)).next is None
    assert (await browser.get(f"{page}/{plan}/calendar")).status_code == 404


async def test_what_is_over_is_not_given_up(cast: Cast) -> None:
    plan = await planned(cast, 1)
    clock.travel(days=3)
    try:
        with pytest.raises(NotPossible):
            await withdraw(await cast.side("maya"), plan, by=cast.person("maya"), once=once())
        assert await states() == ["taken"]
    finally:
        clock.reset()


async def test_a_plan_is_found_in_its_own_talks_only(cast: Cast, enter: Enter) -> None:
    plan = await offered(cast)
    taken = await planned(cast)
    talk = await cast.begin_talk("ines", "ruth")
    ruth = await enter("ruth")
    assert (await ruth.get(f"/talks/{talk}/plans/{taken}/calendar")).status_code == 404
    for act in ("taking", "declining", "withdrawal", "talked"):
        answer = await ruth.post(f"/talks/{talk}/plans/{plan}/{act}", {"time": "first", "answer": "yes"})
        assert answer.status_code == 404
    with pytest.raises(NotFound):
        await take(await cast.side("ruth", talk), plan, by=cast.person("ruth"), time="first", once=once())
