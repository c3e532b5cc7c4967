"""What two people have talked about, as one of them reads it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piccolo.query import Select
from piccolo.query.functions import Max

from portal import clock
from portal.check_ins.rules import STRANDS, TIME_TO_CHANGE, WEIGHS, can_add, can_change, in_words
from portal.check_ins.tables import CheckIn
from portal.database import among, prepared
from portal.members.rules import listed
from portal.sealed import Ring


@dataclass(frozen=True, slots=True)
class Moment:
    """A check-in with its words opened for one reader. Of what is private, only what this reader wrote."""

    id: str
    day: date
    means: str
    length: str
    strands: tuple[str, ...]
    hard_day: bool
    by_me: bool
    created_at: datetime
    can_change: bool  # by me, for a day
    can_add: bool  # by me, since the other logged it and nothing was added yet
    is_opened: bool  # False: the words below were not asked for
    shared: str = ""
    added: str = ""  # by the side that did not log it
    own: str = ""
    along: str = ""
    weighs: bool = False

    @property
    def title(self) -> str:
        return in_words(self.means, self.length, hard_day=self.hard_day)

    @property
    def strands_in_words(self) -> str:
        return ", ".join(STRANDS[strand] for strand in self.strands).capitalize()

    @property
    def strand_chips(self) -> list[tuple[str, str]]:
        return [("", STRANDS[strand]) for strand in self.strands]

    @property
    def until(self) -> datetime:
        """Until then whoever logged it can change it."""
        return self.created_at + TIME_TO_CHANGE


# One statement: what both may read, and beside each row the reader's own note. The other's is not joined at all.
_ROWS = """
    SELECT check_ins.id, check_ins.day, check_ins.means, check_ins.length, check_ins.strands, check_ins.hard_day,
        check_ins.author, check_ins.created_at, check_ins.shared, check_ins.added, check_ins.added_at,
        own_notes.words, own_notes.along, own_notes.weight,
        CASE WHEN check_ins.author = talks.mentor THEN talks.mentee ELSE talks.mentor END AS other
    FROM check_ins JOIN mentorships talks ON talks.id = check_ins.mentorship
    LEFT JOIN own_notes ON own_notes.check_in = check_ins.id AND own_notes.member = {}
    WHERE check_ins.mentorship = {}
"""

# Which of the seven somebody has shared as a mentor; a row at least for whoever ever offered to be one.
_STRANDS = """
    SELECT '' AS strands FROM availabilities WHERE member = {}
    UNION
    SELECT COALESCE(check_ins.strands, '') FROM mentorships
    LEFT JOIN check_ins ON check_ins.mentorship = mentorships.id WHERE mentorships.mentor = {}
"""


@prepared
def _of_talk(reader: str, talk: str) -> Any:
    return CheckIn.raw(f"{_ROWS} ORDER BY check_ins.day, check_ins.created_at, check_ins.id", reader, talk)


@prepared
def _one(reader: str, talk: str, check_in: str) -> Any:
    return CheckIn.raw(f"{_ROWS} AND check_ins.id = {{}}", reader, talk, check_in)


@prepared
def _last_days(talks: Sequence[str]) -> Select[Any]:
    return (
        CheckIn.select(CheckIn.mentorship, Max(CheckIn.day).as_alias("last"))
        .where(among(CheckIn.mentorship, talks))
        .group_by(CheckIn.mentorship)
    )


@prepared
def _strands_of(mentor: str, again: str) -> Any:
    return CheckIn.raw(_STRANDS, mentor, again)


async def check_ins_of(
    talk: str,
    *,
    reader: str,
    ring: Ring,
    until: datetime | None = None,
    opened: int | None = None,
    skipped: int = 0,
) -> list[Moment]:
    """Oldest first. `ring` holds the keys of both sides. What the other wrote from `until` on is not there.

    Of many, the words of the newest `opened` are opened, after `skipped` newer ones; all have their day and kind.
    """
    rows, now = _heard(await _of_talk(reader, talk), reader, until), clock.now()
    end = max(0, len(rows) - skipped)
    begin = 0 if opened is None else max(0, end - opened)
    return [_moment(row, reader, now, ring if begin <= at < end else None) for at, row in enumerate(rows)]


def strands_in(check_ins: Iterable[Moment]) -> list[str]:
    """Which of the seven these were about, in words, in the order of the seven."""
    about = {strand for check_in in check_ins for strand in check_in.strands}
    return [words for strand, words in STRANDS.items() if strand in about]


async def check_in_in(
    talk: str, check_in: str, *, reader: str, ring: Ring, until: datetime | None = None
) -> Moment | None:
    rows = _heard(await _one(reader, talk, check_in), reader, until)
    return _moment(rows[0], reader, clock.now(), ring) if rows else None


async def days_of(talks: Sequence[str]) -> dict[str, date]:
    """That they took place, and when: the last day of each of these talks that has any."""
    return {row["mentorship"]: row["last"] for row in await _last_days(list(talks))}


async def strands_shared_by(mentor: str) -> list[str] | None:
    """In the programme's order, over all their talks; None for somebody who never offered to mentor."""
    rows = await _strands_of(mentor, mentor)
    found = {strand for row in rows for strand in listed(row["strands"])}
    return [strand for strand in STRANDS if strand in found] if rows else None


def _heard(rows: list[dict[str, Any]], reader: str, until: datetime | None) -> list[dict[str, Any]]:
    """Without what the other logged, or added, from then on."""
    if until is None:
        return rows
    heard = (row for row in rows if row["author"] == reader or row["created_at"] < until)
    return [{**row, "added": None} if _added_by_the_other(row, reader, since=until) else row for row in heard]


def _added_by_the_other(row: dict[str, Any], reader: str, *, since: datetime) -> bool:
    return row["author"] == reader and row["added_at"] is not None and row["added_at"] >= since


def _moment(row: dict[str, Any], reader: str, now: datetime, ring: Ring | None) -> Moment:
    author = row["author"]
    return Moment(
        id=row["id"],
        day=row["day"],
        means=row["means"],
        length=row["length"],
        strands=tuple(listed(row["strands"])),
        hard_day=bool(row["hard_day"]),
        by_me=author == reader,
        created_at=row["created_at"],
        can_change=can_change(author=author, by=reader, created_at=row["created_at"], now=now),
        can_add=can_add(author=author, by=reader, added_at=row["added_at"]),
        is_opened=ring is not None,
        **(_words(row, reader, ring) if ring else {}),
    )


def _words(row: dict[str, Any], reader: str, ring: Ring) -> dict[str, Any]:
    return {
        "shared": ring.open(row["shared"], of=row["author"]),
        "added": ring.open(row["added"], of=row["other"]),
        "own": ring.open(row["words"], of=reader),
        "along": ring.open(row["along"], of=reader),
        "weighs": ring.open(row["weight"], of=reader) == WEIGHS,
    }
