"""Marking a milestone, and saying what one saw in the other's."""

from datetime import date

from wtforms.validators import DataRequired

from portal.forms import PortalForm, day, words
from portal.milestones.rules import LONGEST, why_not_this_day


class MilestoneForm(PortalForm):
    words = words("What happened?", longest=LONGEST, validators=[DataRequired("Write a few words, however small.")])
    day = day(
        "When?",
        "Choose the day it happened.",
        lambda form, chosen: why_not_this_day(chosen, today=form.today),
    )
    today: date


class SawForm(PortalForm):
    saw = words("I saw this in you", longest=LONGEST, validators=[DataRequired("Write a few words, however small.")])
