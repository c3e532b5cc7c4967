"""What is published, when, once, and read by whom."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from portal import clock, sealed, tick
from portal.database import counted
from portal.feedback import actions, release, store
from portal.feedback.actions import begin_anew, have_a_say, release_due
from portal.feedback.published import Published, published
from portal.feedback.queries import has_had_a_say, why_not_read
from portal.feedback.rules import MENTEES, MENTORS, NOT_SAID, QUESTIONS, Planned
from portal.feedback.store import Contents, StoreAway
from portal.feedback.tables import Batch, Count, Words
from portal.groups.tables import Group
from portal.person import Person
from portal.settings import settings
from tests.integration.feedback.talking import FRIDAY, all_say, group, inside, of, on_monday, pairs, somebody, talk
from tests.integration.ledger import acts, everything, sql

NEXT_QUARTER = FRIDAY.replace(year=2027, month=1)
CORA = Person(account="c" * 16, member="c" * 16, name="Cora", is_coordinator=True)


@pytest.fixture(autouse=True)
def a_friday() -> None:
    clock.set(FRIDAY)


@pytest.fixture
async def oak() -> str:
    return await group("Oak")


def fay(*groups: str) -> Person:
    return Person(account="f" * 16, member="f" * 16, name="Fay", facilitates=frozenset(groups))


async def read(me: Person = CORA) -> list[tuple[str, str, list[str]]]:
    """Group, side and words, by group."""
    return sorted((one.group, one.side, sorted(one.words)) for one in await published(me))


async def test_five_are_published_on_monday(oak: str) -> None:
    _, mentees = await pairs(oak, 7)
    await all_say(mentees[:5], oak)
    await have_a_say(by=mentees[5], said=None)

    assert await release_due(clock.now()) == 0
    assert await on_monday() == 1
    [batch] = await published(CORA)
    assert replace(batch, id="", words=sorted(batch.words)) == Published(
        id="",
        group="Oak",
        side=MENTEES,
        writers=5,
        could_write=7,
        released_on=date(2026, 11, 23),
        counts={
            name: {**dict.fromkeys(asked.choices, 0), {"talks": "good", "safe": "yes"}.get(name, NOT_SAID): 5}
            for name, asked in QUESTIONS.items()
        },
        words=[f"mentees {nth}" for nth in range(5)],
    )
    assert list(batch.counts) == list(QUESTIONS)
    assert inside().waiting == ()
    assert inside().planned == {}
    assert len(inside().turns["2026Q4"]) == 6, "who had their say is still known, and not who wrote"


async def test_four_are_not(oak: str) -> None:
    _, mentees = await pairs(oak, 7)
    await all_say(mentees[:4], oak)
    assert [await on_monday() for _ in range(3)] == [0, 0, 0]
    assert len(inside().waiting) == 4
    assert await published(CORA) == []
    assert await Batch.count() == await Count.count() == await Words.count() == 0


async def test_nothing_between_two_mondays(oak: str) -> None:
    """Whoever is the fifth on a Tuesday would be known by the day."""
    _, mentees = await pairs(oak, 7)
    await all_say(mentees[:4], oak)
    await on_monday()
    await all_say(mentees[4:], oak, besides=" late")
    for hours in (1, 17, 24, 100):
        clock.travel(hours=hours)
        assert await release_due(clock.now()) == 0
    assert await on_monday() == 1


async def test_a_portal_that_slept_on_monday_publishes_when_it_wakes(oak: str) -> None:
    _, mentees = await pairs(oak, 5)
    await all_say(mentees, oak)
    clock.travel(days=5)
    assert await release_due(clock.now()) == 1


async def test_who_comes_later_is_never_published_alone(oak: str) -> None:
    _, mentees = await pairs(oak, 7)
    await all_say(mentees[:5], oak)
    await on_monday()
    await all_say(mentees[5:], oak, besides=" late")
    assert [await on_monday() for _ in range(5)] == [0] * 5

    clock.travel(days=30)  # the quarter is over
    await all_say(mentees[:5], oak, besides=" again")
    assert await on_monday() == 1
    late = ["mentees 0 late", "mentees 1 late"]
    assert await read() == [
        ("Oak", MENTEES, [f"mentees {nth}" for nth in range(5)]),
        ("Oak", MENTEES, sorted([*late, *(f"mentees {nth} again" for nth in range(5))])),
    ]


async def test_what_is_left_of_a_quarter_joins_the_programme(oak: str) -> None:
    elm = await group("Elm")
    mentors, _ = await pairs(oak, 5)
    _, mentees = await pairs(elm, 5)
    await all_say(mentors[:2], oak, MENTORS)
    await all_say(mentees[:3], elm)
    assert await on_monday() == 0

    clock.set(NEXT_QUARTER)
    assert await release_due(clock.now()) == 1
    assert await read() == [("", "", ["mentees 0", "mentees 1", "mentees 2", "mentors 0", "mentors 1"])]


async def test_a_mentor_with_four_mentees_has_no_feedback_of_their_own(oak: str) -> None:
    """Nor has anybody: it is of a group, and here of the whole programme."""
    elm = await group("Elm")
    await pairs(elm, 5)
    mentor, mentees = await somebody(), [await somebody() for _ in range(4)]
    for mentee in mentees:
        await talk(oak, mentor, mentee, ended_at=clock.now())
    await all_say(mentees, oak)
    assert await on_monday() == 0
    await have_a_say(by=mentor, said=of(oak, MENTORS, "fifth"))
    assert await on_monday() == 0
    clock.set(NEXT_QUARTER)
    assert await release_due(clock.now()) == 1
    assert await read() == [("", "", ["fifth", *(f"mentees {nth}" for nth in range(4))])]


async def test_after_a_year_what_nobody_may_read_is_gone(oak: str) -> None:
    _, mentees = await pairs(oak, 5)
    await all_say(mentees[:4], oak)
    await on_monday()
    clock.set(FRIDAY.replace(year=2027, month=12, day=31))
    await release_due(clock.now())
    assert len(inside().waiting) == 4
    clock.set(FRIDAY.replace(year=2028, month=1, day=3))
    assert await release_due(clock.now()) == 0
    assert inside().waiting == ()
    assert await published(CORA) == []


async def test_who_left_meanwhile_has_still_been_one_of_five(oak: str) -> None:
    """And where too few could write by now, the group is not named."""
    _, mentees = await pairs(oak, 5)
    await all_say(mentees, oak)
    await sql("UPDATE accounts SET disabled_at = {} WHERE id = {}", clock.now(), mentees[0].account)
    assert await on_monday() == 0
    clock.set(FRIDAY.replace(year=2027, month=1))
    assert await release_due(clock.now()) == 1
    assert [(group, len(words)) for group, _, words in await read()] == [("", 5)]


async def test_who_reads_what(oak: str) -> None:
    elm = await group("Elm")
    _, mentees = await pairs(oak, 5)
    await all_say(mentees, oak)
    mentors, _ = await pairs(elm, 5)
    await all_say(mentors, elm, MENTORS)
    ash = await group("Ash")
    some = [one for side in await pairs(ash, 3) for one in side]
    await all_say(some[:3], ash, MENTORS, besides=" of ash")
    await all_say(some[3:], ash, MENTEES, besides=" of ash")
    assert await on_monday() == 2
    clock.set(NEXT_QUARTER)
    assert await release_due(clock.now()) == 1

    assert [one[0] for one in await read()] == ["", "Elm", "Oak"]
    assert [one[0] for one in await read(fay(oak))] == ["", "Oak"]
    assert [one[0] for one in await read(fay(oak, elm))] == ["", "Elm", "Oak"]
    assert [one[0] for one in await read(fay(ash))] == [""]
    assert await read(mentees[0]) == []


@pytest.mark.parametrize("side", [MENTORS, MENTEES])
@pytest.mark.parametrize("ended_at", [None, FRIDAY.replace(year=2020)])
async def test_nobody_reads_of_a_group_in_which_they_have_or_had_talks(
    oak: str, side: str, ended_at: datetime | None
) -> None:
    """Nor of the whole programme, in which theirs may be, whatever they are here: somebody else reads it."""
    elm = await group("Elm")
    for here in (oak, elm):
        _, mentees = await pairs(here, 6)
        await all_say(mentees[:5], here)
    await on_monday()
    few, others = await pairs(ash := await group("Ash"), 3)
    await all_say(few, ash, MENTORS)
    await all_say(others, ash)
    clock.set(NEXT_QUARTER)
    await release_due(clock.now())
    assert [one[0] for one in await read()] == ["", "Elm", "Oak"]

    reader, other = await somebody(is_coordinator=True), await somebody()
    await talk(oak, *((reader, other) if side == MENTORS else (other, reader)), ended_at=ended_at)
    for roles in ({"is_coordinator": True}, {"facilitates": frozenset({oak, elm})}):
        assert [one[0] for one in await read(replace(reader, **roles))] == ["Elm"]
    assert [one[0] for one in await read()] == ["", "Elm", "Oak"]


async def test_newest_first_and_as_many_questions_of_the_database(oak: str) -> None:
    async def asked(me: Person) -> int:
        with counted() as statements:
            await published(me)
        return len(statements)

    before = [await asked(CORA), await asked(fay(oak))]
    _, mentees = await pairs(oak, 5)
    for quarter in (1, 4, 7):
        clock.set(FRIDAY.replace(year=2027, month=quarter))
        await all_say(mentees, oak)
        await on_monday()
    days = [one.released_on for one in await published(CORA)]
    assert days == sorted(days, reverse=True)
    assert len(days) == 3
    assert [await asked(CORA), await asked(fay(oak))] == before == [4, 4]


async def test_in_the_database_nothing_stands_where_it_came(oak: str) -> None:
    """Rows lie in the order of their ids, which are random; words are sealed; every batch has as many counts."""
    mentors, mentees = await pairs(oak, 8)
    await all_say(mentees, oak)
    await all_say(mentors[:5], oak, MENTORS)
    await on_monday()
    where = "ctid" if settings().database_url else "rowid"
    for table, many in (("feedback_words", {5, 8}), ("feedback_counts", {24})):
        lie = f"SELECT id FROM {table} WHERE batch = {{}} ORDER BY {where}"  # noqa: S608 - our own names
        found = [[row["id"] for row in await sql(lie, batch["id"])] for batch in await Batch.select(Batch.id)]
        assert found == [sorted(ids) for ids in found]
        assert {len(ids) for ids in found} == many
    assert "mentees 0" not in await everything()
    assert [act for act in await acts() if "feedback" in act] == []


async def test_the_order_of_words_is_not_that_of_their_writers(oak: str) -> None:
    """Twelve batches of five: in the order in which they came, once in 120 each."""
    orders = set()
    for nth in range(12):
        elm = await group(f"Elm {nth}")
        _, mentees = await pairs(elm, 5)
        await all_say(mentees, elm)
    await on_monday()
    for batch in await published(CORA):
        orders.add(tuple(batch.words))
    assert len(orders) > 6


Breaks = Callable[[pytest.MonkeyPatch], None]


def _before(module: Any, name: str) -> Breaks:
    def breaks(patch: pytest.MonkeyPatch) -> None:
        async def instead(*_: Any, **__: Any) -> Any:
            raise RuntimeError("killed here")

        patch.setattr(module, name, instead)

    return breaks


def _after_publishing(patch: pytest.MonkeyPatch) -> None:
    """Everything is inserted, and not yet committed."""
    publish = release.publish_planned

    async def instead(contents: Contents) -> int:
        await publish(contents)
        raise RuntimeError("killed here")

    patch.setattr(release, "publish_planned", instead)


def _before_dropping(patch: pytest.MonkeyPatch) -> None:
    """It is committed, and still in the store."""
    patch.setattr(Contents, "without", lambda *_, **__: _killed())


def _after_planning(patch: pytest.MonkeyPatch) -> None:
    change = store.change

    def instead(*arguments: Any) -> None:
        change(*arguments)
        _killed()

    patch.setattr(store, "change", instead)


def _killed() -> None:
    raise RuntimeError("killed here")


POINTS: dict[str, Breaks] = {
    "before it is planned": _before(actions, "could_write"),
    "once it is planned": _after_planning,
    "before it is published": _before(release, "publish_planned"),
    "while it is published": _before(release, "publish"),
    "before the commit": _after_publishing,
    "after the commit": _before_dropping,
}


@pytest.mark.parametrize("breaks", POINTS.values(), ids=POINTS)
async def test_killed_at_any_point_everything_is_published_once(
    oak: str, breaks: Breaks, monkeypatch: pytest.MonkeyPatch
) -> None:
    mentors, mentees = await pairs(oak, 8)
    await all_say(mentees[:6], oak)
    await all_say(mentors[:5], oak, MENTORS)
    with monkeypatch.context() as meanwhile:
        breaks(meanwhile)
        for _ in range(2):
            with pytest.raises(RuntimeError):
                await on_monday(weeks=0 if clock.now() > FRIDAY else 1)
    await have_a_say(by=mentees[6], said=of(oak, words="late"))  # meanwhile

    clock.travel(minutes=1)
    assert await release_due(clock.now()) in (0, 2)
    everybody = [
        ("Oak", MENTEES, [f"mentees {n}" for n in range(6)]),
        ("Oak", MENTORS, [f"mentors {n}" for n in range(5)]),
    ]
    assert await read() in (everybody, [(everybody[0][0], MENTEES, ["late", *everybody[0][2]]), everybody[1]])
    assert len(inside().waiting) + sum(len(words) for _, _, words in await read()) == 12
    assert inside().planned == {}
    assert await release_due(clock.now()) == 0
    assert await Batch.count() == 2


async def test_two_clocks_at_once_publish_once(oak: str) -> None:
    _, mentees = await pairs(oak, 5)
    await all_say(mentees, oak)
    clock.travel(days=3)
    found = await asyncio.gather(*(release_due(clock.now()) for _ in range(5)))
    assert sum(found) == 1
    assert len(await published(CORA)) == 1


async def test_while_some_is_published_others_write(oak: str) -> None:
    _, mentees = await pairs(oak, 8)
    await all_say(mentees[:5], oak)
    clock.travel(days=3)
    late = (have_a_say(by=one, said=of(oak, words="late")) for one in mentees[5:])
    await asyncio.gather(release_due(clock.now()), *late)
    words = [one for batch in await published(CORA) for one in batch.words]
    assert sorted([*words, *(one.words for one in inside().waiting)]) == sorted(
        [*(f"mentees {n}" for n in range(5)), *["late"] * 3]
    )


async def test_every_tick_writes_the_store_anew(oak: str) -> None:
    """So that its having been written says nothing."""
    _, mentees = await pairs(oak, 5)
    await have_a_say(by=mentees[0], said=of(oak))
    copies = []
    for _ in range(3):
        await release_due(clock.now())
        copies.append(settings().feedback_file.read_bytes())
    assert len(set(copies)) == 3
    assert len(inside().waiting) == 1


async def test_a_group_that_is_no_more_is_the_programmes(oak: str) -> None:
    _, mentees = await pairs(oak, 5)
    await all_say(mentees, oak)
    store.change(
        lambda before: replace(
            before, waiting=tuple(replace(one, group="gone", side="mentees") for one in before.waiting)
        ),
        Contents(),
    )
    plan = replace(
        inside(), planned={"b" * 16: Planned(inside().waiting, 9, "gone", MENTEES, "2026-11-23")}, waiting=()
    )
    store.change(lambda _: plan, Contents())
    assert await release_due(clock.now()) == 1
    assert [(group, side) for group, side, _ in await read()] == [("", "")]
    assert await Group.count() == 1


async def test_a_lost_store_is_told_to_whoever_runs_it(oak: str, caplog: pytest.LogCaptureFixture) -> None:
    await release_due(clock.now())
    store.forget()
    beside = asyncio.create_task(tick.tick_for_ever())
    async with asyncio.timeout(20):
        while not caplog.records:  # noqa: ASYNC110 - what runs beside says nothing when it has run
            await asyncio.sleep(0)
    beside.cancel()
    assert "the store of feedback is not there any more" in caplog.text

    with pytest.raises(StoreAway):
        await release_due(clock.now())
    await begin_anew()
    assert await release_due(clock.now()) == 0


async def test_beginning_anew_takes_nothing_away(oak: str) -> None:
    _, mentees = await pairs(oak, 5)
    await all_say(mentees, oak)
    await begin_anew()
    assert len(inside().waiting) == 5


async def test_begun_anew_it_begins_with_the_next_quarter(oak: str) -> None:
    """Who had their say in this one is not known any more: nobody is published twice."""
    _, mentees = await pairs(oak, 6)
    await all_say(mentees[:5], oak)
    assert await on_monday() == 1
    store.forget()
    await begin_anew()
    assert [await has_had_a_say(one.member, clock.now()) for one in mentees] == [True] * 6
    await all_say(mentees, oak, besides=" again")
    assert [await on_monday() for _ in range(2)] == [0, 0]
    assert inside().waiting == ()

    clock.set(NEXT_QUARTER)
    await all_say(mentees, oak, besides=" later")
    assert await on_monday() == 1
    assert [len(words) for _, _, words in await read()] == [5, 6]


@pytest.mark.parametrize("ticks", [0, 1])
async def test_an_old_copy_that_is_put_back_is_refused(oak: str, ticks: int) -> None:
    """Else five would be published, and once more the same five with one besides."""
    _, mentees = await pairs(oak, 7)
    await all_say(mentees[:5], oak)
    await release_due(clock.now())
    old = settings().feedback_file.read_bytes()
    assert await on_monday() == 1
    settings().feedback_file.write_bytes(old)
    before = await everything()

    for attempt in (
        *[release_due(clock.now()) for _ in range(ticks)],
        have_a_say(by=mentees[5], said=of(oak, words="sixth")),
        have_a_say(by=mentees[6], said=None),
        has_had_a_say(mentees[6].member, clock.now()),
        actions.reseal(),
        begin_anew(),
    ):
        with pytest.raises(StoreAway, match="is an old copy"):
            await attempt
    assert await everything() == before
    assert settings().feedback_file.read_bytes() == old
    assert "is an old copy" in await why_not_read(clock.now())

    settings().feedback_file.rename(settings().data.parent / f"{settings().data.name}-old")
    await begin_anew()
    assert await why_not_read(clock.now()) == ""
    assert await on_monday() == 0
    assert await Batch.count() == 1


async def test_of_the_same_week_a_copy_is_not_older_than_what_was_published(oak: str) -> None:
    _, mentees = await pairs(oak, 5)
    await all_say(mentees, oak)
    await on_monday()
    for hours in (0, 30, 100):
        clock.travel(hours=hours)
        assert await why_not_read(clock.now()) == ""
        assert await release_due(clock.now()) == 0


async def test_a_clock_that_was_wrong_for_a_tick_lets_nobody_be_counted_twice(oak: str) -> None:
    """Three write; a tick sees the next quarter; the clock is set back."""
    _, mentees = await pairs(oak, 5)
    await all_say(mentees[:3], oak)
    clock.set(NEXT_QUARTER)
    assert await release_due(clock.now()) == 0
    clock.set(FRIDAY)
    await all_say(mentees, oak, besides=" again")
    assert sorted(one.words for one in inside().waiting) == [f"mentees {nth}" for nth in range(3)]
    for _ in range(9):
        await on_monday()
    assert await Batch.count() == 0

    clock.set(NEXT_QUARTER)
    await all_say(mentees, oak, besides=" later")
    clock.travel(days=7)
    assert await release_due(clock.now()) == 1
    [batch] = await published(CORA)
    assert (batch.writers, batch.could_write, len(batch.words)) == (8, 5, 8)


async def test_however_far_the_clock_was(oak: str) -> None:
    """Years ahead nothing of the quarter would be kept any more; it is over all the same."""
    _, mentees = await pairs(oak, 5)
    await all_say(mentees, oak)
    clock.set(FRIDAY.replace(year=2032))
    await release_due(clock.now())
    clock.set(FRIDAY)
    await all_say(mentees, oak, besides=" again")
    assert inside().waiting == ()
    assert inside().had == {"2026Q4": 0}


async def test_it_is_one_of_the_acts_of_the_clock(oak: str) -> None:
    _, mentees = await pairs(oak, 5)
    await all_say(mentees, oak)
    clock.travel(days=3)
    assert (await tick.tick())["feedback published"] == 1
    assert (await tick.tick())["feedback published"] == 0


async def test_words_open_with_a_key_that_is_nobodys(oak: str) -> None:
    _, mentees = await pairs(oak, 5)
    await all_say(mentees, oak)
    await on_monday()
    for mentee in mentees:
        await sealed.erase_key(mentee.member)
    assert len((await read())[0][2]) == 5
