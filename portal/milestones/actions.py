"""Marking a milestone; the other says what they saw."""

from datetime import date

from portal import audit, clock, sealed
from portal.errors import NotPossible
from portal.mentorships.actions import insist_it_goes_on
from portal.mentorships.queries import Talk
from portal.milestones.rules import SAID_ALREADY
from portal.milestones.tables import Milestone
from portal.notices.actions import tell
from portal.person import Person


async def mark(talk: Talk, *, by: Person, words: str, day: date, once: str) -> str:
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
            words=ring.seal(words, of=by.member),
            created_at=clock.now(),
        )
        await Milestone.insert(milestone)
        await tell(talk.other, kind="milestone", about=talk.id, whose={talk.other: by.member})
        act.about = milestone.id
        return milestone.id


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
