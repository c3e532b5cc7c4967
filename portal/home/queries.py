"""What is there for somebody today: at most three cards, the most human first, and the rest as rows.

Home is the page that is opened most, at night, on a slow line: three statements beside the session's own.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.database import engine, prepared
from portal.home.standing import Standing, not_said_otherwise, standing
from portal.members.rules import MEANS
from portal.mentorships.queries import Talk, talks_of
from portal.notices.rules import KINDS
from portal.notices.tables import Notice
from portal.plans.queries import PLANNED_FOR, since
from portal.plans.rules import is_over
from portal.proposals.queries import Asked, open_for

MOST_CARDS = 3
MOST_ROWS = 6
PLAN = "plan"  # as a role, in the statement below: of an enrolment it is its own, a notice has none

# What somebody was told and has not opened; how their wish for a mentor, or their offer, stands; and when they talk, or
# talked: in one statement.
_TOLD = f"""
    SELECT id, kind, about, created_at AS {{at}}, whose, role,
        NULL AS {{paused_until}}, NULL AS {{rests_until}}, NULL AS capacity, NULL AS answered_by
    FROM (
        SELECT notices.id, notices.kind, notices.about, notices.created_at, members.name AS whose, '' AS role
        FROM notices LEFT JOIN members ON members.id = notices.whose
        WHERE notices.member = {{{{}}}} AND notices.seen_at IS NULL
        ORDER BY notices.created_at DESC, notices.id LIMIT 50
    ) AS told
    UNION ALL
    SELECT enrolments.id, enrolments.state, enrolments."group", COALESCE(enrolments.waiting_since, enrolments.sent_at),
        support_groups.name, enrolments.role,
        availabilities.paused_until, availabilities.rests_until, availabilities.capacity, answering.name
    FROM enrolments JOIN support_groups ON support_groups.id = enrolments."group"
    LEFT JOIN availabilities ON availabilities.member = enrolments.member
    LEFT JOIN members answering ON answering.id = enrolments.answered_by
    WHERE enrolments.member = {{{{}}}} AND enrolments.state IN ('draft', 'submitted', 'not_yet', 'active', 'paused')
    UNION ALL
    SELECT planned.id, CASE WHEN planned.is_meeting THEN 'meeting' ELSE planned.means END, planned.talk, planned.taken,
        planned.other_name, 'plan', NULL, NULL, NULL, NULL
    FROM ({PLANNED_FOR.replace("{}", "{{}}")}) AS planned
"""  # noqa: S608 - our own names


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
class Planned:
    """A talk that is to come, or to be asked about: it names a person and says no word of theirs."""

    id: str
    talk: str
    other_name: str
    at: datetime
    means: str

    @property
    def how(self) -> str:
        return "a meeting of the group" if self.means == "meeting" else MEANS[self.means].lower()


@dataclass(frozen=True, slots=True)
class Today:
    asked: list[Asked]  # still to answer
    waiting: list[Asked]  # answered by me, not yet told
    talked: Planned | None  # to be asked: did you talk?
    next: Planned | None
    cards: list[News]
    talks: list[Talk]  # as cards, where there is room for them
    rows: list[News]
    more_talks: list[Talk]
    standing: list[Standing]
    in_talks: bool  # also where a card leads there already

    @property
    def news(self) -> int:
        return len(self.asked) + len(self.cards) + len(self.rows) + (self.talked is not None)


@prepared
def _told(me: str, since: datetime, over: datetime) -> Any:
    typed = engine().engine_type == "sqlite"  # which knows the type of a column but not of a piece of SQL
    kinds = {"at": "TIMESTAMPTZ", "paused_until": "DATE", "rests_until": "DATE"}
    names = {name: f'"{name} [{kind}]"' if typed else f'"{name}"' for name, kind in kinds.items()}
    return Notice.raw(_TOLD.format(**names), me, me, me, me, since, over)


async def today_of(member: str, now: datetime) -> Today:
    proposals = await open_for(member, now)
    asked = [proposal for proposal in proposals if proposal.can_answer(now)]
    rows = await _told(member, *since(now))
    rows = sorted(rows, key=lambda row: row["id"])  # a union has no order of its own
    talked, coming = _planned([row for row in rows if row["role"] == PLAN], now)
    room = max(0, MOST_CARDS - len(asked) - (talked is not None) - (coming is not None))
    told = sorted((row for row in rows if not row["role"]), key=lambda row: row["at"], reverse=True)
    news = _said_once(told)
    cards = [notice for notice in news if notice.standing][:room]
    led_to = {card.about for card in cards} | ({coming.talk} if coming else set())
    all_talks = await talks_of(member, now)
    talks = [talk for talk in all_talks if talk.id not in led_to]
    room -= len(cards)
    return Today(
        asked=asked,
        waiting=[proposal for proposal in proposals if proposal not in asked],
        talked=talked,
        next=coming,
        cards=cards,
        talks=talks[:room],
        rows=[notice for notice in news if notice not in cards][:MOST_ROWS],
        more_talks=talks[room:],
        standing=not_said_otherwise(standing(rows), proposals, all_talks),
        in_talks=any(talk.goes_on for talk in all_talks),
    )


def _planned(rows: list[dict[str, Any]], now: datetime) -> tuple[Planned | None, Planned | None]:
    """The last one that is over and to be asked about, and the next one."""
    plans = [
        Planned(id=row["id"], talk=row["about"], other_name=row["whose"], at=row["at"], means=row["kind"])
        for row in sorted(rows, key=lambda row: row["at"])
    ]
    over = [plan for plan in plans if is_over(plan.at, now)]
    return over[-1] if over else None, next((plan for plan in plans if plan not in over), None)


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
