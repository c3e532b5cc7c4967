"""A pause by either, with a day and a word; the way back; and who is there meanwhile."""

from datetime import date, timedelta

import pytest

from portal import clock
from portal.check import check
from portal.endings.actions import say_goodbye
from portal.endings.meanwhile import choose_meanwhile
from portal.enrolments.tables import Enrolment
from portal.errors import NotPossible
from portal.mentorships.actions import pause, resume
from portal.mentorships.rules import GO_ON_ALREADY, GOODBYE_SAID, PAUSED_ALREADY, SOMEONE_ELSE_GOES_ON, THEIRS_TO_CHOOSE
from portal.mentorships.tables import Mentorship
from portal.mentorships.telling import resume_due
from portal.proposals.tables import Proposal
from tests.integration.browser import alike
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import acts, counts
from tests.integration.mentorships.asking import OUTSIDERS, began_just_now, told
from tests.integration.rows import all_rows
from tests.integration.told import goodbye

WORD = "My mother is ill. Nobody else knows 4711."


def in_days(number: int) -> date:
    return clock.now().date() + timedelta(days=number)


async def theo_pauses(cast: Cast, days: int = 20) -> None:
    await pause(await cast.side("theo"), by=cast.person("theo"), until=in_days(days), word=WORD, once=once())


async def state(talk: str) -> str:
    [row] = await Mentorship.select(Mentorship.state).where(Mentorship.id == talk)
    return str(row["state"])


async def wish_of(cast: Cast, name: str) -> str:
    [row] = await Enrolment.select(Enrolment.state).where(Enrolment.id == cast.enrolments[name])
    return str(row["state"])


@pytest.mark.parametrize(("name", "other"), [("theo", "maya"), ("maya", "theo")])
async def test_either_pauses_and_goes_on(cast: Cast, enter: Enter, name: str, other: str) -> None:
    await began_just_now(cast, found_at=clock.now())
    side = await cast.side(name)
    await pause(side, by=cast.person(name), until=in_days(20), word=WORD, once=once())
    assert (await state(cast.talk), await wish_of(cast, "maya")) == ("paused", "paused")
    assert (await told(cast, other), await told(cast, name)) == (["paused"], [])
    for one in (name, other):
        page = (await (await enter(one)).get(f"/talks/{cast.talk}")).text
        assert WORD in page
        assert ("Go on now" in page) is (one == name)

    await resume(await cast.side(name), by=cast.person(name), once=once())
    assert (await state(cast.talk), await wish_of(cast, "maya")) == ("active", "active")
    assert (await told(cast, name), await told(cast, other)) == ([], ["paused", "resumed"])
    for one in (name, other):
        assert WORD not in (await (await enter(one)).get(f"/talks/{cast.talk}")).text
    assert await acts("mentorships.pause", "mentorships.resume") == ["mentorships.pause", "mentorships.resume"]
    assert await check() == []


async def test_the_mentee_does_not_wait_by_the_pause_alone(cast: Cast) -> None:
    await theo_pauses(cast)
    with pytest.raises(NotPossible):
        await cast.ask("maya", "ruth")


async def test_nobody_else_reads_the_word(cast: Cast, enter: Enter) -> None:
    await theo_pauses(cast)
    for name in OUTSIDERS:
        browser = await enter(name)
        for address in ("/home", "/talks", "/desk", "/desk/talks"):
            assert WORD not in (await browser.get(address)).text
    assert WORD not in str(await all_rows())


async def test_twice_is_once(cast: Cast) -> None:
    side, by, key = await cast.side("theo"), cast.person("theo"), once()
    await pause(side, by=by, until=in_days(20), word=WORD, once=key)
    before = await counts()
    await pause(side, by=by, until=in_days(30), word="Another.", once=key)
    assert await counts() == before
    with pytest.raises(NotPossible) as refusal:
        await pause(side, by=by, until=in_days(30), word="Another.", once=once())
    assert refusal.value.sentence == PAUSED_ALREADY
    key = once()
    await resume(side, by=by, once=key)
    before = await counts()
    await resume(side, by=by, once=key)
    assert await counts() == before
    with pytest.raises(NotPossible) as refusal:
        await resume(side, by=by, once=once())
    assert refusal.value.sentence == GO_ON_ALREADY


@pytest.mark.parametrize("days", [0, -1, 400])
async def test_a_day_that_will_not_do(cast: Cast, days: int) -> None:
    before = await counts()
    with pytest.raises(NotPossible):
        await theo_pauses(cast, days)
    assert await counts() == before


async def test_nothing_is_paused_after_a_goodbye(cast: Cast) -> None:
    await goodbye(cast, "maya")
    with pytest.raises(NotPossible) as refusal:
        await theo_pauses(cast)
    assert refusal.value.sentence == GOODBYE_SAID


async def test_a_goodbye_can_be_said_in_a_pause(cast: Cast) -> None:
    await theo_pauses(cast)
    await say_goodbye(await cast.side("maya"), by=cast.person("maya"), once=once())
    assert await state(cast.talk) == "ending"
    with pytest.raises(NotPossible):
        await resume(await cast.side("theo"), by=cast.person("theo"), once=once())


@pytest.mark.parametrize("name", OUTSIDERS)
async def test_for_everybody_else_it_is_not_there(cast: Cast, enter: Enter, name: str) -> None:
    await theo_pauses(cast)
    browser = await enter(name)
    before = await counts()
    absent = alike(await browser.post("/talks/k3v9k3v9k3v9k3v9/going-on"))
    assert absent[0] == 404
    assert alike(await browser.post(f"/talks/{cast.talk}/going-on")) == absent
    assert await counts() == before


