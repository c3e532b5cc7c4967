"""How a mentor says how much room there is."""

from datetime import date

from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.enrolments.rules import MOST_AT_ONCE, why_not_paused_until
from portal.forms import PortalForm, day


class CapacityForm(PortalForm):
    capacity = RadioField(
        "How many people at once?",
        choices={str(n): str(n) for n in range(MOST_AT_ONCE + 1)},
        validators=[InputRequired("Choose a number.")],
    )


class PauseForm(PortalForm):
    until = day(
        "Back on",
        "Choose the day on which you are back.",
        lambda form, chosen: why_not_paused_until(chosen, form.today),
    )
    today: date
