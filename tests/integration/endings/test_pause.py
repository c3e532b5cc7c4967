"""A pause by either, with a word and a day; and what a mentee would like in a long one."""

from datetime import timedelta

import pytest

from portal import clock
from portal.check import check
from portal.endings.meanwhile import choose_meanwhile
from portal.enrolments.tables import Enrolment
from portal.errors import NotPossible
from portal.mentorships import actions as mentorships
from portal.mentorships.tables import Mentorship, Side
from portal.proposals.tables import Proposal
from tests.integration.browser import alike, title
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import counts, everything
from tests.integration.told import goodbye

WORD = "A word like nothing else 3201."


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now())


def after(days: int) -> str:
    return (clock.now().date() + timedelta(days=days)).isoformat()


async def pause(cast: Cast, name: str, days: int) -> None:
    until = clock.now().date() + timedelta(days=days)
    await mentorships.pause(await cast.side(name), by=cast.person(name), until=until, word="", once=once())


async def choose(cast: Cast, choice: str, name: str = "maya") -> None:
    await choose_meanwhile(await cast.side(name), by=cast.person(name), choice=choice, once=once())


async def state(cast: Cast, talk: str = "") -> str:
    [row] = await Mentorship.select(Mentorship.state).where(Mentorship.id == (talk or cast.talk))
    return str(row["state"])


async def wish(cast: Cast) -> dict[str, object]:
    columns = Enrolment.state, Enrolment.waiting_since
    [row] = await Enrolment.select(*columns).where(Enrolment.id == cast.enrolments["maya"])
    return row


@pytest.mark.parametrize(("name", "other"), [("maya", "theo"), ("theo", "maya")])
async def test_either_pauses_with_a_word_and_goes_on_again(cast: Cast, enter: Enter, name: str, other: str) -> None:
    one, two = await enter(name), await enter(other)
    page = f"/talks/{cast.talk}/pause"
    answer = await one.post(page, {"until": after(10), "word": WORD}, page=page)
    assert answer.headers["location"] == page
    assert await state(cast) == "paused"
    assert WORD not in await everything(), "sealed"
    assert "You chose this day." in (await one.get(page)).text
    read = (await two.get(page)).text
    assert WORD in read
    assert f"{name.capitalize()} chose this day." in read
    assert await check() == []

    await one.post(f"/talks/{cast.talk}/going-on", page=page)
    assert await state(cast) == "active"
    assert title(await one.get(page)) == "Take a pause"
    assert await check() == []


@pytest.mark.parametrize("day", ["", "soon", "2020-01-01", after(0), after(367)])
async def test_a_day_from_tomorrow_within_a_year(cast: Cast, enter: Enter, day: str) -> None:
    maya = await enter("maya")
    page = f"/talks/{cast.talk}/pause"
    before = await counts()
    answer = await maya.post(page, {"until": day, "word": WORD}, page=page)
    assert answer.status_code == 422
    assert WORD in answer.text
    assert await state(cast) == "active"
    assert await counts() == before


@pytest.mark.parametrize("days", [1, 366])
async def test_the_first_and_the_last_day(cast: Cast, enter: Enter, days: int) -> None:
    maya = await enter("maya")
    page = f"/talks/{cast.talk}/pause"
    assert (await maya.post(page, {"until": after(days)}, page=page)).status_code == 303
    assert await state(cast) == "paused"


