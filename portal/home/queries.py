"""What is there for somebody today: at most three cards, the most human first, and the rest as rows.

Home is the page that is opened most, at night, on a slow line: three statements beside the session's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.database import engine, prepared
from portal.enrolments.rules import is_paused
from portal.mentorships.queries import Talk, talks_of
from portal.notices.rules import KINDS
from portal.notices.tables import Notice
from portal.proposals.queries import Asked, open_for

MOST_CARDS = 3
MOST_ROWS = 6

# What somebody was told and has not opened, and how their wish for a mentor, or their offer, stands: in one statement.
_TOLD = """
    SELECT id, kind, about, created_at AS {at}, whose, role,
        NULL AS {paused_until}, NULL AS {rests_until}, NULL AS capacity, NULL AS answered_by
    FROM (
        SELECT notices.id, notices.kind, notices.about, notices.created_at, members.name AS whose, '' AS role
        FROM notices LEFT JOIN members ON members.id = notices.whose
        WHERE notices.member = {{}} AND notices.seen_at IS NULL
        ORDER BY notices.created_at DESC, notices.id LIMIT 50
    ) AS told
    UNION ALL
    SELECT enrolments.id, enrolments.state, enrolments."group", COALESCE(enrolments.waiting_since, enrolments.sent_at),
        support_groups.name, enrolments.role,
        availabilities.paused_until, availabilities.rests_until, availabilities.capacity, answering.name
    FROM enrolments JOIN support_groups ON support_groups.id = enrolments."group"
    LEFT JOIN availabilities ON availabilities.member = enrolments.member
    LEFT JOIN members answering ON answering.id = enrolments.answered_by
    WHERE enrolments.member = {{}} AND enrolments.state IN ('draft', 'submitted', 'not_yet', 'active', 'paused')
"""


@dataclass(frozen=True, slots=True)
class News:
    """A notice in words. It names a person and quotes nobody."""

    id: str
    icon: str
    line: str
    about: str
    at: datetime
    standing: bool


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

    def pauses(self, today: date) -> bool:
        return is_paused(self.paused_until, today)

    def until(self, today: date) -> date | None:
        """Nobody new is suggested to a mentor before that day: a pause, else a rest after a goodbye."""
        return next((day for day in (self.paused_until, self.rests_until) if is_paused(day, today)), None)


@dataclass(frozen=True, slots=True)
class Today:
    asked: list[Asked]  # still to answer
    waiting: list[Asked]  # answered by me, not yet told
    cards: list[News]
    talks: list[Talk]  # as cards, where there is room for them
    rows: list[News]
    more_talks: list[Talk]
    standing: list[Standing]

    @property
    def news(self) -> int:
        return len(self.asked) + len(self.cards) + len(self.rows)


@prepared
def _told(member: str, again: str) -> Any:
    typed = engine().engine_type == "sqlite"  # which knows the type of a column but not of a piece of SQL
    kinds = {"at": "TIMESTAMPTZ", "paused_until": "DATE", "rests_until": "DATE"}
    names = {name: f'"{name} [{kind}]"' if typed else f'"{name}"' for name, kind in kinds.items()}
    return Notice.raw(_TOLD.format(**names), member, again)


async def today_of(member: str, now: datetime) -> Today:
    proposals = await open_for(member, now)
    asked = [proposal for proposal in proposals if proposal.can_answer(now)]
    rows = sorted(await _told(member, member), key=lambda row: row["id"])  # a union has no order of its own
    told = sorted((row for row in rows if not row["role"]), key=lambda row: row["at"], reverse=True)
    news = _said_once(told)
    cards = [notice for notice in news if notice.standing][: max(0, MOST_CARDS - len(asked))]
    led_to = {card.about for card in cards}
    all_talks = await talks_of(member, now)
    talks = [talk for talk in all_talks if talk.id not in led_to]
    room = max(0, MOST_CARDS - len(asked) - len(cards))
    return Today(
        asked=asked,
        waiting=[proposal for proposal in proposals if proposal not in asked],
        cards=cards,
        talks=talks[:room],
        rows=[notice for notice in news if notice not in cards][:MOST_ROWS],
        more_talks=talks[room:],
        standing=_not_said_otherwise(
            sorted((_standing(row) for row in rows if row["role"]), key=lambda one: (one.group_name, one.role)),
            [*proposals, *(talk for talk in all_talks if talk.goes_on)],
        ),
    )


def _not_said_otherwise(standing: list[Standing], going_on: Iterable[Asked | Talk]) -> list[Standing]:
    """Who is asked, or talks, in that role and group reads that and not that they are on the list."""
    said = {(one.role, one.group) for one in going_on}
    return [one for one in standing if one.state in ("draft", "not_yet") or (one.role, one.group) not in said]


def _standing(row: dict[str, Any]) -> Standing:
    as_it_is = {name: row[name] for name in ("id", "role", "paused_until", "rests_until", "capacity", "answered_by")}
    return Standing(state=row["kind"], group=row["about"], group_name=row["whose"], since=row["at"], **as_it_is)


def _said_once(rows: list[dict[str, Any]]) -> list[News]:
    """Of several that say the same, the newest."""
    newest = {(row["kind"], row["about"]): row for row in reversed(rows)}
    return [_in_words(row) for row in rows if newest[row["kind"], row["about"]] is row]


def _in_words(row: dict[str, Any]) -> News:
    words = KINDS[row["kind"]]
    return News(
        id=row["id"],
        icon=words.icon,
        line=words.line.format(whose=row["whose"] or "Someone"),
        about=row["about"],
        at=row["at"],
        standing=words.standing,
    )
