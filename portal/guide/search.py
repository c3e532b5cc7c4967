"""Looking something up in the guide, on the shelf, among the question cards and the lines of Help now.

All of it is read and weighed here, for one person, each time: it is a small shelf. Nothing of what was typed is kept.
Where a word of danger is typed, those who answer it come first, and nothing is guessed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

from markupsafe import Markup

from portal.guide import queries
from portal.guide.danger import Danger, danger_in
from portal.guide.entries import (
    ANY_LINE,
    CARDS,
    GUIDE,
    HELP,
    SHELF,
    Entry,
    Pair,
    Weighed,
    of_card,
    of_guide,
    of_help,
    of_shelf,
    pairs_in,
    weighed,
)
from portal.guide.marking import excerpt, marked
from portal.guide.stems import GUESSED, LITTLE, meant, nearly, words_in

MOST = {GUIDE: 6, SHELF: 5, CARDS: 4, HELP: 3}
MOST_IN_DANGER = 2  # lines that answer; all of them are one tap on
MOST_TERMS = 12
FAR_BEHIND = 0.3  # of the best: what is found by chance beside it

Term = dict[str, float]  # stems that would do, and how well


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, and in how much of everything each of it stands."""

    terms: list[Term]
    pairs: frozenset[Pair]
    held: Counter[str | Pair]

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(one for term in self.terms for one in term)

    @property
    def is_little(self) -> bool:
        """Little words alone: what they say is how they stand beside each other."""
        return self.stems <= LITTLE

    @property
    def is_guessed(self) -> bool:
        """Nothing of what was typed is written anywhere; something like it is."""
        sure = (what for term in self.terms for what, likely in term.items() if likely > GUESSED)
        return not self.is_little and not any(self.held[what] for what in sure)


@dataclass(frozen=True, slots=True)
class Found:
    address: str
    title: Markup
    place: str
    excerpt: Markup


@dataclass(frozen=True, slots=True)
class Results:
    groups: list[tuple[str, list[Found]]]
    is_guessed: bool = False

    def __bool__(self) -> bool:
        return bool(self.groups)


async def search(typed: str, *, signed_in: bool) -> Results:
    """At most three statements: what only members read is not even fetched for others."""
    others = [of_help(place, line) for place in await queries.help_places() for line in place.lines]
    if signed_in:
        others += [of_shelf(one) for one in await queries.shelf(with_texts=True)]
        others += [of_card(card) for card in await queries.cards()]
    return find(typed, others, for_members=signed_in)


def find(typed: str, others: Iterable[Entry], *, for_members: bool) -> Results:
    everything = [*of_guide(for_members=for_members), *map(weighed, others)]
    known = frozenset().union(*(one.speaks_of | one.placed for one in everything))
    danger = danger_in(typed, known)
    asked = _asked(typed, everything, frozenset() if danger else known)
    if danger:
        rest = [one for one in everything if one.entry.group != HELP]
        near = [*_who_answers(danger, everything), *([] if asked.is_little else _near(asked, rest))]
    else:
        near = _near(asked, everything)
    groups = [
        (group, [_found(one.entry, asked.stems) for one in near if one.entry.group == group][: MOST[group]])
        for group in _in_order(near, asked.terms, in_danger=danger is not None)
    ]
    return Results(groups, is_guessed=not danger and asked.is_guessed)


def _asked(typed: str, everything: Sequence[Weighed], guessed_among: frozenset[str]) -> Asked:
    terms = [meant(word) | nearly(word, guessed_among) for word in _worth_asking(typed)]
    asked = Asked(terms, pairs_in(typed), Counter())
    for one in everything:
        asked.held.update(one.speaks_of & asked.stems)
        asked.held.update(one.pairs & asked.pairs)
    return asked


def _worth_asking(typed: str) -> list[str]:
    """The words that say something; if there are none, all of them. Each once."""
    words = list(dict.fromkeys(found[0].casefold() for found in words_in(typed)))
    return ([word for word in words if word not in LITTLE] or words)[:MOST_TERMS]


def _near(asked: Asked, among: Sequence[Weighed]) -> list[Weighed]:
    """What is about it, the best first."""
    scored = sorted(((_score(one, asked, len(among)), one) for one in among), key=lambda pair: -pair[0])
    return [one for score, one in scored if score > 0 and score >= FAR_BEHIND * scored[0][0]]


def _who_answers(danger: Danger, among: Sequence[Weighed]) -> list[Weighed]:
    lines = danger.first(one for one in among if one.entry.group == HELP)
    return lines[:MOST_IN_DANGER] or [weighed(ANY_LINE)]


def _in_order(near: Sequence[Weighed], terms: Sequence[Term], *, in_danger: bool) -> list[str]:
    """As the page shows them: who answers tonight first in danger, and where all that was typed is about that."""
    lines = [one for one in near if one.entry.group == HELP]
    urgent = in_danger or any(all(term.keys() & one.speaks_of for term in terms) for one in lines)
    there = dict.fromkeys(one.entry.group for one in near)
    wanted = (HELP, GUIDE, SHELF, CARDS) if urgent else (GUIDE, SHELF, CARDS)
    return [group for group in wanted if group in there]


def _score(one: Weighed, asked: Asked, of: int) -> float:
    """What is rare says more than what is everywhere; two words beside each other, as they were typed, more still."""

    def rare(what: str | Pair) -> float:
        rarity = log(1 + of / (1 + asked.held[what]))
        return rarity * sqrt(rarity)

    each = [max(likely * rare(what) * _holds(one, what) for what, likely in term.items()) for term in asked.terms]
    met = sum(score > 0 for score in each)
    if not met and not asked.is_little:
        return 0
    beside = sum(rare(pair) for pair in one.pairs & asked.pairs)
    return sum(each) * met / max(1, len(each)) + 0.25 * beside


def _holds(one: Weighed, what: str) -> float:
    """How much it is about this: a title that says little else counts most, then often in few words, then where it
    stands."""
    often = one.counted[what]
    within = often / (often + 0.4 + 0.6 * one.long / 40) if often else 0.0
    title = 0.7 + 0.7 / len(one.titled) if what in one.titled else 0.0
    return title + within + 0.3 * (what in one.placed)


def _found(entry: Entry, wanted: frozenset[str]) -> Found:
    return Found(entry.address, marked(entry.title, wanted), entry.place, marked(excerpt(entry.text, wanted), wanted))
