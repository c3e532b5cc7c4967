"""What one side had kept alone of a check-in that the other took back. The other never learns that there was any."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from piccolo.query import Select

from portal.check_ins.rules import WEIGHS
from portal.check_ins.tables import LeftNote, OwnNote
from portal.columns import new_id
from portal.database import prepared
from portal.sealed import Ring


@dataclass(frozen=True, slots=True)
class LoneNote:
    day: date
    own: str
    along: str
    weighs: bool

    @property
    def says_something(self) -> bool:
        return bool(self.own or self.along or self.weighs)


_LEAVE = """
    INSERT INTO left_notes (id, mentorship, member, day, words, along, weight)
    SELECT {}, check_ins.mentorship, own_notes.member, check_ins.day,
        own_notes.words, own_notes.along, own_notes.weight
    FROM own_notes JOIN check_ins ON check_ins.id = own_notes.check_in
    WHERE own_notes.check_in = {} AND own_notes.member <> {}
"""


@prepared
def _of_talk(reader: str, talk: str) -> Select[Any]:
    return (
        LeftNote.select(LeftNote.day, LeftNote.words, LeftNote.along, LeftNote.weight)
        .where(LeftNote.member == reader, LeftNote.mentorship == talk)
        .order_by(LeftNote.day)
        .order_by(LeftNote.id)
    )


async def leave_theirs(check_in: str, *, but: str) -> None:
    """One statement, whether the other has kept any or not. Call it inside the act's transaction."""
    await OwnNote.raw(_LEAVE, new_id(), check_in, but)


async def left_notes_in(talk: str, *, reader: str, ring: Ring) -> list[LoneNote]:
    """Oldest first, the reader's own alone."""
    found = [_opened(row, reader, ring) for row in await _of_talk(reader, talk)]
    return [note for note in found if note.says_something]


def _opened(row: dict[str, Any], reader: str, ring: Ring) -> LoneNote:
    return LoneNote(
        day=row["day"],
        own=ring.open(row["words"], of=reader),
        along=ring.open(row["along"], of=reader),
        weighs=ring.open(row["weight"], of=reader) == WEIGHS,
    )
