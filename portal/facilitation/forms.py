"""What staff type in the admin, checked like any other form. One sentence is shown there, so the first counts."""

from datetime import date

from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, NumberRange, ValidationError

from portal.aspects.rules import why_not_this_weight
from portal.columns import ID_LENGTH
from portal.forms import PortalForm, day, line, words
from portal.groups.rules import (
    ATTENDING,
    WEEKDAYS,
    why_not_joined_on,
    why_not_this_time,
    why_not_this_zone,
)
from portal.matching.fit import FLOORS

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


def _position() -> IntegerField:
    return IntegerField(
        "Position", default=0, validators=[NumberRange(0, 999, "Give it a place from 0 to 999; lower comes first.")]
    )


def _yes_or_no(label: str) -> BooleanField:
    return BooleanField(label, false_values=(False, "False", "false", "0", ""))


class AspectForm(PortalForm):
    name = line("Name", longest=40, validators=[DataRequired("Give the aspect a name.")])
    question = line("Question", longest=120, validators=[DataRequired("Write the question as members read it.")])
    shared_as = line("Shared as", longest=60, validators=[DataRequired("Say what it is called when two share it.")])
    why = line("Why", longest=200, validators=[DataRequired("Say why we ask; members read it beside the question.")])
    position = _position()
    weight = IntegerField("Weight", default=1)
    is_sensitive = _yes_or_no("Is sensitive")
    across_only_if_both_agree = _yes_or_no("Across only if both agree")

    def validate_weight(self, field: IntegerField) -> None:
        if field.data is not None and (sentence := why_not_this_weight(field.data)):
            raise ValidationError(sentence)


class AspectOptionForm(PortalForm):
    aspect = _picked("Aspect", "Choose the aspect it belongs to.")
    words = line("Words", longest=60, validators=[DataRequired("Write the option as members read it.")])
    position = _position()


class SuggestionRuleForm(PortalForm):
    floor = SelectField("Floor", choices={floor: floor for floor in FLOORS})
