"""Marking a milestone, changing it for a day; the other says what they saw; a mentor's moments of their own."""

from datetime import date, datetime

from portal import audit, clock, sealed
from portal.errors import NotPossible
from portal.mentorships.actions import insist_it_goes_on
from portal.mentorships.queries import Talk
from portal.milestones import access
from portal.milestones.rules import SAID_ALREADY, TIME_TO_CHANGE, TOO_LATE
from portal.milestones.tables import Milestone, OwnMoment
from portal.notices.actions import take_back as take_notice_back
from portal.notices.actions import tell
from portal.person import Person


async def mark(talk: Talk, *, by: Person, words: str, day: date, once: str, is_hard: bool = False) -> str:
    """Returns the milestone's id."""
    async with audit.act("milestones.mark", by=by, once=once) as act:
        if act.repeated:
            return act.about
        await insist_it_goes_on(talk)
        ring = await sealed.ring_to_write(by.member)
        milestone = Milestone(
            mentorship=talk.id,
            author=by.member,
            day=day,
            is_hard=is_hard,
            words=ring.seal(words, of=by.member),
            created_at=clock.now(),
        )
        await Milestone.insert(milestone)
        await tell(talk.other, kind="milestone", about=talk.id, whose={talk.other: by.member})
        act.about = milestone.id
        return milestone.id


async def correct(
    talk: Talk, milestone: str, *, by: Person, words: str, day: date, once: str, is_hard: bool = False
) -> None:
    """By whoever marked it, for a day. What the other saw in it stays."""
    async with audit.act("milestones.correct", by=by, once=once, about=milestone) as act:
        if act.repeated:
            return
        await insist_it_goes_on(talk)
        ring = await sealed.ring_to_write(by.member)
        written = (
            await Milestone.update(
                {Milestone.words: ring.seal(words, of=by.member), Milestone.day: day, Milestone.is_hard: is_hard}
            )
            .where(Milestone.id == milestone, Milestone.mentorship == talk.id, Milestone.author == by.member)
            .where(Milestone.created_at >= clock.now() - TIME_TO_CHANGE)
            .returning(Milestone.id)
        )
        if not written:
            raise NotPossible(TOO_LATE)


async def take_back(talk: Talk, milestone: str, *, by: Person, once: str) -> None:
    """By whoever marked it, for a day: it is gone, and so is the word of it.

    It is asked for inside, since of a repeated act the record is gone."""
    async with audit.act("milestones.take_back", by=by, once=once, about=milestone) as act:
        if act.repeated:
            return
        await insist_it_goes_on(talk)
        marked_at: datetime = (await access.my_milestone(talk, milestone)).created_at
        if marked_at < clock.now() - TIME_TO_CHANGE:
            raise NotPossible(TOO_LATE)
        await Milestone.delete().where(Milestone.id == milestone)
        await take_notice_back("milestone", talk.id, member=talk.other, told_at=marked_at)


async def say_what_you_saw(talk: Talk, milestone: str, *, by: Person, saw: str, once: str) -> None:
    """Once, by the side that did not mark it. The writer seals it with their own key."""
    async with audit.act("milestones.say_what_you_saw", by=by, once=once, about=milestone) as act:
        if act.repeated:
            return
        await insist_it_goes_on(talk)
        ring = await sealed.ring_to_write(by.member)
        written = (
            await Milestone.update({Milestone.saw: ring.seal(saw, of=by.member), Milestone.saw_at: clock.now()})
            .where(Milestone.id == milestone, Milestone.mentorship == talk.id)
            .where(Milestone.author == talk.other, Milestone.saw_at.is_null())
            .returning(Milestone.id)
        )
        if not written:
            raise NotPossible(SAID_ALREADY)
        await tell(talk.other, kind="saw", about=talk.id, whose={talk.other: by.member})


async def keep_own(*, by: Person, words: str, day: date, once: str) -> str:
    """A mentor's moment of their own. Nobody is told. Returns its id."""
    async with audit.act("milestones.keep_own", by=by, once=once) as act:
        if act.repeated:
            return act.about
        ring = await sealed.ring_to_write(by.member)
        moment = OwnMoment(member=by.member, day=day, words=ring.seal(words, of=by.member), created_at=clock.now())
        await OwnMoment.insert(moment)
        act.about = moment.id
        return moment.id


async def correct_own(moment: str, *, by: Person, words: str, day: date, once: str) -> None:
    """Whenever they like: it is theirs alone."""
    async with audit.act("milestones.correct_own", by=by, once=once, about=moment) as act:
        if not act.repeated:
            await access.own_moment(by, moment)
            ring = await sealed.ring_to_write(by.member)
            await OwnMoment.update({OwnMoment.words: ring.seal(words, of=by.member), OwnMoment.day: day}).where(
                OwnMoment.id == moment
            )


async def remove_own(moment: str, *, by: Person, once: str) -> None:
    """It is asked for inside, since of a repeated act the record is gone."""
    async with audit.act("milestones.remove_own", by=by, once=once, about=moment) as act:
        if not act.repeated:
            await access.own_moment(by, moment)
            await OwnMoment.delete().where(OwnMoment.id == moment)
