"""What the desk shows of the groups somebody runs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.enrolments.queries import active_mentees, active_mentors
from portal.enrolments.rules import days_waiting, is_paused, places_left
from portal.groups.queries import groups_run_by
from portal.mentorships.queries import in_talks, taken_by_mentor
from portal.person import Person
from portal.proposals.queries import asked_by_availability, open_in
from portal.web.dates import Dates, in_words


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
class GroupOnDesk:
    id: str
    name: str
    waiting: list[Waiting]
    mentors: list[Mentor]
    asked: list[dict[str, Any]]


async def desk_of(me: Person, now: datetime) -> list[GroupOnDesk]:
    """The groups that `me` runs. Whoever is a side of a proposal sees nothing of it here but on their own Home."""
    groups = await groups_run_by(None if me.is_coordinator else me.facilitates)
    ids = [group["id"] for group in groups]
    if not ids:
        return []
    open_ones = [row for row in await open_in(ids, now) if me.member not in (row["mentor"], row["mentee"])]
    mentees, mentors = await active_mentees(ids), await active_mentors(ids)
    talks, asked = await taken_by_mentor(), await asked_by_availability()
    busy = await in_talks(ids)
    asked_mentees = {row["mentee_enrolment"] for row in await open_in(ids, now)}
    return [
        GroupOnDesk(
            id=group["id"],
            name=group["name"],
            waiting=[
                Waiting(row["name"], _since(row["waiting_since"], now))
                for row in mentees
                if row["group"] == group["id"]
                and row["id"] not in asked_mentees
                and (row["member"], row["group"]) not in busy
            ],
            mentors=[
                _mentor(row, me, now, talks.get(row["member"], 0), asked.get(row["availability"], 0))
                for row in mentors
                if row["group"] == group["id"]
            ],
            asked=[_asked(row) for row in open_ones if row["group"] == group["id"]],
        )
        for group in groups
    ]


def _since(since: datetime, now: datetime) -> str:
    days = days_waiting(since, now)
    return {0: "Since today", 1: "Since yesterday"}.get(days, f"{days} days")


def _mentor(row: dict[str, Any], me: Person, now: datetime, talks: int, asked: int) -> Mentor:
    if is_paused(row["paused_until"], me.today(now)):
        return Mentor(row["name"], f"Paused until {Dates(now, me.zone).plain(row['paused_until'])}", has_room=False)
    left = places_left(row["capacity"], talks=talks, asked=asked)
    return Mentor(row["name"], f"Room for {in_words(left)}" if left else "No room", has_room=bool(left))


def _asked(row: dict[str, Any]) -> dict[str, Any]:
    """Who has not answered yet; what was answered once somebody said no."""
    silent = [row[f"{side}_name"] for side in ("mentee", "mentor") if row[f"{side}_answer"] == "none"]
    noes = [row[f"{side}_name"] for side in ("mentee", "mentor") if row[f"{side}_answer"] == "no"]
    words = [f"{name} said: not this time" for name in noes]
    words += [f"{' and '.join(silent)} {'has' if len(silent) == 1 else 'have'} not answered yet"] if silent else []
    return {**row, "who_answers": "; ".join(words)}
