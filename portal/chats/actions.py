"""An informal chat: put before a group, replied to privately, taken up, withdrawn, over, forgotten."""

from datetime import datetime
from typing import Any

from portal import audit, clock, sealed
from portal.chats import queries, telling
from portal.chats.rules import (
    ASK,
    EXPIRED,
    NOT_AT_NIGHT,
    OPEN,
    OVER,
    OWN,
    OWN_IS_OVER,
    REPLIED_ALREADY,
    TAKEN,
    TAKEN_ALREADY,
    WITHDRAWN,
    ends_at,
    is_night,
    is_open,
    kept_open_until,
    move,
    spelled_out,
)
from portal.chats.tables import Chat, ChatLine, Reply
from portal.chats.telling import tell_open
from portal.database import write_transaction
from portal.errors import NotFound, NotPossible
from portal.exclusions.queries import are_kept_apart
from portal.members.queries import means_of
from portal.members.rules import stored
from portal.notices.actions import put_away_all, tell
from portal.notices.tables import Notice
from portal.person import Person

__all__ = ["expire_due", "forget_old", "keep_open", "put_up", "reply", "take", "tell_open", "withdraw"]


async def put_up(*, by: Person, group: str, kind: str, line: str, means: list[str], hours: int, once: str) -> str:
    """Asks for a chat or offers one, to members of one group; for no hours, until noon. Returns its id, or that of the
    one they have open there already: nobody needs two, and nobody is to be woken twice."""
    async with audit.act("chats.put_up", by=by, once=once) as act:
        if act.repeated:
            return act.about
        now = clock.now()
        if there := await queries.open_of(by.member, group, kind, now):
            act.about = there
            return there
        ring = await sealed.ring_to_write(by.member)
        chat = Chat(
            author=by.member,
            group=group,
            kind=kind,
            line=ring.seal(line, of=by.member),
            means=await _spelled_out(means, by.member),
            until=ends_at(hours, now, by.zone),
            state=OPEN,
            created_at=now,
        )
        await Chat.insert(chat)
        await telling.tell_of(chat.id, now)
        act.about = chat.id
        return chat.id


async def reply(chat: str, *, by: Person, words: str, means: list[str], once: str) -> str:
    """A private reply to the author. Returns its id."""
    async with audit.act("chats.reply", by=by, once=once) as act:
        if act.repeated:
            return act.about
        has_replied = await queries.has_replied(by.member, chat)
        there = await _open(chat, has_replied=has_replied)
        author = there["author"]
        if author == by.member:
            raise NotPossible(OWN)
        if has_replied:
            raise NotPossible(OVER if await are_kept_apart(by.member, author) else REPLIED_ALREADY)
        await _insist_on_seeing(by.member, author)
        ring = await sealed.ring_to_write(by.member)
        reply = Reply(
            chat=chat,
            author=by.member,
            words=ring.seal(words, of=by.member),
            means=await _spelled_out(means, by.member),
            created_at=clock.now(),
        )
        await Reply.insert(reply)
        await telling.has_come(chat, there["kind"], member=by.member)
        await tell(author, kind="chat_reply", about=chat, whose={author: by.member})
        act.about = reply.id
        return reply.id


async def take(chat: str, reply: str, *, by: Person, once: str) -> None:
    """The author takes one reply up: it is over for everyone else, and the two see how to reach each other. Whatever
    else the author has open stays: an offer is no ask, another group another place, and nobody said to close it."""
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
        await put_away_all(chat)
        await tell(replier, kind="chat_taken", about=chat, whose={replier: by.member})


async def withdraw(chat: str, *, by: Person, once: str) -> None:
    async with audit.act("chats.withdraw", by=by, once=once, about=chat) as act:
        if not act.repeated:
            await _own_and_open(chat)
            await _move(chat, WITHDRAWN)
            await put_away_all(chat)


async def keep_open(chat: str, *, by: Person, once: str) -> None:
    """At night its author leaves it open until noon: by then most people have been told."""
    async with audit.act("chats.keep_open", by=by, once=once, about=chat) as act:
        if act.repeated:
            return
        there, now = await _own_and_open(chat), clock.now()
        if not is_night(now, by.zone):
            raise NotPossible(NOT_AT_NIGHT)
        longer = kept_open_until(until=there["until"], began=there["created_at"], now=now, zone=by.zone)
        if longer:
            await Chat.update({Chat.until: longer}).where(Chat.id == chat, Chat.state == OPEN, Chat.until < longer)


async def expire_due(now: datetime) -> int:
    """The clock's act: a chat is over by itself, and who asked and to whom nobody came hears that, kindly. Returns how
    many."""
    async with write_transaction():
        due = await queries.due_to_expire(now)
        for row in due:
            chat, author, kind = row["id"], row["author"], row["kind"]
            await _move(chat, EXPIRED)
            await audit.note("chats.expire", by=audit.BY_THE_CLOCK, about=chat)
            await put_away_all(chat, but=("chat_reply",))
            if kind == ASK and not await queries.replies_for_author(author, chat):
                await tell(author, kind="chat_over", about=chat)
        return len(due)


async def forget_old(now: datetime) -> int:
    """The clock's act: thirty days after its end a chat is deleted with all that was said in it, and whatever was told
    of it. Returns how many."""
    async with write_transaction():
        old = await queries.due_to_forget(now)
        for chat in old:
            await ChatLine.delete().where(ChatLine.chat == chat)
            await Reply.delete().where(Reply.chat == chat)
            await Notice.delete().where(Notice.about == chat)
            await Chat.delete().where(Chat.id == chat)
            await audit.note("chats.forget", by=audit.BY_THE_CLOCK, about=chat)
        return len(old)


async def _spelled_out(means: list[str], member: str) -> str:
    """The column for these ways. What works best is known by what the member has said until now."""
    ticked = await means_of(member)
    return stored(spelled_out(means, ticked=ticked.get(member, "")))


async def _open(chat: str, *, has_replied: bool) -> dict[str, Any]:
    """Judged by the clock, not by whether the clock's act has run yet. Who has replied reads the same at every end."""
    row = await queries.row_by_id(chat)
    if row is not None and row["state"] == TAKEN and not has_replied:
        raise NotPossible(TAKEN_ALREADY[row["kind"]])
    if row is None or not is_open(row["state"], row["until"], clock.now()):
        raise NotPossible(OVER)
    return row


async def _own_and_open(chat: str) -> dict[str, Any]:
    """For its author, who needs other words than whoever came to reply."""
    row = await queries.row_by_id(chat)
    if row is None or not is_open(row["state"], row["until"], clock.now()):
        raise NotPossible(OWN_IS_OVER)
    return row


async def _insist_on_seeing(one: str, other: str) -> None:
    """Asked again where nothing can come between: who has excluded the other meanwhile finds nothing to act on."""
    if await are_kept_apart(one, other):
        raise NotFound


async def _move(chat: str, to: str) -> None:
    moved = (
        await Chat.update({Chat.state: move(OPEN, to)}).where(Chat.id == chat, Chat.state == OPEN).returning(Chat.id)
    )
    if not moved:
        raise NotPossible(OWN_IS_OVER)