# --- by the clock ---


async def test_it_ends_by_itself_on_its_day_and_both_hear_so(cast: Cast) -> None:
    await began_just_now(cast)
    clock.set(clock.now().replace(hour=12))
    await theo_pauses(cast, 20)
    clock.travel(days=19)
    assert await resume_due(clock.now()) == 0
    clock.travel(days=1)
    assert [await resume_due(clock.now()) for _ in range(2)] == [1, 0]
    assert (await state(cast.talk), await wish_of(cast, "maya")) == ("active", "active")
    assert (await told(cast, "maya"), await told(cast, "theo")) == (["paused", "resumed"], ["resumed"])
    assert await check() == []


# --- somebody else meanwhile ---


async def maya_looks_meanwhile(cast: Cast) -> None:
    """As choosing a stand-in does."""
    await Enrolment.update({Enrolment.state: "active"}).where(Enrolment.id == cast.enrolments["maya"])


async def test_while_the_mentee_is_asked_the_clock_and_the_mentor_leave_it_to_them(cast: Cast) -> None:
    await began_just_now(cast)
    await theo_pauses(cast, 5)
    await maya_looks_meanwhile(cast)
    clock.travel(days=4)
    proposal = await cast.ask("maya", "ruth")
    clock.travel(days=1)
    assert [await resume_due(clock.now()) for _ in range(2)] == [0, 0]
    assert (await told(cast, "maya")).count("still") == 1
    with pytest.raises(NotPossible) as refusal:
        await resume(await cast.side("theo"), by=cast.person("theo"), once=once())
    assert refusal.value.sentence == THEIRS_TO_CHOOSE.format(name="Maya")

    await resume(await cast.side("maya"), by=cast.person("maya"), once=once())
    [row] = await Proposal.select(Proposal.state).where(Proposal.id == proposal)
    assert (await state(cast.talk), row["state"]) == ("active", "withdrawn")
    assert await check() == []


async def test_beside_a_stand_in_only_the_mentee_returns_and_only_when_that_is_over(cast: Cast, enter: Enter) -> None:
    await began_just_now(cast)
    await theo_pauses(cast, 30)
    await maya_looks_meanwhile(cast)
    stand_in = await cast.begin_talk("maya", "ruth")
    assert await check() == []
    for name, sentence in (
        ("theo", THEIRS_TO_CHOOSE.format(name="Maya")),
        ("maya", SOMEONE_ELSE_GOES_ON.format(name="Ruth")),
    ):
        with pytest.raises(NotPossible) as refusal:
            await resume(await cast.side(name), by=cast.person(name), once=once())
        assert refusal.value.sentence == sentence
    clock.travel(days=31)
    assert await resume_due(clock.now()) == 0
    assert await state(cast.talk) == "paused"
    assert (
        SOMEONE_ELSE_GOES_ON.format(name="Ruth") in (await (await enter("maya")).get(f"/talks/{cast.talk}/still")).text
    )

    await goodbye(cast, "maya", stand_in)
    answer = await (await enter("maya")).post(f"/talks/{cast.talk}/going-on")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}")
    assert (await state(cast.talk), await wish_of(cast, "maya")) == ("active", "active")
    assert await check() == []


@pytest.mark.parametrize(("by", "days", "may"), [("theo", 15, True), ("theo", 14, False), ("maya", 30, False)])
async def test_only_in_a_mentors_long_pause_the_mentee_may_have_somebody_else(
    cast: Cast, enter: Enter, by: str, days: int, may: bool
) -> None:
    await pause(await cast.side(by), by=cast.person(by), until=in_days(days), word="", once=once())
    leads = f'href="/talks/{cast.talk}/meanwhile"'
    assert (leads in (await (await enter("maya")).get(f"/talks/{cast.talk}")).text) is may
    assert leads not in (await (await enter("theo")).get(f"/talks/{cast.talk}")).text


async def test_from_the_choice_of_a_stand_in_on_the_mentor_reads_one_thing(cast: Cast, enter: Enter) -> None:
    """Neither that somebody is asked about, nor who said what, nor that it is over, nor that nobody was ever asked."""
    await began_just_now(cast)
    await theo_pauses(cast, 40)
    theo, still = await enter("theo"), f"/talks/{cast.talk}/still"
    maya, by = await cast.side("maya"), cast.person("maya")
    assert "Go on with Maya" in (await theo.get(still)).text

    read = []

    async def look() -> None:
        read.append(alike(await theo.get(still)))
        with pytest.raises(NotPossible) as refusal:
            await resume(await cast.side("theo"), by=cast.person("theo"), once=once())
        assert refusal.value.sentence == THEIRS_TO_CHOOSE.format(name="Maya")

    await choose_meanwhile(maya, by=by, choice="stand_in", once=once())
    await look()
    proposal = await cast.ask("maya", "ruth")
    await look()
    await cast.say("no", proposal, "maya")
    await look()
    await cast.say("no", proposal, "ruth")
    await look()
    assert read == read[:1] * 4
    assert THEIRS_TO_CHOOSE.format(name="Maya") in read[0][1]

    await choose_meanwhile(maya, by=by, choice="wait", once=once())
    assert "Go on with Maya" in (await theo.get(still)).text
    await resume(await cast.side("theo"), by=cast.person("theo"), once=once())
    assert await state(cast.talk) == "active"
