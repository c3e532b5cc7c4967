"""What the coordinator types about a question card, or about something on the shelf."""

from typing import Any

from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, NumberRange, Optional, ValidationError

from portal.check_ins.rules import STRANDS
from portal.forms import PortalForm, line, words
from portal.guide.rules import (
    LAST_PLACE,
    LONGEST_CARD,
    LONGEST_LINK,
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_WHY,
    why_not_these,
    why_not_this_link,
)


def _position() -> IntegerField:
    sentence = f"Give it a place from 0 to {LAST_PLACE}; lower comes first."
    return IntegerField("Position", default=0, validators=[NumberRange(0, LAST_PLACE, sentence)])


def _is_retired() -> BooleanField:
    return BooleanField("Is retired", false_values=(False, "False", "false", "0", ""))


class CardForm(PortalForm):
    mentor_asks = line("Mentor asks", longest=LONGEST_CARD, validators=[DataRequired("Write it as a mentor asks it.")])
    mentee_says = line("Mentee says", longest=LONGEST_CARD, validators=[DataRequired("Write it as a mentee says it.")])
    position = _position()
    is_retired = _is_retired()


class ResourceForm(PortalForm):
    title = line("Title", longest=LONGEST_TITLE, validators=[DataRequired("Give it a title.")])
    why = line("Why", longest=LONGEST_WHY, validators=[DataRequired("Say why it helps, in a sentence or two.")])
    link = line("Link", longest=LONGEST_LINK, validators=[Optional()])
    text = words("Text", longest=LONGEST_TEXT, validators=[Optional()])
    strand = SelectField("Strand", choices={"": "none", **STRANDS})
    position = _position()
    is_retired = _is_retired()

    def validate_link(self, field: StringField) -> None:
        if sentence := why_not_this_link(field.data or ""):
            raise ValidationError(sentence)

    def validate(self, extra_validators: Any = None) -> bool:
        """One of link and text is needed; which of them, only the two can say."""
        fits = super().validate(extra_validators)
        if not self.link.errors and (sentence := why_not_these(self.link.data or "", self.text.data or "")):
            self.refuse(sentence, "link")
            return False
        return bool(fits)
