"""What two people have talked about, as one of them reads it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from piccolo.query import Select

from portal.check_ins.rules import MEANS, STRANDS
from portal.check_ins.tables import CheckIn, OwnNote
from portal.database import prepared
from portal.members.rules import listed
from portal.sealed import Ring


@dataclass(frozen=True, slots=True)
class Moment:
    """A check-in with its words opened for one reader."""

    id: str
    day: date
    means: str
    strands: tuple[str, ...]
    hard_day: bool
    by_me: bool
    shared: str
    own: str
    weighs: bool

    @property
    def title(self) -> str:
        return "A hard day" if self.hard_day else MEANS[self.means]

    @property
    def strands_in_words(self) -> str:
        return ", ".join(STRANDS[strand] for strand in self.strands).capitalize()


@prepared
def _of_talk(talk: str) -> Select[Any]:
    return (
        CheckIn.select(
            CheckIn.id,
            CheckIn.day,
            CheckIn.means,
            CheckIn.strands,
            CheckIn.hard_day,
            CheckIn.shared,
            CheckIn.author,
        )
        .where(CheckIn.mentorship == talk)
        .order_by(CheckIn.day)
        .order_by(CheckIn.created_at)
        .order_by(CheckIn.id)
    )


@prepared
def _own_notes(talk: str, member: str) -> Select[Any]:
    return OwnNote.select(OwnNote.check_in, OwnNote.words, OwnNote.weighs).where(
        OwnNote.check_in.mentorship == talk, OwnNote.member == member
    )


async def check_ins_of(talk: str, *, reader: str, ring: Ring) -> list[Moment]:
    """Oldest first. `ring` holds the keys of both sides; of private notes only the reader's are read at all."""
    own = {note["check_in"]: note for note in await _own_notes(talk, reader)}
    return [_moment(row, own.get(row["id"]), reader, ring) for row in await _of_talk(talk)]


def _moment(row: dict[str, Any], note: dict[str, Any] | None, reader: str, ring: Ring) -> Moment:
    return Moment(
        id=row["id"],
        day=row["day"],
        means=row["means"],
        strands=tuple(listed(row["strands"])),
        hard_day=bool(row["hard_day"]),
        by_me=row["author"] == reader,
        shared=ring.open(row["shared"], of=row["author"]),
        own=ring.open(note["words"], of=reader) if note else "",
        weighs=bool(note and note["weighs"]),
    )
