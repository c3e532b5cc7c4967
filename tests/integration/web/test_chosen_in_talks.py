"""What two have ticked or chosen in their talks, and what each has alone: changed, one thing at a time. Whoever's pages
are other ones then has read of it, and nobody may but those whom `visibility.SEES` grants it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from portal import clock
from portal.care.rules import Said, as_kept
from portal.check_ins.rules import WEIGHS
from portal.enrolments.tables import Hold
from portal.guide.queries import cards
from portal.visibility import SEES, As
from tests.integration.cast import TUESDAY, Cast
from tests.integration.conftest import Enter
from tests.integration.standing import records, standing
from tests.integration.told import Told, tell
from tests.integration.web.changed import (
    During,
    Value,
    all_pages,
    column,
    column_becomes,
    open_pages,
    opened_since,
    sealed_for,
    who_reads_otherwise,
)
from tests.integration.web.written import STAFF

OWN, BOTH, STAFF_TOO = frozenset({As.OWN}), frozenset({As.OWN, As.MATCHED}), frozenset({As.OWN, *STAFF})

# Whoever could be near: the two, another member, who runs the group, and who coordinates them all.
NEAR = ("maya", "theo", "omar", "fay", "cora")
ABOUT = ("talk", "concern about maya", "concern past fay")


@dataclass(frozen=True)
class Change:
    """`what` is its row of the table; `shown` is how much of what that grants the pages show today. `of` is maya, or
    theo: the one whose it is; the other one is the other side."""

    what: str
    during: During
    of: str
    shown: frozenset[As]

    @property
    def readers(self) -> set[str]:
        other = {"maya": "theo", "theo": "maya"}[self.of]
        stands = {**standing(As.OWN, self.of), other: As.MATCHED}
        return {name for name, relation in stands.items() if relation in self.shown}


def check_in(cast: Cast, told: Told) -> str:
    return told.of_maya_and_theo.check_ins["maya"]


def light(cast: Cast, told: Told) -> str:
    return told.of_maya_and_theo.lights["maya"]


def ahead(cast: Cast, told: Told) -> str:
    """The plan that lies before them."""
    return told.of_maya_and_theo.plans["theo"]


def aside(cast: Cast, told: Told) -> str:
    return told.of_maya_and_theo.aside["maya"]


def worry(cast: Cast, told: Told) -> str:
    return told.worry


def side(name: str, what: str, value: Value) -> During:
    """Of one of the two in these talks."""

    async def becomes(cast: Cast, told: Told) -> Value:
        return value

    return column_becomes("talk_sides", what, becomes, lambda cast, _: cast.members[name], key="member")


async def _feels_right(cast: Cast, told: Told) -> Value:
    return await sealed_for("right", cast.members["maya"])


async def _is_low(cast: Cast, told: Told) -> Value:
    return await sealed_for(as_kept(Said("low", "a_lot", "not_now")), cast.members["theo"])


async def _another_card(cast: Cast, told: Told) -> Value:
    return (await cards())[1].id


async def _tomorrow_at_another_time(cast: Cast, told: Told) -> Value:
    return clock.now() + timedelta(days=1, hours=3)


async def _yesterday(cast: Cast, told: Told) -> Value:
    return clock.now().date() - timedelta(days=1)


async def _tomorrow(cast: Cast, told: Told) -> Value:
    return clock.now().date() + timedelta(days=1)


async def _weighs(cast: Cast, told: Told) -> Value:
    return await sealed_for(WEIGHS, cast.members["maya"])


async def _now(cast: Cast, told: Told) -> Value:
    return clock.now()


@asynccontextmanager
async def maya_is_held(cast: Cast, told: Told) -> AsyncIterator[None]:
    maya, cora = cast.members["maya"], cast.members["cora"]
    held = Hold(member=maya, concern=told.worry, held_by=cora, created_at=clock.now())
    await Hold.insert(held)
    yield
    await Hold.delete().where(Hold.id == held.id)


def of_theo(cast: Cast, told: Told) -> str:
    return cast.members["theo"]


CHANGES = {
    "when they talked": Change(
        "check_in", column_becomes("check_ins", "day", _yesterday, check_in), "maya", frozenset({*BOTH, *STAFF})
    ),
    "how they talked": Change("shared_note", column("check_ins", "means", "video", check_in), "maya", BOTH),
    "how long": Change("shared_note", column("check_ins", "length", "more", check_in), "maya", BOTH),
    "what was in it": Change("shared_note", column("check_ins", "strands", "learning", check_in), "maya", BOTH),
    "a hard day": Change("hard_day", column("check_ins", "hard_day", True, check_in), "maya", BOTH),
    "that it weighs": Change(
        "weighs", column_becomes("own_notes", "weight", _weighs, check_in, key="check_in"), "maya", OWN
    ),
    "a hard milestone": Change("milestone", column("milestones", "is_hard", True, light), "maya", BOTH),
    "how often": Change("agreement", side("maya", "often", "monthly"), "maya", BOTH),
    "by which ways": Change("agreement", side("maya", "ways", "phone"), "maya", BOTH),
    "what would help next": Change("agreement", side("maya", "wish", "not_sure"), "maya", BOTH),
    "whether it feels right": Change(
        "feels",
        column_becomes("talk_sides", "feels", _feels_right, lambda c, _: c.members["maya"], key="member"),
        "maya",
        OWN,
    ),
    "how far they have read": Change(
        "message", column_becomes("talk_sides", "read_until", _now, of_theo, key="member"), "theo", OWN
    ),
    "by when they answer": Change(
        "message",
        column_becomes("talk_sides", "answers_by", _tomorrow, lambda c, _: c.members["maya"], key="member"),
        "maya",
        BOTH,
    ),
    "when they talk next": Change(
        "plan", column_becomes("plans", "taken", _tomorrow_at_another_time, ahead), "theo", BOTH
    ),
    "what is put aside": Change(
        "for_next_time", column_becomes("for_next_time", "card", _another_card, aside), "maya", BOTH
    ),
    "how they are": Change("care", column_becomes("care_answers", "said", _is_low, of_theo, key="member"), "theo", OWN),
    "that they are held meanwhile": Change("concern", maya_is_held, "theo", frozenset({As.COORDINATOR})),
    "what it is that they told": Change("concern", column("concerns", "kind", "no_word", worry), "theo", STAFF_TOO),
    "that they rest afterwards": Change(
        "availability", column("availabilities", "rests_after", True, lambda cast, _: cast.rooms["theo"]), "theo", OWN
    ),
}


def test_no_more_is_shown_than_is_granted() -> None:
    for change in CHANGES.values():
        assert change.shown <= set(SEES[change.what])


@pytest.mark.only_on("sqlite")  # as in test_chosen
async def test_who_reads_of_it(cast: Cast, enter: Enter) -> None:
    told = await tell(cast)
    there = {name: record for name, record in (await records(cast, told)).items() if name in ABOUT}
    clock.set(clock.now())
    browsers = {name: await enter(name) for name in NEAR}
    desk = f"/desk/talks?group={cast.groups[TUESDAY]}"
    before = await all_pages(browsers, there, desk)
    found = {}
    for name, change in CHANGES.items():
        async with change.during(cast, told):
            found[name] = who_reads_otherwise(before, await open_pages(browsers, before))
    async with AsyncExitStack() as all_of_it:
        for change in CHANGES.values():
            await all_of_it.enter_async_context(change.during(cast, told))
        opened = await opened_since(browsers, before)
    afterwards = await all_pages(browsers, there, desk)

    assert found == {name: change.readers & set(NEAR) for name, change in CHANGES.items()}
    assert opened == set()
    assert afterwards == before, "something was not put back"
