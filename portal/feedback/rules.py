"""What is asked, when it is published, in which batches, and what a writer is told before. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from portal.feedback.hints import hints

__all__ = ["Feedback", "Planned", "batches", "hints", "quarter_of"]

FEWEST = 5  # people who wrote, and people who could have: fewer are never published
LONGEST = 500  # characters
KEPT_FOR = 4  # quarters that it waits for enough others; then it is deleted unread
FROM_HOUR = 6  # on a Monday, by UTC
STILL_OF_IT = timedelta(days=90)  # after an ending one can still say how it was

MENTORS, MENTEES = "mentors", "mentees"
SIDES = (MENTORS, MENTEES)
NOT_SAID = "not_said"


@dataclass(frozen=True)
class Question:
    words: str
    choices: Mapping[str, str]


def _asked(words: str, **choices: str) -> Question:
    return Question(words, MappingProxyType({**choices, NOT_SAID: "Prefer not to say"}))


# The same for mentors and mentees, so that no answer tells who of the two it is from; of nobody by name.
QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        "talks": _asked("How are the talks for you?", good="Good", mixed="Mixed", hard="Hard"),
        "heard": _asked("Do you feel heard in them?", yes="Yes", partly="Partly", no="No"),
        "safe": _asked("Do you feel safe in them?", yes="Yes", partly="Partly", no="No"),
        "often": _asked("Is it the right number of talks?", right="About right", few="Too few", many="Too many"),
        "help": _asked("If something is hard here, do you know who can help?", yes="Yes", partly="Not sure", no="No"),
        "again": _asked("Would you take part again?", yes="Yes", partly="Not sure", no="No"),
    }
)

READS_IT = (
    "You read what is published here, so you do not write: you could take your own away, and the others would be "
    "fewer. You can tell the coordinator what you think, or bring it to a meeting."
)
NO_TALKS = "This is for everybody who has talks here, or had some in the last 90 days."
TOO_FEW = (
    "Fewer than five people could write just now, so nothing would ever be published. You can tell whoever runs your "
    "group what you think, or tell the coordinator."
)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody said. It knows no person, no pair and no time but the quarter; without a group and a side it is of
    the whole programme."""

    group: str = ""
    side: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    quarter: str = ""  # as 2026Q4; the act says which


@dataclass(frozen=True, slots=True)
class Planned:
    """A batch to be published: what was said, how many could have said it, and on which day it is published."""

    said: tuple[Feedback, ...]
    could_write: int
    group: str = ""  # "" is the whole programme
    side: str = ""
    released_on: str = ""  # as 2026-11-23


@dataclass(frozen=True, slots=True)
class Could:
    """How many people could write at this moment: of each group and side, and of all."""

    of: Mapping[tuple[str, str], int]
    everybody: int


def quarter_of(now: datetime) -> str:
    """The same for everybody, by UTC."""
    at = now.astimezone(UTC)
    return f"{at.year}Q{(at.month + 2) // 3}"


def next_quarter(now: datetime) -> date:
    """The day on which everybody can have their say again."""
    at = now.astimezone(UTC)
    following = (at.month + 2) // 3 * 3 + 1
    return date(at.year + 1, 1, 1) if following > 12 else date(at.year, following, 1)


def is_kept(quarter: str, *, now: str) -> bool:
    """Whether what was said in that quarter may still wait for enough others."""
    return _number(now) - _number(quarter) <= KEPT_FOR


def may_be_in_the_store(quarter: str, *, now: str) -> bool:
    """Until the first Monday after it is not kept any more, it may still be there."""
    return _number(now) - _number(quarter) <= KEPT_FOR + 1


def last_monday(now: datetime) -> date:
    """The last day on which it was asked what can be published: Mondays from six o'clock, by UTC."""
    at = now.astimezone(UTC) - timedelta(hours=FROM_HOUR)
    return at.date() - timedelta(days=at.weekday())


def filled(choices: Mapping[str, str]) -> dict[str, str]:
    """Every question, in our order, with a choice it has; what was left out was not said."""
    return {
        name: choice if (choice := choices.get(name, NOT_SAID)) in question.choices else NOT_SAID
        for name, question in QUESTIONS.items()
    }


def batches(pending: Sequence[Feedback], could: Could, quarter: str) -> tuple[list[Planned], list[Feedback]]:
    """What is published in this quarter, and what waits. Everything is in one batch or waits, and each batch is of at
    least five people: so any two views, which are made of whole batches, differ by nobody or by at least five.

    A group's side is published by itself where five of it wrote in one quarter and five could have; what waited there
    longer comes with it. All that is left waits for the end of its quarter, also what is of no group, and is mixed then
    in the whole programme's, under the same two conditions: else that would be of the small places alone.
    """
    planned, left = [], []
    for (group, side), said in _by_place(pending).items():
        could_here = could.of.get((group, side), 0)
        if group and at_least(said) >= FEWEST and could_here >= FEWEST:
            planned.append(_batch(said, could_here, group, side))
        else:
            left += said
    joins = [one for one in left if one.quarter < quarter]
    if at_least(joins) >= FEWEST and could.everybody >= FEWEST:
        planned.append(_batch(joins, could.everybody))
        left = [one for one in left if one.quarter >= quarter]
    return planned, left


def at_least(said: Iterable[Feedback]) -> int:
    """How many people these are of at the least: one has one say in a quarter, so as many as there are of one."""
    return max(Counter(one.quarter for one in said).values(), default=0)


def counted(said: Iterable[Feedback]) -> dict[str, Counter[str]]:
    """Question to choice to how many."""
    return {name: Counter(one.choices.get(name, NOT_SAID) for one in said) for name in QUESTIONS}


def _by_place(pending: Sequence[Feedback]) -> dict[tuple[str, str], list[Feedback]]:
    found: dict[tuple[str, str], list[Feedback]] = {}
    for one in pending:
        found.setdefault((one.group, one.side), []).append(one)
    return dict(sorted(found.items()))


def _batch(said: Sequence[Feedback], could: int, group: str = "", side: str = "") -> Planned:
    """Never more people wrote than could have: some of them may not have talks any more."""
    return Planned(tuple(said), max(could, at_least(said)), group, side)


def _number(quarter: str) -> int:
    year, _, nth = quarter.partition("Q")
    return int(year) * 4 + int(nth)
