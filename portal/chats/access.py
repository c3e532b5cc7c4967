"""From a chat's id in an address to the chat, for members of its group."""

from typing import Any

from portal import clock
from portal.chats.queries import Open, has_replied, replies, replies_for_author, row_by_id
from portal.chats.rules import TAKEN
from portal.errors import NotFound
from portal.exclusions.queries import are_kept_apart, kept_apart_by
from portal.groups.queries import is_current
from portal.person import Person
from portal.visibility import As, opens


async def chat(me: Person, chat_id: str) -> Open:
    """For its author, for the one whose reply was taken up, and for current members of the group it was put before.
    Where they are kept apart from the one they would read of it is not there; but for whoever has replied it is over,
    and for the two who talked closed, as at any other end: that it is gone would tell why. Its line stays sealed."""
    row = await row_by_id(chat_id)
    if row is None:
        raise NotFound
    apart = await _is_apart(me, row)
    if not opens("chat", await _stands(me, row, apart)):
        raise NotFound
    return Open(**row, apart=apart)


async def own_chat(me: Person, chat_id: str) -> Open:
    found = await chat(me, chat_id)
    if not opens("own chat", As.OWN if found.author == me.member else As.MEMBER):
        raise NotFound
    return found


async def others_chat(me: Person, chat_id: str) -> Open:
    found = await chat(me, chat_id)
    if not opens("other chat", As.OWN if found.author == me.member else As.MEMBER):
        raise NotFound
    return found


async def taken_chat(me: Person, chat_id: str) -> Open:
    """For its author and the one whose reply was taken up, also once it has closed; to everybody else it is over."""
    found = await chat(me, chat_id)
    if found.state != TAKEN:
        raise NotFound
    stands = {found.author: As.OWN, found.taken_by: As.MEMBER}.get(me.member)
    if not opens("taken chat", stands):
        raise NotFound
    return found


async def chat_to_talk_in(me: Person, chat_id: str) -> Open:
    """The same, while lines are written there."""
    found = await taken_chat(me, chat_id)
    if not found.is_said_here(clock.now()):
        raise NotFound
    return found


async def reply_to_take(chat: Open, reply_id: str) -> str:
    """The id of a reply to this very chat, by somebody whom its author may see."""
    if all(reply["id"] != reply_id for reply in await replies_for_author(chat.author, chat.id)):
        raise NotFound
    return reply_id


async def author_to_keep_apart(me: Person, chat_id: str) -> str:
    """Whose chat this is, also for who has just asked to be kept apart from them: a second tap is the first again. Who
    has replied may name them as at any other end."""
    row = await row_by_id(chat_id)
    if row is None or row["author"] == me.member or not await is_current(me.member, row["group"]):
        raise NotFound
    if await has_replied(me.member, chat_id):
        return str(row["author"])
    return await _whom_they_may_name(me, row["author"])


async def replier_to_keep_apart(me: Person, chat_id: str, reply_id: str) -> str:
    """The same of whoever has replied to one's own chat."""
    row = await row_by_id(chat_id)
    if row is None or row["author"] != me.member:
        raise NotFound
    for reply in await replies(chat_id):
        if reply["id"] == reply_id:
            return await _whom_they_may_name(me, reply["author"])
    raise NotFound


async def _whom_they_may_name(me: Person, other: str) -> str:
    kept = await kept_apart_by((me.member, other))
    if me.member not in kept.get(frozenset({me.member, other}), {me.member}):
        raise NotFound
    return other


async def _is_apart(me: Person, row: dict[str, Any]) -> bool:
    other = row["taken_by"] if row["author"] == me.member else row["author"]
    return bool(other) and await are_kept_apart(me.member, other)


async def _stands(me: Person, row: dict[str, Any], apart: bool) -> As | None:
    if row["author"] == me.member:
        return As.OWN
    if row["taken_by"] == me.member:
        return As.MEMBER
    belongs = await is_current(me.member, row["group"])
    has_been_there = await has_replied(me.member, row["id"])  # always asked: nobody can tell from the number of them
    return As.MEMBER if belongs and (has_been_there or not apart) else None
