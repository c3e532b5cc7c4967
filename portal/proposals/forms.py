"""An answer to a proposal."""

from wtforms import HiddenField
from wtforms.validators import AnyOf

from portal.forms import PortalForm, words
from portal.proposals.rules import NO, YES

LONGEST_REASON = 1000


class AnswerForm(PortalForm):
    answer = HiddenField(validators=[AnyOf([YES, NO], message="Choose one of the two answers.")])
    reason = words("A reason", longest=LONGEST_REASON)
