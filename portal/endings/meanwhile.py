"""What a mentee would like while their mentor takes a long pause: to wait, someone else until then, or someone new."""

from portal import audit
from portal.endings.rules import NOTHING_TO_CHOOSE, STAND_IN, WAIT, can_choose_meanwhile
from portal.enrolments.actions import put_back, rest
from portal.errors import NotPossible
from portal.mentorships.queries import Talk, talk_by_id
from portal.mentorships.tables import Side
from portal.person import Person
from portal.proposals.closing import withdraw_of_enrolment


def may_choose(talk: Talk) -> bool:
    since = talk.paused_at.date() if talk.paused_at else None
    by_me = talk.paused_by == talk.me
    return can_choose_meanwhile(talk.role, talk.state, by_me, since, talk.paused_until)


async def choose_meanwhile(talk: Talk, *, by: Person, choice: str, once: str) -> None:
    """Someone else until then: their place in the queue is the one they had, and these talks stay paused until they
    choose otherwise. To wait: nobody is suggested to them. Someone new begins with a goodbye, which is its own act.

    The mentor is not told: it is not about them.
    """
    async with audit.act("endings.choose_meanwhile", by=by, once=once, about=talk.id) as act:
        if act.repeated:
            return
        current = await talk_by_id(talk.id, me=talk.me)
        if current is None or not may_choose(current):
            raise NotPossible(NOTHING_TO_CHOOSE)
        await Side.update({Side.meanwhile: choice}).where(Side.mentorship == talk.id, Side.member == talk.me)
        if choice == STAND_IN:
            await put_back(talk.me, talk.group)
        if choice == WAIT:
            for enrolment in await rest(talk.me, talk.group):
                await withdraw_of_enrolment(enrolment, by=by.account)
