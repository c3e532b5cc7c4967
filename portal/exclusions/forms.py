"""Saying whom one never wants to be put together with."""

from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.exclusions.rules import EMAIL, LONGEST, NAME, PHONE, why_not
from portal.forms import PortalForm, line


class ApartForm(PortalForm):
    kind = RadioField(
        "How do you know them?",
        choices={PHONE: "A phone number", EMAIL: "An e-mail address", NAME: "A name"},
        validators=[InputRequired("Choose one of the three.")],
    )
    said = line(
        "The number, address or name",
        longest=LONGEST,
        id="apart-said",  # every page has a “said” of its own, where what happened is told
        validators=[InputRequired("Write a number, an address or a name.")],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if sentence := why_not(self.kind.data, self.said.data or ""):
            self.refuse(sentence, "said")
        return not sentence
