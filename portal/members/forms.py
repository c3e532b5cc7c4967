"""What a member says about reaching them, and about what Home shows."""

from typing import Any

from wtforms import EmailField, RadioField, SelectMultipleField, TelField
from wtforms.validators import InputRequired, Optional, Regexp

from portal.forms import AtMost, PortalForm, tidy
from portal.members.rules import HOMES, MEANS, why_means_need_details


class ContactForm(PortalForm):
    means = SelectMultipleField("How do you like to talk?", choices=MEANS, validators=[Optional()])
    phone = TelField(
        "Phone number",
        filters=[tidy],
        validators=[
            Optional(),
            AtMost(40),
            Regexp(r"^\+?[\d\s()./-]{5,}$", message="Write the number with digits, as you would dial it."),
        ],
    )
    email = EmailField(
        "E-mail address",
        filters=[tidy],
        validators=[
            Optional(),
            AtMost(254),
            Regexp(r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$", message="An address looks like name@example.org."),
        ],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        missing = why_means_need_details(
            self.means.data or [], phone=self.phone.data or "", email=self.email.data or ""
        )
        for field, sentence in missing.items():
            self.refuse(sentence, field)
        return not missing


class HomeForm(PortalForm):
    home = RadioField("What may Home show?", choices=HOMES, validators=[InputRequired("Choose one of the two.")])
