"""An answer to a proposal."""

from wtforms import HiddenField, RadioField
from wtforms.validators import AnyOf

from portal.forms import PortalForm, words
from portal.proposals.rules import NO, NO_PAUSE, YES

LONGEST_REASON = 1000

HOW_LONG = {NO_PAUSE: "No pause", "two_weeks": "Two weeks", "a_month": "A month", "three_months": "Three months"}


class AnswerForm(PortalForm):
    answer = HiddenField(validators=[AnyOf([YES, NO], message="Choose one of the two answers.")])
    reason = words("A reason", longest=LONGEST_REASON)
    pause = RadioField("And a pause?", choices=HOW_LONG, default=NO_PAUSE)  # asked of a mentor alone
