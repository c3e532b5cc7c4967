"""Marking a milestone, and saying what one saw in the other's; a mentor's moments of their own."""

from datetime import date

from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.validators import DataRequired, Optional, ValidationError

from portal.forms import PortalForm, day, words
from portal.milestones.rules import A_FEW_WORDS, LONGEST, SUGGESTIONS, why_not_this_day

SOMETHING = DataRequired("Write a few words, however small.")


class CorrectionForm(PortalForm):
    words = words("What happened?", longest=LONGEST)
    day = day(
        "When?",
        "Choose the day it happened.",
        lambda form, chosen: why_not_this_day(chosen, today=form.today),
    )
    is_hard = BooleanField("A hard day, kept too")
    today: date

    def validate_words(self, field: TextAreaField) -> None:
        """A hard day can be kept without a word."""
        if not (self.chosen_words or self.is_hard.data):
            raise ValidationError(A_FEW_WORDS)

    @property
    def chosen_words(self) -> str:
        return self.words.data or ""


class MilestoneForm(CorrectionForm):
    suggested = RadioField("Choose one", choices=SUGGESTIONS, validators=[Optional()])

    @property
    def chosen_words(self) -> str:
        """What was written goes before what was tapped."""
        return self.words.data or SUGGESTIONS.get(self.suggested.data or "", "")


class SawForm(PortalForm):
    saw = words("I saw this in you", longest=LONGEST, validators=[SOMETHING])


class OwnMomentForm(PortalForm):
    words = words("A moment you want to keep", longest=LONGEST, validators=[SOMETHING])
    day = day(
        "When?",
        "Choose the day it happened.",
        lambda form, chosen: why_not_this_day(chosen, today=form.today),
    )
    today: date
