"""What was said goodbye with, as one side reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from piccolo.query import Select

from portal.database import prepared
from portal.endings.tables import Farewell
from portal.mentorships.queries import Talk
from portal.sealed import Ring


@dataclass(frozen=True, slots=True)
class Goodbye:
    """Both sides' farewells from the side of one reader: of the other's, only the note, and only once it is given."""

    remembered: str
    my_note: str
    my_given_at: datetime | None
    their_note: str
    their_given_at: datetime | None

    @property
    def given_by_me(self) -> bool:
        return self.my_given_at is not None

    @property
    def given_by_them(self) -> bool:
        return self.their_given_at is not None


@prepared
def _of_talk(talk: str) -> Select[Any]:
    return Farewell.select(
        Farewell.author, Farewell.remembered, Farewell.note, Farewell.given_note, Farewell.given_at
    ).where(Farewell.mentorship == talk)


async def goodbye_in(talk: Talk, *, ring: Ring) -> Goodbye:
    """`ring` holds the reader's key: a given note was sealed anew for its receiver."""
    rows: dict[str, dict[str, Any]] = {row["author"]: row for row in await _of_talk(talk.id)}
    mine, theirs = rows.get(talk.me, {}), rows.get(talk.other, {})
    return Goodbye(
        remembered=ring.open(mine.get("remembered"), of=talk.me),
        my_note=ring.open(mine.get("note"), of=talk.me),
        my_given_at=mine.get("given_at"),
        their_note=ring.open(theirs.get("given_note"), of=talk.me),
        their_given_at=theirs.get("given_at"),
    )


async def given(talk: str, author: str) -> bool:
    return await Farewell.exists().where(
        Farewell.mentorship == talk, Farewell.author == author, Farewell.given_at.is_not_null()
    )


@prepared
def kept_by(member: str, now: datetime) -> Select[Any]:
    """The talks that are over for this member, by their own goodbye or by the clock: newest first."""
    return (
        Farewell.select(
            Farewell.mentorship.id.as_alias("talk"),
            Farewell.mentorship.mentor.as_alias("mentor"),
            Farewell.mentorship.mentor.name.as_alias("mentor_name"),  # type: ignore[union-attr]
            Farewell.mentorship.mentee.name.as_alias("mentee_name"),  # type: ignore[union-attr]
            Farewell.mentorship.began_at.as_alias("began_at"),
        )
        .where(Farewell.author == member)
        .where(Farewell.given_at.is_not_null() | (Farewell.mentorship.closes_at <= now))
        .order_by(Farewell.mentorship.began_at, ascending=False)
    )
