"""What was published, as it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from piccolo.columns.combination import WhereRaw
from piccolo.query import Select

from portal import sealed
from portal.database import among, prepared
from portal.feedback.release import OWNER
from portal.feedback.rules import QUESTIONS
from portal.feedback.tables import Batch, Count, Words
from portal.person import Person

MOST = 60  # batches on one page

# Whoever has or ever had talks in a group is one of those of whom it is, whatever else they do there; of the whole
# programme's so is whoever had any. Another facilitator reads it, or the coordinator.
_NOT_OF_MINE = (
    "NOT EXISTS (SELECT 1 FROM mentorships WHERE (mentorships.mentor = {} OR mentorships.mentee = {})"
    ' AND (feedback_batches."group" IS NULL OR mentorships."group" = feedback_batches."group"))'
)


@dataclass(frozen=True, slots=True)
class Published:
    """A batch, as facilitators and the coordinator read it."""

    id: str
    group: str  # its name; "" is the whole programme
    side: str
    writers: int  # how often somebody wrote: older feedback may be of the same people
    could_write: int
    released_on: date
    counts: Mapping[str, Mapping[str, int]]  # question to choice to how many, in our order; every choice is there
    words: list[str]


@prepared
def _all(me: str) -> Select[Any]:
    return _rows(me)


@prepared
def _of_groups(me: str, groups: frozenset[str]) -> Select[Any]:
    return _rows(me).where(among(Batch.group, groups) | Batch.group.is_null())


async def published(me: Person) -> list[Published]:
    """Newest first: of the groups that somebody runs and of the whole programme, or all of it for the coordinator; but
    not where it can be of talks of their own. Always whole batches. Nothing for anybody else."""
    if not me.is_staff:
        return []
    rows = await (_all(me.member) if me.is_coordinator else _of_groups(me.member, me.facilitates))
    ids = [row["id"] for row in rows]
    counts, words = await _counts_of(ids), await _words_of(ids)
    return [
        Published(
            id=row["id"],
            group=row["group_name"] or "",
            side=row["side"],
            writers=row["writers"],
            could_write=row["could_write"],
            released_on=row["released_on"],
            counts=counts[row["id"]],
            words=words[row["id"]],
        )
        for row in rows
    ]


def _rows(me: str) -> Select[Any]:
    return (
        Batch.select(
            Batch.id,
            Batch.group.name.as_alias("group_name"),
            Batch.side,
            Batch.writers,
            Batch.could_write,
            Batch.released_on,
        )
        .where(WhereRaw(_NOT_OF_MINE, me, me))
        .order_by(Batch.released_on, ascending=False)
        .order_by(Batch.id)
        .limit(MOST)
    )


async def _counts_of(batches: list[str]) -> dict[str, dict[str, dict[str, int]]]:
    found = {id_: {name: dict.fromkeys(asked.choices, 0) for name, asked in QUESTIONS.items()} for id_ in batches}
    rows = await Count.select(Count.batch, Count.question, Count.choice, Count.how_many).where(
        among(Count.batch, batches)
    )
    for row in rows:  # what was asked in other words once is not shown any more
        if row["choice"] in found[row["batch"]].get(row["question"], {}):
            found[row["batch"]][row["question"]][row["choice"]] = row["how_many"]
    return found


async def _words_of(batches: list[str]) -> dict[str, list[str]]:
    """In the order of their ids, which are random."""
    found: dict[str, list[str]] = {id_: [] for id_ in batches}
    ring = await sealed.ring(OWNER)
    for row in await Words.select(Words.batch, Words.words).where(among(Words.batch, batches)).order_by(Words.id):
        found[row["batch"]].append(ring.open(row["words"], of=OWNER))
    return found
