"""Who answers, in the words of the page Help now, and as a phone dials it."""

from dataclasses import dataclass
from datetime import date

from portal.guide.rules import dialled, in_one_piece, is_for_emergencies, is_stale, texted


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody who answers. At least one of `call`, `text_to` and `link` is there."""

    id: str
    place: str
    what_for: str
    call: str
    text_to: str
    text_word: str
    link: str
    hours: str
    reviewed_on: date | None

    @property
    def is_short(self) -> bool:
        """A number and nothing more to say of it: 911."""
        return bool(self.call) and not (self.text_to or self.link or self.hours)

    @property
    def is_never_tried(self) -> bool:
        """It is looked up; nobody is asked to call it."""
        return self.is_short or is_for_emergencies(self.call) or is_for_emergencies(self.text_to)

    @property
    def dials(self) -> str:
        return f"tel:{dialled(self.call)}"

    @property
    def texts(self) -> str:
        return texted(self.text_to, self.text_word)

    @property
    def call_words(self) -> str:
        return in_one_piece(self.call)

    @property
    def text_words(self) -> str:
        """`988`, or `START to 88788`."""
        number = in_one_piece(self.text_to)
        return f"{self.text_word} to {number}" if self.text_word else number

    def is_stale(self, today: date) -> bool:
        return is_stale(self.reviewed_on, today)


@dataclass(frozen=True, slots=True)
class Place:
    """A country or region, and who answers there."""

    name: str
    lines: tuple[Line, ...]
