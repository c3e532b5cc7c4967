"""Lines of a pair that go with what one of the two tells: which they may choose from, and those that they chose.

A line is known here by its id alone. Once it is erased, in its own time, there is nothing to read any more.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal import sealed
from portal.audit import AuditEntry
from portal.concerns.rules import MOST_SHOWN
from portal.concerns.tables import ShownMessage
from portal.database import prepared
from portal.mentorships.queries import Talk
from portal.messages.queries import Line, messages_of
from portal.person import Person

READ_LINES = "concerns.read_lines"


@dataclass(frozen=True, slots=True)
class Shown:
    author_name: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """How many were chosen, whether the one who asks has opened them, and then those that are there still."""

    how_many: int
    is_opened: bool
    lines: list[Shown]


async def lines_of(talk: Talk) -> list[Line]:
    """The newest of the two, as the one whose `talk` it is reads them; oldest first. Two statements."""
    ring = await sealed.ring(talk.me, talk.other)
    return [line for line in (await messages_of(talk, ring=ring)).lines if line.words]


def newest(lines: list[Line]) -> list[Line]:
    """Those that are offered. A few more may be chosen, since some may be written while somebody chooses."""
    return lines[-MOST_SHOWN:]


@prepared
def _chosen(concern: str) -> Any:
    """With the keys of who wrote them, in one statement. Only lines of the talks that it is about."""
    return ShownMessage.raw(
        "SELECT shown_messages.message, messages.author, members.name AS author_name, messages.words,"
        " messages.created_at, member_keys.owner, member_keys.wrapped FROM shown_messages"
        " JOIN concerns ON concerns.id = shown_messages.concern"
        " LEFT JOIN messages ON messages.id = shown_messages.message AND messages.mentorship = concerns.mentorship"
        " LEFT JOIN members ON members.id = messages.author"
        " LEFT JOIN member_keys ON member_keys.owner = messages.author"
        " WHERE shown_messages.concern = {} ORDER BY messages.created_at, shown_messages.message",
        concern,
    )


@prepared
def _opened(concern: str, by: str) -> Any:
    return AuditEntry.raw(
        "SELECT id FROM audit_entries WHERE \"by\" = {} AND act = 'concerns.read_lines' AND about = {}", by, concern
    )


async def how_many_shown(concern: str) -> int:
    return int(await ShownMessage.count().where(ShownMessage.concern == concern))


async def shown_in(concern: str, *, to: Person) -> Chosen:
    """The words only to who has said that they open them. Two statements. The caller has made sure of who asks."""
    rows, is_opened = await _chosen(concern), await _opened.first(concern, to.account) is not None
    if not is_opened:
        return Chosen(len(rows), is_opened, [])
    ring = sealed.ring_of({row["owner"]: row for row in rows if row["owner"]}.values())
    lines = [
        Shown(row["author_name"], row["created_at"], words)
        for row in rows
        if row["author"] and (words := ring.open(row["words"], of=row["author"]))
    ]
    return Chosen(len(rows), is_opened, lines)
