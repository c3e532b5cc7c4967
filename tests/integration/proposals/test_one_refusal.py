"""What a facilitator gets for two who cannot be put together reads the same whatever the cause, and costs the same."""

import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from portal import clock
from portal.database import counted
from portal.enrolments.actions import pause, rest_mentor
from portal.errors import NotPossible
from portal.exclusions.actions import exclude, note_details
from portal.groups.tables import Facilitation
from portal.matching.people import Wish
from portal.proposals.actions import reopen, withdraw
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.newcomers import arrive, running, wait
from tests.integration.proposals.refusing import refusal
from tests.integration.proposals.saying import ACROSS, can_talk_at, keeps_away_from, says, ticks
from tests.integration.told import part

Cause = Callable[[Cast], Awaitable[object]]
_MARKS = re.compile(r"\((?:\?|\$\d+)(?:, ?(?:\?|\$\d+))*\)")
NOT_POSSIBLE = "This is not possible just now."


@pytest.fixture(autouse=True)
async def later(cast: Cast) -> None:
    clock.set(clock.now())


async def ruth_excludes_ines(cast: Cast) -> None:
    await keeps_away_from(cast, "ruth", "ines")


async def ines_excludes_ruth(cast: Cast) -> None:
    await keeps_away_from(cast, "ines", "ruth")


async def ines_excludes_ruths_number(cast: Cast) -> None:
    await exclude(by=cast.person("ines"), kind="phone", said="(202) 555-0104", once=once())
    await note_details(cast.person("ruth").member, phone="+1 202 555 0104", email="")


async def ruth_said_no(cast: Cast) -> None:
    proposal = await cast.ask("ines", "ruth")
    await cast.say("no", proposal, "ruth")
    await cast.say("yes", proposal, "ines")


async def ines_said_no_and_it_was_taken_back(cast: Cast) -> None:
    proposal = await cast.ask("ines", "ruth")
    await cast.say("no", proposal, "ines")
    await withdraw(proposal, by=cast.person("fay"), once=once())


async def their_talks_ended_without_a_goodbye(cast: Cast) -> None:
    await part(cast, "ines", "someone_else", talk=await cast.begin_talk("ines", "ruth"))


async def no_time_in_common(cast: Cast) -> None:
    await can_talk_at(cast, "ines", "0m")
    await can_talk_at(cast, "ruth", "0e", "1m")


async def no_way_in_common(cast: Cast) -> None:
    await ticks(cast, "ines", "phone")
    await ticks(cast, "ruth", "email", "video")


async def across_and_only_one_is_open_to_it(cast: Cast) -> None:
    await says(cast, "ines", ACROSS, "I was cheated on", Wish.DIFFERENT, shown=False)
    await says(cast, "ruth", ACROSS, "I cheated", shown=False)


CAUSES: tuple[Cause, ...] = (
    ruth_excludes_ines,
    ines_excludes_ruth,
    ines_excludes_ruths_number,
    ruth_said_no,
    ines_said_no_and_it_was_taken_back,
    their_talks_ended_without_a_goodbye,
    no_time_in_common,
    no_way_in_common,
    across_and_only_one_is_open_to_it,
)


async def statements(cast: Cast, mentee: str) -> list[str]:
    """Each that asking for this mentee and Ruth takes. How many keys one of them fetches is blanked."""
    with counted() as asked, suppress(NotPossible):
        await cast.ask(mentee, "ruth")
    return [_MARKS.sub("(…)", statement) for statement in asked]


@pytest.mark.parametrize("cause", CAUSES)
async def test_the_sentence_is_one(cast: Cast, cause: Cause) -> None:
    await cause(cast)
    assert await refusal(cast, "ines", "ruth") == NOT_POSSIBLE
    assert await refusal(cast, "ines", "ruth", by=cast.person("cora")) == NOT_POSSIBLE


@pytest.mark.parametrize("cause", CAUSES)
async def test_the_work_is_one(cast: Cast, cause: Cause) -> None:
    """The very same statements in the very same order as for Jonas, with whom nothing is the matter but the ways."""
    await arrive(cast, "jonas")
    await wait(cast, "jonas")
    await cause(cast)
    await ticks(cast, "jonas", "in_person")
    assert await statements(cast, "ines") == await statements(cast, "jonas")


@pytest.mark.parametrize("cause", CAUSES)
async def test_what_stands_on_the_mentors_row_is_said_first_and_hides_it(cast: Cast, cause: Cause) -> None:
    await cause(cast)
    today = clock.now().date()
    await rest_mentor(cast.members["ruth"], until=today + timedelta(days=1))
    assert await refusal(cast, "ines", "ruth") == "Ruth is resting after a talk that ended."
    await pause(by=cast.person("ruth"), until=today + timedelta(days=1), once=once())
    assert await refusal(cast, "ines", "ruth") == "Ruth is taking a pause just now."


@pytest.mark.parametrize("cause", CAUSES)
async def test_what_anybody_can_see_costs_the_same_with_and_without_it(cast: Cast, cause: Cause) -> None:
    await pause(by=cast.person("theo"), until=clock.now().date() + timedelta(days=1), once=once())
    await cast.say("no", cast.proposal, "noor")
    await withdraw(cast.proposal, by=cast.person("fay"), once=once())
    with counted() as before:
        sentence = await refusal(cast, "ines", "theo")
    await cause(cast)
    with counted() as after:
        assert await refusal(cast, "ines", "theo") == sentence
    assert list(after) == list(before)


async def test_nobody_is_kept_apart_by_what_was_not_said(cast: Cast) -> None:
    await can_talk_at(cast, "ines", "0m")  # Ruth has said no times: any time
    await says(cast, "ines", ACROSS, "I was cheated on")
    assert await cast.ask("ines", "ruth")


async def test_across_where_both_are_open_to_it(cast: Cast) -> None:
    await says(cast, "ines", ACROSS, "I was cheated on", Wish.DIFFERENT)
    await says(cast, "ruth", ACROSS, "I cheated", Wish.DIFFERENT)
    assert await cast.ask("ines", "ruth")


async def test_a_facilitator_who_is_named_in_it_learns_nothing(cast: Cast) -> None:
    await Facilitation.insert(Facilitation(member=cast.members["ruth"], group=cast.groups[TUESDAY]))
    before = await refusal(cast, "ines", "ruth", by=running(cast, "ruth"))
    await keeps_away_from(cast, "ines", "ruth")
    assert await refusal(cast, "ines", "ruth", by=running(cast, "ruth")) == before


async def test_after_the_no_is_taken_back_they_can_be_asked(cast: Cast) -> None:
    proposal = await cast.ask("ines", "ruth")
    await cast.say("no", proposal, "ruth")
    await cast.say("yes", proposal, "ines")
    assert await refusal(cast, "ines", "ruth") == NOT_POSSIBLE
    await reopen(proposal, by=cast.person("ruth"), once=once())
    assert await cast.ask("ines", "ruth")
