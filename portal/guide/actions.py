"""The coordinator keeps question cards, the shelf and the lines of Help now. Nothing is deleted: where something was
put aside, it stays; and a line that is not shown any more can be shown again."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from piccolo.columns import Column

from portal import audit, clock
from portal.database import write_transaction
from portal.errors import NotFound, NotPossible
from portal.guide.queries import coordinators_to_remind, lines_to_look_up
from portal.guide.rules import CALLED_SO, ON_HELP_NOW, SAID_ALREADY
from portal.guide.tables import HelpLine, QuestionCard, Resource
from portal.notices.actions import put_away_kind, tell
from portal.person import Person

THE_LINES = "help-lines"  # what a notice of them is about: all of them


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The same of a line of Help now."""

    place: str
    what_for: str
    call: str
    text_to: str
    text_word: str
    link: str
    hours: str
    position: int
    is_retired: bool


Typed = Card | Reading | Answers


@dataclass(frozen=True, slots=True)
class Kind:
    """Where such things are kept, and what no two of them may have alike, retired or not. What is in `looked_up` was
    looked up as it stands: otherwise than that, it was not."""

    table: type[QuestionCard | Resource | HelpLine]
    alike: tuple[Column, ...]
    refusal: str
    looked_up: tuple[str, ...] = ()


CARDS = Kind(QuestionCard, (QuestionCard.mentor_asks,), SAID_ALREADY)
SHELF = Kind(Resource, (Resource.title,), CALLED_SO)
TO_REACH = ("call", "text_to", "text_word", "link")
LINES = Kind(HelpLine, (HelpLine.place, HelpLine.what_for), ON_HELP_NOW, looked_up=TO_REACH)


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


async def add_line(*, by: Person, line: Answers, once: str) -> str:
    """Nobody has looked it up yet. Returns its id."""
    return await _add(LINES, "guide.add_line", line, by=by, once=once)


async def change_line(line_id: str, *, by: Person, line: Answers, once: str) -> None:
    """Another number has not been looked up, whatever was before. One that is retired need not be."""
    await _change(LINES, "guide.change_line", line_id, line, by=by, once=once)


async def review_line(line_id: str, *, by: Person, once: str) -> None:
    """*It is still right.* When all of them are looked up, the reminder leaves everybody's Home."""
    _for_the_coordinator(by)
    async with audit.act("guide.review_line", by=by, once=once, about=line_id) as act:
        if act.repeated:
            return
        now = clock.now()
        today: dict[Any, Any] = {HelpLine.reviewed_on: by.today(now)}
        shown = HelpLine.id == line_id, HelpLine.is_retired.eq(False)
        if not await HelpLine.update(today).where(*shown).returning(HelpLine.id):
            raise NotFound
        await _put_away_the_reminder(now)


async def remind_of_stale(now: datetime) -> int:
    """The clock's act: lines that nobody has looked up for too long are told to every coordinator, once until it is
    seen and no sooner than a month later again. Returns how many were told."""
    if not await lines_to_look_up(now.date()) or not await coordinators_to_remind(now):
        return 0
    async with write_transaction():
        hear = await coordinators_to_remind(now)
        if hear:
            await tell(*hear, kind="help_lines", about=THE_LINES)
            await audit.note("guide.remind_of_stale", by=audit.BY_THE_CLOCK)
        return len(hear)


async def _add(kind: Kind, name: str, typed: Typed, *, by: Person, once: str) -> str:
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


async def _change(kind: Kind, name: str, one: str, typed: Typed, *, by: Person, once: str) -> None:
    _for_the_coordinator(by)
    values: dict[Any, Any] = asdict(typed)
    async with audit.act(name, by=by, once=once, about=one) as act:
        if act.repeated:
            return
        await _refuse_the_same(kind, values, besides=one)
        before = await kind.table.select().where(kind.table.id == one).first()
        if before is None:
            raise NotFound
        if any(values[field] != before[field] for field in kind.looked_up):
            values["reviewed_on"] = None
        await kind.table.update(values).where(kind.table.id == one)
        if kind is LINES:
            await _put_away_the_reminder(clock.now())


async def _put_away_the_reminder(now: datetime) -> None:
    """Where nothing is left to look up."""
    if not await lines_to_look_up(now.date()):
        await put_away_kind("help_lines", THE_LINES)


def _for_the_coordinator(by: Person) -> None:
    if not by.is_coordinator:
        raise NotFound


async def _refuse_the_same(kind: Kind, values: dict[Any, Any], *, besides: str = "") -> None:
    same = [column == values[column._meta.name] for column in kind.alike]
    if await kind.table.exists().where(*same, kind.table.id != besides):
        raise NotPossible(kind.refusal)
