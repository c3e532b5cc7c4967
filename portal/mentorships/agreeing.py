"""What each side of a pair says of how they talk, whether they found each other, and how it is for them."""

from piccolo.columns.combination import Where

from portal import audit, clock, sealed
from portal.concerns.actions import tell_of_talk
from portal.errors import NotPossible
from portal.members.queries import means_of
from portal.members.rules import listed, stored
from portal.mentorships.actions import Values, found, insist_it_goes_on, say_they_are_in_touch
from portal.mentorships.prompts import NOT_YET
from portal.mentorships.queries import Talk
from portal.mentorships.rules import CHANGED, FOUND_ALREADY, NOT_A_WAY_OF_YOURS
from portal.mentorships.stories import note_prompt
from portal.mentorships.tables import Mentorship, Side
from portal.notices.actions import put_away, tell
from portal.person import Person
from portal.web import streams


async def agree(talk: Talk, *, by: Person, often: str, first_by: str, once: str) -> None:
    """They have read what these talks are and are not, and say how often they hope to talk, and who writes first while
    nobody has yet. The other hears of it where something is another than it was."""
    async with audit.act("mentorships.agree", by=by, once=once, about=talk.id) as act:
        if act.repeated:
            return
        now_is = await insist_it_goes_on(talk)
        for kind in ("beginning", "matched"):
            await put_away(kind, talk.id, member=by.member)
        if now_is.mine.agreed_at is None:
            await Side.update({Side.agreed_at: clock.now()}).where(*_mine(talk))
        await Side.update({Side.often: often}).where(*_mine(talk))
        still_open = now_is.found_at is None and first_by and first_by != now_is.first_by
        if still_open:
            await Mentorship.update({Mentorship.first_by: first_by}).where(
                Mentorship.id == talk.id, Mentorship.found_at.is_null()
            )
        if still_open or (often and often != now_is.mine.often):
            await tell(talk.other, kind="beginning", about=talk.id, whose={talk.other: by.member})


async def choose_ways(talk: Talk, *, by: Person, ways: list[str], once: str) -> None:
    """What one takes away holds at once. What the other has not ticked is offered to them, and they hear so."""
    async with audit.act("mentorships.choose_ways", by=by, once=once, about=talk.id) as act:
        if not act.repeated:
            now_is = await insist_it_goes_on(talk)
            await _keep_ways(talk, ways)
            offered = set(ways) - set(now_is.mine.agreed_ways) - set(now_is.theirs.agreed_ways)
            if offered:
                await put_away("ways", talk.id, member=talk.other)
                await tell(talk.other, kind="ways", about=talk.id, whose={talk.other: by.member})
    streams.tell(talk.id)


async def add_way(talk: Talk, *, by: Person, way: str, once: str) -> None:
    """One tap: yes to a way that the other has offered."""
    async with audit.act("mentorships.add_way", by=by, once=once, about=talk.id) as act:
        if not act.repeated:
            now_is = await insist_it_goes_on(talk)
            if way not in now_is.theirs.agreed_ways:
                raise NotPossible(CHANGED)
            await _keep_ways(talk, [*now_is.mine.agreed_ways, way])
    streams.tell(talk.id)


async def wish(talk: Talk, *, by: Person, said: str, once: str) -> None:
    """What a mentee would like of the next talk; their mentor reads it."""
    async with audit.act("mentorships.wish", by=by, once=once, about=talk.id) as act:
        if not act.repeated:
            await insist_it_goes_on(talk)
            await Side.update({Side.wish: said}).where(*_mine(talk))
            await put_away("matched", talk.id, member=by.member)


async def feel(talk: Talk, *, by: Person, said: str, once: str) -> None:
    """Whether it feels right: sealed, and nobody else ever reads it. That somebody else is wished for is told by the
    ending that follows from it, not by this."""
    async with audit.act("mentorships.feel", by=by, once=once, about=talk.id) as act:
        if not act.repeated:
            await insist_it_goes_on(talk)
            ring = await sealed.ring_to_write(by.member)
            values: Values = {Side.feels: ring.seal(said, of=by.member), Side.feels_at: clock.now()}
            await Side.update(values).where(*_mine(talk))
            await put_away("feels", talk.id, member=by.member)


async def say_found(talk: Talk, *, by: Person, once: str) -> None:
    async with audit.act("mentorships.say_found", by=by, once=once, about=talk.id) as act:
        if not act.repeated:
            await insist_it_goes_on(talk)
            await found(talk.id, clock.now())


async def say_not_yet(talk: Talk, *, by: Person, once: str) -> None:
    """Nothing has come: whoever runs the group hears it, once from each of the two, and looks after it."""
    async with audit.act("mentorships.say_not_yet", by=by, once=once, about=talk.id) as act:
        if act.repeated:
            return
        now_is, now = await insist_it_goes_on(talk), clock.now()
        if now_is.found_at is not None:
            raise NotPossible(FOUND_ALREADY)
        await put_away("found", talk.id, member=by.member)
        if await note_prompt(talk.id, (NOT_YET, 1 if talk.role == "mentor" else 2), now):
            await tell_of_talk(talk, by=by, kind="no_word", words="", at=now)


async def say_still_in_touch(talk: Talk, *, by: Person, once: str) -> None:
    async with audit.act("mentorships.say_still_in_touch", by=by, once=once, about=talk.id) as act:
        if not act.repeated:
            await insist_it_goes_on(talk)
            await say_they_are_in_touch(talk.id, clock.now())
            for kind in ("still", "good_for_both"):
                await put_away(kind, talk.id, member=by.member)


async def _keep_ways(talk: Talk, ways: list[str]) -> None:
    """Only those by which they let themselves be reached at all."""
    own = listed((await means_of(talk.me))[talk.me])
    if any(way not in own for way in ways):
        raise NotPossible(NOT_A_WAY_OF_YOURS)
    await Side.update({Side.ways: stored(ways)}).where(*_mine(talk))
    for kind in ("ways", "matched"):
        await put_away(kind, talk.id, member=talk.me)


def _mine(talk: Talk) -> tuple[Where, Where]:
    return Side.mentorship == talk.id, Side.member == talk.me
