"""The board of informal chats, and one chat with its private replies."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from piccolo.query import Select

from portal.chats.rules import MEANS, OPEN, is_open, shown
from portal.chats.tables import Chat, Reply
from portal.database import prepared
from portal.exclusions.queries import kept_from
from portal.members.rules import listed
from portal.sealed import Ring


@dataclass(frozen=True, slots=True)
class Open:
    """A chat as a member of its group reads it."""

    id: str
    author: str
    author_name: str
    group: str
    group_name: str
    kind: str
    line: str
    means: str
    until: datetime
    state: str

    def is_open(self, now: datetime) -> bool:
        return is_open(self.state, self.until, now)

    def shown(self, now: datetime) -> str:
        return shown(self.state, self.until, now)

    @property
    def ways(self) -> list[str]:
        return [MEANS[way] for way in listed(self.means)]

    @classmethod
    def of(cls, row: dict[str, Any], ring: Ring) -> Self:
        return cls(**{**row, "line": ring.open(row["line"], of=row["author"])})


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply as its author, or the author of the chat, reads it."""

    id: str
    author: str
    author_name: str
    words: str
    means: str
    created_at: datetime
    taken_at: datetime | None


@prepared
def _by_id(chat: str) -> Select[Any]:
    return _rows().where(Chat.id == chat)


@prepared
def _own(author: str, since: datetime) -> Select[Any]:
    return _rows().where(Chat.author == author, Chat.until > since).order_by(Chat.created_at, ascending=False).limit(5)


@prepared
def _replies(chat: str) -> Select[Any]:
    return (
        Reply.select(
            Reply.id,
            Reply.author,
            Reply.author.name.as_alias("author_name"),
            Reply.words,
            Reply.means,
            Reply.created_at,
            Reply.taken_at,
        )
        .where(Reply.chat == chat)
        .order_by(Reply.created_at)
        .order_by(Reply.id)
    )


@prepared
def _replied_to(author: str) -> Select[Any]:
    return (
        Reply.select(
            Reply.chat.id.as_alias("id"),
            Reply.chat.kind.as_alias("kind"),
            Reply.chat.state.as_alias("state"),
            Reply.chat.until.as_alias("until"),
            Reply.chat.author.as_alias("author"),
            Reply.chat.author.name.as_alias("author_name"),  # type: ignore[union-attr]
            Reply.taken_at,
        )
        .where(Reply.author == author)
        .order_by(Reply.created_at, ascending=False)
        .limit(5)
    )


async def row_by_id(chat: str) -> dict[str, Any] | None:
    return await _by_id.first(chat)


async def open_rows(groups: list[str], now: datetime) -> list[dict[str, Any]]:
    """What members of these groups ask for or offer just now; what ends first stands first."""
    return await (
        _rows()
        .where(Chat.group.is_in(groups), Chat.state == OPEN, Chat.until > now)
        .order_by(Chat.until)
        .order_by(Chat.id)
    )


async def own_rows(author: str, since: datetime) -> list[dict[str, Any]]:
    return await _own(author, since)


async def replied_to(author: str) -> list[dict[str, Any]]:
    """The chats this member has replied to lately."""
    return await _replied_to(author)


async def replies(chat: str) -> list[dict[str, Any]]:
    return await _replies(chat)


async def replies_for_author(author: str, chat: str) -> list[dict[str, Any]]:
    """As the author of the chat finds them: without those of whoever is kept apart from them."""
    rows = await _replies(chat)
    hidden = await kept_from(author, [row["author"] for row in rows])
    return [row for row in rows if row["author"] not in hidden]


def opened(row: dict[str, Any], ring: Ring) -> Answer:
    return Answer(**{**row, "words": ring.open(row["words"], of=row["author"])})


async def due_to_expire(now: datetime) -> list[dict[str, Any]]:
    return await Chat.select(Chat.id, Chat.state).where(Chat.state == OPEN, Chat.until <= now)


def _rows() -> Select[Any]:
    return Chat.select(
        Chat.id,
        Chat.author,
        Chat.author.name.as_alias("author_name"),
        Chat.group,
        Chat.group.name.as_alias("group_name"),
        Chat.kind,
        Chat.line,
        Chat.means,
        Chat.until,
        Chat.state,
    )
