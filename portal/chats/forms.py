"""Asking for a chat, offering one, replying to one; lines in one; being told."""

from datetime import datetime
from typing import Any, Self

from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Optional

from portal.chats.rules import (
    HOURS,
    KINDS,
    LONGEST_LINE,
    LONGEST_REPLY,
    LONGEST_SAID,
    MEANS,
    UNTIL_NOON,
    USUAL_HOURS,
    ends_at,
    in_words,
)
from portal.forms import PortalForm, line, words

A_WAY = InputRequired("Choose at least one way to talk.")


class ChatForm(PortalForm):
    kind = HiddenField(validators=[AnyOf(list(KINDS), message="Choose: ask for a chat, or offer one.")])
    hours = SelectField("Until when?", default=str(USUAL_HOURS))
    means = SelectMultipleField("How?", choices=MEANS, validators=[A_WAY])
    line = line("A line to go with it", longest=LONGEST_LINE, validators=[Optional()])
    group = SelectField("Which group?")

    def __init__(self, *args: Any, groups: dict[str, str], night: bool, **known: Any) -> None:
        """`groups`: id to name; the first is chosen. At night it can stay open until noon."""
        super().__init__(*args, **known)
        self.lasts = {str(hours): f"For {hours} hours" for hours in HOURS} | (
            {UNTIL_NOON: "Until noon"} if night else {}
        )
        self.hours.choices, self.group.choices = self.lasts, groups
        if groups and not self.group.data:
            self.group.data = next(iter(groups))

    def ways(self) -> str:
        """As they are chosen: phone, text or here."""
        return in_words(self.means.data or []).lower()

    def until(self, now: datetime, zone: str) -> datetime | None:
        """As it is chosen; none where what came is no choice."""
        return ends_at(self.lasting, now, zone) if self.hours.data in self.lasts else None

    @property
    def lasting(self) -> int:
        """In hours; none is until noon."""
        return 0 if self.hours.data == UNTIL_NOON else int(self.hours.data)


class ReplyForm(PortalForm):
    means = SelectMultipleField("How could we talk?", validators=[A_WAY])
    words = words("A few words", longest=LONGEST_REPLY, validators=[Optional()])


class LineForm(PortalForm):
    words = words("Your words", longest=LONGEST_SAID, validators=[DataRequired("Write a few words, then send them.")])

    def to(self, name: str) -> Self:
        self.words.label.text = f"Write to {name}"
        return self


class ToldForm(PortalForm):
    told = BooleanField("Tell me when a chat is open in my group")
    also_at_night = BooleanField("Also at night, from 9:00 pm to 8:00 am")
