"""Three taps."""

from wtforms import HiddenField, RadioField
from wtforms.validators import Optional

from portal.care.rules import ENERGY, GLAD, WEIGHT, Said
from portal.forms import PortalForm


class CareForm(PortalForm):
    energy = RadioField("How much energy do you have?", choices=ENERGY, validators=[Optional()])
    weight = RadioField("How much stays with you after a talk?", choices=WEIGHT, validators=[Optional()])
    glad = RadioField("Are you still glad to do this?", choices=GLAD, validators=[Optional()])
    skip = HiddenField()  # set by the button that leaves this month out

    @property
    def said(self) -> Said:
        if self.skip.data:
            return Said()
        return Said(self.energy.data or "", self.weight.data or "", self.glad.data or "")


class TalkForm(PortalForm):
    group = HiddenField()
