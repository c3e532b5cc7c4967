"""Worlds in which people have their say: who there is, who comes when, and the run itself, by the portal's own acts."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from portal import clock
from portal.accounts.tables import Session
from portal.feedback.rules import FEWEST, LONGEST, MENTEES, MENTORS
from portal.person import Person
from tests.integration.feedback.eyes import Eyes, PostgreSQLDisk, SQLiteDisk
from tests.integration.feedback.seen import Cell, Held, Visit, released, with_candidates
from tests.integration.feedback.talking import group, pairs
from tests.integration.feedback.ways import Way

MONDAY = datetime(2026, 11, 16, 6, tzinfo=UTC)  # nothing comes before
NEXT_QUARTER = 7  # the first week of which all is in it
CHOICES = ("good", "mixed", "hard")
GROUPS = {"oak": 45, "elm": 12, "ash": 3, "bay": 4}  # so many pairs in each; of the last two too few could write
RUNS = 200


@dataclass(frozen=True, slots=True)
class Wave:
    """Those of a cell who come in one week: so many send it and so many do not."""

    week: int
    cell: str
    send: int
    skip: int = 0


@dataclass
class Truth:
    author: dict[str, str] = field(default_factory=dict)  # piece, or what it says, to member
    sent: dict[int, bool] = field(default_factory=dict)  # visit to whether


class Lines(logging.Handler):
    """Everything the process logs."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.log: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.log.append(record.getMessage())


class People:
    def __init__(self) -> None:
        self.cells: dict[str, Cell] = {}
        self.of: dict[str, list[Person]] = {}

    async def gather(self) -> "People":
        for name, many in GROUPS.items():
            here = await group(name.title())
            for side, people in zip((MENTORS, MENTEES), await pairs(here, many), strict=True):
                self.cells[f"{name} {side}"], self.of[f"{name} {side}"] = (here, side), people
        return self


def plan(run: int) -> list[Wave]:
    """One batch; several; several Mondays; several quarters. From six to forty who send, others who do not, and late
    ones who wait."""
    dice = Random(run)  # noqa: S311 - the same each time
    many = min(40, 6 + int(dice.expovariate(1 / 9)))
    few, late = dice.randint(5, 8), dice.randint(0, 4)
    kinds = [
        [
            Wave(0, "oak mentees", many, dice.randint(0, 4)),
            Wave(1, "oak mentees", late if many < 12 else 0, 1),
        ],
        [
            Wave(0, "oak mentors", dice.randint(5, 6), dice.randint(0, 3)),
            Wave(0, "oak mentees", few, dice.randint(0, 4)),
            Wave(0, "ash mentees", dice.randint(1, 3)),
            Wave(0, "bay mentors", dice.randint(2, 3), 1),
        ],
        [
            Wave(0, "oak mentees", few, dice.randint(0, 4)),
            Wave(1, "oak mentees", late, dice.randint(0, 3)),
            Wave(2, "oak mentees", dice.randint(5, 6), dice.randint(0, 2)),
            Wave(1, "elm mentors", dice.randint(2, 6), 1),
        ],
        [
            Wave(0, "oak mentees", few, dice.randint(0, 2)),
            Wave(1, "oak mentees", late, dice.randint(1, 2)),
            Wave(1, "elm mentors", dice.randint(2, 3), 1),
            Wave(2, "bay mentees", dice.randint(1, 3), 1),
            Wave(NEXT_QUARTER, "oak mentees", dice.randint(5, 7), dice.randint(0, 2)),
            Wave(NEXT_QUARTER, "ash mentors", dice.randint(0, 3)),
        ],
    ]
    return [wave for wave in kinds[run % len(kinds)] if wave.send + wave.skip]


