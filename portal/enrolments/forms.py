"""How a mentor says how much room there is, and what the two applications ask."""

from datetime import date
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, Optional

from portal.aspects.forms import LeftOut
from portal.enrolments.rules import (
    ATTENDING,
    HARD_ABOUT,
    MENTEE,
    MENTOR,
    MOST_AT_ONCE,
    NO_INTRODUCTION,
    NO_WAY_LEFT,
    QUALITIES,
    REFLECTIONS,
    SUPPORT,
    why_not_paused_until,
)
from portal.forms import PortalForm, day, line, words
from portal.members.forms import ContactForm, TimesForm

LONGEST_STORY, LONGEST_LINE = 2000, 200
RATHER_NOT = "Prefer not to say"
NO_ANSWER = "No answer"  # the same, short enough for four beside each other


class CapacityForm(PortalForm):
    capacity = RadioField(
        "How many people at once?",
        choices={str(n): str(n) for n in range(MOST_AT_ONCE + 1)},
        validators=[InputRequired("Choose a number.")],
    )


class PauseForm(PortalForm):
    until = day(
        "Back on",
        "Choose the day on which you are back.",
        lambda form, chosen: why_not_paused_until(chosen, form.today),
    )
    today: date


class DoorForm(PortalForm):
    """Which of the two, and in which group. The groups are the asker's own."""

    role = RadioField(
        "What would you like?",
        choices={MENTEE: "Look for a mentor", MENTOR: "Offer to mentor"},
        validators=[InputRequired("Choose one of the two.")],
    )
    group = RadioField("In which group?", validators=[InputRequired("Choose a group.")])

    def __init__(self, *args: Any, groups: dict[str, str], **known: Any) -> None:
        super().__init__(*args, **known)
        self.group.choices = list(groups.items())


def _one_or_none(label: str, choices: dict[str, str]) -> RadioField:
    """One of some, or nothing: nobody has to answer."""
    return RadioField(label, choices={**choices, "": RATHER_NOT}, validators=[Optional()])


class NowForm(PortalForm):
    """A mentee: what is hard now."""

    attending = _one_or_none("Do you come to the meetings just now?", ATTENDING)
    hard_about = SelectMultipleField("Tick what fits", choices=HARD_ABOUT, validators=[Optional()])
    hard_now = words("In your own words", longest=LONGEST_STORY, validators=[Optional()])
    line = line("One line that a mentor may read beforehand", longest=LONGEST_LINE, validators=[Optional()])
    support = _one_or_none("What would help you most?", SUPPORT)


class ExperienceForm(PortalForm):
    depth = words("Why do you feel ready, in your own words?", longest=LONGEST_STORY, validators=[Optional()])


class QualitiesForm(PortalForm):
    """Ten sentences to look at oneself by."""

    def said(self) -> dict[str, str]:
        return {name: self[name].data for name in QUALITIES if self[name].data}


for _name, _sentence in QUALITIES.items():
    setattr(QualitiesForm, _name, LeftOut(_sentence, choices={**REFLECTIONS, "": NO_ANSWER}))


class IntroductionForm(PortalForm):
    introduction = words("Your introduction", longest=LONGEST_STORY, validators=[DataRequired(NO_INTRODUCTION)])


class WaysForm(ContactForm):
    """A draft may be kept without a way to talk; what was sent is not left without one."""

    def __init__(self, *args: Any, is_draft: bool, **known: Any) -> None:
        super().__init__(*args, **known)
        self.is_draft = is_draft
        self.means.flags.optional, self.means.flags.required = False, True

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if not self.is_draft and not self.means.data:
            self.refuse(NO_WAY_LEFT, "means")
        return not self.means.errors


class OfferTimesForm(TimesForm):
    """A mentor's times, and how many people at once."""

    capacity = RadioField(
        "How many people at once?",
        choices={"1": "One", "2": "Two", "3": "Three", "0": "Nobody for now"},
        validators=[InputRequired("Choose a number.")],
    )


class SendForm(PortalForm):
    """The last look. `ways` and `introduction` are pages of the application, where something may be missing."""

    agreed = BooleanField("I agree to these four sentences")
    ways = HiddenField()
    introduction = HiddenField()
