"""Telling what is not well. No word of it has to be written."""

from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired, Optional

from portal.concerns.rules import COORDINATOR, FACILITATOR, LONGEST_WORDS, THE_NEXT
from portal.forms import PortalForm
from portal.forms import words as written


class WorryForm(PortalForm):
    words = written("What you heard, or what worries you", longest=LONGEST_WORDS, validators=[Optional()])


class OffForm(PortalForm):
    """Who reads it is the writer's choice, where there is one."""

    reader = RadioField("Who reads this?", validators=[InputRequired("Choose who reads this.")])
    words = written("What is off", longest=LONGEST_WORDS, validators=[Optional()])

    def __init__(self, *args: Any, running: str, past_them: bool, **known: Any) -> None:
        """`running` are the names of whoever runs the group; `past_them` is whether somebody else could read it."""
        super().__init__(*args, **known)
        coordinator = "The coordinator" + (f", and not {running}" if running else "")
        self.reader.choices = [
            *([(FACILITATOR, running)] if running else []),
            *([(COORDINATOR, coordinator)] if past_them else []),
        ] or [(COORDINATOR, THE_NEXT.capitalize())]
        if len(self.reader.choices) == 1 and not self.reader.data:
            self.reader.data = self.reader.choices[0][0]

    @property
    def past_them(self) -> bool:
        return bool(self.reader.data == COORDINATOR)
