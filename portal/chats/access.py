"""From a chat's id in an address to the chat, for members of its group."""

from typing import Any

from portal import sealed
from portal.chats.queries import Open, replies_for_author, row_by_id
from portal.errors import NotFound
from portal.exclusions.queries import are_kept_apart
from portal.groups.queries import is_current
from portal.person import Person
from portal.visibility import As, opens


async def chat(me: Person, chat_id: str) -> Open:
    """For its author, and for current members of the group it was put before who are not kept apart from them."""
    row = await row_by_id(chat_id)
    if row is None:
        raise NotFound
    stands = As.OWN if row["author"] == me.member else await _stands(me, row)
    if not opens("chat", stands):
        raise NotFound
    return Open.of(row, await sealed.ring(row["author"]))


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


async def reply_to_take(chat: Open, reply_id: str) -> str:
    """The id of a reply to this very chat, by somebody whom its author may see."""
    if all(reply["id"] != reply_id for reply in await replies_for_author(chat.author, chat.id)):
        raise NotFound
    return reply_id


async def _stands(me: Person, row: dict[str, Any]) -> As | None:
    belongs = await is_current(me.member, row["group"])
    apart = await are_kept_apart(me.member, row["author"])
    return As.MEMBER if belongs and not apart else None
