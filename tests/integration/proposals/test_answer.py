"""Two private answers, and the one moment at which both are told what they come to."""

from datetime import datetime, timedelta

import pytest

from portal import clock, sealed
from portal.check import check
from portal.errors import NotFound, NotPossible
from portal.mentorships.tables import Mentorship
from portal.notices.tables import Notice
from portal.proposals.actions import answer, lapse_due
from portal.proposals.rules import CHANGED
from portal.proposals.tables import Proposal
from portal.tick import tick
from tests.integration.browser import alike, title
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import acts, counts, everything
from tests.integration.proposals.reading import other, pages

SIDES = ("noor", "theo")
INSTANT = timedelta(microseconds=1)


@pytest.fixture(autouse=True)
async def later(cast: Cast) -> None:
    clock.set(clock.now())


async def closing(cast: Cast) -> datetime:
    row = await Proposal.select(Proposal.closes_at).where(Proposal.id == cast.proposal).first()
    assert row is not None
    closes_at: datetime = row["closes_at"]
    return closes_at


async def told(cast: Cast) -> list[tuple[str, str, str, str]]:
    """Who was told what about whom, and what it leads to, since Noor and Theo were asked."""
    names = {member: name for name, member in cast.members.items()}
    rows = await (
        Notice.select()
        .where(Notice.created_at > clock.now() - timedelta(days=1))
        .where(Notice.kind.is_in(["matched", "not_this_time"]))
        .order_by(Notice.kind)
    )
    return sorted((names[row["member"]], row["kind"], names[row["whose"]], row["about"]) for row in rows)


@pytest.mark.parametrize("first", SIDES)
async def test_two_yeses_begin_the_talks_at_once(cast: Cast, first: str) -> None:
    assert await cast.say("yes", cast.proposal, first) == "open"
    assert await told(cast) == []
    assert await cast.say("yes", cast.proposal, other(first)) == "matched"

    [talk] = await Mentorship.select().where(Mentorship.proposal == cast.proposal)
    assert (talk["mentor"], talk["mentee"]) == (cast.members["theo"], cast.members["noor"])
    assert (talk["state"], talk["began_at"]) == ("active", clock.now())
    [row] = await Proposal.select(Proposal.state, Proposal.closed_at).where(Proposal.id == cast.proposal)
    assert row == {"state": "matched", "closed_at": clock.now()}
    assert await told(cast) == [("noor", "matched", "theo", talk["id"]), ("theo", "matched", "noor", talk["id"])]
    assert await check() == []


async def test_each_act_is_written_down_once(cast: Cast) -> None:
    before = await acts()
    for name in SIDES:
        await cast.say("yes", cast.proposal, name)
    assert sorted(await acts()) == sorted([*before, "proposals.answer", "proposals.answer", "mentorships.begin"])


@pytest.mark.parametrize("first", SIDES)
@pytest.mark.parametrize("said", ["yes", "no"])
async def test_until_both_have_answered_nothing_changes_for_the_other(
    cast: Cast, enter: Enter, first: str, said: str
) -> None:
    browser = await enter(other(first))
    before = await pages(browser, cast.proposal)

    await cast.say(said, cast.proposal, first, reason="Not me, not now.")
    assert await pages(browser, cast.proposal) == before

    await cast.say("yes", cast.proposal, other(first))
    assert await pages(browser, cast.proposal) != before


async def test_both_hear_at_the_same_moment(cast: Cast) -> None:
    await cast.say("no", cast.proposal, "noor")
    clock.travel(hours=3)
    await cast.say("yes", cast.proposal, "theo")
    assert await told(cast) == [
        ("noor", "not_this_time", "theo", cast.proposal),
        ("theo", "not_this_time", "noor", cast.proposal),
    ]
    moments = await Notice.select(Notice.created_at).where(Notice.kind == "not_this_time")
    assert [row["created_at"] for row in moments] == [clock.now(), clock.now()]


@pytest.mark.parametrize("name", SIDES)
async def test_nobody_answers_twice(cast: Cast, name: str) -> None:
    await cast.say("yes", cast.proposal, name)
    before = await counts()
    for said in ("yes", "no"):
        with pytest.raises(NotPossible) as refused:
            await cast.say(said, cast.proposal, name)
        assert refused.value.sentence == CHANGED
    assert await counts() == before


