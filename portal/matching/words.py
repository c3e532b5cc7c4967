"""What two people share, where they differ and what was not said, for a facilitator.

An answer that is for matching only is never quoted, nor whether the two are alike in it: it reads "private".
"""

from dataclasses import dataclass

from portal.matching.people import Answer, Aspect, Facts, Mentee, Mentor
from portal.matching.times import NO_TIMES, Times
from portal.members.rules import MEANS

SHARED = "{aspect}: {option}"
DIFFERENT = "{aspect}: {mentee} {mentees}, {mentor} {mentors}"
NOT_SAID = "{aspect}: {name} has not said"
NEITHER_SAID = "{aspect}: neither has said"
PRIVATE = "{aspect}: private"


@dataclass(frozen=True)
class Compared:
    """Two people beside each other: three lists in words, the ways both ticked, and the times both have (UTC)."""

    shared: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    not_said: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    times: Times = NO_TIMES


def compare(mentee: Mentee, mentor: Mentor, facts: Facts) -> Compared:
    lists: dict[str, list[str]] = {"shared": [], "different": [], "not_said": []}
    for aspect in facts.aspects:
        which, words = _one_aspect(aspect, mentee, mentor)
        lists[which].append(words)
    return Compared(
        **{which: tuple(words) for which, words in lists.items()},
        ways=tuple(way for way in MEANS if way in mentee.ways & mentor.ways),
        times=mentee.times.shared_with(mentor.times),
    )


def _one_aspect(aspect: Aspect, mentee: Mentee, mentor: Mentor) -> tuple[str, str]:
    """Which list it belongs to, and its line there."""
    one, other = mentee.said(aspect), mentor.said(aspect)
    if not (one.shown and other.shown):
        return "not_said", PRIVATE.format(aspect=aspect.name)
    if one.option is None or other.option is None:
        return "not_said", _not_said(aspect, mentee, mentor, one)
    if one.option == other.option:
        return "shared", SHARED.format(aspect=aspect.name, option=aspect.options[one.option])
    return "different", DIFFERENT.format(
        aspect=aspect.name,
        mentee=mentee.name,
        mentees=aspect.options[one.option],
        mentor=mentor.name,
        mentors=aspect.options[other.option],
    )


def _not_said(aspect: Aspect, mentee: Mentee, mentor: Mentor, mentees: Answer) -> str:
    if mentees.option is None and mentor.said(aspect).option is None:
        return NEITHER_SAID.format(aspect=aspect.name)
    return NOT_SAID.format(aspect=aspect.name, name=(mentee if mentees.option is None else mentor).name)
