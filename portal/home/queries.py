"""What is there for somebody today: at most three cards, the most human first, and the rest as rows.

Home is the page that is opened most, at night, on a slow line: three statements beside the session's own.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal.database import engine, prepared
from portal.exclusions.rules import TOLD_ALL_THE_SAME
from portal.home.standing import CHAT, Standing, Waiting, not_said_otherwise, standing, waiting
from portal.members.rules import MEANS
from portal.mentorships.queries import Talk, talks_of
from portal.notices.rules import KINDS
from portal.notices.tables import Notice
from portal.plans.queries import PLANNED_FOR, since
from portal.plans.rules import is_over
from portal.proposals.queries import Asked, open_for

SAY = "say"  # how it has been: it leaves Home by the clock, so that nothing shows who has followed it
SAY_STAYS = timedelta(days=7)
REPLY, SEVERAL = "chat_reply", "{} replies to your chat"
MOST_CARDS = 3
MOST_ROWS = 6
# as a role, in the statement below: of an enrolment it is its own, a notice has none
PLAN, BLOCK = "plan", "block"

ASKED = "'chat_open', 'chat_offered'"  # of a chat that is open until then
TOLD = ", ".join(f"'{kind}'" for kind in sorted(TOLD_ALL_THE_SAME))

# What somebody was told and has not opened; how their wish for a mentor, or their offer, stands; when they talk, or
# talked; of whom they want nothing just now; and what they have put up themselves that is open: in one statement.
_TOLD = f"""
    SELECT id, kind, about, created_at AS {{at}}, whose, role,
        NULL AS {{paused_until}}, NULL AS {{rests_until}}, NULL AS capacity, NULL AS answered_by,
        until AS {{open_until}}
    FROM (
        SELECT notices.id, notices.kind, notices.about, notices.created_at, members.name AS whose, '' AS role,
            chats.until
        FROM notices LEFT JOIN members ON members.id = notices.whose
        LEFT JOIN chats ON chats.id = notices.about AND notices.kind IN ({ASKED})
        WHERE notices.member = {{{{}}}} AND notices.seen_at IS NULL
            AND (notices.kind <> '{SAY}' OR notices.created_at > {{{{}}}})
            AND (chats.id IS NULL OR EXISTS (SELECT 1 FROM memberships WHERE memberships.member = notices.member
                AND memberships."group" = chats."group" AND memberships.left_on IS NULL))
            AND (notices.whose IS NULL OR notices.kind IN ({TOLD}) OR NOT EXISTS (
                SELECT 1 FROM blocks WHERE blocks.member = notices.member AND blocks.other = notices.whose))
        ORDER BY notices.created_at DESC, notices.id LIMIT 50
    ) AS told
    UNION ALL
    SELECT enrolments.id, enrolments.state, enrolments."group", COALESCE(enrolments.waiting_since, enrolments.sent_at),
        support_groups.name, enrolments.role,
        availabilities.paused_until, availabilities.rests_until, availabilities.capacity, answering.name, NULL
    FROM enrolments JOIN support_groups ON support_groups.id = enrolments."group"
    LEFT JOIN availabilities ON availabilities.member = enrolments.member
    LEFT JOIN members answering ON answering.id = enrolments.answered_by
    WHERE enrolments.member = {{{{}}}} AND enrolments.state IN ('draft', 'submitted', 'not_yet', 'active', 'paused')
    UNION ALL
    SELECT planned.id, CASE WHEN planned.is_meeting THEN 'meeting' ELSE planned.means END, planned.talk, planned.taken,
        planned.other_name, 'plan', NULL, NULL, NULL, NULL, NULL
    FROM ({PLANNED_FOR.replace("{}", "{{}}")}) AS planned
    UNION ALL
    SELECT blocks.id, '', blocks.other, blocks.created_at, NULL, 'block', NULL, NULL, NULL, NULL, NULL
    FROM blocks WHERE blocks.member = {{{{}}}}
    UNION ALL
    SELECT chats.id, chats.kind, chats.id, chats.created_at, NULL, '{CHAT}', NULL, NULL, NULL, NULL, chats.until
    FROM chats WHERE chats.author = {{{{}}}} AND chats.state = 'open' AND chats.until > {{{{}}}}
