"""All there is on disk before somebody has their say and after, whether they send something or choose not to."""

import logging
import subprocess
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from portal import clock
from portal.feedback import store
from portal.feedback.actions import have_a_say, release_due
from portal.feedback.rules import MENTEES, Feedback
from portal.person import Person
from portal.settings import settings
from tests.integration.browser import Browser
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.feedback.eyes import PostgreSQLDisk, SQLiteDisk, disk
from tests.integration.feedback.talking import FRIDAY, group, pairs
from tests.integration.feedback.ways import Ours
from tests.integration.feedback.writers import WRITERS, more_mentees

PAGE = "/me/say"
SENT = {"talks": "hard", "safe": "no", "words": "it helps to be asked what i want from a talk.", "as_it_is": "yes"}
SKIPPED = {"skip": "yes", "words": "never sent"}
HINTED = {"words": "Theo was late again."}
STORE = "waiting/feedback.sealed"
A_WHILE = 6  # minutes after which any other page would note that the session goes on

Stat = tuple[int, int, int]  # size, date, mode


@dataclass(frozen=True)
class Everything:
    files: Mapping[str, bytes]  # under the portal's folder
    stats: Mapping[str, Stat]
    folders: frozenset[str]
    rows: object  # of every table, with where each lies and which transaction wrote it
    written: str  # how many transactions have written anything

    def besides_the_store(self) -> tuple[object, ...]:
        files = {name: held for name, held in self.files.items() if name != STORE}
        stats = {name: held for name, held in self.stats.items() if name != STORE}
        return files, stats, self.folders, self.rows, self.written


@pytest.fixture
async def watching() -> AsyncIterator[SQLiteDisk | PostgreSQLDisk]:
    found = await disk()
    await found.hushed()
    yield found
    await found.end()


async def copied(watching: SQLiteDisk | PostgreSQLDisk) -> Everything:
    data = settings().data
    parts = sorted(data.rglob("*"))
    stats = {part: part.stat() for part in parts}
    files = [part for part in parts if part.is_file()]
    return Everything(
        files={str(part.relative_to(data)): held for part, held in zip(files, _read(files), strict=True)},
        stats={str(part.relative_to(data)): (of.st_size, of.st_mtime_ns, of.st_mode) for part, of in stats.items()}
        | {"waiting": (0, 0, stats[data / "waiting"].st_mode)},  # a new file is renamed in it, whatever was chosen
        folders=frozenset(str(part.relative_to(data)) for part in parts if part.is_dir()),
        rows=await watching.rows(),
        written=await watching.transactions(),
    )


def _read(files: Sequence[Path]) -> list[bytes]:
    """By another process: who closes files of SQLite's takes away the locks held here."""
    return [subprocess.run(["cat", str(file)], capture_output=True, check=True).stdout for file in files]


@pytest.fixture
async def five(cast: Cast) -> Cast:
    await more_mentees(cast, *WRITERS)
    await release_due(clock.now())
    return cast


async def _says(browser: Browser, *forms: dict[str, str]) -> None:
    """As people do: the page, what they choose, and the page that comes then."""
    await browser.get(PAGE)
    answers = [await browser.post(PAGE, form, page=PAGE) for form in forms]
    assert answers[-1].status_code == 303
    await browser.get(PAGE)


WAYS = {"sent": (SENT,), "sent after the hints": (HINTED, SENT), "not sent": (SKIPPED,)}


@pytest.mark.parametrize("forms", WAYS.values(), ids=WAYS)
async def test_the_store_is_all_that_changes(
    five: Cast,
    enter: Enter,
    watching: SQLiteDisk | PostgreSQLDisk,
    forms: tuple[dict[str, str], ...],
    caplog: pytest.LogCaptureFixture,
) -> None:
    maya = await enter("maya")
    await maya.get(PAGE)
    clock.travel(minutes=A_WHILE)
    before = await copied(watching)
    with caplog.at_level(logging.DEBUG):
        await _says(maya, *forms)
    after = await copied(watching)

    assert after.besides_the_store() == before.besides_the_store()
    assert after.files[STORE] != before.files[STORE]
    assert after.stats[STORE] == before.stats[STORE]
    assert [line for line in caplog.records if not line.name.startswith("httpx")] == []


async def test_the_same_for_whoever_asks_for_hints_only(
    five: Cast, enter: Enter, watching: SQLiteDisk | PostgreSQLDisk
) -> None:
    maya = await enter("maya")
    await maya.get(PAGE)
    clock.travel(minutes=A_WHILE)
    before = await copied(watching)
    await maya.post(f"{PAGE}/hints", HINTED, page=PAGE, hx_request_type="partial")
    await maya.post(PAGE, HINTED, page=PAGE)
    assert await copied(watching) == before


async def test_of_sent_and_not_sent_nothing_differs_but_the_bytes_of_the_store(
    five: Cast, enter: Enter, watching: SQLiteDisk | PostgreSQLDisk
) -> None:
    """The same world twice, at the same moment."""
    clock.set(clock.now())
    maya = await enter("maya")
    await maya.get(PAGE)
    clock.travel(minutes=A_WHILE)
    begun, found = store.read(), []
    assert begun is not None
    for form in (SENT, SKIPPED):
        store.change(lambda _: begun, begun)
        await _says(maya, form)
        found.append(await copied(watching))

    sent, skipped = found
    assert sent.besides_the_store() == skipped.besides_the_store()
    assert sent.stats == skipped.stats
    assert len(sent.files[STORE]) == len(skipped.files[STORE])
    assert sent.files[STORE] != skipped.files[STORE]


@pytest.mark.parametrize("many", [1, 17])
async def test_nor_ever_after(many: int) -> None:
    """Of those who sent nothing and those whose feedback waits, or was published, the store is as long: in this
    quarter and in the next ones, whoever comes then."""
    clock.set(FRIDAY)
    oak = await group("Oak")
    mentors, mentees = await pairs(oak, 20)
    lengths: dict[bool, list[int]] = {}
    for sends in (True, False):
        await Ours().end()
        clock.set(FRIDAY)
        lengths[sends] = [length async for length in _a_year(oak, mentors, mentees, many, sends=sends)]
    assert lengths[True] == lengths[False]


def _length() -> int:
    return settings().feedback_file.stat().st_size


async def _a_year(
    oak: str, mentors: list[Person], mentees: list[Person], many: int, *, sends: bool
) -> AsyncIterator[int]:
    """So many come now; in each later quarter the mentors, of whom nobody sends anything."""
    said = Feedback(oak, MENTEES, {}, "It helps.") if sends else None
    for person in mentees[:many]:
        await have_a_say(by=person, said=said)
        yield _length()
    for quarters in range(5):
        for person in mentors if quarters else []:
            await have_a_say(by=person, said=None)
            yield _length()
        for _ in range(14):
            clock.set(clock.now() + timedelta(days=7))
            await release_due(clock.now())
            yield _length()
