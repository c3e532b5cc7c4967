"""Who hears that a chat is open: members who asked to, when they are awake, once each; and nobody any more when it is
over."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from portal import audit
from portal.chats.rules import OPEN, TELLS, is_night
from portal.chats.tables import Chat, ToldOfChats
from portal.database import among, long_reads, prepared, write_transaction
from portal.exclusions.queries import kept_apart
from portal.members.tables import Member
from portal.notices.actions import put_away, tell_many
from portal.person import Person


@prepared
def _zones() -> Any:
    """Where those live who are told by day alone."""
    return Member.raw(
        "SELECT DISTINCT members.zone FROM told_of_chats told JOIN members ON members.id = told.member"
        " WHERE NOT told.also_at_night"
    )


@prepared
def _not_told_yet(now: datetime, chat: str, asleep: Collection[str]) -> Any:
    """Everybody who is awake, with whom an open chat could do something, and whom nobody has told of it; of this chat
    or, for "", of any. Its author belongs to the group still; and neither of the two may have been shut out."""
    return Chat.raw(
        "SELECT chats.id, chats.author, chats.kind, told.member"  # noqa: S608
        " FROM chats"
        ' JOIN memberships theirs ON theirs.member = chats.author AND theirs."group" = chats."group"'
        "  AND theirs.left_on IS NULL"
        " JOIN members authors ON authors.id = chats.author"
        " JOIN accounts of_author ON of_author.id = authors.account AND of_author.disabled_at IS NULL"
        ' JOIN memberships ON memberships."group" = chats."group" AND memberships.left_on IS NULL'
        "  AND memberships.member <> chats.author"
        " JOIN told_of_chats told ON told.member = memberships.member"
        " JOIN members ON members.id = told.member"
        " JOIN accounts ON accounts.id = members.account AND accounts.disabled_at IS NULL"
        f" WHERE chats.state = '{OPEN}' AND chats.until > {{}} AND {{}} IN ('', chats.id)"
        " AND (told.also_at_night OR NOT {})"
        " AND NOT EXISTS (SELECT 1 FROM notices WHERE notices.about = chats.id AND notices.member = told.member)"
        " AND NOT EXISTS (SELECT 1 FROM replies WHERE replies.chat = chats.id AND replies.author = told.member)"
        " ORDER BY chats.id, told.member",
        now,
        chat,
        among(Member.zone, asleep).querystring,
    )


async def tell_open(now: datetime) -> int:
    """By the clock, for those who slept when it was put up or opted in since. Returns how many. Nobody who writes
    waits for it but where somebody is told, and then for one chat at a time."""
    with long_reads():
        waiting = {row["id"] for row in await _who_hears(now)}
    return sum([await tell_of(chat, now) for chat in sorted(waiting)])


async def tell_of(chat: str, now: datetime) -> int:
    """Of this one: when it is put up, and by the clock, where who hears is asked again. Returns how many."""
    async with write_transaction():
        rows = await _who_hears(now, chat)
        if rows:
            kind, author = rows[0]["kind"], rows[0]["author"]
            await tell_many([row["member"] for row in rows], kind=TELLS[kind], about=chat, whose=author)
        return len(rows)


async def _who_hears(now: datetime, chat: str = "") -> list[dict[str, Any]]:
    """Without who is kept apart from its author."""
    asleep = [row["zone"] for row in await _zones() if is_night(now, row["zone"])]
    rows = await _not_told_yet(now, chat, asleep)
    apart = await kept_apart({row[who] for row in rows for who in ("author", "member")}) if rows else frozenset()
    return [row for row in rows if frozenset({row["author"], row["member"]}) not in apart]


async def has_come(chat: str, kind: str, *, member: str) -> None:
    """Who has replied need not be told any more."""
    await put_away(TELLS[kind], chat, member=member)


async def be_told(*, by: Person, told: bool, also_at_night: bool, once: str) -> None:
    """Whether one hears of chats, and by night too. Nobody else learns of it."""
    async with audit.act("chats.be_told", by=by, once=once) as act:
        if act.repeated:
            return
        await ToldOfChats.delete().where(ToldOfChats.member == by.member)
        if told:
            await ToldOfChats.insert(ToldOfChats(member=by.member, also_at_night=also_at_night))


async def is_told(member: str) -> tuple[bool, bool]:
    """Whether they hear of chats, and whether by night too."""
    row = await ToldOfChats.select(ToldOfChats.also_at_night).where(ToldOfChats.member == member).first()
    return row is not None, bool(row and row["also_at_night"])
