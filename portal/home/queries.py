"""What is there for somebody today: at most three cards, the most human first, and the rest as rows.

Home is the page that is opened most, at night, on a slow line: three statements beside the session's own.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.mentorships.queries import Talk, talks_of
from portal.notices.queries import unseen
from portal.notices.rules import KINDS
from portal.proposals.queries import Asked, open_for

MOST_CARDS = 3
MOST_ROWS = 6


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
class Today:
    asked: list[Asked]  # still to answer
    waiting: list[Asked]  # answered by me, not yet told
    cards: list[News]
    talks: list[Talk]  # as cards, where there is room for them
    rows: list[News]
    more_talks: list[Talk]

    @property
    def news(self) -> int:
        return len(self.asked) + len(self.cards) + len(self.rows)


async def today_of(member: str, now: datetime) -> Today:
    proposals = await open_for(member, now)
    asked = [proposal for proposal in proposals if proposal.can_answer(now)]
    news = _said_once(await unseen(member))
    cards = [notice for notice in news if notice.standing][: max(0, MOST_CARDS - len(asked))]
    led_to = {card.about for card in cards}
    talks = [talk for talk in await talks_of(member, now) if talk.id not in led_to]
    room = max(0, MOST_CARDS - len(asked) - len(cards))
    return Today(
        asked=asked,
        waiting=[proposal for proposal in proposals if proposal not in asked],
        cards=cards,
        talks=talks[:room],
        rows=[notice for notice in news if notice not in cards][:MOST_ROWS],
        more_talks=talks[room:],
    )


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
        at=row["created_at"],
        standing=words.standing,
    )
