"""Somebody asks never to be put together with somebody; what oneself can be found by.

Whether it was found to mean anybody is nowhere answered or counted. And somebody one has met is blocked, or not any
more: silently, and it can be taken back.
"""

from datetime import datetime

from portal import audit, clock, sealed
from portal.errors import NotAsTyped, NotFound
from portal.exclusions.access import own_block, own_exclusion
from portal.exclusions.own import changes_since, details_of, in_one_way_by_id, new_since
from portal.exclusions.queries import block_of, kept_from
from portal.exclusions.rules import (
    A_DAY,
    CHANGES_A_DAY,
    EMAIL,
    ENOUGH,
    ENOUGH_TODAY,
    MOST,
    NEW_A_DAY,
    PHONE,
    TOO_OFTEN,
    in_one_way,
)
from portal.exclusions.tables import Block, Detail, Exclusion
from portal.notices.tables import Notice
from portal.person import Person
from portal.proposals.closing import say_no_where_apart

CHATS = ["chat_reply", "chat_taken", "chat_open", "chat_offered", "chat_said"]
NOBODY = ""  # no record has this id


async def exclude(*, by: Person, kind: str, said: str, once: str) -> str:
    """Holds from now on, both ways. The same thing said twice is there once. Returns its id."""
    async with audit.act("exclusions.exclude", by=by, once=once) as act:
        if act.repeated:
            return act.about
        ring = await sealed.ring_to_write(by.member)
        mine = await in_one_way_by_id(by.member, ring=ring)
        this = (kind, in_one_way(kind, said))
        act.about = next((id_ for id_, one in mine.items() if one == this), "")
        if act.about:
            return act.about
        await _refuse_too_many(by, len(mine))
        exclusion = Exclusion(member=by.member, kind=kind, said=ring.seal(said, of=by.member), created_at=clock.now())
        await Exclusion.insert(exclusion)
        await say_no_where_apart(by)
        await put_away_chats(by.member)
        act.about = exclusion.id
        return exclusion.id


async def take_back(exclusion: str, *, by: Person, once: str) -> None:
    """It is asked for inside, since of a repeated act the record is gone."""
    async with audit.act("exclusions.take_back", by=by, once=once, about=exclusion) as act:
        if not act.repeated:
            await Exclusion.delete().where(Exclusion.id == await own_exclusion(by, exclusion))


async def block(other: str, *, by: Person, once: str) -> str:
    """They want nothing from this member, whom they have met here: from now on, and until they take it back. Said of
    the same one twice it is there once. Returns its id.

    Who the other is stands in nothing that is written down about the act.
    """
    async with audit.act("exclusions.block", by=by, once=once and f"{once}.{other}") as act:
        if not act.repeated:
            act.about = await _block(other, by=by, at=clock.now())
        return act.about


async def block_within(other: str, *, by: Person, at: datetime) -> str:
    """The same as a part of another act, inside its transaction. Returns its id."""
    blocked = await _block(other, by=by, at=at)
    await audit.note("exclusions.block", by=by.account, about=blocked)
    return blocked


async def unblock(block: str, *, by: Person, once: str) -> None:
    """What the other wrote meanwhile is there from now on. Asked for inside, as `take_back` is."""
    async with audit.act("exclusions.unblock", by=by, once=once, about=block) as act:
        if not act.repeated:
            await Block.delete().where(Block.id == await own_block(by, block))


async def _block(other: str, *, by: Person, at: datetime) -> str:
    """What both do. Whoever is just asked about the other has said no by it, as by an exclusion."""
    if other == by.member:
        raise NotFound
    if there := await block_of(by.member, other):
        return there
    fresh = Block(member=by.member, other=other, created_at=at)
    await Block.insert(fresh)
    await say_no_where_apart(by)
    await put_away_chats(by.member)
    return fresh.id


async def change_details(*, by: Person, phone: str, email: str) -> None:
    """As `note_details`, for the member. What is open stays as it is, whoever has excluded this number or address:
    what followed at once would tell. Refused in words where it is changed too often to be for talking."""
    before = await details_of(by.member)
    marks = await _marks(phone, email)
    changed = [kind for kind in (PHONE, EMAIL) if before.get(kind) != marks.get(kind)]
    if not changed:
        return
    if await changes_since(by.account, clock.now() - A_DAY) >= CHANGES_A_DAY:
        raise NotAsTyped(TOO_OFTEN, changed[0])
    await _note(by.member, marks)
    await audit.note("members.change_details", by=by.account)
    await put_away_chats(by.member)


async def note_details(member: str, *, phone: str, email: str) -> None:
    """What the member can be found by from now on, in place of what was noted before.

    Call it inside the transaction that changes the details.
    """
    await _note(member, await _marks(phone, email))


async def _marks(phone: str, email: str) -> dict[str, str]:
    marker = await sealed.marker_to_write()
    return {
        kind: marker.mark(kind, written)
        for kind, detail in ((PHONE, phone), (EMAIL, email))
        if (written := in_one_way(kind, detail))
    }


async def _note(member: str, marks: dict[str, str]) -> None:
    await Detail.delete().where(Detail.member == member)
    if marks:
        await Detail.insert(*(Detail(member=member, kind=kind, mark=mark) for kind, mark in marks.items()))


async def _refuse_too_many(by: Person, there: int) -> None:
    """A few at a time: a list that is tried out would tell who is here."""
    if there >= MOST:
        raise NotAsTyped(ENOUGH, "said")
    if await new_since(by.account, clock.now() - A_DAY) >= NEW_A_DAY:
        raise NotAsTyped(ENOUGH_TODAY, "said")


async def put_away_chats(member: str) -> None:
    """A notice about a chat that is hidden now leads nowhere, and would name its author. Always three statements.

    Call it inside the transaction of the act that keeps them apart.
    """
    told = await Notice.select(Notice.id, Notice.member, Notice.whose).where(
        (Notice.member == member) | (Notice.whose == member), Notice.kind.is_in(CHATS), Notice.seen_at.is_null()
    )
    hidden = await kept_from(member, {row[side] for row in told for side in ("member", "whose")})
    over = [row["id"] for row in told if not hidden.isdisjoint({row["member"], row["whose"]})]
    await Notice.update({Notice.seen_at: clock.now()}).where(Notice.id.is_in([*over, NOBODY]))
