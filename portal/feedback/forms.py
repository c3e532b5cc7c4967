"""Taps first, then a few words, if one wants to. Nothing of it is needed."""

from typing import Any

from wtforms import Field, HiddenField, RadioField
from wtforms.validators import InputRequired

from portal.feedback.queries import Place
from portal.feedback.rules import LONGEST, MENTEES, NOT_SAID, QUESTIONS, Feedback
from portal.forms import PortalForm, words

AS = {MENTEES: "As a mentee"}


class _Tap(RadioField):
    """May be left alone: that is as good as *prefer not to say*."""

    def pre_validate(self, form: Any) -> None:
        if self.data is not None:
            super().pre_validate(form)


class SayForm(PortalForm):
    place = RadioField("As which do you write?", validators=[InputRequired("Choose as which you write this.")])
    words = words("In a few words", longest=LONGEST)
    shown = HiddenField()  # the hints that stood on the page, each in a field of its own
    as_it_is = HiddenField()  # set by the button that sends it whatever the hints say
    skip = HiddenField()  # set by the button that sends nothing

    def __init__(self, typed: Any = None, *, places: list[Place]) -> None:
        super().__init__(typed)
        self.places = {f"{place.side}:{place.group}": place for place in places}
        self.place.choices = {key: named(place) for key, place in self.places.items()}
        if len(places) == 1:
            self.place.data = next(iter(self.places))
            self.place.validators = []

    @property
    def questions(self) -> list[Field]:
        return [self[name] for name in QUESTIONS]

    @property
    def said(self) -> Feedback:
        place = self.places[self.place.data]
        choices = {name: self[name].data or NOT_SAID for name in QUESTIONS}
        return Feedback(group=place.group, side=place.side, choices=choices, words=self.words.data or "")

    def not_yet_shown(self, hints: list[str]) -> bool:
        """Whether there is a hint that they have not read; whoever wants it as it is need not."""
        return not self.as_it_is.data and bool(set(hints) - set(self.shown.raw_data or ()))


for _name, _question in QUESTIONS.items():
    setattr(SayForm, _name, _Tap(_question.words, choices=dict(_question.choices)))


def named(place: Place) -> str:
    return f"{AS.get(place.side, 'As a mentor')}, {place.name}"
