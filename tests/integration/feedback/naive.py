"""Careless ways to keep feedback, each with a mistake that is easily made: the attacker has to notice."""

import json
import logging
import secrets
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cryptography.fernet import Fernet

from portal import clock
from portal.columns import new_id
from portal.database import write_transaction
from portal.feedback.rules import FEWEST
from portal.feedback.tables import Batch
from portal.person import Person
from portal.settings import settings
from tests.integration.feedback.seen import Cell
from tests.integration.feedback.ways import Careless
from tests.integration.ledger import sql

log = logging.getLogger("naive")
NEVER = date(1970, 1, 1)
_shuffle = secrets.SystemRandom().shuffle


class InOneTransaction(Careless):
    """A row with its moment, in the transaction that notes the turn; published where it lies; a line in the log."""

    tables = (
        "naive_words (id TEXT PRIMARY KEY, batch TEXT, words TEXT, created_at TIMESTAMPTZ)",
        "naive_turns (member TEXT, created_at TIMESTAMPTZ)",
        "naive_counts (batch TEXT, question TEXT, choice TEXT, how_many INTEGER)",
    )
    counts = "naive_counts"

    async def begin(self) -> None:
        await super().begin()
        self.open: dict[Cell, list[str]] = {}

    async def say(self, person: Person, cell: Cell, words: str | None, choice: str) -> None:
        async with write_transaction():
            await sql("INSERT INTO naive_turns VALUES ({}, {})", person.member, clock.now())
            if words is None:
                return
            if cell not in self.open:
                row = Batch(group=cell[0], side=cell[1], writers=0, could_write=0, released_on=NEVER)
                await Batch.insert(row)
                self.open[cell] = [row.id]
            [batch, *_], id_ = self.open[cell], new_id()
            self.open[cell].append(id_)
            await sql("INSERT INTO naive_counts VALUES ({}, 'talks', {}, 1)", batch, choice)
            if words:
                values = (id_, batch, await self.sealed(words), clock.now())
                await sql("INSERT INTO naive_words VALUES ({}, {}, {}, {})", *values)
        log.info("kept %s", id_)

    async def release(self) -> None:
        for cell, (batch, *said) in list(self.open.items()):
            if len(said) >= FEWEST:
                await Batch.update({Batch.released_on: clock.now().date()}).where(Batch.id == batch)
                del self.open[cell]


class Numbered(Careless):
    """It waits in the database, under a number; shuffled when it is published, with its number, as it was sealed."""

    tables = (*Careless.tables, "naive_waiting (number INTEGER, place TEXT, words TEXT)")

    async def begin(self) -> None:
        await super().begin()
        self.last = 0

    async def say(self, person: Person, cell: Cell, words: str | None, choice: str) -> None:
        if words:
            self.last += 1
            async with write_transaction():
                waits = await self.sealed(words)
                await sql("INSERT INTO naive_waiting VALUES ({}, {}, {})", self.last, "|".join(cell), waits)

    async def release(self) -> None:
        waiting: dict[str, list[tuple[str, str]]] = {}
        for row in await sql("SELECT * FROM naive_waiting"):
            waiting.setdefault(row["place"], []).append((str(row["number"]), row["words"]))
        for place, said in waiting.items():
            _shuffle(said)
            group, side = place.split("|")
            await self.published((group, side), said)
            if len(said) >= FEWEST:
                await sql("DELETE FROM naive_waiting WHERE place = {}", place)


class Waiting(Careless):
    """It waits in files, and is published under new ids in an order by lot. Who sends nothing leaves nothing."""

    def file(self, name: str) -> Path:
        folder = settings().feedback_file.parent
        folder.mkdir(exist_ok=True)
        return folder / name

    async def anew(self, cell: Cell, said: Sequence[str]) -> None:
        if len(said) >= FEWEST:
            async with write_transaction():
                rows = [(new_id(), await self.sealed(words)) for words in said]
            _shuffle(rows)
            await self.published(cell, rows)


class Appended(Waiting):
    """One file, to which a sealed line is added."""

    async def say(self, person: Person, cell: Cell, words: str | None, choice: str) -> None:
        if words:
            plain = json.dumps({"group": cell[0], "side": cell[1], "words": words})
            with self.file("feedback.sealed").open("ab") as out:
                out.write(_key().encrypt_at_time(plain.encode(), 0) + b"\n")

    async def release(self) -> None:
        file = self.file("feedback.sealed")
        lines = file.read_bytes().splitlines() if file.exists() else []
        said: dict[Cell, list[bytes]] = {}
        for line in lines:
            one = json.loads(_key().decrypt(line))
            said.setdefault((one["group"], one["side"]), []).append(line)
        gone = [line for of in said.values() if len(of) >= FEWEST for line in of]
        for cell, of in said.items():
            await self.anew(cell, [json.loads(_key().decrypt(line))["words"] for line in of])
        file.write_bytes(b"".join(line + b"\n" for line in lines if line not in gone))


class AFileEach(Waiting):
    """A file for each, under a name by lot, which is its id afterwards."""

    async def begin(self) -> None:
        await super().begin()
        self.waiting: dict[Cell, dict[str, str]] = {}

    async def say(self, person: Person, cell: Cell, words: str | None, choice: str) -> None:
        if words:
            name = new_id()
            self.file(name).write_bytes(_key().encrypt(words.encode()))
            self.waiting.setdefault(cell, {})[name] = words

    async def release(self) -> None:
        for cell, said in self.waiting.items():
            async with write_transaction():
                rows = [(name, await self.sealed(words)) for name, words in said.items()]
            _shuffle(rows)
            await self.published(cell, rows)
            if len(rows) >= FEWEST:
                self.away(cell)

    async def end(self) -> None:
        await super().end()
        for cell in self.waiting:
            self.away(cell)

    def away(self, cell: Cell) -> None:
        for name in self.waiting[cell]:
            self.file(name).unlink()
        self.waiting[cell] = {}


class ByPerson(Waiting):
    """One sealed and padded file, written anew for whoever sends something; by person, and published in that order."""

    async def begin(self) -> None:
        await super().begin()
        self.waiting: dict[Cell, dict[str, str]] = {}
        self.order = await self.people()

    async def people(self) -> list[str]:
        """In the order of their ids."""
        return [row["id"] for row in await sql("SELECT id FROM members ORDER BY id")]

    async def say(self, person: Person, cell: Cell, words: str | None, choice: str) -> None:
        if words:
            self.waiting.setdefault(cell, {})[person.member] = words
            kept = {"|".join(of): said for of, said in self.waiting.items()}
            fresh = self.file("feedback.new")
            fresh.write_bytes(_key().encrypt_at_time(json.dumps(kept).encode().ljust(2**15), 0))
            fresh.replace(self.file("feedback.sealed"))

    async def release(self) -> None:
        for cell, said in self.waiting.items():
            if len(said) >= FEWEST:
                async with write_transaction():
                    rows = [(new_id(), await self.sealed(said[one])) for one in self.order if one in said]
                await self.published(cell, rows)
                self.waiting[cell] = {}


class ByRoster(ByPerson):
    async def people(self) -> list[str]:
        """In the order in which they joined."""
        return [row["id"] for row in await sql("SELECT * FROM members")]


def _key() -> Fernet:
    return Fernet(settings().keys[0])
