"""Telling what is not well. No word of it has to be written."""

from wtforms.validators import Optional

from portal.concerns.rules import LONGEST_WORDS
from portal.forms import PortalForm
from portal.forms import words as written


class WorryForm(PortalForm):
    words = written("What you heard, or what worries you", longest=LONGEST_WORDS, validators=[Optional()])
