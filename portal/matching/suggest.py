"""The match desk's questions: whom to suggest to whom, how two people compare, and who then waits.

Nothing here proposes anything. Whoever is given is taken as waiting, or as offering, now: people with an open proposal
or a mentor in that group are not given. A mentor whom a concern holds is given no places, and for a mentee whom it
holds nobody is possible: to whoever looks, they are like others who have no room, or for whom there is nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.errors import NotPossible
from portal.matching.choose import choose
from portal.matching.fit import fit, profile
from portal.matching.people import Facts, Mentee, Mentor, by_rest, queue
from portal.matching.rules import why_nobody_new, why_not, why_not_these_two
from portal.matching.words import Compared, compare

BELOW_FLOOR = "Fewer of their wishes would be met than you ask of a suggestion."
NOBODY_POSSIBLE = "Nobody who has room is possible just now."
NOBODY_ABOVE_FLOOR = "With everybody possible, fewer wishes would be met than you ask of a suggestion."
NO_PLACE_LEFT = "The mentors who would fit are suggested to people who have waited longer."


@dataclass(frozen=True)
class Suggestion:
    mentee: Mentee
    mentor: Mentor
    compared: Compared


@dataclass(frozen=True)
class Waits:
    """Somebody for whom there is no suggestion, and why."""

    mentee: Mentee
    why: str


@dataclass(frozen=True)
class Suggested:
    """Both in line, the longest wait first."""

    suggestions: tuple[Suggestion, ...]
    waits: tuple[Waits, ...]


@dataclass(frozen=True)
class Pair:
    """Two people side by side. Where they are not possible, why, and nothing to compare: it could tell the cause.

    `below_floor` says why a possible pair is not suggested; it can be chosen all the same.
    """

    why_not: str | None
    below_floor: str | None = None
    compared: Compared | None = None


@dataclass(frozen=True)
class WhatIf:
    """What choosing this pair would mean for the others, against what is suggested now."""

    pair: Pair
    then: Suggested
    then_wait: tuple[Mentee, ...]
    no_longer_wait: tuple[Mentee, ...]


def suggest(waiting: Sequence[Mentee], mentors: Sequence[Mentor], facts: Facts) -> Suggested:
    """For everybody who waits, or the reason why not. The same whatever the order they are given in."""
    line = queue(waiting)
    offering = by_rest([mentor for mentor in mentors if why_nobody_new(mentor, facts) is None])
    fits = possible_fits(line, offering, facts)
    chosen = choose(
        [[fit if fit is not None and fit >= facts.floor else None for fit in row] for row in fits],
        [min(mentor.places, len(line)) for mentor in offering],
    )
    return Suggested(
        tuple(
            Suggestion(line[row], offering[column], compare(line[row], offering[column], facts))
            for row, column in sorted(chosen.items())
        ),
        tuple(Waits(line[row], _why_waits(fits[row], facts)) for row in range(len(line)) if row not in chosen),
    )


def possible_fits(line: Sequence[Mentee], offering: Sequence[Mentor], facts: Facts) -> list[list[int | None]]:
    """A row for each mentee: how well each mentor who can have somebody new fits, None where they are not possible."""
    profiles = [profile(mentor, facts) for mentor in offering]
    return [
        [
            None if why_not_these_two(mentee, mentor, facts) else fit(own, theirs)
            for mentor, theirs in zip(offering, profiles, strict=True)
        ]
        for mentee, own in ((mentee, profile(mentee, facts)) for mentee in line)
    ]


def look_at(mentee: Mentee, mentor: Mentor, facts: Facts) -> Pair:
    if refusal := why_not(mentee, mentor, facts):
        return Pair(refusal)
    below = fit(profile(mentee, facts), profile(mentor, facts)) < facts.floor
    return Pair(None, BELOW_FLOOR if below else None, compare(mentee, mentor, facts))


def what_if(
    mentee: Mentee, mentor: Mentor, waiting: Sequence[Mentee], mentors: Sequence[Mentor], facts: Facts
) -> WhatIf:
    """Raises `NotPossible` with the sentence of a pair that may not be proposed."""
    pair = look_at(mentee, mentor, facts)
    if pair.why_not:
        raise NotPossible(pair.why_not)
    others = [other for other in waiting if other.id != mentee.id]
    now = suggest(waiting, mentors, facts)
    then = suggest(others, [_asked(other, facts) if other.id == mentor.id else other for other in mentors], facts)
    return WhatIf(pair, then, _left_out(others, then, than=now), _left_out(others, now, than=then))


def _why_waits(fits: Sequence[int | None], facts: Facts) -> str:
    possible = [fit for fit in fits if fit is not None]
    if not possible:
        return NOBODY_POSSIBLE
    return NO_PLACE_LEFT if max(possible) >= facts.floor else NOBODY_ABOVE_FLOOR


def _asked(mentor: Mentor, facts: Facts) -> Mentor:
    return replace(mentor, places=mentor.places - 1, last_began=facts.today)


def _left_out(others: Sequence[Mentee], here: Suggested, *, than: Suggested) -> tuple[Mentee, ...]:
    """Who waits here and would not there."""
    waits, served = {wait.mentee.id for wait in here.waits}, {one.mentee.id for one in than.suggestions}
    return tuple(mentee for mentee in queue(others) if mentee.id in waits & served)
