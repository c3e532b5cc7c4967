"""Telling what is not well. No word of it has to be written."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Optional, StopValidation

from portal.concerns.people import Known, groups_for
from portal.concerns.rules import (
    COORDINATOR,
    FACILITATOR,
    LONGEST_STEP,
    LONGEST_WORDS,
    OF,
    OFF,
    PERSON,
    PROGRAMME,
    THE_NEXT,
    WORRIED,
)
from portal.forms import PortalForm
from portal.forms import words as written
from portal.messages.queries import Line

SOMEBODY_ELSE = "else"
_OFF_WITH = {"person": "A person", "conversation": "A conversation", "programme": "The programme"}
_WORDS = {OFF: "What is off", WORRIED: "What you heard, or what worries you"}


def _lines() -> SelectMultipleField:
    return SelectMultipleField("Lines that go with it", validators=[Optional()])


def _offer_lines(field: Any, lines: Sequence[Line]) -> None:
    field.choices = [(line.id, line.words) for line in lines]


def _offer_readers(field: Any, running: str, past_them: bool) -> None:
    """`running` are the names of whoever runs the group; `past_them` is whether somebody else could read it. Where only
    one may, there is nothing to choose."""
    coordinator = "The coordinator" + (f", and not {running}" if running else "")
    field.choices = [
        *([(FACILITATOR, running)] if running else []),
        *([(COORDINATOR, coordinator)] if past_them else []),
    ] or [(COORDINATOR, THE_NEXT.capitalize())]
    if len(field.choices) == 1 and not field.data:
        field.data = field.choices[0][0]


def _reader() -> RadioField:
    return RadioField("Who reads this?", validators=[InputRequired("Choose who reads this.")])


class WorryForm(PortalForm):
    words = written(_WORDS[WORRIED], longest=LONGEST_WORDS, validators=[Optional()])
    shown = _lines()

    def __init__(self, *args: Any, lines: Sequence[Line] = (), **known: Any) -> None:
        super().__init__(*args, **known)
        _offer_lines(self.shown, lines)


class OffForm(PortalForm):
    """Of a pair. Who reads it is the writer's choice, where there is one."""

    of = HiddenField(default=PERSON, validators=[AnyOf(OF)])
    reader = _reader()
    words = written(_WORDS[OFF], longest=LONGEST_WORDS, validators=[Optional()])
    shown = _lines()
    apart = BooleanField()

    def __init__(
        self, *args: Any, running: str, past_them: bool, other: str, lines: Sequence[Line] = (), **known: Any
    ) -> None:
        super().__init__(*args, **known)
        _offer_readers(self.reader, running, past_them)
        _offer_lines(self.shown, lines)
        self.apart.label.text = want_nothing_from(other)

    @property
    def past_them(self) -> bool:
        return bool(self.reader.data == COORDINATOR)


class AboutForm(PortalForm):
    """Outside of any talks, first: of whom or what it is. What is written already stays with it."""

    of = RadioField("What is it about?", choices=_OFF_WITH, validators=[InputRequired("Choose one.")])
    whom = RadioField("Who is it?")
    group = RadioField("In which group?")
    words = written(_WORDS[OFF], longest=LONGEST_WORDS, validators=[Optional()])

    def __init__(self, *args: Any, kind: str, people: Sequence[Known], groups: Mapping[str, str], **known: Any) -> None:
        super().__init__(*args, **known)
        self.people = {one.member: one for one in people}
        self.groups = list(groups)
        self.only = self.groups[0] if len(self.groups) == 1 else ""
        self.whom.choices = [*((one.member, one.how) for one in people), (SOMEBODY_ELSE, "Somebody else")]
        self.whom.validators = [_needed_unless_of_the_programme]
        self.words.label.text = _WORDS[kind]
        if kind == WORRIED:
            del self.of
        if self.only:
            del self.group
        else:
            self.group.choices = list(groups.items())
            self.group.validators = [_where_one_knows_them]

    @property
    def what(self) -> str:
        return str(self.of.data) if "of" in self else PERSON

    @property
    def about(self) -> Known | None:
        """Somebody they know here; None where it is somebody else, or nobody."""
        return None if self.what == PROGRAMME else self.people.get(self.whom.data)

    @property
    def in_group(self) -> str:
        """Where there is one alone it is not to be chosen, whatever was."""
        possible = groups_for(self.about, self.groups)
        return possible[0] if len(possible) == 1 else str(self.group.data)


class NoteForm(AboutForm):
    """Then: the words, and who reads them."""

    reader = _reader()
    apart = BooleanField()

    def __init__(self, *args: Any, kind: str, running: str, past_them: bool, **known: Any) -> None:
        super().__init__(*args, kind=kind, **known)
        if kind == WORRIED:
            del self.reader
        else:
            _offer_readers(self.reader, running, past_them)
        if kind == WORRIED or self.about is None:
            del self.apart
        else:
            self.apart.label.text = want_nothing_from(self.about.name)

    @property
    def past_them(self) -> bool:
        return "reader" in self and bool(self.reader.data == COORDINATOR)

    @property
    def is_apart(self) -> bool:
        return "apart" in self and bool(self.apart.data)


class StepForm(PortalForm):
    words = written("What you do about it", longest=LONGEST_STEP, validators=[DataRequired("Write a few words.")])


class HoldForm(PortalForm):
    member = HiddenField()


def want_nothing_from(name: str) -> str:
    return f"I want nothing from {name} for now"


def _where_one_knows_them(form: Any, field: Any) -> None:
    possible = groups_for(form.about, form.groups)
    field.errors = []
    if len(possible) == 1:
        raise StopValidation
    if field.data not in possible:
        raise StopValidation("Choose the group in which you know each other." if form.about else "Choose a group.")


def _needed_unless_of_the_programme(form: Any, field: Any) -> None:
    if form.what == PROGRAMME:
        field.errors = []
        raise StopValidation
    if not field.data:
        field.errors = []
        raise StopValidation("Choose who it is, or somebody else.")
