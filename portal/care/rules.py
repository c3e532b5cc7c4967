"""How a mentor is: three taps, each of which may be left out. Nobody but the mentor learns what they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from portal.sentences import begun

ENERGY = {"low": "Low", "enough": "Enough", "plenty": "Plenty"}
WEIGHT = {"little": "Little", "some": "Some", "a_lot": "A lot"}
GLAD = {"yes": "Yes", "mixed": "Mixed", "not_now": "Not now"}
QUESTIONS = {"energy": ENERGY, "weight": WEIGHT, "glad": GLAD}
LOW = {"energy": "low", "weight": "a_lot", "glad": "not_now"}

# To say again what was said, by month.
IN_WORDS = {
    "energy": {"low": "low energy", "enough": "enough energy", "plenty": "plenty of energy"},
    "weight": {
        "little": "little stayed with you",
        "some": "some of it stayed with you",
        "a_lot": "a lot stayed with you",
    },
    "glad": {"yes": "glad to do this", "mixed": "mixed about doing this", "not_now": "not glad just then"},
}
SKIPPED = "Not that month."

ASKED_EVERY = timedelta(days=30)
LOWS_AT_ONCE = 2  # are a low run; so is the same low twice, one after the other
WIDTH = 24  # of what is kept, whatever was tapped or left out


@dataclass(frozen=True, slots=True)
class Said:
    """What was tapped; nothing where it was left out."""

    energy: str = ""
    weight: str = ""
    glad: str = ""

    @property
    def low(self) -> set[str]:
        return {name for name, worst in LOW.items() if getattr(self, name) == worst}

    @property
    def is_skipped(self) -> bool:
        return self == Said()


def is_low_run(answers: Sequence[Said]) -> bool:
    """Newest first. A month that was left out says nothing: it is neither a low nor an end to one, but after it
    nothing is offered unasked."""
    if not answers or answers[0].is_skipped:
        return False
    newest, *before = [said for said in answers if not said.is_skipped]
    return len(newest.low) >= LOWS_AT_ONCE or bool(before and newest.low & before[0].low)


def in_words(said: Said) -> str:
    """Low energy, a lot stayed with you."""
    found = [words[tapped] for name, words in IN_WORDS.items() if (tapped := getattr(said, name)) in words]
    return f"{begun(', '.join(found))}." if found else SKIPPED


def as_kept(said: Said) -> str:
    """Always as long as any other, so that not even its length tells what was left out."""
    return f"{said.energy},{said.weight},{said.glad}".ljust(WIDTH)


def as_said(kept: str) -> Said:
    """What cannot be read any more, or never could, is nothing said."""
    tapped = kept.strip().split(",")
    if len(tapped) != len(QUESTIONS):
        return Said()
    return Said(*(one if one in choices else "" for one, choices in zip(tapped, QUESTIONS.values(), strict=True)))
