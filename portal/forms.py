"""What every form of the portal is made of. The fields a person sees are in each room's `forms.py`."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from wtforms import DateField, Form, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, StopValidation

# what no keyboard writes and a database or a reader may choke on; a line break and a tab may stay
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Typed:
    """What was typed, as WTForms asks for it: every value of every field."""

    def __init__(self, fields: Mapping[str, list[str]]) -> None:
        self._fields = fields

    def getlist(self, name: str) -> list[str]:
        return self._fields.get(name, [])

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


# WTForms' own sentences, in our words
_SENTENCES = {
    "Not a valid choice.": "Choose one of these.",
    "Invalid Choice: could not coerce.": "Choose one of these.",
    "'%(value)s' is not a valid choice for this field.": "Choose among these.",
    "'%(value)s' are not valid choices for this field.": "Choose among these.",
    "Not a valid date value.": "This is not a date we can read. Choose a day, or write it as 2026-03-28.",
    "Not a valid integer value.": "Write a whole number.",
    "This field is required.": "This is needed.",
}


class _OurWords:
    def gettext(self, sentence: str) -> str:
        return _SENTENCES.get(sentence, sentence)

    def ngettext(self, one: str, many: str, number: int) -> str:
        sentence = one if number == 1 else many
        return _SENTENCES.get(sentence, sentence)


class PortalForm(Form):
    """Every form carries a once-key: the same one twice is the same act once."""

    class Meta:
        def get_translations(self, _: Form) -> _OurWords:
            return _OurWords()

    once = HiddenField()

    @property
    def key(self) -> str:
        """The once-key it came with, of what it says: other words sent after an answer was lost are another act."""
        if not self.once.data:
            return ""
        typed = json.dumps([(field.name, field.raw_data) for field in self if field.name != "once"])
        return f"{self.once.data}.{hashlib.sha256(typed.encode()).hexdigest()}"

    def refuse(self, sentence: str, field: str) -> None:
        """A sentence at a field that only an act could find out."""
        self[field].errors = [*self[field].errors, sentence]


def tidy(words: str | None) -> str:
    return _UNWRITABLE.sub("", (words or "").replace("\r\n", "\n").replace("\r", "\n")).strip()


class AtMost:
    """Stops at what is too long: nothing that comes after has to look at a million characters."""

    def __init__(self, characters: int) -> None:
        self.characters = characters
        self.message = (
            f"This is longer than the {characters:,} characters we can keep. Shorten it a little; it is all here."
        )

    def __call__(self, _: Any, field: Any) -> None:
        if len(field.data or "") > self.characters:
            raise StopValidation(self.message)


class OnADay:
    """A validator for a date: `why_not` gives the sentence for a day that will not do, knowing the whole form."""

    def __init__(self, why_not: Callable[[Any, date], str | None]) -> None:
        self.why_not = why_not

    def __call__(self, form: Any, field: Any) -> None:
        if field.data and (sentence := self.why_not(form, field.data)):
            raise StopValidation(sentence)


def day(label: str, needed: str, why_not: Callable[[Any, date], str | None]) -> DateField:
    return DateField(label, validators=[InputRequired(needed), OnADay(why_not)])


def line(label: str, *, longest: int, **options: Any) -> StringField:
    return StringField(label, filters=[tidy], validators=[*options.pop("validators", []), AtMost(longest)], **options)


def words(label: str, *, longest: int, **options: Any) -> TextAreaField:
    return TextAreaField(label, filters=[tidy], validators=[*options.pop("validators", []), AtMost(longest)], **options)
