"""How it has been is asked around an ending: kindly, of each for themselves, and seldom."""

from datetime import timedelta

import pytest

from portal import clock
from portal.accounts.tables import Account
from portal.groups.tables import Facilitation, Membership
from portal.mentorships.telling import say_what_is_due
from portal.notices.actions import put_away_kind, tell
from portal.notices.tables import Notice
from tests.integration.cast import SATURDAY, Cast
from tests.integration.conftest import Enter
from tests.integration.mentorships.asking import OUTSIDERS, began_just_now, days_go_by, told
from tests.integration.told import goodbye, part


async def it_ends(cast: Cast, how: str = "goodbye") -> None:
    """Now, with nothing told yet of what came before."""
    await began_just_now(cast, feels_asked_at=clock.now(), found_at=clock.now())
    if how == "goodbye":
        for name in ("maya", "theo"):
            await goodbye(cast, name)
    else:
        await part(cast, "maya", how)
    await Notice.delete(force=True)


async def asked(cast: Cast) -> list[str]:
    rows = await Notice.select(Notice.member, Notice.whose).where(Notice.kind == "say")
    assert all(row["whose"] is None for row in rows)
    names = {member: name for name, member in cast.members.items()}
    return sorted(names[row["member"]] for row in rows)


async def test_in_the_week_after_a_goodbye(cast: Cast) -> None:
    await it_ends(cast)
    await days_go_by(2)
    assert await asked(cast) == []
    await days_go_by(1)
    assert await asked(cast) == ["maya", "theo"]
    await days_go_by(200)
    assert await asked(cast) == ["maya", "theo"], "once"
    assert [await told(cast, name) for name in OUTSIDERS] == [[]] * len(OUTSIDERS)


@pytest.mark.parametrize("how", ["alone", "unsafe", "someone_else"])
async def test_without_one_not_in_the_first_week_and_the_same_for_the_three(cast: Cast, how: str) -> None:
    await it_ends(cast, how)
    await days_go_by(9)
    assert await asked(cast) == []
    await days_go_by(1)
    assert await asked(cast) == ["maya", "theo"]


@pytest.mark.parametrize("seen", [True, False])
async def test_at_most_once_in_ninety_days_each(cast: Cast, seen: bool) -> None:
    await it_ends(cast)
    clock.travel(days=-80)
    await tell(cast.members["maya"], kind="say", about=cast.proposal)
    if seen:
        await put_away_kind("say", cast.proposal)
    clock.travel(days=80)
    await days_go_by(20)
    assert await asked(cast) == ["maya", "theo"], "maya's is the earlier one"


async def test_after_ninety_days_again(cast: Cast) -> None:
    await it_ends(cast)
    clock.travel(days=-87, seconds=-1)
    await tell(cast.members["maya"], kind="say", about=cast.proposal)
    clock.travel(days=87, seconds=1)
    await days_go_by(3)
    assert await asked(cast) == ["maya", "maya", "theo"]


async def test_nobody_who_is_a_member_no_more(cast: Cast) -> None:
    await it_ends(cast)
    await Membership.update({Membership.left_on: clock.now().date()}).where(Membership.member == cast.members["maya"])
    await days_go_by(10)
    assert await asked(cast) == ["theo"]


async def test_nobody_whose_account_is_closed(cast: Cast) -> None:
    await it_ends(cast)
    await Account.update({Account.disabled_at: clock.now()}).where(Account.id == cast.accounts["theo"])
    await days_go_by(10)
    assert await asked(cast) == ["maya"]


async def test_nobody_who_reads_what_is_said(cast: Cast) -> None:
    await it_ends(cast)
    await Facilitation.insert(Facilitation(member=cast.members["theo"], group=cast.groups[SATURDAY]))
    await Account.update({Account.is_coordinator: True}).where(Account.id == cast.accounts["maya"])
    await days_go_by(10)
    assert await asked(cast) == []


async def test_nor_where_somebody_had_to_close_the_talks(cast: Cast) -> None:
    await began_just_now(cast, state="ended", ended_at=clock.now(), ended_how="closed")
    await days_go_by(30)
    assert await asked(cast) == []


async def test_a_clock_that_stood_still_says_it_within_the_week_or_not_at_all(cast: Cast) -> None:
    await it_ends(cast)
    clock.travel(days=10)
    assert await say_what_is_due(clock.now()) == 0
    assert await asked(cast) == []


async def test_what_is_kept_leads_there_at_any_time(cast: Cast, enter: Enter) -> None:
    await it_ends(cast)
    for name in ("maya", "theo"):
        browser = await enter(name)
        assert (await browser.get(f"/talks/{cast.talk}/kept")).text.count('href="/me/say"') == 1
        assert (await browser.get("/me/say")).status_code == 200


async def test_two_clocks_say_it_once(cast: Cast) -> None:
    await it_ends(cast)
    now = clock.now() + timedelta(days=3)
    clock.set(now)
    assert [await say_what_is_due(now) for _ in range(2)] == [1, 0]
