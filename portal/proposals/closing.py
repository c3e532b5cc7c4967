"""How a proposal comes to its end: in one place, and told to both sides in the same words whatever the cause."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from portal import audit, clock
from portal.errors import NotPossible
from portal.exclusions.queries import kept_apart
from portal.groups.queries import is_current
from portal.notices.actions import tell
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


async def withdraw_kept_apart(member: str, *, by: str) -> None:
    """Of what is open with this member, whatever is now between two who are kept apart. To them it reads as any other
    not-this-time. Called inside the transaction that keeps them apart."""
    await close_what_is_over(clock.now())
    rows = await queries.open_with(member)
    apart = await kept_apart({side for row in rows for side in (row["mentor"], row["mentee"])})
    await _withdraw((row for row in rows if frozenset({row["mentor"], row["mentee"]}) in apart), by=by)


async def withdraw_of_enrolment(enrolment: str, *, by: str) -> None:
    """A mentee changed their mind. Called inside the transaction of the act in which they say so."""
    await close_what_is_over(clock.now())
    await _withdraw(await queries.open_of_enrolment(enrolment), by=by)


async def can_still_be(row: dict[str, Any]) -> bool:
    """Asked again at the second yes: a week is long enough for somebody to leave, or to take another name."""
    two = {row["mentor"], row["mentee"]}
    return not await kept_apart(two) and await is_current(row["mentee"], row["group"])


async def _withdraw(rows: Iterable[dict[str, Any]], *, by: str) -> None:
    for row in rows:
        await close(row, rules.WITHDRAWN, at=clock.now())
        await audit.note("proposals.withdraw", by=by, about=row["id"])
