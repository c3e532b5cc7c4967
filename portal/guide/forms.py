"""What the coordinator types about a question card, something on the shelf or a line of Help now; what is looked up."""

from typing import Any

from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, NumberRange, Optional, ValidationError

from portal.check_ins.rules import STRANDS
from portal.forms import PortalForm, line, words
from portal.guide.rules import (
    LAST_PLACE,
    LONGEST_CARD,
    LONGEST_COUNTRY,
    LONGEST_HOURS,
    LONGEST_LINK,
    LONGEST_NUMBER,
    LONGEST_SEARCH,
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_WHAT_FOR,
    LONGEST_WHY,
    LONGEST_WORD,
    NOTHING_TO_SEARCH,
    why_not_reached,
    why_not_these,
    why_not_this_link,
    why_not_this_number,
    why_not_this_word,
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


class LineForm(PortalForm):
    place = line("Place", longest=LONGEST_COUNTRY, validators=[DataRequired("Say for which country or region it is.")])
    what_for = line("What for", longest=LONGEST_WHAT_FOR, validators=[DataRequired("Say when to use it.")])
    call = line("Call", longest=LONGEST_NUMBER, validators=[Optional()])
    text_to = line("Text to", longest=LONGEST_NUMBER, validators=[Optional()])
    text_word = line("Text word", longest=LONGEST_WORD, validators=[Optional()])
    link = line("Link", longest=LONGEST_LINK, validators=[Optional()])
    hours = line("Hours", longest=LONGEST_HOURS, validators=[Optional()])
    position = _position()
    is_retired = _is_retired()

    def validate_call(self, field: StringField) -> None:
        if sentence := why_not_this_number(field.data or ""):
            raise ValidationError(sentence)

    validate_text_to = validate_call

    def validate_text_word(self, field: StringField) -> None:
        if sentence := why_not_this_word(field.data or "", self.text_to.data or ""):
            raise ValidationError(sentence)

    def validate_link(self, field: StringField) -> None:
        if sentence := why_not_this_link(field.data or ""):
            raise ValidationError(sentence)

    def validate(self, extra_validators: Any = None) -> bool:
        """At least one way to reach them, and any of the three will do."""
        fits = super().validate(extra_validators)
        ways = (self.call.data or "", self.text_to.data or "", self.link.data or "")
        if not self.call.errors and (sentence := why_not_reached(*ways)):
            self.refuse(sentence, "call")
            return False
        return bool(fits)


class SearchForm(PortalForm):
    words = line("What do you look for?", longest=LONGEST_SEARCH, validators=[DataRequired(NOTHING_TO_SEARCH)])
