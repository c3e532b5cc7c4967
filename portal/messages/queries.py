"""The lines of a pair, as one of the two reads them; and whether there is something new."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.database import prepared
from portal.mentorships.queries import Talk
from portal.mentorships.talk import FOR_GOOD
from portal.messages.rules import A_PAGE, LOOKED_AT, gaps, usually
from portal.messages.tables import Message
from portal.sealed import Ring


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    mine: bool
    words: str
    at: datetime
    is_new: bool = False  # the other wrote it, and I have not read so far


@dataclass(frozen=True, slots=True)
class Lines:
    """Oldest first. `back` is how many pages before the newest."""

    lines: list[Line]
    back: int
    has_earlier: bool

    @property
    def newest(self) -> str:
        return self.lines[-1].id if self.lines else ""

    @property
    def heard(self) -> str:
        """The newest of the other's: when it is another one, they have written."""
        return next((line.id for line in reversed(self.lines) if not line.mine), "")

    @property
    def first_new(self) -> str:
        return next((line.id for line in self.lines if line.is_new), "")


@dataclass(frozen=True, slots=True)
class News:
    """What there is to say of a pair's lines without reading any."""

    is_new: bool = False
    at: datetime | None = None  # when the other wrote last
    waits: bool = False  # the newest is theirs: I have not answered
    mine_at: datetime | None = None  # when I wrote last
    usually: str | None = None  # within two days: how soon the other answers, as a rule


# The reader's own, and the other's up to a moment: from then on the reader wants nothing from them.
_FOR_ONE = "FROM messages WHERE mentorship = {} AND (author = {} OR created_at < {})"
_NEWEST_FIRST = "ORDER BY created_at DESC, id DESC LIMIT"


@prepared
def _of_talk(talk: str, me: str, until: datetime, skipped: int) -> Any:
    return Message.raw(
        f"SELECT id, author, words, created_at {_FOR_ONE} {_NEWEST_FIRST} {A_PAGE + 1} OFFSET {{}}",
        *(talk, me, until, skipped),
    )


@prepared
def _written_in(talk: str, me: str, until: datetime) -> Any:
    return Message.raw(
        f"SELECT author, created_at {_FOR_ONE} {_NEWEST_FIRST} {LOOKED_AT}",
        *(talk, me, until),
    )


@prepared
def _newest_in(talk: str, me: str, until: datetime) -> Any:
    return Message.raw(
        f"SELECT id, author, created_at {_FOR_ONE} {_NEWEST_FIRST} 1",
        *(talk, me, until),
    )


@prepared
def _moment_of(message: str, talk: str) -> Any:
    return Message.raw("SELECT created_at FROM messages WHERE id = {} AND mentorship = {}", message, talk)


async def messages_of(talk: Talk, *, ring: Ring, back: int = 0) -> Lines:
    """A page of them; `back` counts pages from the newest. `ring` holds the keys of both sides."""
    rows = await _of_talk(talk.id, talk.me, talk.hears_until, back * A_PAGE)
    read_until = talk.mine.read_until
    lines = [
        Line(
            id=row["id"],
            mine=row["author"] == talk.me,
            words=ring.open(row["words"], of=row["author"]),
            at=row["created_at"],
            is_new=row["author"] != talk.me and (read_until is None or row["created_at"] > read_until),
        )
        for row in reversed(rows[:A_PAGE])
    ]
    return Lines(lines, back, has_earlier=len(rows) > A_PAGE)


async def news_in(talk: Talk) -> News:
    """In one statement, and no key is needed."""
    written = await _written_in(talk.id, talk.me, talk.hears_until)
    rows = [(row["author"] == talk.me, row["created_at"]) for row in written]
    theirs = next((at for mine, at in rows if not mine), None)
    read_until = talk.mine.read_until
    return News(
        is_new=theirs is not None and (read_until is None or theirs > read_until),
        at=theirs,
        waits=bool(rows) and not rows[0][0],
        mine_at=next((at for mine, at in rows if mine), None),
        usually=usually(gaps(reversed(rows))),
    )


async def newest_for(talk: Talk) -> dict[str, Any]:
    """Of what its reader sees, the newest: its id, author and moment; nothing where nobody has written."""
    return await _newest_in.first(talk.id, talk.me, talk.hears_until) or {}


async def newest_in(talk: Talk) -> dict[str, Any]:
    """Whoever sees it: for what is written next, and for what is left to read."""
    return await _newest_in.first(talk.id, talk.me, FOR_GOOD) or {}


async def written_at(message: str, *, talk: str) -> datetime | None:
    """None where it is no line of this talk."""
    at: datetime | None = await _moment_of.value(message, talk)
    return at


async def over_since(moment: datetime) -> list[str]:
    """Talks that had ended by then and still have lines. Asked every minute, so from the side of the talks: they are
    few beside their lines."""
    rows = await Message.raw(
        "SELECT id FROM mentorships WHERE ended_at <= {}"
        " AND EXISTS (SELECT 1 FROM messages WHERE messages.mentorship = mentorships.id)",
        moment,
    )
    return [row["id"] for row in rows]
