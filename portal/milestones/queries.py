"""Moments worth keeping, as one of the two reads them; and those that a mentor keeps alone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piccolo.query import Select

from portal import clock
from portal.database import prepared
from portal.milestones.rules import TIME_TO_CHANGE, can_add_what_they_saw, can_change
from portal.milestones.tables import Milestone, OwnMoment
from portal.sealed import Ring


@dataclass(frozen=True, slots=True)
class Light:
    """A milestone with its words opened. `saw` is what the side that did not mark it saw in it."""

    id: str
    day: date
    is_hard: bool  # a hard day, kept on the same path
    by_me: bool
    created_at: datetime
    open_for_me: bool  # I did not mark it, and nothing has been added yet
    can_change: bool  # by me, for a day
    is_opened: bool  # False: the words below were not asked for
    words: str = ""
    saw: str = ""

    @property
    def title(self) -> str:
        return self.words or ("A hard day" if self.is_hard else "A milestone")

    @property
    def until(self) -> datetime:
        """Until then whoever marked it can change it."""
        return self.created_at + TIME_TO_CHANGE


@dataclass(frozen=True, slots=True)
class Own:
    """What a mentor keeps of how far they have come."""

    id: str
    day: date
    words: str


@prepared
def _of_talk(talk: str) -> Select[Any]:
    return (
        _rows()
        .where(Milestone.mentorship == talk)
        .order_by(Milestone.day)
        .order_by(Milestone.created_at)
        .order_by(Milestone.id)
    )


@prepared
def _one(talk: str, milestone: str) -> Select[Any]:
    return _rows().where(Milestone.mentorship == talk, Milestone.id == milestone)


@prepared
def _own_of(member: str) -> Select[Any]:
    return (
        OwnMoment.select(OwnMoment.id, OwnMoment.day, OwnMoment.words)
        .where(OwnMoment.member == member)
        .order_by(OwnMoment.day, ascending=False)
        .order_by(OwnMoment.created_at, ascending=False)
    )


@prepared
def own_moment(moment: str) -> Select[Any]:
    return OwnMoment.select(OwnMoment.id, OwnMoment.member, OwnMoment.day, OwnMoment.words).where(
        OwnMoment.id == moment
    )


async def milestones_of(
    talk: str,
    *,
    reader: str,
    other: str,
    ring: Ring,
    until: datetime | None = None,
    opened: int | None = None,
    skipped: int = 0,
) -> list[Light]:
    """Oldest first. `ring` holds the keys of both sides. What the other wrote from `until` on is not there.

    Of many, the words of the newest `opened` are opened, after `skipped` newer ones; all have their day and kind.
    """
    rows, now = _heard(await _of_talk(talk), reader, until), clock.now()
    end = max(0, len(rows) - skipped)
    begin = 0 if opened is None else max(0, end - opened)
    return [_light(row, reader, other, now, ring if begin <= at < end else None) for at, row in enumerate(rows)]


async def milestone_in(
    talk: str, milestone: str, *, reader: str, other: str, ring: Ring, until: datetime | None = None
) -> Light | None:
    rows = _heard(await _one(talk, milestone), reader, until)
    return _light(rows[0], reader, other, clock.now(), ring) if rows else None


async def own_moments_of(member: str, *, ring: Ring) -> list[Own]:
    """Newest first, by the day on which they happened."""
    return [opened_moment(row, ring, of=member) for row in await _own_of(member)]


def opened_moment(row: dict[str, Any], ring: Ring, *, of: str) -> Own:
    return Own(row["id"], row["day"], ring.open(row["words"], of=of))


def _rows() -> Select[Any]:
    return Milestone.select(
        Milestone.id,
        Milestone.day,
        Milestone.is_hard,
        Milestone.words,
        Milestone.saw,
        Milestone.saw_at,
        Milestone.author,
        Milestone.created_at,
    )


def _heard(rows: list[dict[str, Any]], reader: str, until: datetime | None) -> list[dict[str, Any]]:
    """Without what the other marked, or saw in one of the reader's, from then on."""
    if until is None:
        return rows
    heard = (row for row in rows if row["author"] == reader or row["created_at"] < until)
    return [{**row, "saw": None} if _seen_by_the_other(row, reader, since=until) else row for row in heard]


def _seen_by_the_other(row: dict[str, Any], reader: str, *, since: datetime) -> bool:
    return row["author"] == reader and row["saw_at"] is not None and row["saw_at"] >= since


def _light(row: dict[str, Any], reader: str, other: str, now: datetime, ring: Ring | None) -> Light:
    author = row["author"]
    witness = other if author == reader else reader
    return Light(
        id=row["id"],
        day=row["day"],
        is_hard=bool(row["is_hard"]),
        by_me=author == reader,
        created_at=row["created_at"],
        open_for_me=can_add_what_they_saw(author=author, reader=reader, saw_at=row["saw_at"]),
        can_change=can_change(author=author, by=reader, created_at=row["created_at"], now=now),
        is_opened=ring is not None,
        words=ring.open(row["words"], of=author) if ring else "",
        saw=ring.open(row["saw"], of=witness) if ring else "",
    )
