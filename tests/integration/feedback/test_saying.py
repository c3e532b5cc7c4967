"""Having one's say, or choosing not to: the same from outside, and once in a quarter."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from portal import clock
from portal.accounts.actions import begin_session, leave
from portal.accounts.rules import token_hash
from portal.database import DatabaseAway, counted
from portal.errors import NotPossible, SignedOut
from portal.feedback import store
from portal.feedback.actions import have_a_say, release_due, reseal
from portal.feedback.queries import Place, could_write, has_had_a_say, places_of, why_not_read
from portal.feedback.rules import LONGEST, MENTEES, MENTORS, NOT_SAID, QUESTIONS, Feedback
from portal.feedback.store import StoreAway
from portal.groups.tables import Facilitation
from portal.person import Person
from portal.settings import settings
from tests.integration.feedback.talking import FRIDAY, group, inside, of, on_monday, pairs, somebody, talk
from tests.integration.ledger import everything, on_disk, sql

Said = Feedback | None


@pytest.fixture(autouse=True)
def a_friday() -> None:
    clock.set(FRIDAY)


async def has_had(person: Person) -> bool:
    return await has_had_a_say(person.member, clock.now())


async def places(person: Person) -> list[Place]:
    return await places_of(person, clock.now())


async def test_what_was_said_waits_without_its_writer() -> None:
    oak = await group("Oak")
    _, mentees = await pairs(oak, 5)
    await have_a_say(by=mentees[0], said=Feedback(oak, MENTEES, {"talks": "good"}, "It helps."))

    kept = inside()
    assert kept.turns == {"2026Q4": {mentees[0].member}}
    choices = {**dict.fromkeys(QUESTIONS, NOT_SAID), "talks": "good"}
    assert kept.waiting == (Feedback(oak, MENTEES, choices, "It helps.", "2026Q4"),)


async def test_not_this_time_is_a_say_too() -> None:
    oak = await group("Oak")
    [one, other, *_], _ = await pairs(oak, 5)
    await have_a_say(by=one, said=None)

    assert inside().waiting == ()
    assert (await has_had(one), await has_had(other)) == (True, False)


@pytest.mark.parametrize("first", [of, lambda *_: None])
@pytest.mark.parametrize("second", [of, lambda *_: None])
async def test_twice_is_once_and_the_first_counts(first: Callable[..., Said], second: Callable[..., Said]) -> None:
    oak = await group("Oak")
    _, [maya, *_] = await pairs(oak, 5)
    await have_a_say(by=maya, said=first(oak, MENTEES, "first"))
    await have_a_say(by=maya, said=second(oak, MENTEES, "second"))

    assert [one.words for one in inside().waiting] == (["first"] if first is of else [])


async def test_two_taps_at_once() -> None:
    oak = await group("Oak")
    _, mentees = await pairs(oak, 6)
    await asyncio.gather(*(have_a_say(by=one, said=of(oak, words=f"{n}")) for one in mentees for n in range(3)))

    assert len(inside().waiting) == len(inside().turns["2026Q4"]) == 6


async def test_again_in_the_next_quarter() -> None:
    oak = await group("Oak")
    _, [maya, *_] = await pairs(oak, 5)
    await have_a_say(by=maya, said=of(oak, words="now"))
    clock.set(FRIDAY.replace(year=2027, month=1, day=1))
    assert not await has_had(maya)
    await have_a_say(by=maya, said=of(oak, words="later"))

    assert sorted((one.words, one.quarter) for one in inside().waiting) == [("later", "2027Q1"), ("now", "2026Q4")]
    assert set(inside().turns) == {"2026Q4", "2027Q1"}
    await release_due(clock.now())
    assert inside().turns == {"2027Q1": {maya.member}}, "who had their say before is forgotten by the clock"


async def test_a_mentor_who_is_a_mentee_too_has_one_say() -> None:
    oak, elm = await group("Oak"), await group("Elm")
    [ruth, *_], _ = await pairs(oak, 5)
    _, [_, other, *_] = await pairs(elm, 5)
    await talk(elm, other, ruth)
    assert [(one.name, one.side, one.could_write) for one in await places(ruth)] == [
        ("Elm", MENTEES, 6),
        ("Oak", MENTORS, 5),
    ]

    await have_a_say(by=ruth, said=of(elm, MENTEES, "as a mentee"))
    await have_a_say(by=ruth, said=of(oak, MENTORS, "as a mentor"))
    assert [one.words for one in inside().waiting] == ["as a mentee"]


async def test_counted_once_however_many_talks() -> None:
    oak = await group("Oak")
    mentor = await somebody()
    for _ in range(3):
        await talk(oak, mentor, await somebody())
    could = await could_write(clock.now())
    assert (could.of, could.everybody) == ({(oak, MENTORS): 1, (oak, MENTEES): 3}, 4)


@pytest.mark.parametrize(("days", "can"), [(0, True), (89, True), (90, False), (300, False)])
async def test_for_ninety_days_after_an_ending(days: int, can: bool) -> None:
    oak = await group("Oak")
    mentor, mentee = await somebody(), await somebody()
    await talk(oak, mentor, mentee, ended_at=clock.now() - timedelta(days=days))
    assert bool(await places(mentee)) is bool(await places(mentor)) is can
    assert (await could_write(clock.now())).everybody == 2 * can


async def test_who_cannot_sign_in_could_not_have_written() -> None:
    oak = await group("Oak")
    await talk(oak, await somebody(), await somebody(disabled=True))
    assert (await could_write(clock.now())).everybody == 1


async def test_who_reads_it_does_not_write() -> None:
    """They could take their own away, and then the others would be four."""
    oak = await group("Oak")
    mentors, _ = await pairs(oak, 5)
    await Facilitation.insert(Facilitation(member=mentors[0].member, group=await group("Elm")))
    fay = replace(mentors[0], facilitates=frozenset({"x"}))
    cora = await somebody(is_coordinator=True)
    await talk(oak, cora, await somebody())

    for reader in (fay, cora):
        assert await places(reader) == []
        with pytest.raises(NotPossible):
            await have_a_say(by=reader, said=of(oak, MENTORS))
    assert (await could_write(clock.now())).of == {(oak, MENTORS): 4, (oak, MENTEES): 6}


async def test_where_too_few_could_it_is_kept_without_group_and_side() -> None:
    """From the first moment: what its writer was told holds, whoever comes later."""
    oak, elm = await group("Oak"), await group("Elm")
    _, [maya, *_] = await pairs(oak, 4)
    await pairs(elm, 5)
    [place] = await places(maya)
    assert (place.could_write, place.joins_programme) == (4, True)
    await have_a_say(by=maya, said=of(oak, words="It helps."))

    assert [(one.group, one.side) for one in inside().waiting] == [("", "")]


async def test_where_nobody_would_ever_read_it_nothing_is_kept() -> None:
    oak = await group("Oak")
    _, [maya, _] = await pairs(oak, 2)
    with pytest.raises(NotPossible, match="Fewer than five people could write"):
        await have_a_say(by=maya, said=of(oak))
    assert store.read() is None
    assert not await has_had(maya)


async def test_not_from_where_one_has_no_talks() -> None:
    oak, elm = await group("Oak"), await group("Elm")
    _, [maya, *_] = await pairs(oak, 5)
    for where in ((elm, MENTEES), (oak, MENTORS), ("", ""), ("nowhere", MENTEES)):
        with pytest.raises(NotPossible):
            await have_a_say(by=maya, said=of(*where))
    with pytest.raises(NotPossible):
        await have_a_say(by=await somebody(), said=None)
    with pytest.raises(ValueError, match="longer"):
        await have_a_say(by=maya, said=of(oak, words="x" * (LONGEST + 1)))
    assert store.read() is None


async def test_not_once_the_session_is_left() -> None:
    oak = await group("Oak")
    _, [maya, *_] = await pairs(oak, 5)
    token = await begin_session(maya.account, own_phone=False)
    here = replace(maya, session=token_hash(token))
    await leave(here.session, by=here.account)
    with pytest.raises(SignedOut):
        await have_a_say(by=here, said=of(oak))
    assert store.read() is None


def on_disk_besides() -> bytes:
    """All the portal keeps in files, but for the store."""
    away = settings().feedback_file.rename(settings().data.parent / f"{settings().data.name}-store")
    try:
        return on_disk()
    finally:
        away.rename(settings().feedback_file)


async def test_the_store_is_all_that_changes(caplog: pytest.LogCaptureFixture) -> None:
    """Not one byte of the database, of its log, or of a line in ours: whether one says something or chooses not to."""
    caplog.set_level(logging.DEBUG)
    oak = await group("Oak")
    _, mentees = await pairs(oak, 5)
    await reseal()
    rows, disk = await everything(), on_disk_besides()
    sizes = set()
    for person, said in zip(
        mentees, (of(oak, words="It helps."), None, of(oak, words="x" * LONGEST), None), strict=False
    ):
        before = settings().feedback_file.read_bytes()
        await has_had(person)
        await have_a_say(by=person, said=said)
        assert settings().feedback_file.read_bytes() != before
        sizes.add(settings().feedback_file.stat().st_size)

        assert await everything() == rows
        assert on_disk_besides() == disk
    assert len(sizes) == 1
    assert [record.getMessage() for record in caplog.records if record.name.startswith("portal")] == []


@pytest.mark.only_on("postgresql")
async def test_the_server_numbers_no_transaction_for_it() -> None:
    """Nothing was written: not a row, and so nothing in its log. Its own housekeeping may come between now and then."""
    oak = await group("Oak")
    _, mentees = await pairs(oak, 5)
    found = []
    for nth, person in enumerate(mentees):
        before = await sql("SELECT txid_snapshot_xmax(txid_current_snapshot()) AS following")
        await have_a_say(by=person, said=of(oak, words="It helps.") if nth % 2 else None)
        found.append(await sql("SELECT txid_snapshot_xmax(txid_current_snapshot()) AS following") == before)
    assert found.count(True) >= 4


async def test_the_same_is_asked_of_the_database() -> None:
    oak = await group("Oak")
    _, [maya, noor, ines, *_] = await pairs(oak, 5)
    await have_a_say(by=ines, said=None)

    async def asked(person: Person, said: Said) -> list[str]:
        with counted() as statements:
            await have_a_say(by=person, said=said)
        return statements

    said, skipped, again = (
        await asked(maya, of(oak, words="It helps.")),
        await asked(noor, None),
        await asked(ines, None),
    )
    assert said == skipped == again
    assert not any(one.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")) for one in said)


async def test_a_store_that_was_lost_is_not_begun_anew_by_itself() -> None:
    oak = await group("Oak")
    _, [maya, noor, *_] = await pairs(oak, 5)
    await have_a_say(by=maya, said=of(oak))
    await on_monday()
    store.forget()

    for attempt in (have_a_say(by=noor, said=of(oak)), has_had(noor), reseal()):
        with pytest.raises(StoreAway, match="not there any more"):
            await attempt
    assert store.read() is None
    assert "not there any more" in await why_not_read(clock.now())


async def test_one_that_cannot_be_read_refuses_as_a_database_that_is_away() -> None:
    oak = await group("Oak")
    _, [maya, *_] = await pairs(oak, 5)
    await have_a_say(by=maya, said=of(oak))
    assert await why_not_read(clock.now()) == ""
    settings().feedback_file.write_bytes(b"broken")
    with pytest.raises(DatabaseAway):
        await have_a_say(by=maya, said=None)
    assert "cannot be opened" in await why_not_read(clock.now())


@pytest.mark.parametrize("where", ["before", "after"])
async def test_broken_off_around_the_writing(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told of an error, somebody tries again: it is there once."""
    oak = await group("Oak")
    _, [maya, *_] = await pairs(oak, 5)
    change = store.change

    def breaks(*arguments: Any) -> None:
        if where == "after":
            change(*arguments)
        raise StoreAway("at this point")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(store, "change", breaks)
        with pytest.raises(StoreAway):
            await have_a_say(by=maya, said=of(oak, words="It helps."))
    assert await has_had(maya) is (where == "after")
    await have_a_say(by=maya, said=of(oak, words="It helps."))
    assert [one.words for one in inside().waiting] == ["It helps."]


async def test_who_goes_away_while_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The request ends, and with it the lock of the database; what is being written is written whole."""
    oak = await group("Oak")
    _, mentees = await pairs(oak, 5)
    for nth, person in enumerate(mentees):
        task = asyncio.create_task(have_a_say(by=person, said=of(oak, words=str(nth))))
        await asyncio.sleep(0.002 * nth)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await asyncio.gather(*(have_a_say(by=person, said=of(oak, words=str(nth))) for nth, person in enumerate(mentees)))
    assert sorted(one.words for one in inside().waiting) == ["0", "1", "2", "3", "4"]
