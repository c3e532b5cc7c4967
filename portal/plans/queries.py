"""What lies ahead of a pair: a time that is taken, times that are offered, what is put aside for next time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from piccolo.query import Select

from portal.check_ins.rules import BY
from portal.database import engine, prepared
from portal.guide.rules import said_by
from portal.members.rules import MEANS
from portal.mentorships.queries import Talk
from portal.plans.rules import ASKED_FOR, LASTS, OFFERED, TAKEN, TIMES, can_be_asked, is_over
from portal.plans.tables import Plan

# A taken plan that is over is read as long as it is to be asked about: until somebody has said whether they talked, or
# has logged a check-in since.
TO_BE_ASKED_ABOUT = """
    plans.state = 'taken' AND plans.took_place = '' AND plans.taken > {} AND (plans.taken > {} OR NOT EXISTS (
        SELECT 1 FROM check_ins WHERE check_ins.mentorship = plans.mentorship AND check_ins.created_at >= plans.taken))
"""

# For a union on Home: one row for each talk of a member that is planned, or over and to be asked about ("Did you talk
# on Thursday?"), but for those of talks in a pause; the caller tells which by `rules.is_over(taken, now)`. Columns:
# id, talk, taken, means, is_meeting, other_name. Values, in order: the member, the member, then `since(now)`: two
# moments.
PLANNED_FOR = f"""
    SELECT plans.id, plans.mentorship AS talk, plans.taken, plans.means, plans.is_meeting, others.name AS other_name
    FROM plans
    JOIN mentorships planning ON planning.id = plans.mentorship AND planning.state = 'active'
    JOIN members others ON others.id = CASE WHEN planning.mentor = {{}} THEN planning.mentee ELSE planning.mentor END
    WHERE {{}} IN (planning.mentor, planning.mentee) AND {TO_BE_ASKED_ABOUT}
"""  # noqa: S608 - our own names

_AHEAD = f"""
    SELECT plans.id, plans.state AS what, plans.author, plans.means, plans.is_meeting, plans.first AS {{first}},
        plans.second AS {{second}}, plans.third AS {{third}}, plans.taken AS {{taken}}, plans.created_at AS {{at}},
        '' AS mentor_asks, '' AS mentee_says, '' AS title, '' AS link, '' AS resource, '' AS "of"
    FROM plans
    WHERE plans.mentorship = {{{{}}}} AND (plans.state = 'offered' OR {TO_BE_ASKED_ABOUT.replace("{}", "{{}}")})
    UNION ALL
    SELECT asides.id, 'aside', asides.author, '', FALSE, NULL, NULL, NULL, NULL, asides.created_at,
        cards.mentor_asks, cards.mentee_says, resources.title, resources.link,
        COALESCE(resources.id, ''), COALESCE(cards.id, resources.id)
    FROM for_next_time asides
    LEFT JOIN question_cards cards ON cards.id = asides.card
    LEFT JOIN resources ON resources.id = asides.resource
    WHERE asides.mentorship = {{{{}}}}
"""  # noqa: S608 - our own names


@dataclass(frozen=True, slots=True)
class Planned:
    """One plan, as one of the two reads it."""

    id: str
    by_me: bool  # who offered it
    means: str
    is_meeting: bool
    names: tuple[str, ...]  # of the times offered and still to come: first, second, third
    times: tuple[datetime, ...]
    taken: datetime | None

    @property
    def how(self) -> str:
        return "a meeting of the group" if self.is_meeting else MEANS[self.means].lower()

    @property
    def by_way(self) -> str:
        """by phone, in person: within a sentence."""
        return BY[self.means]

    def name_of(self, time: datetime) -> str:
        return self.names[self.times.index(time)]

    @classmethod
    def of(cls, row: dict[str, Any], me: str, now: datetime) -> Self:
        open_ones = sorted((row[name], name) for name in TIMES if row[name] and row[name] > now)
        return cls(
            id=row["id"],
            by_me=row["author"] == me,
            means=row["means"],
            is_meeting=bool(row["is_meeting"]),
            names=tuple(name for _, name in open_ones),
            times=tuple(time for time, _ in open_ones),
            taken=row["taken"],
        )


@dataclass(frozen=True, slots=True)
class Aside:
    """A question card, or something from the shelf, that is put aside for next time."""

    id: str
    of: str  # the card's id, or the resource's
    words: str  # of a card, in the voice of the side that reads it; else the title
    href: str  # "" for a card
    leaves: bool  # whether that is somebody else's page
    by_me: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """All that a pair's page says of the next talk."""

    next: Planned | None = None  # taken, and still to come or going on
    offered: Planned | None = None  # with times still to come
    to_ask: Planned | None = None  # "Did you talk on Thursday?"
    aside: tuple[Aside, ...] = ()


