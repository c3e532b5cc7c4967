"""The three small steps of a goodbye, an ending without one, and a pause."""

from datetime import date
from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, Optional

from portal.endings.rules import LONGEST_NOTE, LONGEST_PAUSE_WORD, LONGEST_REMEMBERED, LONGEST_WORDS, MEANWHILE
from portal.forms import PortalForm, day, words
from portal.mentorships.rules import why_not_paused_until


class RememberForm(PortalForm):
    remembered = words("One thing you want to remember", longest=LONGEST_REMEMBERED, validators=[Optional()])


class NoteForm(PortalForm):
    note = words("Your note", longest=LONGEST_NOTE, validators=[Optional()])
    step = HiddenField()  # which of the buttons was pressed: on, or later


class WithoutForm(PortalForm):
    words = words("A few words", longest=LONGEST_WORDS, validators=[Optional()])


class PauseForm(PortalForm):
    until = day(
        "Until which day?",
        "Choose the day on which you go on.",
        lambda form, chosen: why_not_paused_until(chosen, form.today),
    )
    word = words("A word with it", longest=LONGEST_PAUSE_WORD, validators=[Optional()])
    today: date


class MeanwhileForm(PortalForm):
    choice = RadioField("What would you like?", validators=[InputRequired("Choose one of these.")])

    def __init__(self, *args: Any, name: str, **known: Any) -> None:
        super().__init__(*args, **known)
        self.choice.choices = [(choice, words.format(name=name)) for choice, words in MEANWHILE.items()]
