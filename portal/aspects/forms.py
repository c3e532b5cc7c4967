"""About you: for each aspect what somebody is, what they wish of the other, and whether it may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import Field, RadioField

from portal.aspects.queries import Asked
from portal.forms import PortalForm, Typed
from portal.matching.people import NOTHING_SAID, Answer, Wish

RATHER_NOT = {"": "Prefer not to say"}
WISHES = {str(wish): str(wish).capitalize() for wish in Wish if wish}
SHOWN = {"yes": "May be shown", "no": "Matching only"}


class LeftOut(RadioField):
    """One of some, or none of them: nobody has to answer."""

    def pre_validate(self, form: Any) -> None:
        if self.data is not None:
            super().pre_validate(form)


@dataclass(frozen=True, slots=True)
class Question:
    """One aspect with its three fields."""

    aspect: Asked
    option: Field
    wish: Field
    shown: Field

    @property
    def is_open(self) -> bool:
        """Whether what is folded away under it holds anything to see: a choice of theirs, or a mistake."""
        return bool(self.wish.data or self.wish.errors or self.shown.errors or self.shown.data != self.shown.default)

    def answer(self) -> Answer | None:
        if self.option.data is None and not self.wish.data:
            return None
        shown = (self.shown.data or self.shown.default) == "yes"
        return Answer(option=self.option.data or None, wish=Wish(self.wish.data or ""), shown=shown)


class AboutForm(PortalForm):
    asked: Sequence[Asked] = ()

    @property
    def questions(self) -> list[Question]:
        return [
            Question(aspect, *(self[f"{part}_{aspect.id}"] for part in ("option", "wish", "shown")))
            for aspect in self.asked
        ]


def about_form(asked: Sequence[Asked], said: Typed | Mapping[str, Answer]) -> AboutForm:
    """As it was typed, or filled in with what was said before. Made anew each time: the coordinator may change it."""
    fields = {name: field for aspect in asked for name, field in _fields(aspect).items()}
    kind: type[AboutForm] = type("AboutForm", (AboutForm,), {"asked": asked, **fields})
    return kind(said) if isinstance(said, Typed) else kind(data=_filled(asked, said))


def answers_in(form: AboutForm, asked: Sequence[Asked]) -> dict[str, Answer]:
    """What was touched. A question that was passed over has no answer, not even “prefer not to say”."""
    answers = {question.aspect.id: question.answer() for question in form.questions if question.aspect in asked}
    return {aspect: answer for aspect, answer in answers.items() if answer is not None}


def _fields(aspect: Asked) -> dict[str, RadioField]:
    return {
        f"option_{aspect.id}": LeftOut(aspect.question, choices={**aspect.options, **RATHER_NOT}),
        f"wish_{aspect.id}": LeftOut("The other person’s answer", choices=WISHES),
        f"shown_{aspect.id}": LeftOut("Your answer", choices=SHOWN, default="no" if aspect.is_sensitive else "yes"),
    }


def _filled(asked: Sequence[Asked], said: Mapping[str, Answer]) -> dict[str, str]:
    known = {aspect.id: said.get(aspect.id, NOTHING_SAID) for aspect in asked if aspect.id in said}
    return {
        field: value
        for aspect, answer in known.items()
        for field, value in (
            (f"option_{aspect}", answer.option or ""),
            (f"wish_{aspect}", str(answer.wish)),
            (f"shown_{aspect}", "yes" if answer.shown else "no"),
        )
    }