@prepared
def _ahead(talk: str, since: datetime, over: datetime, again: str) -> Any:
    typed = engine().engine_type == "sqlite"  # which knows the type of a column but not of a piece of SQL
    names = {name: f'"{name} [TIMESTAMPTZ]"' if typed else f'"{name}"' for name in (*TIMES, "taken", "at")}
    return Plan.raw(_AHEAD.format(**names), talk, since, over, again)


async def ahead_of(talk: Talk, now: datetime) -> Ahead:
    """In one statement. Of several that are over, the newest is asked about. In a pause nothing lies ahead, and nothing
    is asked; what is put aside stays. What the other has suggested or put aside since the reader wants nothing from
    them is not there; a time that is taken is, since the other counts on it."""
    found = await _ahead(talk.id, *since(now), talk.id)
    heard = [row for row in found if row["what"] == TAKEN or row["author"] == talk.me or row["at"] < talk.hears_until]
    rows = sorted(heard, key=lambda row: (row["at"], row["id"]))
    aside = tuple(_aside(row, talk) for row in rows if row["what"] == "aside")
    if talk.is_paused:
        return Ahead(aside=aside)
    taken = sorted((row for row in rows if row["what"] == TAKEN), key=lambda row: row["taken"])
    to_come = [row for row in taken if not is_over(row["taken"], now)]
    over = [row for row in taken if can_be_asked(row["taken"], now)]
    offered = [plan for row in rows if row["what"] == OFFERED and (plan := Planned.of(row, talk.me, now)).times]
    return Ahead(
        next=Planned.of(to_come[0], talk.me, now) if to_come else None,
        offered=offered[0] if offered else None,
        to_ask=Planned.of(over[-1], talk.me, now) if over else None,
        aside=aside,
    )


@prepared
def _in_talk(talk: str, plan: str) -> Select[Any]:
    return _rows().where(Plan.mentorship == talk, Plan.id == plan)


async def plan_in(talk: str, plan: str) -> dict[str, Any] | None:
    """The row as it is, with all of its times."""
    return await _in_talk.first(talk, plan)


async def offered_in(talk: str) -> dict[str, Any] | None:
    """The one that is offered; also one whose times have gone by."""
    return await _rows().where(Plan.mentorship == talk, Plan.state == OFFERED).first()


async def taken_time(talk: str, plan: str) -> datetime | None:
    row = await plan_in(talk, plan)
    return row["taken"] if row and row["state"] == TAKEN else None


def _rows() -> Select[Any]:
    return Plan.select(
        Plan.id,
        Plan.state,
        Plan.author,
        Plan.means,
        Plan.is_meeting,
        Plan.first,
        Plan.second,
        Plan.third,
        Plan.taken,
        Plan.took_place,
    )


def since(now: datetime) -> tuple[datetime, datetime]:
    """Before the first, a plan is not asked about any more; after the second, it is still to come or going on."""
    return now - ASKED_FOR, now - LASTS


def _aside(row: dict[str, Any], talk: Talk) -> Aside:
    return Aside(
        id=row["id"],
        of=row["of"],
        words=row["title"] or said_by(talk.role, row),
        href=row["link"] or (f"/talks/{talk.id}/next/{row['resource']}" if row["resource"] else ""),
        leaves=bool(row["link"]),
        by_me=row["author"] == talk.me,
    )
