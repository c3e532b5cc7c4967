"""The board of informal chats, and one chat with its private replies."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from piccolo.query import Select

from portal.chats.rules import DETAILS_STAY, EXPIRED, HERE, OPEN, STAY, agreed, is_reached_through, shown
from portal.chats.tables import Chat, Reply
from portal.database import prepared
from portal.exclusions.queries import kept_from
from portal.sealed import Ring


@dataclass(frozen=True, slots=True)
class Open:
    """A chat as a member of its group reads it; its line is sealed until it is `read`. What begins with `taken` is of
    the reply that was taken up."""

    id: str
    author: str
    author_name: str
    group: str
    group_name: str
    kind: str
    line: str | None
    means: str
    until: datetime
    state: str
    created_at: datetime
    taken_by: str | None
    taken_by_name: str | None
    taken_means: str | None
    apart: bool = False  # the reader and the other are kept apart: nothing of the other is there any more

    def is_open(self, now: datetime) -> bool:
        return self.shown(now) == OPEN

    def shown(self, now: datetime) -> str:
        return shown(self.state, self.until, now, apart=self.apart)

    def other(self, me: str) -> tuple[str, str]:
        """Id and name of the one whom somebody who has taken part talks with; nobody before it was taken up."""
        return (self.taken_by or "", self.taken_by_name or "") if me == self.author else (self.author, self.author_name)

    def ways(self, now: datetime) -> list[str]:
        """Those that both chose, for as long as the two still find each other by it."""
        reached = not self.apart and is_reached_through(self.state, self.until, now)
        return agreed(self.means, self.taken_means or "") if reached else []

    @property
    def reached_until(self) -> datetime:
        return self.until + DETAILS_STAY

    def is_said_here(self, now: datetime) -> bool:
        return HERE in self.ways(now)

    def read(self, ring: Ring) -> Self:
        return replace(self, line=ring.open(self.line, of=self.author))


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


# whoever has left the group, or does not sign in any more, waits there for nobody
HERE_STILL = (
    " EXISTS (SELECT 1 FROM memberships there JOIN members ON members.id = there.member"
    " JOIN accounts ON accounts.id = members.account AND accounts.disabled_at IS NULL"
    ' WHERE there.member = chats.author AND there."group" = chats."group" AND there.left_on IS NULL)'
)
_ROWS = (
    "SELECT chats.id, chats.author, members.name AS author_name,"  # noqa: S608 - our own words
    ' chats."group", support_groups.name AS group_name,'
    " chats.kind, chats.line, chats.means, chats.until, chats.created_at,"
    f" CASE WHEN chats.state = '{OPEN}' AND NOT{HERE_STILL} THEN '{EXPIRED}' ELSE chats.state END AS state,"
    " taken.author AS taken_by, takers.name AS taken_by_name, taken.means AS taken_means"
    " FROM chats JOIN members ON members.id = chats.author"
    ' JOIN support_groups ON support_groups.id = chats."group"'
    " LEFT JOIN replies taken ON taken.chat = chats.id AND taken.taken_at IS NOT NULL"
    " LEFT JOIN members takers ON takers.id = taken.author"
)


@prepared
def _by_id(chat: str) -> Any:
    return Chat.raw(f"{_ROWS} WHERE chats.id = {{}}", chat)


@prepared
def own_rows(author: str, since: datetime) -> Any:
    return Chat.raw(
        f"{_ROWS} WHERE chats.author = {{}} AND chats.until > {{}}"
        " ORDER BY CASE WHEN chats.state = {} THEN 0 ELSE 1 END, chats.created_at DESC, chats.id LIMIT 8",
        author,
        since,
        OPEN,
    )


@prepared
def _open_before(member: str, now: datetime) -> Any:
    return Chat.raw(
        f"{_ROWS} WHERE chats.state = {{}} AND chats.until > {{}} AND {HERE_STILL}"  # noqa: S608 - our own words
        ' AND chats."group" IN (SELECT memberships."group" FROM memberships'
        "  WHERE memberships.member = {} AND memberships.left_on IS NULL)"
        " ORDER BY chats.until, chats.id",
        OPEN,
        now,
        member,
    )


@prepared
def replies(chat: str) -> Select[Any]:
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
def _replies_around(member: str) -> Any:
    return Reply.raw(
        "SELECT chats.id, chats.state, chats.until, chats.author, members.name AS author_name,"
        " replies.author AS replier, replies.taken_at"
        " FROM replies JOIN chats ON chats.id = replies.chat JOIN members ON members.id = chats.author"
        " WHERE replies.author = {} OR (chats.author = {} AND chats.state = {})"
        " ORDER BY replies.created_at DESC, replies.id",
        member,
        member,
        OPEN,
    )


async def row_by_id(chat: str) -> dict[str, Any] | None:
    return await _by_id.first(chat)


async def open_rows(member: str, now: datetime) -> list[dict[str, Any]]:
    """What is asked for or offered just now in the groups this member belongs to; what ends first stands first."""
    return await _open_before(member, now)


async def open_of(author: str, group: str, kind: str, now: datetime) -> str | None:
    """The one that this member asks for, or offers, in that group: there is one of a kind."""
    mine = Chat.author == author, Chat.group == group, Chat.kind == kind
    row = await Chat.select(Chat.id).where(*mine, Chat.state == OPEN, Chat.until > now).first()
    return row["id"] if row else None


async def replies_around(member: str) -> list[dict[str, Any]]:
    """This member's own replies, the newest first, and those to what they have open themselves."""
    return await _replies_around(member)


async def has_replied(member: str, chat: str) -> bool:
    return any(row["author"] == member for row in await replies(chat))


async def replies_for_author(author: str, chat: str) -> list[dict[str, Any]]:
    """As the author of the chat finds them: without those of whoever is kept apart from them."""
    rows = await replies(chat)
    hidden = await kept_from(author, [row["author"] for row in rows])
    return [row for row in rows if row["author"] not in hidden]


def opened(row: dict[str, Any], ring: Ring) -> Answer:
    return Answer(**{**row, "words": ring.open(row["words"], of=row["author"])})


async def due_to_expire(now: datetime) -> list[dict[str, Any]]:
    return await Chat.select(Chat.id, Chat.author, Chat.kind).where(Chat.state == OPEN, Chat.until <= now)


async def due_to_forget(now: datetime) -> list[str]:
    rows = await Chat.select(Chat.id).where(Chat.state != OPEN, Chat.until <= now - STAY)
    return [row["id"] for row in rows]
