"""Two or three times are offered in one's own zone; what was typed stays; a meeting of the group is one time."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from portal import clock
from portal.check import check
from portal.database import counted
from portal.errors import NotPossible
from portal.groups.tables import Group
from portal.members.tables import Member
from portal.mentorships.rules import GOODBYE_SAID
from portal.mentorships.tables import Side
from portal.notices.tables import Notice
from portal.plans.actions import offer, withdraw
from portal.plans.queries import ahead_of
from portal.plans.rules import (
    CHOOSE,
    NO_SUCH_MEETING,
    OFFERED_BY_THE_OTHER,
    PAST,
    SAME,
    SKIPPED,
    TOO_FAR,
    TWO_AT_LEAST,
    UNREADABLE,
)
from portal.plans.tables import Plan
from tests.integration.browser import alike
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import counts
from tests.integration.plans.planning import ahead, moment, offered, planned, states, typed
from tests.integration.rows import all_rows
from tests.integration.told import goodbye

A_SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
async def page(cast: Cast) -> str:
    return f"/talks/{cast.talk}/plans"


@pytest.fixture
async def group_meets(cast: Cast) -> None:
    """Every Tuesday at seven, in London."""
    await Group.update({Group.meeting_weekday: 1, Group.meeting_time: "19:00", Group.zone: "Europe/London"}).where(
        Group.id == cast.groups[TUESDAY]
    )


async def test_offering_three_times(cast: Cast, enter: Enter, page: str) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    answer = await maya.post(page, typed(moment(5), moment(3), moment(4)), page=page)
    assert (answer.status_code, answer.headers["location"]) == (303, page)

    mine, his = await ahead(cast, "maya"), await ahead(cast, "theo")
    assert mine.offered is not None
    assert his.offered is not None
    assert (mine.offered.by_me, his.offered.by_me) == (True, False)
    assert his.offered.times == (moment(3), moment(4), moment(5)), "the soonest first"
    assert his.offered.names == ("second", "third", "first")
    assert "Theo has not chosen yet" in (await maya.get(page)).text
    assert "Maya suggests a time to talk" in (await theo.get(page)).text
    assert "Maya suggests a time to talk" in (await theo.get("/home")).text
    assert await check() == []


async def test_in_ones_own_zone(cast: Cast, enter: Enter, page: str) -> None:
    """Half past seven where it is eleven hours earlier, and fourteen later."""
    for zone, hours in (("Pacific/Pago_Pago", 11), ("Pacific/Kiritimati", -14)):
        await Member.update({Member.zone: zone}).where(Member.id == cast.members["maya"])
        maya = await enter("maya")
        assert (await maya.post(page, typed(moment(3), moment(4)), page=page)).status_code == 303
        his = await ahead(cast, "theo")
        assert his.offered is not None
        assert his.offered.times == (moment(3) + timedelta(hours=hours), moment(4) + timedelta(hours=hours))
        assert await states() in (["offered"], ["withdrawn", "offered"])
        assert "7:30\u00a0pm" in (await maya.get(page)).text


async def test_what_one_cannot_is_said_and_everything_typed_stays(cast: Cast, enter: Enter, page: str) -> None:
    clock.set(datetime(2026, 3, 20, 12, tzinfo=UTC))
    try:
        await _tries_what_will_not_do(cast, enter, page)
    finally:
        clock.reset()


async def _tries_what_will_not_do(cast: Cast, enter: Enter, page: str) -> None:
    await Member.update({Member.zone: "Europe/London"}).where(Member.id == cast.members["maya"])
    maya = await enter("maya")
    good = {"first": "2026-03-21T19:30", "second": "2026-03-22T19:30", "third": "", "means": "phone"}
    before = await counts()
    for field, value, sentence in (
        ("first", "", CHOOSE),
        ("second", "", TWO_AT_LEAST),
        ("first", "next week, late", UNREADABLE),
        ("first", "2026-03-20T11:59", PAST),
        ("second", "2026-06-19T12:00", TOO_FAR),
        ("second", "2026-03-29T01:30", SKIPPED),
        ("second", "2026-03-21T19:30", SAME),
        ("third", "2026-03-22T19:30:10", SAME),
        ("first", "9" * 41, "This is longer than the 40 characters"),
        ("means", "", "Choose how you want to talk."),
        ("means", "video", "Choose one of these."),  # that they have not both agreed to
    ):
        form = {**good, field: value}
        answer = await maya.post(page, form, page=page)
        assert answer.status_code == 422, value
        assert sentence in answer.text, value
        for name in ("first", "second", "third"):
            assert re.search(rf'name="{name}"[^>]* value="{form[name]}"', answer.text), (field, value, name)
    assert await counts() == before


async def test_a_control_for_times_shows_what_it_can(enter: Enter, page: str) -> None:
    maya = await enter("maya")
    answer = await maya.post(page, {"first": "soon", "second": "2020-01-01T10:00"}, page=page)
    assert '<input type="text" id="first"' in answer.text
    assert '<input type="datetime-local" id="second"' in answer.text


async def test_without_a_way_that_both_agreed_to(cast: Cast, enter: Enter, page: str) -> None:
    await Side.update({Side.ways: "video"}).where(Side.mentorship == cast.talk, Side.member == cast.members["theo"])
    maya = await enter("maya")
    before = await counts()
    shown = (await maya.get(page)).text
    assert "There is no way to talk yet that you both ticked." in shown
    assert f'href="/talks/{cast.talk}/ways"' in shown
    assert (await maya.post(page, typed(moment(3), moment(4)))).status_code == 422
    assert await counts() == before


async def test_twice_is_once(cast: Cast, enter: Enter, page: str) -> None:
    maya = await enter("maya")
    form = {**await maya.tokens(page), **typed(moment(3), moment(4))}
    for _ in range(2):
        assert (await maya.post_as_it_is(page, form)).status_code == 303
    assert await states() == ["offered"]
    assert await Notice.count().where(Notice.kind == "plan") == 1


async def test_new_times_take_the_place_of_ones_own(cast: Cast) -> None:
    await offered(cast)
    await offered(cast, "maya", moment(6), moment(7))
    assert sorted(await states()) == ["offered", "withdrawn"]
    now = await ahead(cast)
    assert now.offered is not None
    assert now.offered.times == (moment(6), moment(7))


async def test_the_others_offer_is_answered_first(cast: Cast, enter: Enter, page: str) -> None:
    theo = await enter("theo")
    tokens = await theo.tokens(page)
    await offered(cast, "maya")
    before = await counts()
    answer = await theo.post_as_it_is(page, {**tokens, **typed(moment(6), moment(7))})
    assert answer.status_code == 422
    assert OFFERED_BY_THE_OTHER.format(other="Maya") in answer.text
    assert await counts() == before
    assert 'name="first"' not in (await theo.get(page)).text


async def test_an_offer_whose_times_have_gone_by_is_in_nobodys_way(cast: Cast) -> None:
    await offered(cast, "maya", moment(1), moment(2))
    clock.travel(days=4)
    try:
        assert (await ahead(cast, "theo")).offered is None
        await offered(cast, "theo")
        assert sorted(await states()) == ["offered", "withdrawn"]
    finally:
        clock.reset()


async def test_taking_back_what_one_offered(cast: Cast, enter: Enter, page: str) -> None:
    plan = await offered(cast)
    maya, theo = await enter("maya"), await enter("theo")
    absent = alike(await theo.post(f"{page}/k3v9k3v9k3v9k3v9/withdrawal"))
    assert alike(await theo.post(f"{page}/{plan}/withdrawal")) == absent
    assert await states() == ["offered"]

    form = await maya.tokens(page)
    for _ in range(2):
        assert (await maya.post_as_it_is(f"{page}/{plan}/withdrawal", form)).status_code == 303
    assert await states() == ["withdrawn"]
    assert await Notice.exists().where(Notice.kind == "plan", Notice.seen_at.is_null()) is False, "it led to nothing"
    assert await Notice.exists().where(Notice.kind == "plan_changed") is False, "nothing had been agreed"
    assert (await maya.post(f"{page}/{plan}/withdrawal")).status_code == 409


async def test_a_meeting_of_the_group(cast: Cast, enter: Enter, page: str, group_meets: None) -> None:
    clock.set(A_SUNDAY)
    try:
        maya, theo = await enter("maya"), await enter("theo")
        shown = re.findall(r'name="at" value="([^"]+)"', (await maya.get(page)).text)
        assert shown == [f"2026-{day}T19:00:00+00:00" for day in ("11-24", "12-01", "12-08")]
        for form in ({}, {"at": "2026-11-25T19:00:00+00:00"}, {"at": "Tuesday"}):
            answer = await maya.post(f"{page}/meeting", form)
            assert (answer.status_code, NO_SUCH_MEETING in answer.text) == (422, True)
        assert await states() == []

        assert (await maya.post(f"{page}/meeting", {"at": shown[1]}, page=page)).status_code == 303
        his = await ahead(cast, "theo")
        assert his.offered is not None
        assert his.offered.is_meeting
        assert his.offered.times == (datetime(2026, 12, 1, 19, tzinfo=UTC),)
        assert "Maya would go to a meeting with you" in (await theo.get(page)).text
        assert "This does not suit me" in (await theo.get(page)).text
    finally:
        clock.reset()


@pytest.mark.parametrize("name", ["noor", "ruth", "lena", "fay", "gus", "cora"])
async def test_for_everybody_else_it_is_not_there(cast: Cast, enter: Enter, page: str, name: str) -> None:
    taken = await planned(cast)
    plan = await offered(cast)
    browser = await enter(name)
    before = await all_rows()
    absent = alike(await browser.get("/talks/k3v9k3v9k3v9k3v9/plans"))
    assert absent[0] == 404
    assert alike(await browser.get(page)) == absent
    assert alike(await browser.get(f"{page}/{taken}/calendar")) == absent
    form = {**typed(moment(6), moment(7)), "time": "first", "answer": "yes", "at": "Tuesday"}
    for address in (
        page,
        f"{page}/meeting",
        f"{page}/{plan}/taking",
        f"{page}/{plan}/declining",
        f"{page}/{plan}/withdrawal",
        f"{page}/{taken}/withdrawal",
        f"{page}/{taken}/talked",
    ):
        assert alike(await browser.post(address, form)) == absent
    after = await all_rows()
    assert after["plans"] == before["plans"]


async def test_nothing_new_after_a_goodbye(cast: Cast, enter: Enter, page: str) -> None:
    plan = await offered(cast, "maya")
    await goodbye(cast, "maya")
    theo = await enter("theo")
    before = await counts()
    for address, form in (
        (page, {}),
        (f"{page}/{plan}/taking", {"time": "first"}),
        (f"{page}/{plan}/declining", {}),
    ):
        answer = await theo.post(address, {**typed(moment(3), moment(4)), **form})
        assert answer.status_code in (409, 422)
        assert GOODBYE_SAID in answer.text
    assert (await theo.get(page)).status_code == 409
    for act in (offer, withdraw):
        known = {"times": [moment(3)], "means": "phone"} if act is offer else {"plan": plan}
        with pytest.raises(NotPossible):
            await act(await cast.side("maya"), by=cast.person("maya"), once=once(), **known)
    assert await counts() == before


async def test_one_statement_for_all_that_lies_ahead(cast: Cast) -> None:
    side = await cast.side("maya")
    await planned(cast)
    await offered(cast)
    with counted() as statements:
        await ahead_of(side, clock.now())
    assert len(statements) == 1
    assert await Plan.count() == 2


async def test_with_htmx_only_the_piece_comes_back(cast: Cast, enter: Enter, page: str) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    for form, status, words in (
        ({}, 422, CHOOSE),
        (typed(moment(3), moment(4)), 200, "Theo hears of it and can take one."),
    ):
        answer = await maya.post(page, form, page=page, hx_request_type="partial")
        assert (answer.status_code, answer.text.lstrip()[:15]) == (status, '<div id="plans"')
        assert words in answer.text
    plan = (await Plan.select(Plan.id).first() or {})["id"]
    answer = await theo.post(f"{page}/{plan}/taking", {"time": "first"}, page=page, hx_request_type="partial")
    assert (answer.status_code, answer.text.lstrip()[:15]) == (200, '<div id="plans"')


@pytest.mark.parametrize("many", [1, 200])
async def test_as_many_statements_whatever_was_planned_before(cast: Cast, enter: Enter, page: str, many: int) -> None:
    long_ago = clock.now() - timedelta(days=20)
    rows = [
        Plan(
            mentorship=cast.talk,
            author=cast.members["theo"],
            state="taken",
            first=long_ago,
            taken=long_ago,
            created_at=long_ago,
        )
        for _ in range(many)
    ]
    await Plan.insert(*rows)
    await offered(cast)
    maya = await enter("maya")
    with counted() as statements:
        assert (await maya.get(page)).status_code == 200
    assert len(statements) == 3
