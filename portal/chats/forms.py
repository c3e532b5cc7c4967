"""Asking for a chat, offering one, replying to one."""

from wtforms import HiddenField, SelectField, SelectMultipleField
from wtforms.validators import AnyOf, InputRequired, Optional

from portal.chats.rules import HOURS, KINDS, LONGEST_LINE, LONGEST_REPLY, MEANS, USUAL_HOURS
from portal.forms import PortalForm, line, words
from portal.members.rules import in_words


class ChatForm(PortalForm):
    kind = HiddenField(validators=[AnyOf(list(KINDS), message="Choose: ask for a chat, or offer one.")])
    hours = SelectField(
        "Until when?",
        choices={str(hours): f"For {hours} hours" for hours in HOURS},
        default=str(USUAL_HOURS),
    )
    means = SelectMultipleField(
        "How?",
        choices=MEANS,
        default=["phone", "text"],
        validators=[InputRequired("Choose at least one way to talk.")],
    )
    line = line("A line to go with it", longest=LONGEST_LINE, validators=[Optional()])
    group = SelectField("Which group?")

    def chosen_ways(self) -> str:
        return in_words(self.means.data or [])


class ReplyForm(PortalForm):
    means = SelectMultipleField("How could we talk?", validators=[InputRequired("Choose at least one way to talk.")])
    words = words("A few words", longest=LONGEST_REPLY, validators=[Optional()])
