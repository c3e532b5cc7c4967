"""A mentor's no and a pause in one step."""

from datetime import date, timedelta

import pytest

from portal import clock
from portal.enrolments.actions import pause
from portal.enrolments.tables import Availability
from portal.errors import NotPossible
from portal.proposals.actions import withdraw
from portal.proposals.declining import decline_and_pause
from portal.proposals.tables import Proposal
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import acts, counts
from tests.integration.proposals.refusing import refusal


@pytest.fixture(autouse=True)
async def later(cast: Cast) -> None:
    clock.set(clock.now())


async def paused_until(cast: Cast) -> date | None:
    [row] = await Availability.select(Availability.paused_until).where(Availability.id == cast.rooms["theo"])
    until: date | None = row["paused_until"]
    return until


def in_days(days: int) -> date:
    return clock.now().date() + timedelta(days=days)


@pytest.mark.parametrize(("how_long", "days"), [("two_weeks", 14), ("a_month", 30), ("three_months", 91)])
async def test_one_step(cast: Cast, enter: Enter, how_long: str, days: int) -> None:
    page = f"/proposals/{cast.proposal}/not-this-time"
    theo = await enter("theo")
    sent = {"answer": "no", "reason": "Too much.", "pause": how_long}
    before = await acts()
    answer = await theo.post(f"/proposals/{cast.proposal}/answer", sent, page=page)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/proposals/{cast.proposal}")
    assert await paused_until(cast) == in_days(days)
    assert sorted(await acts()) == sorted([*before, "proposals.answer", "enrolments.pause"])
    assert await refusal(cast, "ines", "theo") == "Theo is taking a pause just now."


@pytest.mark.parametrize(
    "sent", [{"answer": "no", "pause": ""}, {"answer": "no"}, {"answer": "yes", "pause": "a_month"}]
)
async def test_no_pause_without_a_no_and_a_wish_for_it(cast: Cast, enter: Enter, sent: dict[str, str]) -> None:
    await (await enter("theo")).post(f"/proposals/{cast.proposal}/answer", sent, page=f"/proposals/{cast.proposal}")
    assert await paused_until(cast) is None
    [row] = await Proposal.select(Proposal.mentor_answer).where(Proposal.id == cast.proposal)
    assert row["mentor_answer"] == sent["answer"]


async def test_a_mentee_is_not_asked_and_pauses_nothing(cast: Cast, enter: Enter) -> None:
    page = f"/proposals/{cast.proposal}/not-this-time"
    noor = await enter("noor")
    assert "And a pause?" not in (await noor.get(page)).text
    sent = {"answer": "no", "pause": "a_month"}
    assert (await noor.post(f"/proposals/{cast.proposal}/answer", sent, page=page)).status_code == 303
    assert "enrolments.pause" not in await acts()


async def test_what_is_no_pause_is_asked_again(cast: Cast, enter: Enter) -> None:
    page = f"/proposals/{cast.proposal}/not-this-time"
    sent = {"answer": "no", "pause": "for ever", "reason": "Kept here."}
    theo = await enter("theo")
    before = await counts()
    answer = await theo.post(f"/proposals/{cast.proposal}/answer", sent, page=page)
    assert (answer.status_code, "Kept here." in answer.text) == (422, True)
    assert await counts() == before


async def test_twice_is_once_and_nothing_is_half_done(cast: Cast) -> None:
    key, theo = once(), cast.person("theo")
    before = await acts()
    for _ in range(2):
        await decline_and_pause(cast.proposal, by=theo, reason="", how_long="two_weeks", once=key)
    assert len(await acts()) == len(before) + 2
    await pause(by=theo, until=None, once=once())
    with pytest.raises(NotPossible):  # answered already
        await decline_and_pause(cast.proposal, by=theo, reason="", how_long="two_weeks", once=once())
    assert await paused_until(cast) is None


async def test_a_longer_pause_is_not_cut_short(cast: Cast) -> None:
    theo = cast.person("theo")
    await pause(by=theo, until=in_days(60), once=once())
    await decline_and_pause(cast.proposal, by=theo, reason="", how_long="two_weeks", once=once())
    assert await paused_until(cast) == in_days(60)


async def test_too_late_nothing_is_paused(cast: Cast) -> None:
    await withdraw(cast.proposal, by=cast.person("fay"), once=once())
    with pytest.raises(NotPossible):
        await decline_and_pause(cast.proposal, by=cast.person("theo"), reason="", how_long="a_month", once=once())
    assert await paused_until(cast) is None
