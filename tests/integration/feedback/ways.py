"""How feedback is kept and published: the portal's own way, and what every way here has."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from portal import clock, sealed
from portal.database import write_transaction
from portal.feedback import store
from portal.feedback.actions import have_a_say, release_due
from portal.feedback.release import OWNER
from portal.feedback.rules import Feedback
from portal.feedback.tables import Batch, Count, Words
from portal.person import Person
from portal.sealed import MemberKey
from tests.integration.feedback.seen import Cell, Row
from tests.integration.ledger import sql

Rows = Mapping[str, Sequence[Row]]


class Way(Protocol):
    words: str  # the table in which what was published lies
    counts: str  # and that of the choices

    async def begin(self) -> None: ...
    async def say(self, person: Person, cell: Cell, words: str | None, choice: str) -> None: ...
    async def release(self) -> None: ...
    async def texts(self, rows: Rows) -> dict[str, str]: ...
    async def end(self) -> None: ...


class Ours:
    """The portal's: nothing but its acts."""

    words = "feedback_words"
    counts = "feedback_counts"

    async def begin(self) -> None:
        store.forget()

    async def say(self, person: Person, cell: Cell, words: str | None, choice: str) -> None:
        said = None if words is None else Feedback(*cell, {"talks": choice}, words)
        await have_a_say(by=person, said=said)

    async def release(self) -> None:
        await release_due(clock.now())

    async def texts(self, rows: Rows) -> dict[str, str]:
        """What each row says, for who tells the truth afterwards."""
        ring = await sealed.ring(OWNER)
        return {row["id"]: ring.open(row["words"], of=OWNER) for row in rows[self.words]}

    async def end(self) -> None:
        store.forget()
        async with write_transaction():
            for table in (Words, Count, Batch):
                await table.delete(force=True)
            await MemberKey.delete().where(MemberKey.owner == OWNER)


class Careless(Ours):
    """What is not careless in most of them: five of a cell are published together, and all of it is sealed."""

    words = "naive_words"
    tables: tuple[str, ...] = ("naive_words (id TEXT PRIMARY KEY, batch TEXT, words TEXT)",)

    async def begin(self) -> None:
        await super().begin()
        for table in self.tables:
            await sql(f"CREATE TABLE {table}")

    async def end(self) -> None:
        await super().end()
        for table in self.tables:
            await sql(f"DROP TABLE {table.split()[0]}")

    async def sealed(self, words: str) -> str:
        return str((await sealed.ring_to_write(OWNER)).seal(words, of=OWNER))

    async def published(self, cell: Cell, said: Sequence[tuple[str, str]]) -> None:
        """Id and what is sealed, in this order."""
        if len(said) >= 5:
            async with write_transaction():
                day = clock.now().date()
                row = Batch(group=cell[0], side=cell[1], writers=len(said), could_write=len(said), released_on=day)
                await Batch.insert(row)
                for id_, words in said:
                    await sql("INSERT INTO naive_words VALUES ({}, {}, {})", id_, row.id, words)
