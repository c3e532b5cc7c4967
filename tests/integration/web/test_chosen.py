"""What is ticked or chosen has no words of its own to be looked for. So it is changed, one thing at a time: whoever's
pages are other ones then has read of it, and nobody may but those whom `visibility.SEES` grants it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import pytest

from portal import clock
from portal.aspects.rules import written
from portal.database import write_transaction
from portal.exclusions.actions import block, exclude, take_back, unblock
from portal.matching.people import Answer, Wish
from portal.proposals.closing import close_what_is_over
from portal.visibility import SEES, As
from tests.integration.cast import PEOPLE, Cast, once
from tests.integration.conftest import Enter
from tests.integration.standing import records, standing
from tests.integration.told import Told, tell
from tests.integration.web.changed import (
    During,
    Row,
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

OWN, OWN_AND_STAFF = frozenset({As.OWN}), frozenset({As.OWN, *STAFF})

# whatever is about these is looked at; of the others the pages without an id
ABOUT = (
    "enrolment of ines",
    "enrolment of ruth",
    "application that was sent",
    "membership of ines",
    "another proposal",
)


@dataclass(frozen=True)
class Change:
    """`what` is its row of the table; `shown` is how much of what that grants the pages show today, and `later` when
    nobody is asked any more and Ines waits again."""

    what: str
    during: During
    of: str
    shown: frozenset[As]
    later: frozenset[As]
    asked: str = ""  # who is asked about them

    def readers(self, *, is_later: bool) -> set[str]:
        stands = standing(As.OWN, self.of) | ({self.asked: As.PROPOSED} if self.asked and not is_later else {})
        shown = self.later if is_later else self.shown
        return {name for name, relation in stands.items() if relation in shown}


def said(name: str, words: str, of: str, row: Row) -> During:
    """Of an application, sealed."""

    async def becomes(cast: Cast, told: Told) -> Value:
        return await sealed_for(words, cast.members[of])

    return column_becomes("enrolments", name, becomes, row)


def ines_says(age: str, wish: Wish = Wish.CLOSER, *, shown: bool = True, role: str = "Both") -> During:
    """Of her side of it she always says that it is for matching only."""

    async def becomes(cast: Cast, told: Told) -> Value:
        answers = {
            cast.aspects["Age"]: Answer(cast.options[age], wish, shown),
            cast.aspects["Role in it"]: Answer(cast.options[role], Wish.UNSAID, shown=False),
        }
        return await sealed_for(written(answers), cast.members["ines"])

    return column_becomes("aspect_answers", "said", becomes, lambda cast, _: cast.members["ines"], key="member")


@asynccontextmanager
async def somebody_is_kept_away(cast: Cast, told: Told) -> AsyncIterator[None]:
    exclusion = await exclude(by=cast.person("ines"), kind="name", said="Quentin Vale", once=once())
    yield
    await take_back(exclusion, by=cast.person("ines"), once=once())


@asynccontextmanager
async def nothing_is_wanted_from_somebody(cast: Cast, told: Told) -> AsyncIterator[None]:
    blocked = await block(cast.members["lena"], by=cast.person("ines"), once=once())
    yield
    await unblock(blocked, by=cast.person("ines"), once=once())


def ines(cast: Cast, told: Told) -> str:
    return cast.enrolments["ines"]


def sent(cast: Cast, told: Told) -> str:
    return told.sent


async def by_day(cast: Cast, told: Told) -> Value:
    return False


# Of who they are, what the two share is written down when they are asked: it does not change any more.
BOTH = frozenset({As.OWN, As.PROPOSED})
CHANGES = {
    "how they come to the group, in their own word": Change(
        "attending", column("enrolments", "attending", "not_now", sent), "omar", OWN_AND_STAFF, OWN_AND_STAFF
    ),
    "whether they were at a meeting, as it was noted": Change(
        "attending",
        column("memberships", "attending", "no", lambda cast, _: cast.memberships["ines"]),
        "ines",
        STAFF,
        STAFF,
    ),
    "what would help, before it is answered": Change(
        "support", column("enrolments", "support", "not_sure", sent), "omar", OWN_AND_STAFF, OWN_AND_STAFF
    ),
    "what would help, while they are asked": Change(
        "support", column("enrolments", "support", "not_sure", ines), "ines", OWN_AND_STAFF, OWN_AND_STAFF, "ruth"
    ),
    "what it is about": Change(
        "hard_now", said("hard_about", "trust", "ines", ines), "ines", OWN_AND_STAFF, OWN_AND_STAFF, "ruth"
    ),
    "how they see themselves": Change(
        "qualities",
        said("qualities", '{"willing": "growing"}', "ruth", lambda cast, _: cast.enrolments["ruth"]),
        "ruth",
        OWN_AND_STAFF,
        OWN_AND_STAFF,
        "ines",
    ),
    "who they are": Change("aspect_answers", ines_says("Fifties"), "ines", OWN_AND_STAFF, OWN_AND_STAFF, "ruth"),
    "what they wish for": Change(
        "aspect_answers", ines_says("Forties", Wish.DIFFERENT), "ines", OWN_AND_STAFF, OWN_AND_STAFF, "ruth"
    ),
    "that it may not be shown": Change(
        "aspect_answers", ines_says("Forties", shown=False), "ines", OWN_AND_STAFF, OWN_AND_STAFF, "ruth"
    ),
    "what is for matching only": Change(
        "aspect_answers", ines_says("Forties", role="I cheated"), "ines", OWN, OWN, "ruth"
    ),
    "when they can talk": Change(
        "times",
        column("members", "times", "1e", lambda cast, _: cast.members["ines"]),
        "ines",
        BOTH,
        OWN_AND_STAFF,
        "ruth",
    ),
    "how much room they have": Change(
        "availability",
        column("availabilities", "capacity", 3, lambda cast, _: cast.rooms["ruth"]),
        "ruth",
        OWN_AND_STAFF,
        OWN_AND_STAFF,
        "ines",
    ),
    "whom they never want to meet": Change("exclusion", somebody_is_kept_away, "ines", OWN, OWN, "ruth"),
    "from whom they want nothing": Change("block", nothing_is_wanted_from_somebody, "ines", OWN, OWN, "ruth"),
    "whether they hear of chats by night": Change(
        "told_of_chats",
        column_becomes("told_of_chats", "also_at_night", by_day, lambda cast, _: cast.members["ines"], key="member"),
        "ines",
        OWN,
        OWN,
        "ruth",
    ),
}


def test_no_more_is_shown_than_is_granted() -> None:
    for change in CHANGES.values():
        assert change.shown | change.later <= set(SEES[change.what])


def _reads_otherwise_later(change: Change) -> bool:
    return change.readers(is_later=True) != change.readers(is_later=False)


# What a page makes of what was chosen is the same on both engines, and this is long: it is asked on one of them.
ON_ONE = pytest.mark.only_on("sqlite")


@ON_ONE
@pytest.mark.parametrize("is_later", [False, True], ids=["while two are asked", "when it is over"])
async def test_who_reads_of_it(is_later: bool, cast: Cast, enter: Enter) -> None:
    told = await tell(cast)
    there = {name: record for name, record in (await records(cast, told)).items() if name in ABOUT}
    changes = {name: change for name, change in CHANGES.items() if not is_later or _reads_otherwise_later(change)}
    clock.set(clock.now())
    if is_later:
        clock.travel(days=10)
        await _lapse()
    browsers = {name: await enter(name) for name in PEOPLE}
    async with ines_says("Forties")(cast, told):
        before = await all_pages(browsers, there)
        found = {}
        for name, change in changes.items():
            async with change.during(cast, told):
                found[name] = who_reads_otherwise(before, await open_pages(browsers, before))
        async with AsyncExitStack() as all_of_it:
            for change in changes.values():
                await all_of_it.enter_async_context(change.during(cast, told))
            opened = await opened_since(browsers, before)
        afterwards = await all_pages(browsers, there)

    assert found == {name: change.readers(is_later=is_later) for name, change in changes.items()}
    assert opened == set()
    assert afterwards == before, "something was not put back"


@ON_ONE
async def test_what_is_over_reads_the_same_before_the_clocks_act(cast: Cast, enter: Enter) -> None:
    """Within the minute that it takes the clock. Both sides are told, on Home, when it has come."""
    there = await records(cast, await tell(cast))
    clock.set(clock.now())
    clock.travel(days=5, seconds=1)
    browsers = {name: await enter(name) for name in PEOPLE}
    before = await all_pages(browsers, there)
    await _lapse()
    after = await all_pages(browsers, there)

    changed = {(who, at) for who, pages in before.items() for at in pages if pages[at] != after[who][at]}
    assert changed == {("noor", "/home"), ("theo", "/home")}


async def _lapse() -> None:
    async with write_transaction():
        await close_what_is_over(clock.now())