"""  # noqa: S608 - our own names


@dataclass(frozen=True, slots=True)
class News:
    """A notice in words. It names a person and quotes nobody. `until`: how long what it tells of is open."""

    id: str
    icon: str
    line: str
    about: str
    at: datetime
    standing: bool
    until: datetime | None


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
    chats: list[Waiting]  # their own; where a card leads there already it is not said again
    cards: list[News]
    talks: list[Talk]  # as cards, where there is room for them
    rows: list[News]
    more_talks: list[Talk]
    standing: list[Standing]
    in_talks: bool  # also where a card leads there already
    counted_on: dict[str, datetime]  # talk to when the other counts on it, of whom the reader wants nothing just now

    @property
    def news(self) -> int:
        return len(self.asked) + len(self.cards) + len(self.rows) + (self.talked is not None)


@prepared
def _told(me: str, now: datetime, said: datetime, since: datetime, over: datetime) -> Any:
    typed = engine().engine_type == "sqlite"  # which knows the type of a column but not of a piece of SQL
    kinds = {"at": "TIMESTAMPTZ", "paused_until": "DATE", "rests_until": "DATE", "open_until": "TIMESTAMPTZ"}
    names = {name: f'"{name} [{kind}]"' if typed else f'"{name}"' for name, kind in kinds.items()}
    return Notice.raw(_TOLD.format(**names), me, said, me, me, me, since, over, me, me, now)


async def today_of(member: str, now: datetime) -> Today:
    proposals = await open_for(member, now)
    asked = [proposal for proposal in proposals if proposal.can_answer(now)]
    rows = await _told(member, now, now - SAY_STAYS, *since(now))
    rows = sorted(rows, key=lambda row: row["id"])  # a union has no order of its own
    all_talks = await talks_of(member, now)
    blocked = {row["about"] for row in rows if row["role"] == BLOCK}
    apart = {talk.id for talk in all_talks if talk.other in blocked}
    plans = sorted((row for row in rows if row["role"] == PLAN), key=lambda row: row["at"], reverse=True)
    talked, coming = _planned([row for row in plans if row["about"] not in apart], now)
    room = max(0, MOST_CARDS - len(asked) - (talked is not None) - (coming is not None))
    told = sorted((row for row in rows if not row["role"]), key=lambda row: row["at"], reverse=True)
    news = _said_once([row for row in told if row["open_until"] is None or row["open_until"] > now])
    cards = [notice for notice in news if notice.standing][:room]
    led_to = {card.about for card in cards} | ({coming.talk} if coming else set())
    chats = [chat for chat in waiting(rows) if chat.id not in led_to]
    talks = [talk for talk in all_talks if talk.id not in led_to | apart]
    room -= len(cards)
    return Today(
        asked=asked,
        waiting=[proposal for proposal in proposals if proposal not in asked],
        talked=talked,
        next=coming,
        chats=chats,
        cards=cards,
        talks=talks[:room],
        rows=[notice for notice in news if notice not in cards][:MOST_ROWS],
        more_talks=talks[room:] + [talk for talk in all_talks if talk.id in apart],  # a row, never a card
        standing=not_said_otherwise(standing(rows), proposals, all_talks),
        in_talks=any(talk.goes_on for talk in all_talks),
        counted_on={row["about"]: row["at"] for row in plans if row["about"] in apart and not is_over(row["at"], now)},
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
    came = Counter(row["about"] for row in rows if row["kind"] == REPLY)
    return [_in_words(row, came[row["about"]]) for row in rows if newest[row["kind"], row["about"]] is row]


def _in_words(row: dict[str, Any], replies: int) -> News:
    words = KINDS[row["kind"]]
    several = row["kind"] == REPLY and replies > 1
    return News(
        id=row["id"],
        icon=words.icon,
        line=SEVERAL.format(replies) if several else words.line.format(whose=row["whose"] or "Someone"),
        about=row["about"],
        at=row["at"],
        standing=words.standing,
        until=row["open_until"],
    )
