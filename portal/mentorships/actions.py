"""A mentorship begins, is found, is asked about, pauses and goes on, is being ended, and is over."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from piccolo.columns import Column

from portal import audit, clock, sealed
from portal.enrolments.actions import put_back, rest
from portal.errors import NotPossible
from portal.members.queries import means_of
from portal.mentorships.prompts import IN_TOUCH
from portal.mentorships.queries import Talk, chose_a_stand_in, others_beside, talk_by_id, today_of, wish_for_a_mentor
from portal.mentorships.rules import (
    ACTIVE,
    CHANGED,
    ENDED,
    ENDING,
    GO_ON_ALREADY,
    GOODBYE_SAID,
    OCCUPYING,
    PAUSED,
    PAUSED_ALREADY,
    move,
    why_not_paused_until,
    why_not_resumed,
    why_not_sooner,
)
from portal.mentorships.stories import note_prompt
from portal.mentorships.tables import Mentorship, Side
from portal.notices.actions import put_away, put_away_all, tell
from portal.person import Person
from portal.plans.in_a_pause import take_off
from portal.proposals.closing import withdraw_of_enrolment
from portal.proposals.queries import open_of_enrolment
from portal.web import streams

Values = dict[Column | str, Any]


async def begin(*, proposal: str, mentor: str, mentee: str, group: str, by: str, at: datetime) -> str:
    """Called inside the transaction in which the second yes is said; tells both. Returns its id.

    They begin with the ways to talk that each has ticked of themselves."""
    begun = Mentorship(proposal=proposal, mentor=mentor, mentee=mentee, group=group, state=ACTIVE, began_at=at)
    await Mentorship.insert(begun)
    means = await means_of(mentor, mentee)
    await Side.insert(*(Side(mentorship=begun.id, member=one, ways=means[one]) for one in (mentor, mentee)))
    await tell(mentor, mentee, kind="matched", about=begun.id, whose={mentor: mentee, mentee: mentor})
    await audit.note("mentorships.begin", by=by, about=begun.id)
    return begun.id


async def insist_it_goes_on(talk: Talk) -> Talk:
    """Read again inside the act's own transaction: a goodbye may have been said since the page was opened."""
    now_is = await talk_by_id(talk.id, me=talk.me)
    if now_is is None or not now_is.goes_on:
        raise NotPossible(GOODBYE_SAID if now_is and now_is.is_ending else CHANGED)
    return now_is


async def found(talk: str, at: datetime) -> None:
    """The first sign that they found each other: said, written, logged or planned. Any later one changes nothing.

    Call it inside the transaction of the act that shows it."""
    first = (
        await Mentorship.update({Mentorship.found_at: at})
        .where(Mentorship.id == talk, Mentorship.found_at.is_null(), Mentorship.state.is_in(list(OCCUPYING)))
        .returning(Mentorship.mentor, Mentorship.mentee)
    )
    for row in first:
        for side in (row["mentor"], row["mentee"]):
            await put_away("found", talk, member=side)
            await put_away("matched", talk, member=side)


async def ask_whether_it_feels_right(talk: str, *, at: datetime) -> bool:
    """Each is asked, alone: after the first check-in, or by the clock. Once in all; says whether this was it.

    Call it inside the transaction of the act it follows from."""
    asked = (
        await Mentorship.update({Mentorship.feels_asked_at: at})
        .where(Mentorship.id == talk, Mentorship.feels_asked_at.is_null(), Mentorship.state.is_in(list(OCCUPYING)))
        .returning(Mentorship.mentor, Mentorship.mentee)
    )
    for row in asked:
        mentor, mentee = row["mentor"], row["mentee"]
        await tell(mentor, mentee, kind="feels", about=talk, whose={mentor: mentee, mentee: mentor})
    return bool(asked)


async def pause(talk: Talk, *, by: Person, until: date, word: str, once: str) -> None:
    """Either of the two, until a day (the first on which they go on), with a word for the other. Nothing is lost; and
    nobody new is suggested to the mentee by it: for that they choose somebody else meanwhile."""
    async with audit.act("mentorships.pause", by=by, once=once, about=talk.id) as act:
        if act.repeated:
            return
        now = clock.now()
        if sentence := why_not_paused_until(until, by.today(now)):
            raise NotPossible(sentence)
        await _insist_on(ACTIVE, talk, otherwise=PAUSED_ALREADY)
        word_sealed = (await sealed.ring_to_write(by.member)).seal(word, of=by.member)
        said: Values = {Mentorship.paused_by: by.member, Mentorship.paused_at: now, Mentorship.pause_word: word_sealed}
        await _move(talk.id, ACTIVE, move(ACTIVE, PAUSED), {**said, Mentorship.paused_until: until})
        await Side.update({Side.meanwhile: ""}).where(Side.mentorship == talk.id)
        await rest(talk.mentee, talk.group)
        await put_away("resumed", talk.id, member=talk.other)
        first_day = datetime.combine(until, time(), ZoneInfo(by.zone))
        await take_off(talk.id, talk.me, talk.other, now=now, until=first_day)
        await tell(talk.other, kind="paused", about=talk.id, whose={talk.other: by.member})
    streams.tell(talk.id)


