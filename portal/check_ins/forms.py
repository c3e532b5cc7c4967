"""Logging a check-in: only the day is needed, and it is filled in. What can be added to one later."""

from datetime import date

from wtforms import BooleanField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Optional

from portal.check_ins.rules import LENGTHS, LONGEST_NOTE, MEANS, STRANDS, why_not_this_day
from portal.forms import PortalForm, day, words


def _to_myself(label: str) -> TextAreaField:
    return words(label, longest=LONGEST_NOTE, validators=[Optional()])


class CheckInForm(PortalForm):
    day = day(
        "When did you talk?",
        "Choose the day you talked.",
        lambda form, chosen: why_not_this_day(chosen, began=form.began, today=form.today),
    )
    means = RadioField("How?", choices=MEANS, validators=[InputRequired("Choose how you talked.")])
    length = RadioField("About how long?", choices=LENGTHS, validators=[Optional()])
    strands = SelectMultipleField("What was in it?", choices=STRANDS, validators=[Optional()])
    shared = words("A few words for both of you", longest=LONGEST_NOTE, validators=[Optional()])
    own = _to_myself("A note for yourself")
    along = _to_myself("What I take along")
    hard_day = BooleanField("Hard day for me")
    weighs = BooleanField("This weighs on me")

    # set by the route: between which days a talk can have been
    began: date
    today: date


class OwnNoteForm(PortalForm):
    """What one of the two keeps about it for themselves."""

    own = _to_myself("A note for yourself")
    along = _to_myself("What I take along")
    weighs = BooleanField("This weighs on me")


class AdditionForm(PortalForm):
    added = words(
        "Your few words", longest=LONGEST_NOTE, validators=[DataRequired("Write a few words, however small.")]
    )
