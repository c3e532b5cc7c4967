"""Somebody asks never to be put together with somebody; what oneself can be found by.

Whether it was found to mean anybody is nowhere answered or counted.
"""

from portal import audit, clock, sealed
from portal.errors import NotAsTyped
from portal.exclusions.access import own_exclusion
from portal.exclusions.queries import changes_since, details_of, in_one_way_by_id, kept_from, new_since
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
from portal.exclusions.tables import Detail, Exclusion
from portal.notices.tables import Notice
from portal.person import Person
from portal.proposals.closing import say_no_where_apart

CHATS = ["chat_reply", "chat_taken"]
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
