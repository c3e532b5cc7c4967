"""What two people share, where they differ and what was not said, for a facilitator.

An answer that is for matching only is never quoted, nor whether the two are alike in it: it reads "private", in a list
of its own.
"""

from collections import defaultdict
from dataclasses import dataclass

from portal.matching.people import Answer, Aspect, Facts, Mentee, Mentor, Wish
from portal.matching.times import NO_TIMES, Times
from portal.members.rules import MEANS

PRIVATE, NOT_SAID = "private", "has not said"
WISHES = {
    Wish.CLOSER: "asked for the same",
    Wish.DIFFERENT: "open to different",
    Wish.NO_MATTER: "open to any",
    Wish.UNSAID: "",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One aspect, and what may be read of either's answer."""

    aspect: str
    mentee: str
    mentor: str


@dataclass(frozen=True)
class Compared:
    """Two people beside each other: lists in words, the ways both ticked, and the times both have (UTC)."""

    shared: tuple[Line, ...] = ()
    different: tuple[Line, ...] = ()
    not_said: tuple[Line, ...] = ()
    private: tuple[Line, ...] = ()
    ways: tuple[str, ...] = ()
    times: Times = NO_TIMES


def compare(mentee: Mentee, mentor: Mentor, facts: Facts) -> Compared:
    lists = defaultdict(list)
    for aspect in facts.aspects:
        one, other = mentee.said(aspect), mentor.said(aspect)
        lists[_which(one, other)].append(Line(aspect.name, in_words(one, aspect), in_words(other, aspect)))
    return Compared(
        **{which: tuple(lines) for which, lines in lists.items()},
        ways=tuple(way for way in MEANS if way in mentee.ways & mentor.ways),
        times=mentee.times.shared_with(mentor.times),
    )


def in_words(said: Answer, aspect: Aspect) -> str:
    """Forties; asked for the same."""
    if not said.shown:
        return PRIVATE
    option = aspect.options.get(said.option, NOT_SAID) if said.option else NOT_SAID
    return "; ".join(filter(None, (option, WISHES[said.wish])))


def _which(one: Answer, other: Answer) -> str:
    if not (one.shown and other.shown):
        return "private"
    if one.option is None or other.option is None:
        return "not_said"
    return "shared" if one.option == other.option else "different"
