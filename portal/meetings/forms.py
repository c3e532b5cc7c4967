"""A line to bring."""

from wtforms.validators import DataRequired

from portal.forms import PortalForm, words
from portal.meetings.rules import LONGEST


class LineForm(PortalForm):
    words = words("A line to bring", longest=LONGEST, validators=[DataRequired("Write a few words to bring.")])
