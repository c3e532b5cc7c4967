"""Two hundred runs in which people have their say, an attacker who holds everything on every disk, and careless ways
to keep feedback, on which the same attacker has to succeed."""

import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from portal import clock
from portal.settings import settings
from tests.integration.feedback import naive
from tests.integration.feedback.attacker import TIES
from tests.integration.feedback.eyes import PostgreSQLDisk, SQLiteDisk, disk
from tests.integration.feedback.scores import Score, Scores, beyond, score, table
from tests.integration.feedback.seen import Held
from tests.integration.feedback.traces import TRACES
from tests.integration.feedback.ways import Ours, Way
from tests.integration.feedback.with_keys import KEYED, score_with_keys, with_many_copies
from tests.integration.feedback.worlds import MONDAY, RUNS, People, Truth, World, plan
from tests.schema import empty

A_FEW = 12  # runs are enough to catch a careless way
MEMORY = Path("/dev/shm")  # noqa: S108 - where waiting for a disk takes no time; the file is the same

# which way of guessing has to succeed where
CAUGHT: dict[type[Way], tuple[str, ...]] = {
    naive.InOneTransaction: (
        "by_place",
        "by_transaction",
        "by_moments",
        "by_two_copies",
        "by_raw_copies",
        "by_log",
        "by_choices",
        "number_of_rows",
        "writing_of_the_database",
        "lines_of_the_log",
    ),
    naive.Numbered: ("by_id", "by_offset", "bytes_of_the_database"),
    naive.Appended: ("by_growth", "size_of_the_store", "bytes_of_the_store", "date_of_the_store"),
    naive.AFileEach: ("by_names_of_files", "files_beside"),
    naive.ByPerson: ("by_alphabet", "place_of_the_store"),
    naive.ByRoster: ("by_roster",),
}


@dataclass
class Places:
    people: People
    disk: SQLiteDisk | PostgreSQLDisk

    async def lives(self, way: Way, run: int) -> tuple[Held, Truth]:
        return await World(run, way, self.people, self.disk).live()


@pytest.fixture(scope="module")
async def places(schema: None) -> AsyncIterator[Places]:
    """People are made once; each run takes away what it wrote."""
    waiting = settings().feedback_file.parent
    shutil.rmtree(waiting, ignore_errors=True)
    elsewhere = _quick()
    waiting.symlink_to(elsewhere)
    clock.set(MONDAY)
    watching = await disk()
    yield Places(await People().gather(), watching)
    await watching.end()
    waiting.unlink()
    shutil.rmtree(elsewhere)
    clock.reset()
    await empty()


def _quick() -> Path:
    return Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))


@dataclass
class Found:
    scores: Scores
    with_keys: Scores
    with_copies: Score
    sizes: list[int]  # of how many wrote
    batches: list[int]


@pytest.fixture(scope="module")
async def found(places: Places) -> Found:
    found = Found({}, {}, Score(), [], [])
    for run in range(RUNS):
        held, truth = await places.lives(Ours(), run)
        score(found.scores, held, truth)
        score_with_keys(found.with_keys, held, truth)
        with_many_copies(found.with_copies, held, truth)
        found.sizes.append(sum(truth.sent.values()))
        found.batches.append(len(held.batches))
    return found


@pytest.fixture(autouse=True)
async def database(found: Found) -> None:
    """Everything has been found out before the first test: the people need not be emptied away between two."""


async def test_two_hundred_runs_of_every_kind(found: Found) -> None:
    assert len(found.sizes) == RUNS == 200
    assert (min(found.sizes), max(found.sizes)) == (6, 40)
    assert set(found.batches) >= {1, 2, 3}
    assert any(wave.skip for run in range(RUNS) for wave in plan(run))


@pytest.mark.parametrize("name", [*TIES, *TRACES])
async def test_nothing_ties_feedback_to_people(found: Found, name: str) -> None:
    """No way of guessing does better than lots, also for one who was told who wrote."""
    caught = {key: of for key, of in beyond(found.scores).items() if key.split(",")[0] == name}
    assert not caught, "\n".join(table(found.scores))


async def test_nor_better_than_a_guess_among_all_whose_it_could_be(found: Found) -> None:
    """For who knows no more than who came."""
    for key, of in found.scores.items():
        if of.uniform:
            assert of.hits <= of.most_by_chance(len(found.scores), of.uniform), key


@pytest.mark.parametrize("name", KEYED)
async def test_nor_for_who_has_the_keys_and_every_disk_as_it_is(found: Found, name: str) -> None:
    assert found.with_keys[name].tried > 100
    assert name not in beyond(found.with_keys), "\n".join(table(found.with_keys))


async def test_nobody_can_promise_it_against_keys_and_many_copies_of_the_store(found: Found) -> None:
    """That is why it is kept out of backups, and said in docs/feedback.md. It shows that the attacker can read it."""
    assert found.with_copies.hits == found.with_copies.tried > 1000


@pytest.mark.parametrize(("way", "names"), CAUGHT.items(), ids=lambda one: getattr(one, "__name__", ""))
async def test_careless_ways_are_caught(places: Places, way: type[Way], names: tuple[str, ...]) -> None:
    scores: Scores = {}
    for run in range(A_FEW):
        score(scores, *await places.lives(way(), run))
    caught = {key.split(",")[0] for key in beyond(scores)}
    assert set(names) <= caught, "\n".join(table(scores))


def test_every_way_of_guessing_succeeds_somewhere() -> None:
    """But for the one that only names who came last, which nothing on a disk can help."""
    tried = {name for names in CAUGHT.values() for name in names}
    assert {*TIES, *TRACES} - tried == {"by_the_last"}
