"""The pairs of a group, as whoever runs it sees them: since when, how it stands, and when they last talked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from portal.check_ins.queries import days_of
from portal.facilitation.desk import chosen
from portal.facilitation.queries import groups_at_the_desk, talks_in
from portal.mentorships.rules import ENDING, PAUSED, is_over
from portal.person import Person
from portal.web.dates import Dates

Row = dict[str, Any]

LATELY = timedelta(days=30)  # how long what is over stays in the list
HOW = {"goodbye": "A goodbye was said.", "closed": "It was closed for someone who has gone."}
WITHOUT = "Without a goodbye."  # of the rest, only whoever was told something reads more


@dataclass(frozen=True, slots=True)
class OnePair:
    names: str
    stands: str
    last_talk: str
    at: str  # where it is closed, or looked after; nothing where it is over
    needs_you: bool  # nothing was heard of them since somebody was asked to look, nor did they look


@dataclass(frozen=True, slots=True)
class TalksOfOne:
    group: Row
    others: list[Row]
    going_on: list[OnePair]
    over: list[OnePair]


async def talks_of_one(me: Person, now: datetime, wanted: str = "") -> TalksOfOne | None:
    """Of the group that is wanted, or of the first. None where there is no group."""
    groups, dates = await groups_at_the_desk(me, now), Dates(now, me.zone)
    if not groups:
        return None
    group = chosen(groups, wanted)
    rows = await talks_in(group["id"], besides=me.member, now=now, since=now - LATELY)
    days = await days_of([row["id"] for row in rows])
    going_on = [_pair(row, days.get(row["id"]), dates) for row in rows if not _is_over(row, now)]
    return TalksOfOne(
        group=group,
        others=[other for other in groups if other["id"] != group["id"]],
        going_on=sorted(going_on, key=lambda pair: not pair.needs_you),
        over=[_pair(row, days.get(row["id"]), dates) for row in rows if _is_over(row, now)],
    )


def names_of(row: Row) -> str:
    return f"{row['mentee_name']} + {row['mentor_name']}"


def _pair(row: Row, last: date | None, dates: Dates) -> OnePair:
    is_over, asked_on = _is_over(row, dates.now), row["asked_at"] and dates.local(row["asked_at"]).date()
    return OnePair(
        names=names_of(row),
        stands=how_it_stands(row, dates),
        last_talk=f"Last check-in {dates.within(last)}." if last else "No check-in yet.",
        at="" if is_over else f"/desk/talks/{row['id']}",
        needs_you=not is_over and asked_on is not None and (last is None or last < asked_on),
    )


def how_it_stands(row: Row, dates: Dates) -> str:
    """Since 3 November; a pause until 1 December."""
    since = f"Since {dates.plain(dates.local(row['began_at']).date())}"
    if _is_over(row, dates.now):
        over = dates.plain(dates.local(row["ended_at"] or row["closes_at"]).date())
        return f"Over since {over}. {HOW.get(row['ended_how'] or 'goodbye', WITHOUT)}"
    if row["state"] == ENDING:
        return f"{since}. A goodbye was said; the page closes on {dates.plain(dates.local(row['closes_at']).date())}."
    if row["state"] == PAUSED:
        until = f" until {dates.plain(row['paused_until'])}" if row["paused_until"] else ""
        return f"{since}. A pause{until}."
    return f"{since}."


def _is_over(row: Row, now: datetime) -> bool:
    return is_over(row["state"], row["closes_at"], now)
