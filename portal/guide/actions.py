"""The coordinator keeps question cards and the shelf. Nothing is deleted: where something was put aside, it stays."""

from dataclasses import asdict, dataclass
from typing import Any

from portal import audit
from portal.errors import NotFound, NotPossible
from portal.guide.rules import CALLED_SO, SAID_ALREADY
from portal.guide.tables import QuestionCard, Resource
from portal.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """As it was typed, checked already. The fields are called as the table's columns."""

    mentor_asks: str
    mentee_says: str
    position: int
    is_retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The same of something on the shelf: `link`, or `text`."""

    title: str
    why: str
    link: str
    text: str
    strand: str
    position: int
    is_retired: bool


async def add_card(*, by: Person, card: Card, once: str) -> str:
    """Returns its id."""
    _for_the_coordinator(by)
    async with audit.act("guide.add_card", by=by, once=once) as act:
        if act.repeated:
            return act.about
        await _refuse_the_same_question(card.mentor_asks)
        row = QuestionCard(**asdict(card))
        await QuestionCard.insert(row)
        act.about = row.id
        return row.id


async def change_card(card_id: str, *, by: Person, card: Card, once: str) -> None:
    """Also where it is put aside: better words are for everybody."""
    _for_the_coordinator(by)
    async with audit.act("guide.change_card", by=by, once=once, about=card_id) as act:
        if act.repeated:
            return
        await _refuse_the_same_question(card.mentor_asks, besides=card_id)
        values: dict[Any, Any] = asdict(card)
        if not await QuestionCard.update(values).where(QuestionCard.id == card_id).returning(QuestionCard.id):
            raise NotFound


async def add_resource(*, by: Person, reading: Reading, once: str) -> str:
    """Returns its id."""
    _for_the_coordinator(by)
    async with audit.act("guide.add_resource", by=by, once=once) as act:
        if act.repeated:
            return act.about
        await _refuse_the_same_title(reading.title)
        row = Resource(**asdict(reading))
        await Resource.insert(row)
        act.about = row.id
        return row.id


async def change_resource(resource: str, *, by: Person, reading: Reading, once: str) -> None:
    _for_the_coordinator(by)
    async with audit.act("guide.change_resource", by=by, once=once, about=resource) as act:
        if act.repeated:
            return
        await _refuse_the_same_title(reading.title, besides=resource)
        values: dict[Any, Any] = asdict(reading)
        if not await Resource.update(values).where(Resource.id == resource).returning(Resource.id):
            raise NotFound


def _for_the_coordinator(by: Person) -> None:
    if not by.is_coordinator:
        raise NotFound


async def _refuse_the_same_question(asked: str, *, besides: str = "") -> None:
    if await QuestionCard.exists().where(QuestionCard.mentor_asks == asked, QuestionCard.id != besides):
        raise NotPossible(SAID_ALREADY)


async def _refuse_the_same_title(title: str, *, besides: str = "") -> None:
    if await Resource.exists().where(Resource.title == title, Resource.id != besides):
        raise NotPossible(CALLED_SO)