async def test_twice_is_once(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    page = f"/talks/{cast.talk}/pause"
    form = {**await maya.tokens(page), "until": after(3)}
    first = await maya.post_as_it_is(page, form)
    before = await counts()
    again = await maya.post_as_it_is(page, form)
    assert again.headers["location"] == first.headers["location"]
    assert await counts() == before


async def test_after_a_goodbye_there_is_no_pause(cast: Cast, enter: Enter) -> None:
    await goodbye(cast, "theo")
    maya = await enter("maya")
    page = f"/talks/{cast.talk}/pause"
    assert (await maya.get(page)).headers["location"] == f"/talks/{cast.talk}"
    assert (await maya.post(page, {"until": after(3)})).status_code == 409
    assert await state(cast) == "ending"


async def test_paused_talks_are_ended_by_a_goodbye_as_well(cast: Cast) -> None:
    await pause(cast, "theo", 20)
    await goodbye(cast, "maya")
    assert await state(cast) == "ending"
    await goodbye(cast, "theo")
    assert await state(cast) == "ended"
    assert await check() == []


# --- meanwhile ---


@pytest.mark.parametrize(("by", "days", "there"), [("theo", 15, True), ("theo", 14, False), ("maya", 60, False)])
async def test_in_a_mentors_long_pause_the_mentee_chooses(
    cast: Cast, enter: Enter, by: str, days: int, there: bool
) -> None:
    await pause(cast, by, days)
    page = f"/talks/{cast.talk}/meanwhile"
    maya, theo = await enter("maya"), await enter("theo")
    absent = alike(await theo.get("/talks/k3v9k3v9k3v9k3v9/meanwhile"))
    assert (await maya.get(page)).status_code == (200 if there else 404)
    assert (f"{page}" in (await maya.get(f"/talks/{cast.talk}/pause")).text) is there
    assert alike(await theo.get(page)) == absent
    assert alike(await theo.post(page, {"choice": "stand_in"})) == absent
    if not there:
        assert alike(await maya.post(page, {"choice": "stand_in"})) == absent
        with pytest.raises(NotPossible):
            await choose(cast, "stand_in")


@pytest.mark.parametrize("choice", ["", "together", "x" * 50])
async def test_only_one_of_the_three(cast: Cast, enter: Enter, choice: str) -> None:
    await pause(cast, "theo", 30)
    maya = await enter("maya")
    page = f"/talks/{cast.talk}/meanwhile"
    before = await counts()
    assert (await maya.post(page, {"choice": choice}, page=page)).status_code == 422
    assert await counts() == before


async def test_to_wait(cast: Cast, enter: Enter) -> None:
    await pause(cast, "theo", 30)
    maya = await enter("maya")
    page = f"/talks/{cast.talk}/meanwhile"
    answer = await maya.post(page, {"choice": "wait"}, page=page)
    assert answer.headers["location"] == f"/talks/{cast.talk}"
    assert (await wish(cast))["state"] == "paused"
    [side] = await Side.select(Side.meanwhile).where(Side.member == cast.members["maya"])
    assert side["meanwhile"] == "wait"


async def test_someone_else_until_then(cast: Cast, enter: Enter) -> None:
    """From the choice to the day on which the first talks go on again, by the mentee alone."""
    before = await wish(cast)
    await pause(cast, "theo", 30)
    assert (await wish(cast))["state"] == "paused"
    maya = await enter("maya")
    page = f"/talks/{cast.talk}/meanwhile"
    await maya.post(page, {"choice": "stand_in"}, page=page)
    assert await wish(cast) == before, "at the place they had"

    stand_in = await cast.begin_talk("maya", "ruth")
    assert await check() == []
    assert (await state(cast), await state(cast, stand_in)) == ("paused", "active")
    with pytest.raises(NotPossible):
        await mentorships.resume(await cast.side("theo"), by=cast.person("theo"), once=once())
    with pytest.raises(NotPossible):
        await mentorships.resume(await cast.side("maya"), by=cast.person("maya"), once=once())

    await goodbye(cast, "maya", stand_in)
    await mentorships.resume(await cast.side("maya"), by=cast.person("maya"), once=once())
    assert (await state(cast), await state(cast, stand_in)) == ("active", "ending")
    assert await check() == []


async def test_who_is_asked_and_then_waits_is_asked_no_more(cast: Cast) -> None:
    await pause(cast, "theo", 30)
    await choose(cast, "stand_in")
    proposal = await cast.ask("maya", "ruth")
    await choose(cast, "wait")
    [row] = await Proposal.select(Proposal.state).where(Proposal.id == proposal)
    assert row["state"] == "withdrawn"
    assert (await wish(cast))["state"] == "paused"
    assert await check() == []


async def test_going_on_while_the_second_yes_is_still_to_come(cast: Cast) -> None:
    """The mentee goes on with the first: what was asked about somebody else comes to nothing."""
    await pause(cast, "theo", 30)
    await choose(cast, "stand_in")
    proposal = await cast.ask("maya", "ruth")
    await cast.say("yes", proposal, "maya")
    await mentorships.resume(await cast.side("maya"), by=cast.person("maya"), once=once())
    with pytest.raises(NotPossible):
        await cast.say("yes", proposal, "ruth")
    assert await check() == []


async def test_someone_new_begins_with_a_goodbye_and_keeps_the_place(cast: Cast, enter: Enter) -> None:
    before = await wish(cast)
    await pause(cast, "theo", 30)
    maya = await enter("maya")
    page = f"/talks/{cast.talk}/meanwhile"
    answer = await maya.post(page, {"choice": "someone_new"}, page=page)
    assert answer.headers["location"] == f"/talks/{cast.talk}/goodbye/remember"
    assert (await wish(cast))["state"] == "paused", "nothing has ended yet"
    await goodbye(cast, "maya")
    assert await wish(cast) == before
    assert await cast.ask("maya", "ruth")
    assert await check() == []


async def test_the_mentor_does_not_read_what_was_chosen(cast: Cast, enter: Enter) -> None:
    await pause(cast, "theo", 30)
    theo = await enter("theo")
    addresses = (f"/talks/{cast.talk}", f"/talks/{cast.talk}/pause", "/home", "/talks", "/me")
    read = [alike(await theo.get(address)) for address in addresses]
    await choose(cast, "stand_in")
    assert [alike(await theo.get(address)) for address in addresses] == read
