"""How a proposal comes to its end: in one place, and told to both sides in the same words whatever the cause."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from piccolo.columns import Column

from portal import audit, clock
from portal.enrolments.holds import held
from portal.errors import NotPossible
from portal.exclusions.queries import kept_apart_by
from portal.groups.queries import is_current
from portal.members.queries import account_of
from portal.mentorships.queries import has_a_mentor
from portal.notices.actions import tell
from portal.person import Person
from portal.proposals import queries, rules
from portal.proposals.tables import Proposal


async def close(row: dict[str, Any], to: str, *, at: datetime) -> None:
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


async def close_what_is_over(now: datetime) -> int:
    """First in whatever depends on what is open. Returns how many."""
    due = await queries.due_to_lapse(now)
    for row in due:
        await close(row, rules.LAPSED, at=now)
        await audit.note("proposals.lapse", by=audit.BY_THE_CLOCK, about=row["id"])
    return len(due)


async def say_no_where_apart(by: Person) -> None:
    """Whoever excludes somebody they are just asked about has answered: a no without a reason, over a yes as well. It
    goes on as any no does. Called inside the transaction in which they exclude."""
    now = clock.now()
    await close_what_is_over(now)
    rows = await queries.open_with(by.member)
    apart = await kept_apart_by({side for row in rows for side in (row["mentor"], row["mentee"])})
    await _say_no_in([row for row in rows if by.member in apart.get(_two(row), ())], by=by, at=now)


async def say_no_to(other: str, *, by: Person) -> None:
    """The same to one person: whoever ends talks without a goodbye is not put before them again. Called inside the
    transaction in which they end."""
    now = clock.now()
    await close_what_is_over(now)
    await _say_no_in([row for row in await queries.open_with(by.member) if other in _two(row)], by=by, at=now)


async def withdraw_of_enrolment(enrolment: str, *, by: str) -> None:
    """A mentee changed their mind. Called inside the transaction of the act in which they say so."""
    await close_what_is_over(clock.now())
    await _withdraw(await queries.open_of_enrolment(enrolment), by=by)


async def withdraw_of_who_rests(by: Person, role: str, group: str) -> None:
    """Whoever rests from now on is asked about nobody: as a mentee in that group, as a mentor in every one. The others
    read what they read of every proposal that comes to nothing. Called inside the act's transaction."""
    await close_what_is_over(clock.now())
    rows = await queries.open_with(by.member)
    in_question = [row for row in rows if row[role] == by.member and (role == "mentor" or row["group"] == group)]
    await _withdraw(in_question, by=by.account)


async def withdraw_of_who_is_held(member: str, *, by: Person) -> None:
    """Nothing begins with whom a concern holds. To both it is as any that comes to nothing, and nobody learns why.
    Called inside the act's transaction."""
    await close_what_is_over(clock.now())
    await _withdraw(await queries.open_with(member), by=by.account)


async def two_yeses(row: dict[str, Any], *, by: Person) -> str:
    """What they come to. A week is long enough for somebody to leave or be held, for talks that were paused to go on,
    or for a name or a number to be another one: whoever turns out to exclude the other has said no by it."""
    apart = await kept_apart_by({row["mentee"], row["mentor"]})
    waits = await is_current(row["mentee"], row["group"]) and not await has_a_mentor(row["mentee"], row["group"])
    are_held = await held((row["mentee"], row["mentor"]))
    excluders = apart.get(_two(row), frozenset())
    for side in ("mentee", "mentor"):
        if row[side] in excluders:
            await _say_no(row, side)
            if row[side] != by.member:  # whose act this is has an entry already
                await audit.note("proposals.answer", by=await account_of(row[side]), about=row["id"])
    if excluders:
        return rules.NOT_THIS_TIME
    if waits and not are_held:
        return rules.MATCHED
    await audit.note("proposals.withdraw", by=audit.BY_THE_CLOCK, about=row["id"])
    return rules.WITHDRAWN


async def _say_no_in(rows: Iterable[dict[str, Any]], *, by: Person, at: datetime) -> None:
    for row in rows:
        side, other = ("mentor", "mentee") if row["mentor"] == by.member else ("mentee", "mentor")
        if row[f"{side}_answer"] == rules.NO:
            continue
        await _say_no(row, side)
        await audit.note("proposals.answer", by=by.account, about=row["id"])
        outcome = rules.outcome(rules.NO, row[f"{other}_answer"])
        if outcome != rules.OPEN:
            await close(row, outcome, at=at)


async def _say_no(row: dict[str, Any], side: str) -> None:
    said: dict[Column | str, Any] = (
        {Proposal.mentor_answer: rules.NO, Proposal.mentor_reason: None}
        if side == "mentor"
        else {Proposal.mentee_answer: rules.NO, Proposal.mentee_reason: None}
    )
    await Proposal.update(said).where(Proposal.id == row["id"], Proposal.state == rules.OPEN)


async def _withdraw(rows: Iterable[dict[str, Any]], *, by: str) -> None:
    for row in rows:
        await close(row, rules.WITHDRAWN, at=clock.now())
        await audit.note("proposals.withdraw", by=by, about=row["id"])


def _two(row: dict[str, Any]) -> frozenset[str]:
    return frozenset({row["mentee"], row["mentor"]})
