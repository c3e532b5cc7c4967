"""Proposals, as a side reads them and as the rules ask about them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from piccolo.columns.combination import WhereRaw
from piccolo.query import Select

from portal.database import prepared
from portal.enrolments.beside import whom_beside
from portal.proposals.rules import NO, NOT_AGAIN_FOR, NOT_THIS_TIME, OPEN, can_answer, may_be_proposed_again, shown
from portal.proposals.tables import Proposal

_AS_THEY_ARE = (
    "id", "group", "group_name", "by", "by_name", "note", "mentee", "in_common", "state", "closes_at", "closed_at"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal from the side of `me`. It holds nothing of the other side's answer."""

    id: str
    me: str
    role: str  # what I would be: mentor or mentee
    other: str
    other_name: str
    group: str
    group_name: str
    by_name: str
    by: str
    note: str | None  # sealed, of `by`
    mentee: str
    in_common: str | None  # sealed, of the mentee
    state: str
    my_answer: str
    reopened: bool  # I said no, and have taken it back
    closes_at: datetime
    closed_at: datetime | None

    def shown(self, now: datetime) -> str:
        return shown(self.state, self.closes_at, now)

    def can_answer(self, now: datetime) -> bool:
        return can_answer(self.state, self.closes_at, self.my_answer, now)

    def can_reopen(self, now: datetime) -> bool:
        """Only my own no, once it is over, and as long as it keeps us from being asked again."""
        over = self.shown(now) == NOT_THIS_TIME and self.my_answer == NO and not self.reopened
        return over and not may_be_proposed_again(self.closed_at or self.closes_at, now)

    @classmethod
    def of(cls, row: dict[str, Any], me: str) -> Self | None:
        """None where `me` is neither of the two."""
        if me not in (row["mentor"], row["mentee"]):
            return None
        mine, theirs = ("mentor", "mentee") if me == row["mentor"] else ("mentee", "mentor")
        return cls(
            me=me,
            role=mine,
            other=row[theirs],
            other_name=row[f"{theirs}_name"],
            my_answer=row[f"{mine}_answer"],
            reopened=bool(row[f"{mine}_reopened"]),
            **{key: row[key] for key in _AS_THEY_ARE},
        )


# From the member's few rows to the proposals that name them: a condition on either of two joined tables would have both
# engines look at everybody's. The state is written out, because SQLite plans a statement anew for each value if the
# value decides whether an index over a part of the rows (`one_open_proposal`) will do.
_OPEN_AND_MINE = """
    "proposals"."id" IN (
        SELECT mine.id FROM enrolments JOIN proposals mine ON mine.mentee = enrolments.id AND mine.state = 'open'
        WHERE enrolments.member = {}
        UNION ALL
        SELECT mine.id FROM availabilities JOIN proposals mine
            ON mine.mentor = availabilities.id AND mine.state = 'open'
        WHERE availabilities.member = {}
    )
"""


_MINE = """
    ("proposals"."mentee" IN (SELECT id FROM enrolments WHERE enrolments.member = {})
    OR "proposals"."mentor" IN (SELECT id FROM availabilities WHERE availabilities.member = {}))
"""


@prepared
def _by_id(proposal: str) -> Select[Any]:
    return rows().where(Proposal.id == proposal)


@prepared
def _open_for(me: str, now: datetime) -> Select[Any]:
    return rows().where(WhereRaw(_OPEN_AND_MINE, me, me), Proposal.closes_at > now).order_by(Proposal.opened_at)


@prepared
def _earlier_of(me: str, since: datetime) -> Select[Any]:
    return (
        rows().where(WhereRaw(_MINE, me, me), Proposal.opened_at > since).order_by(Proposal.opened_at, ascending=False)
    )


async def asked_by_id(proposal: str, *, me: str) -> Asked | None:
    row = await _by_id.first(proposal)
    return Asked.of(row, me) if row else None


async def open_for(me: str, now: datetime) -> list[Asked]:
    """What a member is being asked, answered by them already or not."""
    return [asked for row in await _open_for(me, now) if (asked := Asked.of(row, me))]


async def earlier_of(me: str, now: datetime) -> list[Asked]:
    """What a member was asked in the last 180 days and is over, in the order in which it was asked: the day on which
    one ended could tell how."""
    found = [asked for row in await _earlier_of(me, now - NOT_AGAIN_FOR) if (asked := Asked.of(row, me))]
    return [asked for asked in found if asked.shown(now) != OPEN]


async def row_by_id(proposal: str) -> dict[str, Any] | None:
    """With both answers: for the act itself, never for a page of a member."""
    return await _by_id.first(proposal)


async def row_for_the_desk(proposal: str, me: str, now: datetime) -> dict[str, Any] | None:
    """The same, with whom `me` stands beside."""
    return await rows().columns(whom_beside(me, now)).where(Proposal.id == proposal).first()


async def is_asked(mentee_enrolment: str) -> bool:
    return await Proposal.exists().where(Proposal.mentee == mentee_enrolment, Proposal.state == OPEN)


async def due_to_lapse(now: datetime) -> list[dict[str, Any]]:
    return await _due_to_lapse(now)


@prepared
def _due_to_lapse(now: datetime) -> Select[Any]:
    return rows().where(Proposal.state == OPEN, Proposal.closes_at <= now)


async def open_with(member: str) -> list[dict[str, Any]]:
    """Those in which this member is one of the two."""
    return await _open_with(member)


@prepared
def _open_with(member: str) -> Select[Any]:
    either = (Proposal.mentee.member == member) | (Proposal.mentor.member == member)
    return rows().where(either, Proposal.state == OPEN)


async def open_of_enrolment(enrolment: str) -> list[dict[str, Any]]:
    return await _open_of_enrolment(enrolment)


@prepared
def _open_of_enrolment(enrolment: str) -> Select[Any]:
    return rows().where(Proposal.mentee == enrolment, Proposal.state == OPEN)


def rows() -> Select[Any]:
    """With both answers, and who is asked: what each of these statements is made from."""
    return Proposal.select(
        Proposal.id,
        Proposal.state,
        Proposal.note,
        Proposal.in_common,
        Proposal.opened_at,
        Proposal.closes_at,
        Proposal.closed_at,
        Proposal.mentee_answer,
        Proposal.mentor_answer,
        Proposal.mentee_reopened,
        Proposal.mentor_reopened,
        Proposal.group,
        Proposal.group.name.as_alias("group_name"),
        Proposal.proposed_by.as_alias("by"),
        Proposal.proposed_by.name.as_alias("by_name"),
        Proposal.mentee.as_alias("mentee_enrolment"),
        Proposal.mentor.as_alias("mentor_availability"),
        Proposal.mentee.member.as_alias("mentee"),
        Proposal.mentee.member.name.as_alias("mentee_name"),  # type: ignore[union-attr]
        Proposal.mentor.member.as_alias("mentor"),
        Proposal.mentor.member.name.as_alias("mentor_name"),  # type: ignore[union-attr]
    )
