"""What each side is asked of their talks: a few choices, no words."""

from wtforms import HiddenField, RadioField, SelectMultipleField
from wtforms.validators import AnyOf, InputRequired, Optional

from portal.forms import PortalForm
from portal.members.rules import MEANS
from portal.mentorships.rules import FEELS, OFTEN, WISHES
from portal.mentorships.talk import Talk


class BeginningForm(PortalForm):
    often = RadioField("How often do you hope to talk?", choices=OFTEN, validators=[Optional()])
    first_by = RadioField("Who writes first?", validators=[Optional()])

    def of(self, talk: Talk) -> "BeginningForm":
        """In the names of the two."""
        self.first_by.choices = [(talk.other_role, talk.other_name), (talk.role, "I do")]
        return self


class WaysForm(PortalForm):
    """Only what they let themselves be reached by at all can be ticked."""

    ways = SelectMultipleField("How do you want to talk here?", choices=MEANS, validators=[Optional()])

    def among(self, means: list[str]) -> "WaysForm":
        self.ways.choices = [(way, words) for way, words in MEANS.items() if way in means]
        return self


class AddWayForm(PortalForm):
    way = HiddenField(validators=[AnyOf(MEANS, "Choose one of these.")])


class WishForm(PortalForm):
    wish = HiddenField(validators=[AnyOf(WISHES, "Choose one of these.")])


class FeelsForm(PortalForm):
    feels = RadioField("Does this feel right?", choices=FEELS, validators=[InputRequired("Choose one of the three.")])


class FoundForm(PortalForm):
    found = HiddenField(validators=[AnyOf(("yes", "not_yet"), "Choose one of the two.")])
