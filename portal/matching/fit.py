"""How many of their wishes two people would meet in each other: a whole number, so that equal means equal.

It orders pairs and is shown to nobody. Each side's wishes are weighed against that side's own, so that whoever wishes
for more has no more say; the mentee's count twice, because it is the mentee who is looked after.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import getitem

from portal.matching.people import Answer, Aspect, Facts, Someone, Wish

FULL = 60  # every wish met; a number that halves, thirds, quarters, fifths and sixths divide

# What the coordinator can ask of a suggestion, in words.
FLOORS = {"anything": 0, "some of their wishes": FULL // 4, "half": FULL // 2, "most": 3 * FULL // 4}

# The programme prefers people who are alike, also where nobody said so; a wish that was said counts twice that.
STRENGTH = {Wish.CLOSER: 2, Wish.DIFFERENT: 2, Wish.UNSAID: 1, Wish.NO_MATTER: 0}

MET, HALF_MET, NOT_MET = 2, 1, 0


@dataclass(frozen=True)
class Profile:
    """One person, aspect by aspect: what they are, and what of their wishes each option of another would meet."""

    options: tuple[str | None, ...]
    meets: tuple[Mapping[str | None, int], ...]
    wished: int


def profile(one: Someone, facts: Facts) -> Profile:
    said = [(aspect, one.said(aspect)) for aspect in facts.aspects]
    return Profile(
        tuple(answer.option for _, answer in said),
        tuple(_what_meets(aspect, answer) for aspect, answer in said),
        sum(MET * _counts(aspect, answer) for aspect, answer in said),
    )


def fit(mentee: Profile, mentor: Profile) -> int:
    """From 0, no wish met, to `FULL`."""
    return (2 * wishes_met(mentee, mentor) + wishes_met(mentor, mentee)) // 3


def wishes_met(one: Profile, other: Profile) -> int:
    """From 0 to `FULL`: how much of what one wishes the other would meet. Who wishes for nothing has all of it."""
    return FULL * sum(map(getitem, one.meets, other.options)) // one.wished if one.wished else FULL


def how_met(mine: Answer, theirs: str | None) -> int:
    """Not knowing lies between. Open to different is met by somebody different and not hurt by somebody alike."""
    if mine.option is None or theirs is None:
        return HALF_MET
    if mine.wish == Wish.DIFFERENT:
        return HALF_MET if mine.option == theirs else MET
    return MET if mine.option == theirs else NOT_MET


def _what_meets(aspect: Aspect, mine: Answer) -> Mapping[str | None, int]:
    return {theirs: _counts(aspect, mine) * how_met(mine, theirs) for theirs in (None, *aspect.options)}


def _counts(aspect: Aspect, mine: Answer) -> int:
    """Who said neither who they are nor what they wish for has no wish here."""
    said_nothing = mine.option is None and mine.wish == Wish.UNSAID
    return 0 if said_nothing else aspect.weight * STRENGTH[mine.wish]
