"""Putting two people before each other, and what their two private answers come to."""

from datetime import datetime
from typing import Any

from portal import audit, clock, sealed
from portal.database import write_transaction
from portal.enrolments import queries as enrolments
from portal.errors import NotFound, NotPossible
from portal.mentorships.actions import begin
from portal.person import Person
from portal.proposals import access, queries, rules
from portal.proposals.closing import close, close_what_is_over, two_yeses, withdraw_of_enrolment
from portal.proposals.refusing import the_two
from portal.proposals.sharing import in_common
from portal.proposals.tables import Proposal

__all__ = ["answer", "lapse_due", "propose", "reopen", "withdraw", "withdraw_of_enrolment"]


async def propose(*, mentee: str, mentor: str, note: str, by: Person, once: str) -> str:
    """Asks both at once. `mentee` is an enrolment's id, `mentor` an availability's. Returns the proposal's id.

    Refuses in words; whoever does not run the mentee's group finds neither of the two.
    """
    async with audit.act("proposals.propose", by=by, once=once) as act:
        if act.repeated:
            return act.about
        now = clock.now()
        await close_what_is_over(now)
        waiting, offering = await _both(mentee, mentor, by)
        one, other, known = await the_two(waiting, offering, by, now)
        ring = await sealed.ring_to_write(by.member, one.member)
        proposal = Proposal(
            mentee=mentee,
            mentor=mentor,
            group=waiting["group"],
            proposed_by=by.member,
            note=ring.seal(note, of=by.member),
            in_common=ring.seal(in_common(one, other, known.asked), of=one.member),
            opened_at=now,
            closes_at=now + rules.LASTS,
        )
        await Proposal.insert(proposal)
        act.about = proposal.id
        return proposal.id


async def answer(proposal: str, *, by: Person, said: str, reason: str, once: str) -> str:
    """One side answers, alone. Both are told when both have answered. Returns the state the members read."""
    async with audit.act("proposals.answer", by=by, once=once, about=proposal) as act:
        now = clock.now()
        await close_what_is_over(now)
        row = await queries.row_by_id(proposal)
        if row is None:
            raise NotFound
        if act.repeated:
            return rules.shown(row["state"], row["closes_at"], now)
        side = _side_of(row, by)
        if not rules.can_answer(row["state"], row["closes_at"], row[f"{side}_answer"], now):
            raise NotPossible(rules.CHANGED)
        outcome = rules.outcome(said, row[f"{_other(side)}_answer"])
        await _write_answer(proposal, side, said, reason if said == rules.NO else "", by=by)
        if outcome == rules.MATCHED:
            outcome = await two_yeses(row, by=by)
        if outcome != rules.OPEN:
            await close(row, outcome, at=now)
        if outcome == rules.MATCHED:
            await begin(
                proposal=proposal,
                mentor=row["mentor"],
                mentee=row["mentee"],
                group=row["group"],
                by=by.account,
                at=now,
            )
        return rules.shown(outcome, row["closes_at"], now)


async def withdraw(proposal: str, *, by: Person, once: str) -> None:
    """The facilitator closes it sooner. To the two it reads as any other not-this-time."""
    async with audit.act("proposals.withdraw", by=by, once=once, about=proposal) as act:
        if act.repeated:
            return
        await close_what_is_over(clock.now())
        row = await access.proposal_on_the_desk(by, proposal)
        await close(row, rules.WITHDRAWN, at=clock.now())


async def reopen(proposal: str, *, by: Person, once: str) -> None:
    """Whoever said no takes it back, and nobody is told: the two can be put before each other again, once neither of
    them has a no left that stands."""
    async with audit.act("proposals.reopen", by=by, once=once, about=proposal) as act:
        if act.repeated:
            return
        now = clock.now()
        await close_what_is_over(now)
        asked = await queries.asked_by_id(proposal, me=by.member)
        if asked is None:
            raise NotFound
        if not asked.can_reopen(now):
            raise NotPossible(rules.CHANGED)
        column = Proposal.mentor_reopened if asked.role == "mentor" else Proposal.mentee_reopened
        await Proposal.update({column: True}).where(Proposal.id == proposal)


async def lapse_due(now: datetime) -> int:
    """The clock's act: closes every proposal whose week is over. Returns how many."""
    async with write_transaction():
        return await close_what_is_over(now)


async def _both(mentee: str, mentor: str, by: Person) -> tuple[dict[str, Any], dict[str, Any]]:
    waiting, offering = await enrolments.enrolment(mentee), await enrolments.availability(mentor)
    if waiting is None or offering is None or not by.runs(waiting["group"]):
        raise NotFound
    return waiting, offering


def _side_of(row: dict[str, Any], by: Person) -> str:
    for side in ("mentor", "mentee"):
        if row[side] == by.member:
            return side
    raise NotFound


def _other(side: str) -> str:
    return "mentee" if side == "mentor" else "mentor"


async def _write_answer(proposal: str, side: str, said: str, reason: str, *, by: Person) -> None:
    ring = await sealed.ring_to_write(by.member)
    answer_column, reason_column = (
        (Proposal.mentor_answer, Proposal.mentor_reason)
        if side == "mentor"
        else (Proposal.mentee_answer, Proposal.mentee_reason)
    )
    written = (
        await Proposal.update({answer_column: said, reason_column: ring.seal(reason, of=by.member)})
        .where(Proposal.id == proposal, Proposal.state == rules.OPEN, answer_column == rules.NONE)
        .returning(Proposal.id)
    )
    if not written:
        raise NotPossible(rules.CHANGED)
