"""Suggesting times, taking one, saying whether one talked."""

from datetime import datetime
from typing import Any

from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Optional, StopValidation

from portal.forms import AtMost, PortalForm, tidy
from portal.plans.rules import (
    CHOOSE,
    NO_SUCH_MEETING,
    NOT_YET,
    SAME,
    TIMES,
    TWO_AT_LEAST,
    YES,
    as_typed,
    moment_of,
    twice,
    why_not_typed,
)

LONGEST_TIME = 40


class ATime:
    """A validator for a time on the person's own clock, knowing the times above it."""

    def __call__(self, form: Any, field: Any) -> None:
        if sentence := why_not_typed(field.data, zone=form.zone, now=form.now):
            raise StopValidation(sentence)
        above = form.moments(before=field.name)
        if twice([*above, *form.moments_of(field)]) is not None:
            raise StopValidation(SAME)


def a_time(label: str, needed: Any) -> StringField:
    return StringField(label, filters=[tidy], validators=[needed, AtMost(LONGEST_TIME), ATime()])


class PlanForm(PortalForm):
    """As it was typed it comes back, also what no clock shows."""

    first = a_time("One time", DataRequired(CHOOSE))
    second = a_time("Another time", DataRequired(TWO_AT_LEAST))
    third = a_time("And one more", Optional())
    means = RadioField("How?", validators=[InputRequired("Choose how you want to talk.")])

    # set by the route: whose clock it is, and what it shows
    zone: str
    now: datetime

    def moments(self, before: str = "") -> list[datetime]:
        """In UTC, of the fields above that one; of all, if none is named."""
        names = TIMES[: TIMES.index(before)] if before else TIMES
        return [moment for name in names for moment in self.moments_of(self[name])]

    def moments_of(self, field: Any) -> list[datetime]:
        local = as_typed(field.data or "")
        moment = moment_of(local, self.zone) if local else None
        return [moment] if moment else []

    def can_be_shown(self, name: str) -> bool:
        """Whether a control for times can show what was typed; a line of text shows everything."""
        return not self[name].data or as_typed(self[name].data) is not None


class TakeForm(PortalForm):
    time = HiddenField(validators=[AnyOf(TIMES, message="Choose one of the times.")])


class MeetingForm(PortalForm):
    """`at` is one of the next meetings, as the page named it."""

    at = HiddenField()

    def chosen(self, meetings: list[datetime]) -> datetime | None:
        found = next((meeting for meeting in meetings if meeting.isoformat() == self.at.data), None)
        if found is None:
            self.refuse(NO_SUCH_MEETING, "at")
        return found


class TalkedForm(PortalForm):
    answer = HiddenField(validators=[AnyOf([YES, NOT_YET], message="Choose one of the two answers.")])


class AsideForm(PortalForm):
    """One button each: a card, or something from the shelf."""

    card = HiddenField()
    resource = HiddenField()

    def chosen(self) -> tuple[str, str]:
        """What kind of thing, and which."""
        return ("resource", self.resource.data) if self.resource.data else ("card", self.card.data or "")
