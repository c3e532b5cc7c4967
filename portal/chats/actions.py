"""An informal chat: put before a group, replied to privately, taken up, withdrawn, over."""

from datetime import datetime

from portal import audit, clock, sealed
from portal.chats import queries
from portal.chats.rules import (
    EXPIRED,
    OPEN,
    OVER,
    OWN,
    OWN_IS_OVER,
    REPLIED_ALREADY,
    TAKEN,
    TAKEN_ALREADY,
    WITHDRAWN,
    ends_at,
    is_open,
    move,
)
from portal.chats.tables import Chat, Reply
from portal.database import write_transaction
from portal.errors import NotFound, NotPossible
from portal.exclusions.queries import are_kept_apart
from portal.members.rules import stored
from portal.notices.actions import tell
from portal.person import Person


async def put_up(*, by: Person, group: str, kind: str, line: str, means: list[str], hours: int, once: str) -> str:
    """Asks for a chat or offers one, to members of one group. Returns its id."""
    async with audit.act("chats.put_up", by=by, once=once) as act:
        if act.repeated:
            return act.about
        now = clock.now()
        ring = await sealed.ring_to_write(by.member)
        chat = Chat(
            author=by.member,
            group=group,
            kind=kind,
            line=ring.seal(line, of=by.member),
            means=stored(means),
            until=ends_at(hours, now),
            state=OPEN,
            created_at=now,
        )
        await Chat.insert(chat)
        act.about = chat.id
        return chat.id


async def reply(chat: str, *, by: Person, words: str, means: list[str], once: str) -> str:
    """A private reply to the author. Returns its id."""
    async with audit.act("chats.reply", by=by, once=once) as act:
        if act.repeated:
            return act.about
        author = await _author_of_open(chat)
        if author == by.member:
            raise NotPossible(OWN)
        await _insist_on_seeing(by.member, author)
        if await Reply.exists().where(Reply.chat == chat, Reply.author == by.member):
            raise NotPossible(REPLIED_ALREADY)
        ring = await sealed.ring_to_write(by.member)
        reply = Reply(
            chat=chat,
            author=by.member,
            words=ring.seal(words, of=by.member),
            means=stored(means),
            created_at=clock.now(),
        )
        await Reply.insert(reply)
        await tell(author, kind="chat_reply", about=chat, whose={author: by.member})
        act.about = reply.id
        return reply.id


async def take(chat: str, reply: str, *, by: Person, once: str) -> None:
    """The author takes one reply up: it is over for everyone else, and the two see how to reach each other."""
    async with audit.act("chats.take", by=by, once=once, about=chat) as act:
        if act.repeated:
            return
        await _own_and_open(chat)
        await _move(chat, TAKEN)
        taken = (
            await Reply.update({Reply.taken_at: clock.now()})
            .where(Reply.id == reply, Reply.chat == chat)
            .returning(Reply.author)
        )
        replier = taken[0]["author"]
        await _insist_on_seeing(by.member, replier)
        await tell(replier, kind="chat_taken", about=chat, whose={replier: by.member})


async def withdraw(chat: str, *, by: Person, once: str) -> None:
    async with audit.act("chats.withdraw", by=by, once=once, about=chat) as act:
        if not act.repeated:
            await _own_and_open(chat)
            await _move(chat, WITHDRAWN)


async def expire_due(now: datetime) -> int:
    """The clock's act: a chat is over by itself. Returns how many."""
    async with write_transaction():
        due = await queries.due_to_expire(now)
        for row in due:
            await _move(row["id"], EXPIRED)
            await audit.note("chats.expire", by=audit.BY_THE_CLOCK, about=row["id"])
        return len(due)


async def _author_of_open(chat: str) -> str:
    """Judged by the clock, not by whether the clock's act has run yet."""
    row = await queries.row_by_id(chat)
    if row is not None and row["state"] == TAKEN:
        raise NotPossible(TAKEN_ALREADY)
    if row is None or not is_open(row["state"], row["until"], clock.now()):
        raise NotPossible(OVER)
    author: str = row["author"]
    return author


async def _own_and_open(chat: str) -> None:
    """For its author, who needs other words than whoever came to reply."""
    row = await queries.row_by_id(chat)
    if row is None or not is_open(row["state"], row["until"], clock.now()):
        raise NotPossible(OWN_IS_OVER)


async def _insist_on_seeing(one: str, other: str) -> None:
    """Asked again where nothing can come between: who has excluded the other meanwhile finds nothing to act on."""
    if await are_kept_apart(one, other):
        raise NotFound


async def _move(chat: str, to: str) -> None:
    moved = (
        await Chat.update({Chat.state: move(OPEN, to)}).where(Chat.id == chat, Chat.state == OPEN).returning(Chat.id)
    )
    if not moved:
        raise NotPossible(TAKEN_ALREADY)
