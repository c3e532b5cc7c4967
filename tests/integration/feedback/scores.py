"""What a way of guessing achieved, beside what chance would have: over all runs."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tests.integration.feedback.attacker import TIES, Tie
from tests.integration.feedback.seen import Held, Released, Visit
from tests.integration.feedback.traces import TRACES
from tests.integration.feedback.worlds import Truth

ONCE_IN = 1_000_000  # so many times a whole test with all its guesses goes wrong by chance, or fewer


@dataclass
class Score:
    tried: int = 0  # guesses
    hits: int = 0
    by_lot: float = 0.0  # what these very guesses would have hit, had those who wrote drawn lots for the pieces
    uniform: float = 0.0  # what a guess among all whose feedback could be in it would have hit
    draws: int = 0  # where each hit leaves fewer: of who sent something at all

    def most_by_chance(self, guesses: int, expected: float | None = None) -> float:
        """Chernoff's bound: more hits than this, in any of `guesses` ways of guessing, come by chance once in a
        million times or less. Where pieces are handed out by lot, one hit makes others likelier: their factorial
        moments are at most those of a Poisson variable. Where who sent something is drawn by lot, one hit makes
        others less likely: as of a binomial one, at most."""
        expected = self.by_lot if expected is None else expected
        unlikely, hits = math.log(ONCE_IN * guesses), expected
        while hits < self.tried and self._distance(hits, expected) < unlikely:
            hits += 0.25
        return hits

    def _distance(self, hits: float, expected: float) -> float:
        if hits <= expected:
            return 0.0
        if not expected:  # nothing could have been hit
            return math.inf
        if not self.draws:
            return expected - hits + hits * math.log(hits / expected)
        share, by_lot = hits / self.draws, expected / self.draws
        other = (1 - share) * math.log((1 - share) / (1 - by_lot)) if share < 1 else 0.0
        return self.draws * (share * math.log(share / by_lot) + other)


Scores = dict[str, Score]


def score(scores: Scores, held: Held, truth: Truth) -> None:
    for batch in held.batches:
        for knows, people in _views(batch, truth).items():
            for name, way in TIES.items():
                of = scores.setdefault(f"{name}{knows}", Score())
                _tie(of, way, held, replace(batch, candidates=tuple(people)), truth)
    classes = _alike(held)
    for name, trace in TRACES.items():
        for turned, sign in (("", -1), (", turned round", 1)):
            of = scores.setdefault(f"{name}{turned}", Score())
            for visits in classes:
                likeliest = sorted(visits, key=lambda visit: sign * trace(held, visit))
                _sent(of, likeliest, truth)


def _views(batch: Released, truth: Truth) -> dict[str, Sequence[Visit]]:
    """As the attacker sees them; and for one who was told, besides, who of them wrote."""
    wrote = {truth.author[piece.id] for piece in batch.pieces}
    told = [visit for visit in batch.candidates if visit.member in wrote]
    return {
        "": batch.candidates,
        ", backwards": batch.candidates[::-1],
        ", told who wrote": told,
        ", told who wrote, backwards": told[::-1],
    }


def _tie(of: Score, way: Tie, held: Held, batch: Released, truth: Truth) -> None:
    if not batch.pieces:
        return
    guess = way(held, batch)
    authors = {piece.id: truth.author[piece.id] for piece in batch.pieces}
    times, turns = Counter(authors.values()), Counter(visit.member for visit in batch.candidates)
    of.hits += sum(authors[piece] == one for piece, one in guess.items())
    of.by_lot += sum(times[one] / len(authors) for one in guess.values())
    of.uniform += sum(turns[one] / len(batch.candidates) for one in guess.values())
    of.tried += len(guess)


def _alike(held: Held) -> list[list[Visit]]:
    """Visits of which nothing but what was left on disk could tell who sent: of one cell in one week."""
    key = lambda visit: (visit.cell, visit.at.isocalendar()[:2])  # noqa: E731
    return [list(of) for _, of in groupby(sorted(held.visits, key=key), key)]


def _sent(of: Score, likeliest: Sequence[Visit], truth: Truth) -> None:
    """As many are named as sent something; where all did or nobody, there is nothing to find out."""
    sent = [truth.sent[visit.nth] for visit in likeliest]
    many = sum(sent)
    if 0 < many < len(sent):
        of.hits += sum(sent[:many])
        of.by_lot += many * many / len(sent)
        of.tried += many
        of.draws += many


def beyond(scores: Scores) -> Scores:
    """Those that did better than chance."""
    return {name: of for name, of in scores.items() if of.hits > of.most_by_chance(len(scores))}


def table(scores: Scores) -> Iterable[str]:
    for name, of in sorted(scores.items()):
        most = of.most_by_chance(len(scores))
        yield f"{name:50} {of.hits:5} of {of.tried:5}; by lot {of.by_lot:7.1f}, at most {most:7.1f}; {of.uniform:7.1f}"