class World:
    """One run. It ends with what the attacker holds, and apart from it the truth."""

    def __init__(self, run: int, way: Way, people: People, disk: SQLiteDisk | PostgreSQLDisk) -> None:
        self.dice, self.run, self.way, self.people, self.disk = Random(1000 + run), run, way, people, disk  # noqa: S311
        self.held, self.truth, self.lines = Held(), Truth(), Lines()
        self.comes: list[tuple[datetime, Person, str, bool]] = []

    async def live(self) -> tuple[Held, Truth]:
        self._invite()
        await self._sign_in()
        await self.way.begin()
        await self.disk.begin()
        self.eyes = Eyes(self.disk)
        with self._logged():
            await self._look()
            for at, who in self._calendar():
                clock.set(at)
                if who is None:
                    await self.way.release()
                else:
                    await self._visit(*who)
                await self._look()
        await self._read()
        await self.way.end()
        await Session.delete(force=True)
        return self.held, self.truth

    def _invite(self) -> None:
        """Nobody twice in one quarter; when they come in their week, and who of them sends, is by lot."""
        free = {name: self.dice.sample(people, len(people)) for name, people in self.people.of.items()}
        again = {name: self.dice.sample(people, len(people)) for name, people in self.people.of.items()}
        for wave in plan(self.run):
            here = (again if wave.week >= NEXT_QUARTER else free)[wave.cell]
            sends = [True] * wave.send + [False] * wave.skip
            self.dice.shuffle(sends)
            for one in sends:
                seconds = self.dice.randrange(86_400, 6 * 86_400)
                at = MONDAY + timedelta(weeks=wave.week, seconds=seconds)
                self.comes.append((at, here.pop(), wave.cell, one))
        self.comes.sort(key=lambda one: one[0])

    def _calendar(self) -> Iterator[tuple[datetime, tuple[Person, str, bool] | None]]:
        weeks = {(at - MONDAY).days // 7 + 1 for at, *_ in self.comes} | {NEXT_QUARTER}
        each = [(at, (who, cell, sends)) for at, who, cell, sends in self.comes]
        mondays = [(MONDAY + timedelta(weeks=week), None) for week in weeks]
        yield from sorted([*each, *mondays], key=lambda one: one[0])

    async def _sign_in(self) -> None:
        """In the order in which they will come, and seen last in that moment: a session says as much as a watcher."""
        rows = {
            person.account: Session(token_hash=_token(person), account=person.account, began_at=at, seen_at=at)
            for at, person, *_ in self.comes
        }
        await Session.insert(*rows.values())

    async def _visit(self, person: Person, name: str, sends: bool) -> None:
        cell, nth = self.people.cells[name], len(self.held.visits)
        words = None
        choice = self.dice.choice(CHOICES)
        if sends:
            long = int(min(LONGEST - 20, 12 + self.dice.expovariate(1 / 120)))
            words = "" if self.dice.random() < 0.05 else f"{nth:02} {self.dice.randbytes(long // 2).hex()}"
            self.truth.author |= {words: person.member} if words else {}
        self.truth.sent[nth] = sends
        self.held.told[person.member] = choice
        self.held.visits.append(
            Visit(nth, clock.now(), person.member, cell, is_small=len(self.people.of[name]) < FEWEST)
        )
        self.held.after[nth] = len(self.held.copies)
        await self.way.say(replace(person, session=_token(person)), cell, words, choice)

    async def _look(self) -> None:
        self.held.copies.append(await self.eyes.look(len(self.lines.log)))

    async def _read(self) -> None:
        rows = self.held.copies[-1].rows
        self.held.log = self.lines.log
        found = with_candidates(released(rows, self.way.words, self.way.counts), self.held.visits)
        self.held.batches = [batch for batch in found if batch.candidates]
        texts = await self.way.texts(rows)
        self.truth.author |= {piece: self.truth.author[words] for piece, words in texts.items()}

    @contextmanager
    def _logged(self) -> Iterator[None]:
        root = logging.getLogger()
        level = root.level
        root.addHandler(self.lines)
        root.setLevel(logging.DEBUG)
        try:
            yield
        finally:
            root.removeHandler(self.lines)
            root.setLevel(level)


def _token(person: Person) -> str:
    return person.account * 4
