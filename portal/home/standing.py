"""How somebody's wish for a mentor, their offer to be one, or a chat of theirs stands; and where that is said by
something else."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.enrolments.rules import MENTEE, MENTOR, is_paused
from portal.mentorships.queries import Talk
from portal.proposals.queries import Asked

CHAT = "chat"  # as the role of a row
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody's wish for a mentor, or offer to be one, stands: it is no news, and waits for nothing they do."""

    id: str
    role: str
    state: str
    group: str
    group_name: str
    since: datetime | None
    paused_until: date | None
    rests_until: date | None
    capacity: int | None
    answered_by: str | None

    @property
    def looks(self) -> bool:
        return self.role == "mentee" and self.state == "active"

    def pauses(self, today: date) -> bool:
        return is_paused(self.paused_until, today)

    def until(self, today: date) -> date | None:
        """Nobody new is suggested to a mentor before that day: a pause, else a rest after a goodbye."""
        return next((day for day in (self.paused_until, self.rests_until) if is_paused(day, today)), None)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A chat that somebody has asked for or offered, and that is open."""

    id: str
    kind: str
    until: datetime


def waiting(rows: list[Row]) -> list[Waiting]:
    """Of Home's rows those that are chats."""
    own = (row for row in rows if row["role"] == CHAT)
    return [Waiting(id=row["id"], kind=row["kind"], until=row["open_until"]) for row in own]


def standing(rows: list[Row]) -> list[Standing]:
    """Of Home's rows those that are enrolments."""
    found = (_standing(row) for row in rows if row["role"] in (MENTEE, MENTOR))
    return sorted(found, key=lambda one: (one.group_name, one.role))


def not_said_otherwise(standing: list[Standing], proposals: list[Asked], talks: list[Talk]) -> list[Standing]:
    """Who is asked, or talks, in that role and group reads that and not that they are on the list; but who looks for
    somebody else during a pause does."""
    said = {(one.role, one.group) for one in proposals} | {(one.role, one.group) for one in talks if one.is_active}
    pauses = {(one.role, one.group) for one in talks if one.is_paused}
    return [
        one
        for one in standing
        if one.state in ("draft", "not_yet")
        or ((one.role, one.group) not in said and ((one.role, one.group) not in pauses or one.looks))
    ]


def _standing(row: dict[str, Any]) -> Standing:
    as_it_is = {name: row[name] for name in ("id", "role", "paused_until", "rests_until", "capacity", "answered_by")}
    return Standing(state=row["kind"], group=row["about"], group_name=row["whose"], since=row["at"], **as_it_is)
