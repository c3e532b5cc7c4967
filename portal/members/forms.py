"""What a member says about reaching them, and about what Home shows."""

from typing import Any

from wtforms import EmailField, RadioField, SelectField, SelectMultipleField, TelField
from wtforms.validators import InputRequired, Optional, Regexp, StopValidation

from portal.exclusions.rules import EMAIL, PHONE, why_not
from portal.forms import AtMost, PortalForm, line, tidy
from portal.groups.rules import WEEKDAYS
from portal.members.rules import (
    CALLING,
    HOMES,
    MEANS,
    NOT_SAID,
    PARTS,
    TIMES,
    VOICEMAIL,
    city,
    why_means_need_details,
    zones,
)

LONGEST_ANSWER = 120


class Findable:
    """Stops at a number or an address by which nobody could be found who is to be kept apart."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __call__(self, _: Any, field: Any) -> None:
        if not field.errors and (sentence := why_not(self.kind, field.data)):
            raise StopValidation(sentence)


class RadioNobodyHasTo(RadioField):
    """Nothing is chosen where nothing was said: “prefer not to say” is theirs to say."""

    def process_data(self, value: Any) -> None:
        super().process_data(value or None)


class ContactForm(PortalForm):
    means = SelectMultipleField("How do you like to talk?", choices=MEANS, validators=[Optional()])
    phone = TelField(
        "Phone number",
        filters=[tidy],
        validators=[
            Optional(),
            AtMost(40),
            Regexp(r"^\+?[\d\s()./-]+$", message="Write the number with digits, as you would dial it."),
            Findable(PHONE),
        ],
    )
    email = EmailField(
        "E-mail address",
        filters=[tidy],
        validators=[
            Optional(),
            AtMost(254),
            Findable(EMAIL),
        ],
    )
    calling = RadioNobodyHasTo("Before a call", choices={**CALLING, "": NOT_SAID}, validators=[Optional()])
    voicemail = RadioNobodyHasTo("Voicemail", choices={**VOICEMAIL, "": NOT_SAID}, validators=[Optional()])
    if_answered = line("If someone else answers", longest=LONGEST_ANSWER, validators=[Optional()])

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        missing = why_means_need_details(
            self.means.data or [], phone=self.phone.data or "", email=self.email.data or ""
        )
        for field, sentence in missing.items():
            self.refuse(sentence, field)
        return not missing


class TimesForm(PortalForm):
    """`zone` is the member's own: chosen until they choose another, and always among those there are."""

    times = SelectMultipleField("Tick the times", choices=TIMES, validators=[Optional()])
    zone = SelectField("Where is your clock?")

    def __init__(self, *args: Any, zone: str, **known: Any) -> None:
        super().__init__(*args, zone=zone, **known)
        self.own_zone = zone
        self.zone.choices = zones(zone)

    @property
    def clock(self) -> str:
        """Whose clock the times are by: New York."""
        return city(self.zone.data or self.own_zone)

    @property
    def asks_for_the_clock(self) -> bool:
        """Where nobody has said it yet, or it will not do; else it is folded away."""
        return self.own_zone == "UTC" or bool(self.zone.errors)

    def by_day(self) -> list[tuple[str, list[Any]]]:
        """Tuesday, and its ticks from the morning on."""
        ticks = list(self.times.iter_choices())
        return [(day, ticks[at * len(PARTS) : (at + 1) * len(PARTS)]) for at, day in enumerate(WEEKDAYS)]

    def validate(self, extra_validators: Any = None) -> bool:
        is_fine = super().validate(extra_validators)
        if self.zone.errors:
            self.zone.data = self.own_zone  # else the first of the list would look chosen
        return is_fine


class HomeForm(PortalForm):
    home = RadioField("What may Home show?", choices=HOMES, validators=[InputRequired("Choose one of the two.")])
