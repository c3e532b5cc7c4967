"""Question cards, the shelf and the lines of Help now, as they are offered: without what has been retired."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from piccolo.query import Select

from portal.check_ins.rules import STRANDS
from portal.columns import could_be_an_id
from portal.database import DatabaseAway, prepared
from portal.guide.answering import Line, Place
from portal.guide.rules import GOOD_FOR, REMIND_AFTER, said_by
from portal.guide.tables import HelpLine, QuestionCard, Resource
from portal.members.tables import Member


@dataclass(frozen=True, slots=True)
class Card:
    id: str
    mentor_asks: str
    mentee_says: str

    def for_(self, role: str) -> str:
        return said_by(role, {"mentor_asks": self.mentor_asks, "mentee_says": self.mentee_says})


@dataclass(frozen=True, slots=True)
class OnShelf:
    """`link` leads away from here; where it is empty there is a text of ours."""

    id: str
    title: str
    why: str
    link: str
    strand: str  # in words, or ""
    text: str = ""  # read with the whole shelf alone


_read_last: tuple[Place, ...] = ()  # what this worker has read last: better than nothing while the database is away


@prepared
def _cards(retired: bool) -> Select[Any]:
    return (
        QuestionCard.select(QuestionCard.id, QuestionCard.mentor_asks, QuestionCard.mentee_says)
        .where(QuestionCard.is_retired == retired)
        .order_by(QuestionCard.position)
        .order_by(QuestionCard.id)
    )


_ON_SHELF = (Resource.id, Resource.title, Resource.why, Resource.link, Resource.strand)


@prepared
def _shelf(retired: bool, *, with_texts: bool) -> Select[Any]:
    return (
        Resource.select(*_ON_SHELF, *((Resource.text,) if with_texts else ()))
        .where(Resource.is_retired == retired)
        .order_by(Resource.position)
        .order_by(Resource.id)
    )


async def cards() -> list[Card]:
    """In the coordinator's order. One statement."""
    return [Card(**row) for row in await _cards(False)]


async def shelf(*, with_texts: bool = False) -> list[OnShelf]:
    """In the coordinator's order. One statement."""
    rows = await _shelf(False, with_texts=with_texts)
    return [OnShelf(**{**row, "strand": STRANDS.get(row["strand"], "")}) for row in rows]


async def is_offered(kind: str, what: str) -> bool:
    """Whether this `card` or `resource`, as a form named it, is there and not retired."""
    if not could_be_an_id(what):
        return False
    table: Any = {"card": QuestionCard, "resource": Resource}[kind]
    return bool(await table.exists().where(table.id == what, table.is_retired.eq(False)))


async def text_of(resource: str) -> dict[str, Any] | None:
    """To read here: `title`, `why`, `text`. Also a retired one: where it was put aside, it stays."""
    return (
        await Resource.select(Resource.id, Resource.title, Resource.why, Resource.text)
        .where(Resource.id == resource, Resource.text != "")
        .first()
    )


@prepared
def _lines(retired: bool) -> Select[Any]:
    return (
        HelpLine.select(
            *(HelpLine.id, HelpLine.place, HelpLine.what_for, HelpLine.call, HelpLine.text_to, HelpLine.text_word),
            *(HelpLine.link, HelpLine.hours, HelpLine.reviewed_on),
        )
        .where(HelpLine.is_retired == retired)
        .order_by(HelpLine.position)
        .order_by(HelpLine.id)
    )


async def help_places() -> tuple[Place, ...]:
    """In the coordinator's order; a place stands where its first line does. One statement. While the database is away
    it is what was read last here, and that may be nothing: whoever shows it says what helps then."""
    global _read_last
    try:
        rows = await _lines(False)
    except DatabaseAway:
        return _read_last
    first = {row["place"]: at for at, row in reversed(list(enumerate(rows)))}
    rows.sort(key=lambda row: first[row["place"]])
    _read_last = tuple(
        Place(name, tuple(Line(**row) for row in of_it)) for name, of_it in groupby(rows, lambda row: row["place"])
    )
    return _read_last


TO_LOOK_UP = "SELECT COUNT(*) FROM help_lines WHERE NOT is_retired AND (reviewed_on IS NULL OR reviewed_on < {})"


@prepared
def _to_look_up(looked_up_since: date) -> Any:
    return HelpLine.raw(TO_LOOK_UP, looked_up_since)


async def lines_to_look_up(today: date) -> int:
    """How many lines of Help now nobody has looked up for too long. One statement."""
    return int(await _to_look_up.value(looked_up_since(today)))


def looked_up_since(today: date) -> date:
    """For the mark in `TO_LOOK_UP`."""
    return today - GOOD_FOR


@prepared
def _to_remind(remind_again: datetime) -> Any:
    return Member.raw(_COORDINATORS, remind_again)


_COORDINATORS = """
    SELECT members.id FROM members JOIN accounts ON accounts.id = members.account
    WHERE accounts.is_coordinator AND accounts.disabled_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM notices WHERE notices.member = members.id AND notices.kind = 'help_lines'
        AND (notices.seen_at IS NULL OR notices.created_at > {})
    )
"""


async def coordinators_to_remind(now: datetime) -> list[str]:
    """Members who look after the programme and have not been told of stale lines lately. One statement."""
    return [row["id"] for row in await _to_remind(now - REMIND_AFTER)]
