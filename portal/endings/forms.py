"""The three small steps of a goodbye."""

from wtforms import HiddenField
from wtforms.validators import Optional

from portal.endings.rules import LONGEST_NOTE, LONGEST_REMEMBERED
from portal.forms import PortalForm, words


class RememberForm(PortalForm):
    remembered = words("One thing you want to remember", longest=LONGEST_REMEMBERED, validators=[Optional()])


class NoteForm(PortalForm):
    note = words("Your note", longest=LONGEST_NOTE, validators=[Optional()])
    step = HiddenField()  # which of the buttons was pressed: on, or later
