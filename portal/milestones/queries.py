"""Moments worth keeping, as one of the two reads them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from piccolo.query import Select

from portal.database import prepared
from portal.milestones.rules import can_add_what_they_saw
from portal.milestones.tables import Milestone
from portal.sealed import Ring


@dataclass(frozen=True, slots=True)
class Light:
    """A milestone with its words opened. `saw` is what the side that did not mark it saw in it."""

    id: str
    day: date
    words: str
    saw: str
    by_me: bool
    open_for_me: bool  # I did not mark it, and nothing has been added yet


@prepared
def _of_talk(talk: str) -> Select[Any]:
    return _rows().where(Milestone.mentorship == talk).order_by(Milestone.day).order_by(Milestone.created_at)


async def milestones_of(talk: str, *, reader: str, other: str, ring: Ring) -> list[Light]:
    """Oldest first. `ring` holds the keys of both sides."""
    return [_light(row, reader, other, ring) for row in await _of_talk(talk)]


async def milestone_in(talk: str, milestone: str, *, reader: str, other: str, ring: Ring) -> Light | None:
    row = await _rows().where(Milestone.mentorship == talk, Milestone.id == milestone).first()
    return _light(row, reader, other, ring) if row else None


def _rows() -> Select[Any]:
    return Milestone.select(
        Milestone.id, Milestone.day, Milestone.words, Milestone.saw, Milestone.saw_at, Milestone.author
    )


def _light(row: dict[str, Any], reader: str, other: str, ring: Ring) -> Light:
    author = row["author"]
    witness = other if author == reader else reader
    return Light(
        id=row["id"],
        day=row["day"],
        words=ring.open(row["words"], of=author),
        saw=ring.open(row["saw"], of=witness),
        by_me=author == reader,
        open_for_me=can_add_what_they_saw(author=author, reader=reader, saw_at=row["saw_at"]),
    )
