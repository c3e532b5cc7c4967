"""A line to the other, and by when one answers."""

from wtforms import HiddenField, RadioField
from wtforms.validators import DataRequired, InputRequired

from portal.forms import PortalForm, words
from portal.messages.rules import ANSWERS, LONGEST


class SeenForm(PortalForm):
    """From a page that showed the lines up to this one."""

    seen = HiddenField()

    @property
    def shown(self) -> str:
        return self.seen.data or ""


class MessageForm(SeenForm):
    words = words("Your words", longest=LONGEST, validators=[DataRequired("Write a few words, then send them.")])


class AnsweringForm(SeenForm):
    by = RadioField("When will you answer?", choices=ANSWERS, validators=[InputRequired("Choose one of these.")])
