"""What a pair is asked as time goes by: each thing once, nothing in a pause, nothing after a goodbye."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from portal import clock
from portal.care.actions import ask, ask_monthly
from portal.check import check
from portal.check_ins.actions import Said, log
from portal.database import write_transaction
from portal.endings.actions import end_due
from portal.endings.meanwhile import choose_meanwhile
from portal.members.tables import Member
from portal.mentorships.actions import pause, resume
from portal.mentorships.queries import of_proposal
from portal.mentorships.tables import Mentorship, Prompt, Side
from portal.mentorships.telling import resume_due, say_what_is_due
from portal.notices.tables import Notice
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.mentorships.asking import A_DAY, began_just_now, days_go_by, told
from tests.integration.told import goodbye


async def test_the_first_contact_is_asked_for_twice_and_then_looked_after(cast: Cast) -> None:
    await began_just_now(cast, feels_asked_at=clock.now())
    await days_go_by(20)
    assert await told(cast, "theo") == ["found", "found"]
    assert await told(cast, "maya") == ["found", "found", "looked_after"]
    assert await told(cast, "fay") == ["silent"]
    assert await told(cast, "cora") == []
    [row] = await Notice.select(Notice.whose).where(Notice.kind == "looked_after")
    assert row["whose"] == cast.members["fay"]


async def test_the_one_who_was_to_be_written_to_hears_that_it_is_looked_after(cast: Cast) -> None:
    await began_just_now(cast, feels_asked_at=clock.now(), first_by="mentee")
    await days_go_by(14)
    assert await told(cast, "theo") == ["found", "found", "looked_after"]
    assert await told(cast, "maya") == ["found", "found"]


async def test_where_the_facilitator_is_one_of_the_two_the_coordinator_is_asked(cast: Cast) -> None:
    await began_just_now(cast, feels_asked_at=clock.now(), mentor=cast.members["fay"])
    await days_go_by(14)
    assert await told(cast, "fay") == ["found", "found"]
    assert await told(cast, "cora") == ["silent"]


async def test_check_ins_are_asked_for_and_once_more_and_both_hear_the_same(cast: Cast) -> None:
    await began_just_now(cast, feels_asked_at=clock.now(), found_at=clock.now())
    await days_go_by(30)
    for name in ("maya", "theo"):
        assert await told(cast, name) == ["how_is_it", "how_is_it", "how_is_it"]  # days 14, 19 and 28


async def test_whether_it_feels_right_is_asked_after_the_first_check_in_or_on_day_21(cast: Cast) -> None:
    await began_just_now(cast, found_at=clock.now())
    await days_go_by(22)
    for name in ("maya", "theo"):
        assert (await told(cast, name)).count("feels") == 1
    side = await cast.side("maya")
    said = Said(clock.now().date(), "phone", [], "", "", hard_day=False, weighs=False)
    await log(side, by=cast.person("maya"), said=said, once=once())
    assert (await told(cast, "theo")).count("feels") == 1


async def test_a_quiet_pair_is_asked_and_then_it_is_a_task(cast: Cast) -> None:
    await began_just_now(cast, feels_asked_at=clock.now(), found_at=clock.now())
    await days_go_by(60)
    for name in ("maya", "theo"):
        assert (await told(cast, name)).count("still") == 1
    assert await told(cast, "fay") == ["silent"]


async def test_at_most_one_a_week_and_nothing_is_told_twice(cast: Cast) -> None:
    await began_just_now(cast, found_at=clock.now())
    await days_go_by(120)
    rows = await Prompt.select(Prompt.kind, Prompt.nth)
    assert Counter((row["kind"], row["nth"]) for row in rows).most_common(1)[0][1] == 1
    asked = await Notice.select(Notice.created_at).where(
        Notice.member == cast.members["maya"], Notice.kind.not_in(["feels", "found"])
    )
    days = sorted(row["created_at"] for row in asked)
    assert len(days) > 5
    assert all(later - earlier >= 5 * A_DAY for earlier, later in pairwise(days))  # a repeat; else seven
    assert (await told(cast, "maya")).count("good_for_both") == 1


async def test_nothing_is_asked_in_a_pause_and_nothing_is_caught_up_with(cast: Cast) -> None:
    await began_just_now(cast, feels_asked_at=clock.now(), found_at=clock.now())
    until = clock.now().date() + 100 * A_DAY
    await pause(await cast.side("theo"), by=cast.person("theo"), until=until, word="", once=once())
    await days_go_by(99)
    assert await told(cast, "theo") == []
    assert await told(cast, "maya") == ["paused"]
    assert await told(cast, "fay") == []
    clock.travel(days=1)
    assert await resume_due(clock.now()) == 1
    await days_go_by(2)
    assert await told(cast, "theo") == ["resumed"]


async def test_a_week_after_a_pause_with_nothing_said_it_is_a_task(cast: Cast) -> None:
    await began_just_now(cast, feels_asked_at=clock.now(), found_at=clock.now())
    until = clock.now().date() + 10 * A_DAY
    await pause(await cast.side("theo"), by=cast.person("theo"), until=until, word="", once=once())
    clock.travel(days=10)
    await resume_due(clock.now())
    await days_go_by(8)
    assert await told(cast, "fay") == ["silent"]


@pytest.mark.parametrize("both", [True, False])
async def test_after_a_goodbye_nothing_is_asked_and_after_the_end_three_words(cast: Cast, both: bool) -> None:
    await began_just_now(cast, feels_asked_at=clock.now(), found_at=clock.now())
    await goodbye(cast, "maya")
    await days_go_by(13)
    assert await told(cast, "maya") == []
    if both:
        await goodbye(cast, "theo")
    else:
        clock.travel(days=1)
        await end_due(clock.now())
    assert await told(cast, "fay") == ["unanswered"]
    await Notice.delete(force=True)
    await days_go_by(130)
    for name in ("maya", "theo"):
        assert await told(cast, name) == ["say", "doors", "hello_again"]
    assert await told(cast, "fay") == []


async def test_a_goodbye_that_waits_is_told_to_whoever_runs_the_group_and_is_neither(cast: Cast) -> None:
    """On the seventh day, once; and it goes from there as soon as it is answered."""
    await began_just_now(cast, mentor=cast.members["fay"])
    await Side.update({Side.member: cast.members["fay"]}).where(
        Side.mentorship == cast.talk, Side.member == cast.members["theo"]
    )
    await goodbye(cast, "maya")
    clock.travel(days=7, seconds=-1)
    assert await say_what_is_due(clock.now()) == 0
    clock.travel(seconds=1)
    assert [await say_what_is_due(clock.now()) for _ in range(2)] == [1, 0]
    assert {name: await told(cast, name) for name in ("maya", "fay", "cora", "gus")} == {
        "maya": [],
        "fay": ["goodbye"],
        "cora": ["unanswered"],
        "gus": [],
    }
    await goodbye(cast, "fay")
    waits = Notice.member == cast.members["cora"], Notice.seen_at.is_null()
    assert not await Notice.exists().where(*waits)


async def test_where_somebody_had_to_close_it_nothing_is_said(cast: Cast) -> None:
    await began_just_now(cast, state="ended", ended_at=clock.now(), ended_how="closed")
    await days_go_by(100)
    assert await told(cast, "maya") == []


async def test_what_was_asked_leads_to_a_page_that_is_there(cast: Cast, enter: Enter) -> None:
    await began_just_now(cast)
    await days_go_by(45)
    maya = await enter("maya")
    for row in await Notice.select(Notice.id).where(Notice.member == cast.members["maya"]):
        answer = await maya.post(f"/notices/{row['id']}")
        assert answer.status_code == 303
        assert (await maya.get(answer.headers["location"])).status_code == 200, answer.headers["location"]


async def test_two_clocks_say_it_once(cast: Cast) -> None:
    await began_just_now(cast, feels_asked_at=clock.now())
    clock.travel(days=3)
    assert [await say_what_is_due(clock.now()) for _ in range(2)] == [1, 0]
    assert await check() == []


async def test_the_mentorship_is_as_it_was(cast: Cast) -> None:
    """The clock asks; it never ends anything."""
    await began_just_now(cast)
    await days_go_by(200)
    [row] = await Mentorship.select(Mentorship.state).where(Mentorship.id == cast.talk)
    assert row["state"] == "active"


async def test_a_mentor_of_two_pairs_hears_one_thing_a_week(cast: Cast) -> None:
    """Whichever of them it is of; what was due a little later is said a week later, and to everybody."""
    await began_just_now(cast, feels_asked_at=clock.now(), found_at=clock.now())
    for name in ("noor", "theo"):
        await cast.say("yes", cast.proposal, name)
    second = await of_proposal(cast.proposal)
    assert second is not None
    await Notice.delete(force=True)
    await Mentorship.update({Mentorship.feels_asked_at: clock.now(), Mentorship.found_at: clock.now()}).where(
        Mentorship.id == second
    )
    for _ in range(120):
        clock.travel(days=1)
        await ask_monthly(clock.now())
        await say_what_is_due(clock.now())

    theirs = Notice.member == cast.members["theo"]
    rows = await Notice.select(Notice.kind, Notice.about, Notice.created_at).where(theirs).order_by(Notice.created_at)
    repeats = [later["created_at"] - earlier["created_at"] for earlier, later in pairwise(rows)]
    assert {row["about"] for row in rows} == {cast.talk, second, cast.members["theo"]}
    assert [gap for gap in repeats if gap < 5 * A_DAY] == []
    assert [row["kind"] for row, gap in zip(rows[1:], repeats, strict=True) if gap < 7 * A_DAY] == ["how_is_it"] * sum(
        gap < 7 * A_DAY for gap in repeats
    )
    assert [row["kind"] for row in rows].count("care") == 1  # never opened, so not asked again


async def test_the_week_of_one_of_the_two_is_the_week_of_both(cast: Cast) -> None:
    """What theo was asked of other talks, or about himself, keeps a question to maya and theo for seven days."""
    await began_just_now(cast, feels_asked_at=clock.now(), found_at=clock.now())
    clock.travel(days=12)
    async with write_transaction():
        await ask(cast.members["theo"])
    clock.travel(days=2)
    assert await say_what_is_due(clock.now()) == 0  # the day on which they would be asked
    clock.travel(days=5, seconds=-1)
    assert await say_what_is_due(clock.now()) == 0
    clock.travel(seconds=1)
    assert await say_what_is_due(clock.now()) == 1
    assert await told(cast, "maya") == ["how_is_it"]


async def test_a_mentor_is_not_asked_how_they_are_in_the_week_of_another_question(cast: Cast) -> None:
    await began_just_now(cast, feels_asked_at=clock.now(), found_at=clock.now())
    clock.travel(days=28)
    assert await say_what_is_due(clock.now()) == 1
    clock.travel(days=7, seconds=-1)
    assert await ask_monthly(clock.now()) == 0
    clock.travel(seconds=1)
    assert await ask_monthly(clock.now()) == 1


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "UTC", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("hour", [1, 12, 23])
async def test_who_went_on_by_hand_is_in_touch_wherever_they_live(cast: Cast, zone: str, hour: int) -> None:
    """Their day is another than that of UTC: whoever runs the group is not asked to look after them."""
    await began_just_now(cast, found_at=clock.now(), feels_asked_at=clock.now())
    clock.set(clock.now().replace(hour=hour))
    await Member.update({Member.zone: zone}).where(Member.id == cast.members["theo"])
    theo, by = await cast.side("theo"), replace(cast.person("theo"), zone=zone)
    until = by.today(clock.now()) + 60 * A_DAY
    await pause(theo, by=by, until=until, word="", once=once())
    clock.travel(days=10)
    await resume(theo, by=by, once=once())
    await days_go_by(12)
    assert await told(cast, "fay") == []


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "Pacific/Pago_Pago"])
async def test_a_mentee_elsewhere_goes_on_and_both_are_in_touch(cast: Cast, zone: str) -> None:
    """The days of a pause are those of whoever asked for it, also where the other ends it."""
    await began_just_now(cast, found_at=clock.now(), feels_asked_at=clock.now())
    clock.set(clock.now().replace(hour=15))
    by = replace(cast.person("maya"), zone=zone)
    until = clock.now().date() + 60 * A_DAY
    await pause(await cast.side("theo"), by=cast.person("theo"), until=until, word="", once=once())
    await choose_meanwhile(await cast.side("maya"), by=by, choice="stand_in", once=once())
    clock.travel(days=10)
    await resume(await cast.side("maya"), by=by, once=once())
    await days_go_by(12)
    assert await told(cast, "fay") == []
