"""Afterwards home asks whether they talked: a yes is a check-in, once; a not yet is fine."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from portal import clock
from portal.check import check
from portal.check_ins.tables import CheckIn
from portal.database import engine
from portal.errors import NotPossible
from portal.groups.tables import Group
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship
from portal.plans.actions import offer, say_whether_they_talked, take
from portal.plans.queries import PLANNED_FOR, since
from portal.plans.rules import STILL_TO_COME
from portal.plans.tables import Plan
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.conftest import Enter
from tests.integration.plans.planning import ahead, moment, offered, planned, states


@pytest.fixture(autouse=True)
async def the_clock_is_put_back() -> AsyncIterator[None]:
    yield
    clock.reset()


@pytest.fixture
async def plan(cast: Cast) -> str:
    """A talk by phone that was planned for yesterday."""
    made = await planned(cast, 1)
    clock.travel(days=2)
    return made


async def check_ins() -> list[dict[str, object]]:
    return await CheckIn.select(CheckIn.day, CheckIn.means, CheckIn.author)


async def test_yes_is_a_check_in(cast: Cast, enter: Enter, plan: str) -> None:
    day = moment(-1).date()
    asked = (await ahead(cast)).to_ask
    assert asked is not None
    assert asked.id == plan

    maya = await enter("maya")
    answer = await maya.post(f"/talks/{cast.talk}/plans/{plan}/talked", {"answer": "yes"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}#check-ins")
    assert await check_ins() == [{"day": day, "means": "phone", "author": cast.members["maya"]}]
    assert (await ahead(cast)).to_ask is None
    assert (await ahead(cast, "theo")).to_ask is None
    assert await check() == []


async def test_the_day_is_that_of_ones_own_clock(cast: Cast) -> None:
    await Member.update({Member.zone: "Pacific/Kiritimati"}).where(Member.id == cast.members["maya"])
    plan = await planned(cast, 1)
    clock.travel(days=3)
    maya = cast.person("maya")
    there = type(maya)(account=maya.account, member=maya.member, name=maya.name, zone="Pacific/Kiritimati")
    await say_whether_they_talked(await cast.side("maya"), plan, by=there, answer="yes", once=once())
    [made] = await check_ins()
    assert made["day"] == moment(-1).date(), "where it was half past nine in the morning of the next day"


async def test_both_say_yes_and_it_is_one_check_in(cast: Cast, enter: Enter, plan: str) -> None:
    at = f"/talks/{cast.talk}/plans/{plan}/talked"
    for name in ("maya", "theo", "maya"):
        assert (await (await enter(name)).post(at, {"answer": "yes"})).status_code == 303
    assert (await (await enter("theo")).post(at, {"answer": "not_yet"})).status_code == 303
    assert len(await check_ins()) == 1
    assert (await Plan.select(Plan.took_place).first() or {})["took_place"] == "yes"


async def test_thirty_two_yeses_at_once_are_one_check_in(cast: Cast, plan: str) -> None:
    sides = {name: await cast.side(name) for name in ("maya", "theo")}
    tries = [
        say_whether_they_talked(sides[name], plan, by=cast.person(name), answer="yes", once=once())
        for name in ("maya", "theo") * 16
    ]
    await asyncio.gather(*tries)
    assert len(await check_ins()) == 1


async def test_not_yet_is_fine_and_is_not_asked_again(cast: Cast, enter: Enter, plan: str) -> None:
    maya = await enter("maya")
    at = f"/talks/{cast.talk}/plans/{plan}/talked"
    answer = await maya.post(at, {"answer": "not_yet"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}/plans?not-yet")
    assert "That is fine. Here you can find another time." in (await maya.get(answer.headers["location"])).text
    assert await check_ins() == []
    for name in ("maya", "theo"):
        assert (await ahead(cast, name)).to_ask is None
    assert (await (await enter("theo")).post(at, {"answer": "yes"})).status_code == 303
    assert len(await check_ins()) == 1, "who said not yet was too early"


async def test_without_an_answer_it_is_asked_again(cast: Cast, enter: Enter, plan: str) -> None:
    maya = await enter("maya")
    for form in ({}, {"answer": "perhaps"}):
        answer = await maya.post(f"/talks/{cast.talk}/plans/{plan}/talked", form)
        assert (answer.status_code, "Choose one of the two answers." in answer.text) == (422, True)
    assert await check_ins() == []
    assert (await ahead(cast)).to_ask is not None


async def test_a_talk_that_is_still_to_come(cast: Cast, enter: Enter) -> None:
    plan = await planned(cast, 3)
    maya = await enter("maya")
    answer = await maya.post(f"/talks/{cast.talk}/plans/{plan}/talked", {"answer": "yes"})
    assert (answer.status_code, STILL_TO_COME in answer.text) == (409, True)
    assert (await ahead(cast)).to_ask is None
    plan = await offered(cast)
    with pytest.raises(NotPossible):
        await say_whether_they_talked(await cast.side("maya"), plan, by=cast.person("maya"), answer="yes", once=once())
    assert await check_ins() == []


async def test_a_meeting_that_both_went_to(cast: Cast) -> None:
    clock.set(datetime(2026, 11, 22, 12, tzinfo=UTC))
    await Group.update({Group.meeting_weekday: 1, Group.meeting_time: "19:00"}).where(Group.id == cast.groups[TUESDAY])
    await Mentorship.update({Mentorship.began_at: datetime(2026, 11, 1, tzinfo=UTC)}).where(Mentorship.id == cast.talk)
    plan = await offer(
        await cast.side("maya"),
        by=cast.person("maya"),
        times=[datetime(2026, 11, 24, 19, tzinfo=UTC)],
        means="in_person",
        is_meeting=True,
        once=once(),
    )
    await take(await cast.side("theo"), plan, by=cast.person("theo"), time="first", once=once())
    clock.set(datetime(2026, 11, 25, 12, tzinfo=UTC))
    await say_whether_they_talked(await cast.side("theo"), plan, by=cast.person("theo"), answer="yes", once=once())
    [made] = await check_ins()
    assert (made["means"], str(made["day"])) == ("meeting", "2026-11-24")


async def test_who_logged_a_check_in_since_is_not_asked(cast: Cast, enter: Enter, plan: str) -> None:
    maya = await enter("maya")
    page = f"/talks/{cast.talk}/check-in"
    await maya.post(page, {"day": moment(-1).date().isoformat(), "means": "phone"}, page=page)
    assert len(await check_ins()) == 1
    for name in ("maya", "theo"):
        assert (await ahead(cast, name)).to_ask is None


async def test_it_is_asked_for_a_fortnight_and_of_several_about_the_newest(cast: Cast) -> None:
    await planned(cast, 1)
    clock.travel(days=2)
    newest = await planned(cast, 1)
    clock.travel(days=2)
    asked = (await ahead(cast)).to_ask
    assert asked is not None
    assert asked.id == newest
    clock.travel(days=12)
    asked = (await ahead(cast)).to_ask
    assert asked is not None
    clock.travel(days=3)
    assert (await ahead(cast)).to_ask is None
    assert await states() == ["taken", "taken"], "and nothing was changed by it"


async def test_what_home_reads(cast: Cast, plan: str) -> None:
    """One row for each side, with the other's name; nothing of talks that are ending."""
    names = {"maya": "Theo", "theo": "Maya"}
    for name, other in names.items():
        member = cast.members[name]
        rows = await Plan.raw(PLANNED_FOR, member, member, *since(clock.now()))
        assert [(row["id"], row["talk"], row["means"], row["other_name"]) for row in rows] == [
            (plan, cast.talk, "phone", other)
        ]
    for name in ("noor", "ines", "fay"):
        member = cast.members[name]
        assert await Plan.raw(PLANNED_FOR, member, member, *since(clock.now())) == []
    await Mentorship.update({Mentorship.state: "ending"}).where(Mentorship.id == cast.talk)
    maya = cast.members["maya"]
    assert await Plan.raw(PLANNED_FOR, maya, maya, *since(clock.now())) == []
    assert engine().engine_type in ("sqlite", "postgres")
