"""Lines between the two of a chat that was taken up: what they say here when both chose it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal import audit, clock, sealed
from portal.chats import access
from portal.chats.rules import MOST_LINES, NOTHING_MORE_SAID
from portal.chats.tables import ChatLine
from portal.database import prepared, write_transaction
from portal.errors import NotPossible, SignedOut
from portal.groups.actions import still_there
from portal.notices.actions import put_away, tell
from portal.person import Person
from portal.sealed import Ring
from portal.web import streams
from portal.web.streams import Asleep


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    mine: bool
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Lines:
    """Oldest first. `heard`: the newest of the other's; when it is another one, they have written."""

    lines: list[Line]

    @property
    def newest(self) -> str:
        return self.lines[-1].id if self.lines else ""

    @property
    def waits(self) -> bool:
        """The newest is the other's."""
        return bool(self.lines) and not self.lines[-1].mine

    @property
    def heard(self) -> str:
        return next((line.id for line in reversed(self.lines) if not line.mine), "")


@prepared
def _of_chat(chat: str) -> Any:
    return ChatLine.raw(
        "SELECT id, author, words, created_at FROM chat_lines WHERE chat = {}"  # noqa: S608 - our own number
        f" ORDER BY created_at DESC, id DESC LIMIT {MOST_LINES}",
        chat,
    )


@prepared
def _newest_in(chat: str) -> Any:
    return ChatLine.raw(
        "SELECT id, created_at FROM chat_lines WHERE chat = {} ORDER BY created_at DESC, id DESC LIMIT 1", chat
    )


async def lines_of(chat: str, *, me: str, ring: Ring) -> Lines:
    """`ring` holds the keys of both."""
    rows = reversed(await _of_chat(chat))
    return Lines(
        [
            Line(row["id"], row["author"] == me, ring.open(row["words"], of=row["author"]), row["created_at"])
            for row in rows
        ]
    )


async def say(chat: str, *, by: Person, words: str, once: str) -> None:
    """Who may, and for how long, is asked where nothing can come between."""
    async with audit.act("chats.say", by=by, once=once, about=chat) as act:
        if act.repeated:
            return
        there = await access.taken_chat(by, chat)
        if not there.is_said_here(clock.now()):
            raise NotPossible(NOTHING_MORE_SAID)
        ring = await sealed.ring_to_write(by.member)
        sealed_words, at = ring.seal(words, of=by.member), await _next_moment(chat)
        await ChatLine.insert(ChatLine(chat=chat, author=by.member, words=sealed_words, created_at=at))
        other, _ = there.other(by.member)
        for one in (by.member, other):  # who writes has read so far; and one notice says it, however often it is said
            await put_away("chat_said", chat, member=one)
        await tell(other, kind="chat_said", about=chat, whose={other: by.member})
    streams.tell(chat)


async def read(chat: str, *, by: Person) -> None:
    """On an open page. No act that is written down: whether and when somebody read is theirs alone."""
    async with write_transaction():
        await put_away("chat_said", chat, member=by.member)


async def newest_for(me: Person, chat_id: str) -> str:
    """The id of what is newest there. The session and the chat are asked anew each time."""
    now_is = await still_there(me.session)
    if now_is is None:
        raise SignedOut
    if now_is.over:
        raise Asleep
    await access.chat_to_talk_in(now_is, chat_id)
    newest: str = (await _newest_in.first(chat_id) or {}).get("id", "")
    return newest


async def _next_moment(chat: str) -> datetime:
    """After the one before, also where the clock stands still or was put back: lines stay in the order they came."""
    newest, now = await _newest_in.first(chat), clock.now()
    return max(now, newest["created_at"] + timedelta(microseconds=1)) if newest else now
