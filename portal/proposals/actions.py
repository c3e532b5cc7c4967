"""Putting two people before each other, and what their two private answers come to."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from portal import audit, clock, sealed
from portal.database import write_transaction
from portal.enrolments import queries as enrolments
from portal.enrolments.rules import is_paused, places_left
from portal.errors import NotFound, NotPossible
from portal.groups.queries import is_current
from portal.mentorships import queries as mentorships
from portal.mentorships.actions import begin
from portal.notices.actions import tell
from portal.person import Person
from portal.proposals import access, queries, rules
from portal.proposals.tables import Proposal


async def propose(*, mentee: str, mentor: str, note: str, by: Person, once: str) -> str:
    """Asks both at once. `mentee` is an enrolment's id, `mentor` an availability's. Returns the proposal's id.

    Refuses in words; whoever does not run the mentee's group finds neither of the two.
    """
    async with audit.act("proposals.propose", by=by, once=once) as act:
        if act.repeated:
            return act.about
        now = clock.now()
        await _close_what_is_over(now)
        waiting, offering = await _both(mentee, mentor, by)
        await _refuse_what_cannot_be(waiting, offering, by, now)
        ring = await sealed.ring_to_write(by.member)
        proposal = Proposal(
            mentee=mentee,
            mentor=mentor,
            group=waiting["group"],
            proposed_by=by.member,
            note=ring.seal(note, of=by.member),
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
        await _close_what_is_over(now)
        row = await queries.row_by_id(proposal)
        if row is None:
            raise NotFound
        if act.repeated:
            return rules.shown(row["state"], row["closes_at"], now)
        side = _side_of(row, by)
        if not rules.can_answer(row["state"], row["closes_at"], row[f"{side}_answer"], now):
            raise NotPossible(rules.CHANGED)
        outcome = rules.outcome(said, row[f"{_other(side)}_answer"])
        await _write_answer(proposal, side, said, reason, by=by)
        if outcome != rules.OPEN:
            await _close(row, outcome, at=now)
        if outcome == rules.MATCHED:
            await begin(
                proposal=proposal,
                mentor=row["mentor"],
                mentee=row["mentee"],
                group=row["group"],
                by=by.account,
                at=now,
            )
        return outcome


async def withdraw(proposal: str, *, by: Person, once: str) -> None:
    """The facilitator closes it sooner. To the two it reads as any other not-this-time."""
    async with audit.act("proposals.withdraw", by=by, once=once, about=proposal) as act:
        if act.repeated:
            return
        await _close_what_is_over(clock.now())
        row = await access.proposal_on_the_desk(by, proposal)
        await _close(row, rules.WITHDRAWN, at=clock.now())


async def lapse_due(now: datetime) -> int:
    """The clock's act: closes every proposal whose week is over. Returns how many."""
    async with write_transaction():
        return await _close_what_is_over(now)


async def _close_what_is_over(now: datetime) -> int:
    due = await queries.due_to_lapse(now)
    for row in due:
        await _close(row, rules.LAPSED, at=now)
        await audit.note("proposals.lapse", by=audit.BY_THE_CLOCK, about=row["id"])
    return len(due)


async def _both(mentee: str, mentor: str, by: Person) -> tuple[dict[str, Any], dict[str, Any]]:
    waiting, offering = await enrolments.enrolment(mentee), await enrolments.availability(mentor)
    if waiting is None or offering is None or not by.runs(waiting["group"]):
        raise NotFound
    return waiting, offering


async def _refuse_what_cannot_be(waiting: dict[str, Any], offering: dict[str, Any], by: Person, now: datetime) -> None:
    mentee, mentor = waiting["member"], offering["member"]
    names = {"mentee": waiting["name"], "mentor": offering["name"]}
    if mentee == mentor:
        raise NotPossible(rules.SAME_PERSON)
    if by.member in (mentee, mentor):
        raise NotPossible(rules.NAMED_IN_IT)
    await _refuse_who_does_not_wait(waiting, names)
    await _refuse_who_does_not_offer(offering, waiting["group"], names)
    if await queries.is_asked(waiting["id"]) or await queries.are_asked(mentor, mentee):
        raise NotPossible(rules.ALREADY_PROPOSED.format(**names))
    if not rules.may_be_proposed_again(await queries.last_no(mentor, mentee), now):
        raise NotPossible(rules.NOT_POSSIBLE)
    await _refuse_without_room(offering, names, now)


async def _refuse_who_does_not_wait(waiting: dict[str, Any], names: dict[str, str]) -> None:
    mentee, group = waiting["member"], waiting["group"]
    if waiting["role"] != "mentee" or waiting["state"] != "active" or not await is_current(mentee, group):
        raise NotPossible(rules.NOT_WAITING.format(**names))
    if await mentorships.has_a_mentor(mentee, group):
        raise NotPossible(rules.ALREADY_TALKING.format(**names))


async def _refuse_who_does_not_offer(offering: dict[str, Any], group: str, names: dict[str, str]) -> None:
    offer = await enrolments.offer_to_mentor(offering["member"], group)
    if offer is None:
        raise NotPossible(rules.OTHER_GROUP.format(**names))
    if offer != "active":
        raise NotPossible(rules.NOT_OFFERING.format(**names))


async def _refuse_without_room(offering: dict[str, Any], names: dict[str, str], now: datetime) -> None:
    """A pause is over when it is morning where the mentor lives."""
    if is_paused(offering["paused_until"], now.astimezone(ZoneInfo(offering["zone"])).date()):
        raise NotPossible(rules.PAUSED.format(**names))
    talks, asked = await mentorships.taken_places(offering["member"]), await queries.asked_places(offering["id"])
    if not places_left(offering["capacity"], talks=talks, asked=asked):
        raise NotPossible(rules.NO_ROOM.format(**names))


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


async def _close(row: dict[str, Any], to: str, *, at: datetime) -> None:
    """Both sides are told here and nowhere else: at one moment, in one transaction."""
    moved = (
        await Proposal.update({Proposal.state: rules.move(row["state"], to), Proposal.closed_at: at})
        .where(Proposal.id == row["id"], Proposal.state == row["state"])
        .returning(Proposal.id)
    )
    if not moved:
        raise NotPossible(rules.CHANGED)
    if to != rules.MATCHED:
        mentor, mentee = row["mentor"], row["mentee"]
        await tell(mentor, mentee, kind="not_this_time", about=row["id"], whose={mentor: mentee, mentee: mentor})
