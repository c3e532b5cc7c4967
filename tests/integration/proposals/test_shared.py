"""What two who are asked about each other read of what they have in common, and what they never read."""

import re

import pytest

from portal import clock
from portal.aspects.queries import aspects
from portal.database import counted
from portal.matching.people import Wish
from portal.proposals.tables import Proposal
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.proposals.reading import other
from tests.integration.proposals.saying import ACROSS, can_talk_at, says, ticks

SIDES = ("noor", "theo")


@pytest.fixture(autouse=True)
async def later(cast: Cast) -> None:
    clock.set(clock.now().replace(year=2026, month=1, day=14))


@pytest.fixture(autouse=True)
async def open_then(cast: Cast, later: None) -> None:
    now = clock.now()
    await Proposal.update({Proposal.closes_at: now.replace(day=18)}).where(Proposal.id == cast.proposal)


async def ask_anew(cast: Cast) -> None:
    """What they share is written down when they are asked."""
    await Proposal.delete().where(Proposal.id == cast.proposal)
    cast.proposal = await cast.ask("noor", "theo")


async def page(enter: Enter, cast: Cast, name: str) -> str:
    return (await (await enter(name)).get(f"/proposals/{cast.proposal}")).text


def words_of(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))


@pytest.mark.parametrize("name", SIDES)
async def test_names_of_what_both_let_be_shown_and_never_an_option(cast: Cast, enter: Enter, name: str) -> None:
    await says(cast, "noor", "Age", "Forties", Wish.CLOSER)
    await says(cast, "theo", "Age", "Forties", Wish.NO_MATTER)
    await says(cast, "noor", "Reconciliation", "Not decided")
    await says(cast, "theo", "Reconciliation", "Not decided")
    await says(cast, "noor", "Gender", "Woman")
    await says(cast, "theo", "Gender", "Man")
    await ask_anew(cast)
    text = words_of(await page(enter, cast, name))
    assert "You share: age, where things stand" in text
    assert "You differ: gender" in text
    options = {words for aspect in await aspects() for words in aspect.options.values()} - {"Both"}  # “Both answers …”
    assert not [words for words in options if words in text]


@pytest.mark.parametrize("private", SIDES)
@pytest.mark.parametrize("name", SIDES)
async def test_what_one_keeps_for_matching_is_not_there(cast: Cast, enter: Enter, name: str, private: str) -> None:
    """Byte for byte as if nothing had been said."""
    await ask_anew(cast)
    before = words_of(await page(enter, cast, name))
    await says(cast, private, ACROSS, "Both", shown=False)
    await says(cast, other(private), ACROSS, "Both", shown=True)
    await says(cast, private, "Language", "French")  # the other has not said
    await ask_anew(cast)
    assert words_of(await page(enter, cast, name)) == before


async def test_ways_both_ticked(cast: Cast, enter: Enter) -> None:
    await ticks(cast, "noor", "phone", "video", "in_person")
    await ticks(cast, "theo", "video", "phone", "text")
    text = words_of(await page(enter, cast, "noor"))
    assert ("Phone" in text, "Video" in text, "In person" in text, "Text" in text) == (True, True, False, False)


async def test_times_both_have_each_on_their_own_clock(cast: Cast, enter: Enter) -> None:
    await can_talk_at(cast, "noor", "1e", "3m", zone="America/New_York")  # Tuesday 22:00 to 2:00 UTC
    await can_talk_at(cast, "theo", "1n", "5m", zone="UTC")
    assert "Tuesday 5:00\u00a0pm to 7:00\u00a0pm" in await page(enter, cast, "noor")
    text = await page(enter, cast, "theo")
    assert "Tuesday 10:00\u00a0pm to 12:00\u00a0am" in text
    assert "Saturday" not in words_of(text).replace("Saturday Morning", "")


async def test_in_summer_the_same_evening_is_another_hour_of_utc(cast: Cast, enter: Enter) -> None:
    clock.set(clock.now().replace(month=7))
    await Proposal.update({Proposal.closes_at: clock.now().replace(day=18)}).where(Proposal.id == cast.proposal)
    await can_talk_at(cast, "noor", "1e", "3m", zone="America/New_York")  # Tuesday 21:00 to 1:00 UTC
    await can_talk_at(cast, "theo", "1n", "5m", zone="UTC")
    assert "Tuesday 5:00\u00a0pm to 8:00\u00a0pm" in await page(enter, cast, "noor")


async def test_many_times_are_parts_of_the_day(cast: Cast, enter: Enter) -> None:
    await can_talk_at(cast, "noor", *(f"{day}e" for day in range(5)), "0m")
    text = words_of(await page(enter, cast, "theo"))  # he has said nothing: any time
    assert "Evenings" in text
    assert "Mornings" in text
    assert "Nights" not in text


async def test_no_times_said_none_shown(cast: Cast, enter: Enter) -> None:
    assert "Times of the week" not in await page(enter, cast, "noor")
    await can_talk_at(cast, "noor", *(f"{day}{part}" for day in range(7) for part in "maen"))
    assert "Times of the week" in await page(enter, cast, "noor")


@pytest.mark.parametrize("end", ["answered", "over"])
async def test_only_while_it_can_be_answered(cast: Cast, enter: Enter, end: str) -> None:
    for name in SIDES:
        await says(cast, name, "Age", "Forties")
    await ask_anew(cast)
    if end == "answered":
        await cast.say("yes", cast.proposal, "noor")
    else:
        clock.travel(days=7)
    text = words_of(await page(enter, cast, "noor"))
    assert "You share" not in text
    assert "Ways and times" not in text


async def test_the_same_number_of_statements_whatever_was_said(cast: Cast, enter: Enter) -> None:
    noor = await enter("noor")

    async def asked() -> int:
        with counted() as statements:
            await noor.get(f"/proposals/{cast.proposal}")
        return len(statements)

    before = await asked()
    for name in SIDES:
        await says(cast, name, "Age", "Forties")
        await can_talk_at(cast, name, "1e")
    await ask_anew(cast)
    assert await asked() == before <= 8


async def test_trying_out_answers_of_ones_own_tells_nothing_of_the_others(cast: Cast, enter: Enter) -> None:
    await says(cast, "noor", "Age", "Forties")
    await says(cast, "theo", "Age", "Thirties")
    await ask_anew(cast)
    before = words_of(await page(enter, cast, "theo"))
    assert "You differ: age" in before
    for option in ("Under thirty", "Forties", "Fifties"):
        await says(cast, "theo", "Age", option)
        assert words_of(await page(enter, cast, "theo")) == before