async def resume(talk: Talk, *, by: Person, once: str) -> None:
    """Whoever asked for it. Where the mentee chose to have somebody else meanwhile, the mentee alone, once those talks
    do not go on; whoever they are just being asked about is not asked any more."""
    async with audit.act("mentorships.resume", by=by, once=once, about=talk.id) as act:
        if act.repeated:
            return
        now = clock.now()
        paused = await _insist_on(PAUSED, talk, otherwise=GO_ON_ALREADY)
        others, asked = await beside(talk.id, talk.mentee, talk.group)
        theirs = asked or await chose_a_stand_in(talk.id)
        sentence = why_not_resumed(talk.role, others, theirs=theirs, mentee=talk.mentee_name)
        may, until = paused.may_go_on or theirs or bool(others), await today_of(paused.paused_by, now)
        if sentence := sentence or why_not_sooner(paused.paused_until, until, may=may, other=talk.other_name):
            raise NotPossible(sentence)
        mentor, mentee = talk.mentor, talk.mentee
        await go_on(talk.id, mentor=mentor, mentee=mentee, group=talk.group, by=by.account, until=until)
        await say_they_are_in_touch(talk.id, now)
        await tell(talk.other, kind="resumed", about=talk.id, whose={talk.other: by.member})
    streams.tell(talk.id)


async def go_on(talk: str, *, mentor: str, mentee: str, group: str, by: str, until: date) -> None:
    """From a pause, `until` the day it ended. Called inside the transaction of whoever ends it."""
    await _move(talk, PAUSED, move(PAUSED, ACTIVE), {Mentorship.paused_until: until})
    await Side.update({Side.meanwhile: ""}).where(Side.mentorship == talk)
    await put_back(mentee, group)
    if wish := await wish_for_a_mentor(mentee, group):
        await withdraw_of_enrolment(wish, by=by)
    for side in (mentor, mentee):
        await put_away("paused", talk, member=side)


async def beside(talk: str, mentee: str, group: str) -> tuple[dict[str, str], bool]:
    """Who is there for the mentee meanwhile, as `others_beside` says it, and whether they are being asked about one."""
    wish = await wish_for_a_mentor(mentee, group)
    now = clock.now()
    asked = [row for row in await open_of_enrolment(wish) if row["closes_at"] > now] if wish else []
    return await others_beside(talk, mentee, group), bool(asked)


async def say_they_are_in_touch(talk: str, now: datetime) -> None:
    """A sign of life that leaves no other trace; several on one day are one. Inside the transaction of the act."""
    began_at = (await Mentorship.select(Mentorship.began_at).where(Mentorship.id == talk))[0]["began_at"]
    await note_prompt(talk, (IN_TOUCH, (now - began_at).days), now)
    await found(talk, now)


async def _insist_on(state: str, talk: Talk, *, otherwise: str) -> Talk:
    """Read again inside the act's own transaction."""
    now_is = await insist_it_goes_on(talk)
    if now_is.state != state:
        raise NotPossible(otherwise)
    return now_is


async def start_ending(talk: str, *, state: str, closes_at: datetime) -> None:
    """After the first goodbye: the page can be read until `closes_at`, and nothing new is written but the answer. What
    was news is none any more, but for words that nobody has read yet; tell after it."""
    await put_away_all(talk, but=["message"])
    await _move(talk, state, move(state, ENDING), {Mentorship.closes_at: closes_at})


async def end(talk: str, *, state: str, at: datetime) -> None:
    """From now on its page is not there, and nothing on Home leads to it."""
    await stop(talk, state=state, how="goodbye", at=at)


async def stop(talk: str, *, state: str, how: str, at: datetime) -> None:
    """It ends at once, from whatever state it was in. `how`: goodbye, without (one) or closed.

    Call it inside the transaction of the act that ends it; what leads to the talk is put away first, so tell after."""
    await put_away_all(talk)
    await _move(talk, state, move(state, ENDED), {Mentorship.ended_at: at, Mentorship.ended_how: how})


async def _move(talk: str, state: str, to: str, also: Values) -> None:
    moved = (
        await Mentorship.update({Mentorship.state: to, **also})
        .where(Mentorship.id == talk, Mentorship.state == state)
        .returning(Mentorship.id)
    )
    if not moved:
        raise NotPossible(CHANGED)