async def test_the_same_form_sent_twice_gets_the_first_answer(cast: Cast) -> None:
    key = once()
    for _ in range(2):
        assert await answer(cast.proposal, by=cast.person("noor"), said="yes", reason="", once=key) == "open"
    assert await cast.say("yes", cast.proposal, "theo") == "matched"
    assert await answer(cast.proposal, by=cast.person("noor"), said="yes", reason="", once=key) == "matched"


@pytest.mark.parametrize("name", ["maya", "ines", "fay", "gus", "cora", "stranger"])
async def test_nobody_else_answers(cast: Cast, name: str) -> None:
    before = await counts()
    with pytest.raises(NotFound):
        await cast.say("yes", cast.proposal, name)
    assert await counts() == before


async def test_the_week_is_over_by_the_clock(cast: Cast, enter: Enter) -> None:
    """No tick has run: the rows say open, the pages do not, and nobody can answer any more."""
    page = f"/proposals/{cast.proposal}"
    clock.set(await closing(cast) - INSTANT)
    browser = await enter("noor")
    assert title(await browser.get(page)) == "Would you like Theo as your mentor?"

    clock.set(await closing(cast))
    assert title(await browser.get(page)) == "Not this time"
    assert title(await browser.get("/proposals")) == "There is nothing to answer just now"
    assert title(await browser.get("/home")).endswith(", Noor")
    assert page not in (await browser.get("/home")).text
    refused = await browser.post(f"{page}/answer", {"answer": "yes"}, page="/me")
    assert refused.status_code == 409
    assert CHANGED in refused.text
    [row] = await Proposal.select(Proposal.mentee_answer, Proposal.state).where(Proposal.id == cast.proposal)
    assert row["mentee_answer"] == "none"


async def test_one_yes_and_the_end_of_the_week_is_no_match(cast: Cast) -> None:
    await cast.say("yes", cast.proposal, "theo")
    clock.travel(days=5)
    with pytest.raises(NotPossible):
        await cast.say("yes", cast.proposal, "noor")
    assert (await tick())["proposals lapsed"] == 1
    assert [kind for _, kind, _, _ in await told(cast)] == ["not_this_time", "not_this_time"]
    assert not await Mentorship.exists().where(Mentorship.proposal == cast.proposal)


async def test_the_tick_closes_it_once_and_not_before_its_time(cast: Cast) -> None:
    closes_at = await closing(cast)
    assert await lapse_due(closes_at - INSTANT) == 0
    clock.set(closes_at)
    assert await lapse_due(clock.now()) == 1
    assert await lapse_due(clock.now()) == 0
    assert len(await told(cast)) == 2


async def test_a_reason_is_sealed_and_no_page_of_a_member_shows_it(cast: Cast, enter: Enter) -> None:
    reason = "A reason like no other 7291."
    await cast.say("no", cast.proposal, "noor", reason=reason)
    await cast.say("no", cast.proposal, "theo", reason="")

    assert reason not in await everything()
    row = await Proposal.select().where(Proposal.id == cast.proposal).first()
    assert row is not None
    keys = await sealed.ring(cast.members["noor"])
    assert keys.open(row["mentee_reason"], of=cast.members["noor"]) == reason
    assert row["mentor_reason"] is None
    for name in SIDES:
        for _, text in await pages(await enter(name), cast.proposal):
            assert reason not in text


async def test_a_stranger_reads_of_it_what_is_not_there(cast: Cast, enter: Enter) -> None:
    for name in ("maya", "ruth", "lena", "fay", "gus", "cora"):
        browser = await enter(name)
        absent = alike(await browser.get("/proposals/k3v9k3v9k3v9k3v9"))
        assert absent[0] == 404
        assert alike(await browser.get(f"/proposals/{cast.proposal}")) == absent
        assert alike(await browser.get(f"/proposals/{cast.proposal}/not-this-time")) == absent
        assert alike(await browser.post(f"/proposals/{cast.proposal}/answer", {"answer": "yes"})) == absent
