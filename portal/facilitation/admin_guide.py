"""What the coordinator keeps for everybody: question cards, the shelf of resources, and the lines of Help now.

They are added, changed and retired here, never deleted: what somebody has put aside for next time stays.
"""

from collections.abc import Awaitable, Callable
from dataclasses import fields
from enum import Enum
from typing import Any, cast

from piccolo.columns.readable import Readable

from portal.check_ins.rules import STRANDS
from portal.columns import new_id
from portal.facilitation.admin_columns import Typed
from portal.facilitation.admin_people import ForTheCoordinator
from portal.facilitation.admin_typed import Said, changed, checked, once
from portal.guide import actions
from portal.guide.actions import Answers, Card, Reading
from portal.guide.forms import CardForm, LineForm, ResourceForm
from portal.guide.tables import HelpLine, QuestionCard, Resource
from portal.person import Person

ON_A_CARD = {field.name for field in fields(Card)}
ON_THE_SHELF = {field.name for field in fields(Reading)}
ON_HELP_NOW = {field.name for field in fields(Answers)}


def _one_or_none(strand: Any) -> Any:
    """The strands to choose from, and none of them, which has no name of its own."""
    copied, named = strand.copy(), cast("Any", Enum)
    copied._meta.choices = named("Strands", {"none": "", **{one: one for one in STRANDS}})
    return copied


def _helped(column: Any, help_text: str) -> Any:
    copied = column.copy()
    copied._meta.help_text = help_text
    return copied


class ShownQuestionCard(
    ForTheCoordinator, tablename=QuestionCard._meta.tablename, help_text=QuestionCard._meta.help_text
):
    id = QuestionCard.id
    mentor_asks = QuestionCard.mentor_asks
    mentee_says = QuestionCard.mentee_says
    position = QuestionCard.position
    is_retired = QuestionCard.is_retired
    once = Typed(default=new_id)

    @classmethod
    def get_readable(cls) -> Readable:
        return Readable(template="%s", columns=[cls.mentor_asks])


class ShownResource(ForTheCoordinator, tablename=Resource._meta.tablename, help_text=Resource._meta.help_text):
    id = Resource.id
    title = _helped(Resource.title, "As members read it on the shelf.")
    why = Resource.why
    link = Resource.link
    text = Resource.text
    strand = _one_or_none(Resource.strand)
    position = Resource.position
    is_retired = Resource.is_retired
    once = Typed(default=new_id)

    @classmethod
    def get_readable(cls) -> Readable:
        return Readable(template="%s", columns=[cls.title])


class ShownHelpLine(ForTheCoordinator, tablename=HelpLine._meta.tablename, help_text=HelpLine._meta.help_text):
    id = HelpLine.id
    place = HelpLine.place
    what_for = HelpLine.what_for
    call = HelpLine.call
    text_to = HelpLine.text_to
    text_word = HelpLine.text_word
    link = HelpLine.link
    hours = HelpLine.hours
    position = HelpLine.position
    is_retired = HelpLine.is_retired
    reviewed_on = _helped(HelpLine.reviewed_on, "When somebody last looked it up. It is said on the desk, not here.")
    once = Typed(default=new_id)

    @classmethod
    def get_readable(cls) -> Readable:
        return Readable(template="%s: %s", columns=[cls.place, cls.what_for])


async def _add_card(me: Person, _: str, said: Said) -> str:
    typed = checked(CardForm, said, me)
    return await actions.add_card(by=me, card=_card(typed), once=once(typed))


async def _change_card(me: Person, row: str, said: Said) -> str:
    typed = checked(CardForm, await changed(ShownQuestionCard, row, said, may_change=ON_A_CARD), me)
    await actions.change_card(row, by=me, card=_card(typed), once=once(typed))
    return row


async def _add_resource(me: Person, _: str, said: Said) -> str:
    typed = checked(ResourceForm, said, me)
    return await actions.add_resource(by=me, reading=_reading(typed), once=once(typed))


async def _change_resource(me: Person, row: str, said: Said) -> str:
    typed = checked(ResourceForm, await changed(ShownResource, row, said, may_change=ON_THE_SHELF), me)
    await actions.change_resource(row, by=me, reading=_reading(typed), once=once(typed))
    return row


async def _add_line(me: Person, _: str, said: Said) -> str:
    typed = checked(LineForm, said, me)
    return await actions.add_line(by=me, line=_answers(typed), once=once(typed))


async def _change_line(me: Person, row: str, said: Said) -> str:
    typed = checked(LineForm, await changed(ShownHelpLine, row, said, may_change=ON_HELP_NOW), me)
    await actions.change_line(row, by=me, line=_answers(typed), once=once(typed))
    return row


def _answers(typed: dict[str, Any]) -> Answers:
    return Answers(**{name: typed[name] for name in ON_HELP_NOW})


def _card(typed: dict[str, Any]) -> Card:
    return Card(**{name: typed[name] for name in ON_A_CARD})


def _reading(typed: dict[str, Any]) -> Reading:
    return Reading(**{name: typed[name] for name in ON_THE_SHELF})


BY_THE_COORDINATOR: dict[tuple[str, str], Callable[[Person, str, Said], Awaitable[str]]] = {
    ("POST", QuestionCard._meta.tablename): _add_card,
    ("PATCH", QuestionCard._meta.tablename): _change_card,
    ("POST", Resource._meta.tablename): _add_resource,
    ("PATCH", Resource._meta.tablename): _change_resource,
    ("POST", HelpLine._meta.tablename): _add_line,
    ("PATCH", HelpLine._meta.tablename): _change_line,
}
