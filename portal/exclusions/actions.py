"""Somebody asks never to be put together with somebody; what oneself can be found by.

Whether it was found to mean anybody is nowhere answered, written down or counted.
"""

from portal import audit, clock, sealed
from portal.errors import NotPossible
from portal.exclusions.access import own_exclusion
from portal.exclusions.queries import kept_from, marks_of_name
from portal.exclusions.rules import EMAIL, ENOUGH, MOST, NAME, PHONE, in_one_way
from portal.exclusions.tables import Detail, Exclusion
from portal.notices.tables import Notice
from portal.person import Person
from portal.proposals.actions import withdraw_kept_apart

CHATS = ["chat_reply", "chat_taken"]
NOBODY = ""  # no record has this id


async def exclude(*, by: Person, kind: str, said: str, once: str) -> str:
    """Holds from now on, both ways. The same thing said twice is there once. Returns its id."""
    async with audit.act("exclusions.exclude", by=by, once=once) as act:
        if act.repeated:
            return act.about
        mark, first = _marks(kind, said, await sealed.marker_to_write())
        mine = await Exclusion.select(Exclusion.id, Exclusion.kind, Exclusion.mark).where(Exclusion.member == by.member)
        act.about = next((row["id"] for row in mine if (row["kind"], row["mark"]) == (kind, mark)), "")
        if act.about:
            return act.about
        if len(mine) >= MOST:
            raise NotPossible(ENOUGH)
        ring = await sealed.ring_to_write(by.member)
        exclusion = Exclusion(
            member=by.member,
            kind=kind,
            said=ring.seal(said, of=by.member),
            mark=mark,
            first_mark=first,
            created_at=clock.now(),
        )
        await Exclusion.insert(exclusion)
        await _part(by)
        act.about = exclusion.id
        return exclusion.id


async def take_back(exclusion: str, *, by: Person, once: str) -> None:
    """It is asked for inside, since of a repeated act the record is gone."""
    async with audit.act("exclusions.take_back", by=by, once=once, about=exclusion) as act:
        if not act.repeated:
            await Exclusion.delete().where(Exclusion.id == await own_exclusion(by, exclusion))


async def change_details(*, by: Person, phone: str, email: str) -> None:
    """As `note_details`, and somebody may have excluded this very number or address before."""
    await note_details(by.member, phone=phone, email=email)
    await _part(by)


async def note_details(member: str, *, phone: str, email: str) -> None:
    """What the member can be found by from now on, in place of what was noted before.

    Call it inside the transaction that changes the details.
    """
    marker = await sealed.marker_to_write()
    await Detail.delete().where(Detail.member == member)
    noted = [
        Detail(member=member, kind=kind, mark=marker.mark(kind, written))
        for kind, detail in ((PHONE, phone), (EMAIL, email))
        if (written := in_one_way(kind, detail))
    ]
    if noted:
        await Detail.insert(*noted)


def _marks(kind: str, said: str, marker: sealed.Marker) -> tuple[str, str]:
    return marks_of_name(said, marker) if kind == NAME else (marker.mark(kind, in_one_way(kind, said)), "")


async def _part(member: Person) -> None:
    """What follows where two are kept apart from now on; for all others it comes to nothing."""
    await withdraw_kept_apart(member.member, by=audit.BY_THE_CLOCK)  # nobody reads there whose act it was
    await _put_away_chats(member.member)


async def _put_away_chats(member: str) -> None:
    """A notice about a chat that is hidden now leads nowhere, and would name its author. Always three statements."""
    told = await Notice.select(Notice.id, Notice.member, Notice.whose).where(
        (Notice.member == member) | (Notice.whose == member), Notice.kind.is_in(CHATS), Notice.seen_at.is_null()
    )
    hidden = await kept_from(member, {row[side] for row in told for side in ("member", "whose")})
    over = [row["id"] for row in told if not hidden.isdisjoint({row["member"], row["whose"]})]
    await Notice.update({Notice.seen_at: clock.now()}).where(Notice.id.is_in([*over, NOBODY]))
