"""A proposal as whoever runs the group reads it: who said no, and why, as soon as it is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal.proposals.rules import MATCHED, NO, NONE, WITHDRAWN, is_open
from portal.sealed import Ring
from portal.web.dates import Dates

LATELY = timedelta(days=14)  # how long the desk shows what came of a proposal
A_WEEK = timedelta(days=7)
LONG = timedelta(days=5)  # open for so long, it becomes a thing to do
SIDES = ("mentee", "mentor")


@dataclass(frozen=True, slots=True)
class Asked:
    id: str
    group: str
    mentee: str
    mentor: str
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    is_open: bool
    matched: bool
    silent: list[str]  # who has not answered
    outcome: str
    reasons: list[tuple[str, str]]  # who, and their words
    note: str

    @property
    def names(self) -> str:
        return f"{self.mentee} + {self.mentor}"

    @property
    def href(self) -> str:
        return f"/desk/proposals/{self.id}"

    def until(self, dates: Dates) -> str:
        """Sunday 7:05 am, also a week from now: that is as far as it goes."""
        day = dates.local(self.closes_at).date()
        return f"{day:%A} {dates.clock(self.closes_at)}" if day - dates.today == A_WEEK else dates.by(self.closes_at)

    def is_long(self, now: datetime) -> bool:
        return self.is_open and bool(self.silent) and now >= self.opened_at + LONG

    def is_lately(self, now: datetime) -> bool:
        return not self.is_open and (self.closed_at or self.closes_at) > now - LATELY


def asked(row: Mapping[str, Any], ring: Ring, now: datetime) -> Asked:
    reasons = [(row[f"{side}_name"], ring.open(row[f"{side}_reason"], of=row[side])) for side in SIDES]
    silent = [row[f"{side}_name"] for side in SIDES if row[f"{side}_answer"] == NONE]
    return Asked(
        id=row["id"],
        group=row["group"],
        mentee=row["mentee_name"],
        mentor=row["mentor_name"],
        opened_at=row["opened_at"],
        closes_at=row["closes_at"],
        closed_at=row["closed_at"],
        is_open=is_open(row["state"], row["closes_at"], now),
        matched=row["state"] == MATCHED,
        silent=silent,
        outcome=_outcome(row, silent),
        reasons=[(name, words) for name, words in reasons if words],
        note=ring.open(row["note"], of=row["by"]),
    )


def have_not_answered(silent: list[str]) -> str:
    return f"{' and '.join(silent)} {'has' if len(silent) == 1 else 'have'} not answered yet" if silent else ""


def _outcome(row: Mapping[str, Any], silent: list[str]) -> str:
    """Who said no, and who has not answered yet; what else was answered stays with the two until both have."""
    if row["state"] == MATCHED:
        return "Both said yes"
    noes = [row[f"{side}_name"] for side in SIDES if row[f"{side}_answer"] == NO]
    words = ["Closed early"] if row["state"] == WITHDRAWN else []
    words += [f"{name} said: not this time" for name in noes]
    words += [have_not_answered(silent)] if silent else []
    return "; ".join(words)
