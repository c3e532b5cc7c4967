"""Who waits and who offers in some groups: one statement, and each of its rows as matching knows a person."""

from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from portal.aspects.rules import opened
from portal.database import engine
from portal.enrolments.holds import IS_HELD
from portal.enrolments.queries import WAITS
from portal.enrolments.rules import is_paused, places_left
from portal.enrolments.tables import Enrolment
from portal.matching.people import Mentee, Mentor
from portal.matching.times import Times, Weekly, in_utc
from portal.members.rules import listed, weekly
from portal.sealed import Ring

Row = dict[str, Any]

# Who waits was not asked by the clock, has no mentor in that group and belongs to it still; who offers may pause, rest,
# have no room or have left. Talks and open proposals are counted over all groups.
_PEOPLE = """
    SELECT enrolments.id, enrolments.role, enrolments."group", enrolments.waiting_since,
        enrolments.introduction, enrolments.hard_now, enrolments.hard_about, enrolments.line, enrolments.support,
        members.id AS member, members.name, members.zone, members.means, members.times,
        aspect_answers.said,
        availabilities.id AS availability, availabilities.capacity,
        availabilities.paused_until, availabilities.rests_until,
        (SELECT COUNT(*) FROM mentorships WHERE mentorships.mentor = members.id
            AND mentorships.state IN ('active', 'paused')) AS talks,
        (SELECT COUNT(*) FROM proposals WHERE proposals.mentor = availabilities.id
            AND proposals.state = 'open' AND proposals.closes_at > {{}}) AS asked,
        (SELECT MAX(mentorships.began_at) FROM mentorships WHERE mentorships.mentor = members.id) AS {last_began},
        {held} AS held,
        (SELECT MAX(floor) FROM suggestion_rules) AS floor
    FROM enrolments
    JOIN members ON members.id = enrolments.member
    LEFT JOIN aspect_answers ON aspect_answers.member = members.id
    LEFT JOIN availabilities ON availabilities.member = members.id AND enrolments.role = 'mentor'
    WHERE enrolments.state = 'active' AND enrolments."group" IN ({groups}) AND {only}
    AND (
        (enrolments.role = 'mentor' AND availabilities.id IS NOT NULL)
        OR (
            enrolments.waiting_since IS NOT NULL AND {waits}
        )
    )
    ORDER BY enrolments.id
"""


async def people(groups: Collection[str], *, now: datetime, only: frozenset[str] | None) -> list[Row]:
    """A row for each mentee, and for each group a mentor offers in. Names and words are theirs alone to be shown."""
    members = sorted(only or ())
    text = _PEOPLE.format(
        last_began='"last_began [TIMESTAMPTZ]"' if engine().engine_type == "sqlite" else "last_began",
        held=IS_HELD,
        groups=_marks(groups),
        waits=WAITS,
        only="TRUE" if only is None else f"members.id IN ({_marks(members)})",
    )
    rows: list[Row] = await Enrolment.raw(text, now, *groups, *members, now)
    return rows


def as_mentee(row: Row, ring: Ring, monday: date) -> Mentee:
    return Mentee(
        **_someone(row, ring, monday),
        id=row["id"],
        group=row["group"],
        waiting_since=row["waiting_since"],
        held=bool(row["held"]),
    )


def as_mentor(row: Row, ring: Ring, now: datetime, monday: date) -> Mentor:
    """A pause is over when it is morning where the mentor lives."""
    began: datetime | None = row["last_began"]
    return Mentor(
        **_someone(row, ring, monday),
        id=row["availability"],
        groups=frozenset({row["group"]}),
        places=0 if row["held"] else places_left(row["capacity"], talks=row["talks"], asked=row["asked"]),
        paused=is_paused(row["paused_until"], now.astimezone(ZoneInfo(row["zone"])).date()),
        rests_until=row["rests_until"],
        last_began=began.date() if began else None,
    )


def last_floor(rows: list[Row]) -> str:
    """What the coordinator asks of a suggestion; it comes with each row."""
    return rows[-1]["floor"] or "" if rows else ""


def _someone(row: Row, ring: Ring, monday: date) -> dict[str, Any]:
    member = row["member"]
    return {
        "member": member,
        "name": row["name"],
        "answers": opened(ring.open(row["said"], of=member)),
        "ways": frozenset(listed(row["means"])),
        "times": times_of(row["times"], row["zone"], monday),
    }


@lru_cache(maxsize=2048)
def times_of(said: str, zone: str, monday: date) -> Times:
    """Said on their own clock, in that week. Who said nothing can at any time."""
    return in_utc([Weekly(*time) for time in weekly(said)], zone, monday)


def _marks(values: Collection[str]) -> str:
    return ", ".join(["{}"] * len(values))
