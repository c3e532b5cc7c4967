"""What staff type in the admin, checked like any other form. One sentence is shown there, so the first counts."""

from datetime import date

from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, ValidationError

from portal.columns import ID_LENGTH
from portal.forms import PortalForm, day, line, words
from portal.groups.rules import (
    ATTENDING,
    WEEKDAYS,
    why_not_joined_on,
    why_not_this_time,
    why_not_this_zone,
)

LONGEST_NOTE = 1000
LONGEST_NAME = 80
LONGEST_ZONE = 40


def _picked(label: str, needed: str) -> StringField:
    return line(label, longest=ID_LENGTH, validators=[DataRequired(needed)])


class ProposalForm(PortalForm):
    mentee = _picked("Mentee", "Choose who waits for a mentor.")
    mentor = _picked("Mentor", "Choose who has room.")
    note_to_both = words("A note to both", longest=LONGEST_NOTE)


class MembershipForm(PortalForm):
    joined_on = day(
        "Joined on",
        "Choose the day they first came.",
        lambda form, chosen: why_not_joined_on(chosen, today=form.today),
    )
    attending = SelectField("Attending", choices={choice: choice for choice in ATTENDING})
    today: date


class GroupForm(PortalForm):
    name = line("Name", longest=LONGEST_NAME, validators=[DataRequired("Give the group a name.")])
    zone = line("Zone", longest=LONGEST_ZONE, validators=[DataRequired("Say its time zone, as Europe/London.")])
    meeting_weekday = SelectField(
        "Meeting weekday", choices={"": "none", **{str(number): word for number, word in enumerate(WEEKDAYS)}}
    )
    meeting_time = line("Meeting time", longest=5)

    def validate_zone(self, field: StringField) -> None:
        if sentence := why_not_this_zone(field.data or ""):
            raise ValidationError(sentence)

    def validate_meeting_time(self, field: StringField) -> None:
        if sentence := why_not_this_time(field.data or ""):
            raise ValidationError(sentence)


class FacilitationForm(PortalForm):
    member = _picked("Member", "Choose a person.")
    group = _picked("Group", "Choose a group.")
