"""The coordinator keeps question cards and the shelf. Nothing is deleted: where something was put aside, it stays."""

from dataclasses import asdict, dataclass
from typing import Any

from piccolo.columns import Column

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


@dataclass(frozen=True, slots=True)
class Kind:
    """Where such things are kept, and what no two of them may have alike, put aside or not."""

    table: type[QuestionCard | Resource]
    name: Column
    refusal: str


CARDS = Kind(QuestionCard, QuestionCard.mentor_asks, SAID_ALREADY)
SHELF = Kind(Resource, Resource.title, CALLED_SO)


async def add_card(*, by: Person, card: Card, once: str) -> str:
    """Returns its id."""
    return await _add(CARDS, "guide.add_card", card, by=by, once=once)


async def change_card(card_id: str, *, by: Person, card: Card, once: str) -> None:
    """Also where it is put aside: better words are for everybody."""
    await _change(CARDS, "guide.change_card", card_id, card, by=by, once=once)


async def add_resource(*, by: Person, reading: Reading, once: str) -> str:
    """Returns its id."""
    return await _add(SHELF, "guide.add_resource", reading, by=by, once=once)


async def change_resource(resource: str, *, by: Person, reading: Reading, once: str) -> None:
    await _change(SHELF, "guide.change_resource", resource, reading, by=by, once=once)


async def _add(kind: Kind, name: str, typed: Card | Reading, *, by: Person, once: str) -> str:
    _for_the_coordinator(by)
    values = asdict(typed)
    async with audit.act(name, by=by, once=once) as act:
        if act.repeated:
            return act.about
        await _refuse_the_same(kind, values)
        row = kind.table(**values)
        await row.save()
        act.about = row.id
        return row.id


async def _change(kind: Kind, name: str, one: str, typed: Card | Reading, *, by: Person, once: str) -> None:
    _for_the_coordinator(by)
    values: dict[Any, Any] = asdict(typed)
    async with audit.act(name, by=by, once=once, about=one) as act:
        if act.repeated:
            return
        await _refuse_the_same(kind, values, besides=one)
        if not await kind.table.update(values).where(kind.table.id == one).returning(kind.table.id):
            raise NotFound


def _for_the_coordinator(by: Person) -> None:
    if not by.is_coordinator:
        raise NotFound


async def _refuse_the_same(kind: Kind, values: dict[Any, Any], *, besides: str = "") -> None:
    if await kind.table.exists().where(kind.name == values[kind.name._meta.name], kind.table.id != besides):
        raise NotPossible(kind.refusal)
