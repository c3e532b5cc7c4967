"""What was said goodbye with, as one side reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from piccolo.query import Select

from portal.concerns.tables import Concern
from portal.database import prepared
from portal.endings.rules import WITHOUT_GOODBYE
from portal.endings.tables import Farewell
from portal.mentorships.queries import Talk
from portal.mentorships.rules import ENDED
from portal.mentorships.tables import Mentorship
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


@dataclass(frozen=True, slots=True)
class GivenNote:
    """A thank-you from somebody whose mentor this member was."""

    talk: str
    from_name: str
    given_at: datetime
    note: str


@prepared
def _given_to(mentor: str) -> Select[Any]:
    return (
        Farewell.select(
            Farewell.mentorship.id.as_alias("talk"),
            Farewell.author.name.as_alias("from_name"),
            Farewell.given_note,
            Farewell.given_at,
        )
        .where(Farewell.mentorship.mentor == mentor, Farewell.author != mentor)
        .where(Farewell.given_at.is_not_null(), Farewell.given_note.is_not_null())
        .order_by(Farewell.given_at, ascending=False)
    )


async def notes_given_to(mentor: str, *, ring: Ring) -> list[GivenNote]:
    """Newest first; `ring` holds the mentor's key. A note outlives its writer."""
    return [
        GivenNote(row["talk"], row["from_name"], row["given_at"], ring.open(row["given_note"], of=mentor))
        for row in await _given_to(mentor)
    ]


async def given(talk: str, author: str) -> bool:
    return await Farewell.exists().where(
        Farewell.mentorship == talk, Farewell.author == author, Farewell.given_at.is_not_null()
    )


async def told_by(talk: str, author: str) -> list[dict[str, Any]]:
    """What this one of the two has told by an ending without a goodbye, whoever of them was first."""
    return await Concern.select(Concern.kind, Concern.words).where(
        Concern.mentorship == talk, Concern.author == author, Concern.kind.is_in(list(WITHOUT_GOODBYE))
    )


async def to_close(talk: str) -> dict[str, Any] | None:
    """For the act itself, never for a page."""
    columns = Mentorship.mentor, Mentorship.mentee, Mentorship.group, Mentorship.state, Mentorship.closes_at
    return await Mentorship.select(*columns).where(Mentorship.id == talk).first()


@prepared
def kept_by(member: str, now: datetime) -> Select[Any]:
    """The talks that are over for this member, by their own goodbye, at once, or by the clock: newest first."""
    return (
        Farewell.select(
            Farewell.mentorship.id.as_alias("talk"),
            Farewell.mentorship.mentor.as_alias("mentor"),
            Farewell.mentorship.mentor.name.as_alias("mentor_name"),  # type: ignore[union-attr]
            Farewell.mentorship.mentee.name.as_alias("mentee_name"),  # type: ignore[union-attr]
            Farewell.mentorship.began_at.as_alias("began_at"),
        )
        .where(Farewell.author == member)
        .where(
            Farewell.given_at.is_not_null()
            | (Farewell.mentorship.closes_at <= now)
            | (Farewell.mentorship.state == ENDED)
        )
        .order_by(Farewell.mentorship.began_at, ascending=False)
    )
