"""What is written at the desk."""

from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.validators import AnyOf, InputRequired, Optional

from portal.enrolments.rules import why_not_answered
from portal.facilitation.forms import LONGEST_NOTE
from portal.facilitation.waiting import AT_A_MEETING
from portal.forms import PortalForm, words

WELCOME, NOT_YET = "welcome", "not_yet"
KIND_WORDS = "Write a few kind words. {name} reads only these."


class AskForm(PortalForm):
    note = words("A note to both", longest=LONGEST_NOTE, validators=[Optional()])


class AnswerForm(PortalForm):
    answer = HiddenField(validators=[AnyOf([WELCOME, NOT_YET], message="Choose one of the two answers.")])
    words = words("A few words of your own", longest=LONGEST_NOTE)
    reader = ""  # the name of whoever gets the answer

    @property
    def welcome(self) -> bool:
        return self.answer.data == WELCOME

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        missing = why_not_answered(welcome=self.welcome, words=self.words.data or "")
        if fine and missing:
            self.refuse(KIND_WORDS.format(name=self.reader), "words")
        return fine and not missing


class PlaceForm(PortalForm):
    attending = RadioField("At a meeting lately?", choices=AT_A_MEETING, validators=[InputRequired("Choose one.")])
    note = words("A note for whoever runs this group", longest=LONGEST_NOTE, validators=[Optional()])
