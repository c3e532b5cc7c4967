"""Logging a check-in: only the day is needed."""

from datetime import date

from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from portal.check_ins.rules import LONGEST_NOTE, MEANS, STRANDS, why_not_this_day
from portal.forms import PortalForm, day, words


class CheckInForm(PortalForm):
    day = day(
        "When did you talk?",
        "Choose the day you talked.",
        lambda form, chosen: why_not_this_day(chosen, began=form.began, today=form.today),
    )
    means = RadioField("How?", choices=MEANS, validators=[InputRequired("Choose how you talked.")])
    strands = SelectMultipleField("What was in it?", choices=STRANDS, validators=[Optional()])
    shared = words("A few words for both of you", longest=LONGEST_NOTE, validators=[Optional()])
    own = words("A note for yourself", longest=LONGEST_NOTE, validators=[Optional()])
    hard_day = BooleanField("Hard day for me")
    weighs = BooleanField("This weighs on me")

    # set by the route: between which days a talk can have been
    began: date
    today: date
