"""What the desk shows of the groups somebody runs: six statements, however many groups and people."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from portal import sealed
from portal.enrolments.rules import days_waiting, is_paused, places_left
from portal.enrolments.tables import Enrolment
from portal.groups.queries import groups_run_by
from portal.person import Person
from portal.proposals.queries import on_the_desk
from portal.proposals.rules import MATCHED, NO, NONE, WITHDRAWN, is_open
from portal.sealed import Ring
from portal.web.dates import Dates, in_words

LATELY = timedelta(days=14)  # how long the desk shows what came of a proposal

# of an enrolment, for whoever asks who waits: the desk here, the admin's picker
HAS_NO_MENTOR = (
    "NOT EXISTS (SELECT 1 FROM mentorships WHERE mentorships.mentee = enrolments.member"
    ' AND mentorships."group" = enrolments."group" AND mentorships.state = \'active\')'
)

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Waiting:
    name: str
    since: str


@dataclass(frozen=True, slots=True)
class Mentor:
    name: str
    room: str
    has_room: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal as whoever runs the group sees it: who said no, and why, as soon as it is said."""

    id: str
    names: str
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    outcome: str
    matched: bool
    reasons: list[tuple[str, str]]  # who, and their words


@dataclass(frozen=True, slots=True)
class GroupOnDesk:
    id: str
    name: str
    waiting: list[Waiting]
    mentors: list[Mentor]
    asked: list[Asked]
    lately: list[Asked]


async def desk_of(me: Person, now: datetime) -> list[GroupOnDesk]:
    """The groups that `me` runs. Whoever is a side of a proposal sees nothing of it here but on their own Home."""
    groups = await groups_run_by(None if me.is_coordinator else me.facilitates)
    ids = [group["id"] for group in groups]
    if not ids:
        return []
    waiting, mentors = await _waiting_in(ids, now), await _mentors_in(ids, now)
    rows = [row for row in await on_the_desk(ids, now - LATELY) if me.member not in (row["mentor"], row["mentee"])]
    ring = await sealed.ring(*{row[side] for row in rows for side in ("mentor", "mentee") if row[f"{side}_reason"]})
    found = {"waiting": waiting, "mentors": mentors, "rows": rows}
    return [_on_desk(group, **found, ring=ring, dates=Dates(now, me.zone)) for group in groups]


def _on_desk(
    group: dict[str, Any], *, waiting: Rows, mentors: Rows, rows: Rows, ring: Ring, dates: Dates
) -> GroupOnDesk:
    def here(found: Rows) -> Rows:
        return [row for row in found if row["group"] == group["id"]]

    now = dates.now
    return GroupOnDesk(
        id=group["id"],
        name=group["name"],
        waiting=[Waiting(row["name"], _since(row["waiting_since"], now)) for row in here(waiting)],
        mentors=[_mentor(row, dates) for row in here(mentors)],
        asked=[_asked(row, ring) for row in here(rows) if is_open(row["state"], row["closes_at"], now)],
        lately=[_asked(row, ring) for row in here(rows) if not is_open(row["state"], row["closes_at"], now)],
    )


async def _waiting_in(groups: list[str], now: datetime) -> Rows:
    """Longest first; nobody who was asked already or has a mentor in that group."""
    rows: Rows = await Enrolment.raw(
        'SELECT enrolments.id, members.name, enrolments."group", enrolments.waiting_since'  # noqa: S608  (marks only)
        " FROM enrolments JOIN members ON members.id = enrolments.member"
        f' WHERE enrolments."group" IN ({_marks(groups)})'
        " AND enrolments.role = 'mentee' AND enrolments.state = 'active'"
        " AND NOT EXISTS (SELECT 1 FROM proposals WHERE proposals.mentee = enrolments.id"
        "  AND proposals.state = 'open' AND proposals.closes_at > {})"
        f" AND {HAS_NO_MENTOR}"
        " ORDER BY enrolments.waiting_since, enrolments.id",
        *groups,
        now,
    )
    return rows


async def _mentors_in(groups: list[str], now: datetime) -> Rows:
    """One row for each mentor and group; talks and open proposals are counted over all their groups."""
    rows: Rows = await Enrolment.raw(
        'SELECT enrolments.id, members.name, members.zone, enrolments."group",'  # noqa: S608  (marks only)
        " availabilities.capacity, availabilities.paused_until,"
        " (SELECT COUNT(*) FROM mentorships WHERE mentorships.mentor = enrolments.member"
        "  AND mentorships.state IN ('active', 'paused')) AS talks,"
        " (SELECT COUNT(*) FROM proposals WHERE proposals.mentor = availabilities.id"
        "  AND proposals.state = 'open' AND proposals.closes_at > {}) AS asked"
        " FROM enrolments JOIN members ON members.id = enrolments.member"
        " JOIN availabilities ON availabilities.member = enrolments.member"
        f' WHERE enrolments."group" IN ({_marks(groups)})'
        " AND enrolments.role = 'mentor' AND enrolments.state = 'active'",
        now,
        *groups,
    )
    return sorted(rows, key=lambda row: (row["name"], row["id"]))


def _marks(values: list[str]) -> str:
    return ", ".join(["{}"] * len(values))


def _since(since: datetime, now: datetime) -> str:
    days = days_waiting(since, now)
    return {0: "Since today", 1: "Since yesterday"}.get(days, f"{days} days")


def _mentor(row: dict[str, Any], dates: Dates) -> Mentor:
    until: date | None = row["paused_until"]
    if until and is_paused(until, Dates(dates.now, row["zone"]).today):
        return Mentor(row["name"], f"Paused until {dates.plain(until)}", has_room=False)
    left = places_left(row["capacity"], talks=row["talks"], asked=row["asked"])
    return Mentor(row["name"], f"Room for {in_words(left)}" if left else "No room", has_room=bool(left))


def _asked(row: dict[str, Any], ring: Ring) -> Asked:
    sides = ("mentee", "mentor")
    reasons = [(row[f"{side}_name"], ring.open(row[f"{side}_reason"], of=row[side])) for side in sides]
    return Asked(
        id=row["id"],
        names=f"{row['mentee_name']} and {row['mentor_name']}",
        opened_at=row["opened_at"],
        closes_at=row["closes_at"],
        closed_at=row["closed_at"],
        outcome=_outcome(row),
        matched=row["state"] == MATCHED,
        reasons=[(name, words) for name, words in reasons if words],
    )


def _outcome(row: dict[str, Any]) -> str:
    """Who said no, and who has not answered yet; what else was answered stays with the two until both have."""
    if row["state"] == MATCHED:
        return "both said yes"
    noes = [row[f"{side}_name"] for side in ("mentee", "mentor") if row[f"{side}_answer"] == NO]
    silent = [row[f"{side}_name"] for side in ("mentee", "mentor") if row[f"{side}_answer"] == NONE]
    taken_back = ["taken back"] if row["state"] == WITHDRAWN else []
    words = taken_back + [f"{name} said: not this time" for name in noes]
    words += [f"{' and '.join(silent)} {'has' if len(silent) == 1 else 'have'} not answered"] if silent else []
    return "; ".join(words)
