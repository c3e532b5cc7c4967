"""Question cards and the shelf, as they are offered: without what the coordinator has retired."""

from dataclasses import dataclass
from typing import Any

from piccolo.query import Select

from portal.check_ins.rules import STRANDS
from portal.columns import could_be_an_id
from portal.database import prepared
from portal.guide.rules import said_by
from portal.guide.tables import QuestionCard, Resource


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
