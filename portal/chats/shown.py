"""What the pages of chats are drawn from."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from portal import clock, sealed
from portal.chats import queries
from portal.chats.forms import LineForm
from portal.chats.queries import Open
from portal.chats.rules import (
    CLOSED,
    EXPIRED,
    KINDS,
    MEANS,
    OPEN,
    by_words,
    in_words,
    is_night,
    kept_open_until,
    next_noon,
    own_ways,
    shown,
)
from portal.chats.saying import Lines, lines_of
from portal.exclusions.queries import kept_from
from portal.members.queries import details_for, means_of
from portal.members.rules import listed
from portal.person import Person
from portal.sealed import Ring

KEPT_IN_SIGHT = timedelta(days=2)  # how long one's own chat that is over is still shown to oneself


async def board(me: Person, groups: dict[str, str]) -> dict[str, Any]:
    """Whoever is kept apart is on nobody's. A row of what one has replied to oneself stays as at any other end."""
    now = clock.now()
    rows = await queries.open_rows(me.member, now)
    own = await queries.own_rows(me.member, now - KEPT_IN_SIGHT)
    replies = await queries.replies_around(me.member)
    others = {row[who] for row in (*rows, *own, *replies) for who in ("author", "taken_by", "replier") if row.get(who)}
    hidden = await kept_from(me.member, others)
    ring = await sealed.ring(me.member, *(row["author"] for row in rows))
    mine = [Open(**row, apart=row["taken_by"] in hidden) for row in own]
    came = Counter(row["id"] for row in replies if row["replier"] not in {me.member, *hidden})
    return {
        "open": [Open(**row).read(ring) for row in rows if row["author"] not in {me.member, *hidden}],
        "waiting": [(chat, came[chat.id]) for chat in mine if chat.is_open(now)],
        "my_chats": [chat for chat in mine if not chat.is_open(now)],
        "replied": [_replied(row, hidden, now) for row in replies if row["replier"] == me.member][:5],
        "kinds": _still_to_put_up(mine, groups, now),
        "groups": groups,
        "night": is_night(now, me.zone),
        "chosen": in_words,
        "now": now,
    }


def _still_to_put_up(mine: list[Open], groups: dict[str, str], now: datetime) -> list[str]:
    """Of each kind one at a time is open in a group."""
    there = {(chat.kind, chat.group) for chat in mine if chat.is_open(now)}
    return [kind for kind in KINDS if any((kind, group) not in there for group in groups)]


def _replied(row: dict[str, Any], hidden: frozenset[str], now: datetime) -> dict[str, Any]:
    """`stands` of the one whose reply was taken up alone: for everybody else it reads the same, open or over."""
    stands = shown(row["state"], row["until"], now, apart=row["author"] in hidden) if row["taken_at"] else ""
    return {"id": row["id"], "author_name": row["author_name"], "stands": stands}


async def own_means(me: Person) -> list[str]:
    """The ways that this member has said they like to talk, of those by which one can chat."""
    return own_ways((await means_of(me.member)).get(me.member, ""))


async def one(chat: Open, me: Person) -> dict[str, Any]:
    """A reader who is not the author sees of the replies their own alone, while it is open or if it was taken up. What
    somebody said to a group is said for as long as it is open. Closed, nothing of the other is left."""
    now = clock.now()
    mine = chat.author == me.member
    takes_part = mine or chat.taken_by == me.member
    rows = await _replies(chat, me, mine=mine)
    state = _state(chat, takes_part=takes_part, has_replied=bool(rows), now=now)
    other, other_name = chat.other(me.member)
    ring = await sealed.ring(me.member, chat.author, other or me.member, *(row["author"] for row in rows))
    stays = state == OPEN or (takes_part and state != CLOSED)
    known = {
        "chat": chat.read(ring) if stays or mine else replace(chat, line=""),
        "mine": mine,
        "takes_part": takes_part,
        "has_replied": bool(rows) and not mine,
        "answers": [queries.opened(row, ring) for row in rows] if stays else [],
        "state": state,
        "chosen": in_words,
        "by": by_words,
        "other_name": other_name,
        **_at_night(chat, me, mine and state == OPEN),
    }
    return known | (await _between(chat, me, ring) if takes_part else {"ways": []})


async def said(chat: Open, me: Person) -> dict[str, Any]:
    """The lines alone, for an open page; none where the two do not find each other by it any more."""
    other, other_name = chat.other(me.member)
    here = chat.is_said_here(clock.now())
    ring = await sealed.ring(me.member, other)
    lines = await lines_of(chat.id, me=me.member, ring=ring) if here else Lines([])
    return {"chat": chat, "other_name": other_name, "here_too": here, "lines": lines, "form": LineForm().to(other_name)}


def reply_choices(chat: Open) -> dict[str, str]:
    return {way: MEANS[way] for way in listed(chat.means) if way in MEANS}


def _state(chat: Open, *, takes_part: bool, has_replied: bool, now: datetime) -> str:
    """For whoever replied and was not the one every end is the same."""
    state = chat.shown(now)
    over = has_replied and not takes_part and (chat.apart or state != OPEN)
    return EXPIRED if over else state


async def _replies(chat: Open, me: Person, *, mine: bool) -> list[dict[str, Any]]:
    if mine:
        return await queries.replies_for_author(me.member, chat.id)
    return [row for row in await queries.replies(chat.id) if row["author"] == me.member]


async def _between(chat: Open, me: Person, ring: Ring) -> dict[str, Any]:
    """How the two reach each other: only by what both chose, and for as long as they find each other by it."""
    now = clock.now()
    ways = chat.ways(now)
    if not ways:
        return {"ways": [], "reach": None, "here_too": False, "lines": Lines([])}
    other, _ = chat.other(me.member)
    reach = await details_for(other, ways=ways, ring=ring)
    here = chat.is_said_here(now)
    lines = await lines_of(chat.id, me=me.member, ring=ring) if here else Lines([])
    return {"ways": ways, "reach": reach, "here_too": here, "lines": lines}


def _at_night(chat: Open, me: Person, waits: bool) -> dict[str, Any]:
    now = clock.now()
    longer = kept_open_until(until=chat.until, began=chat.created_at, now=now, zone=me.zone) if waits else None
    return {
        "night": waits and is_night(now, me.zone),
        "longer": longer,
        "is_noon": longer == next_noon(now, me.zone),
    }
