"""The attacker who has the portal's keys as well, and so reads what waits in the store."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, MultiFernet

from portal.feedback.rules import quarter_of
from portal.settings import settings
from tests.integration.feedback.attacker import Guess, paired
from tests.integration.feedback.scores import Score, Scores
from tests.integration.feedback.seen import Copy, Held, Piece, Visit
from tests.integration.feedback.worlds import Truth

YEAR = timedelta(days=365)


def by_where_it_waits(waiting: Sequence[Piece], people: Sequence[Visit]) -> Guess:
    """The order of the list in the store, against the order in which people came."""
    return paired(waiting, people)


def by_where_it_waits_backwards(waiting: Sequence[Piece], people: Sequence[Visit]) -> Guess:
    return paired(waiting, people[::-1])


def by_the_list_of_turns(waiting: Sequence[Piece], people: Sequence[Visit]) -> Guess:
    """The same against the other list in it, of who had their say: it is sorted."""
    return paired(waiting, sorted(people, key=lambda visit: visit.member))


def by_what_is_longest(waiting: Sequence[Piece], people: Sequence[Visit]) -> Guess:
    return paired(sorted(waiting, key=lambda piece: len(piece.id)), people)


KEYED: dict[str, Callable[[Sequence[Piece], Sequence[Visit]], Guess]] = {
    way.__name__: way
    for way in (by_where_it_waits, by_where_it_waits_backwards, by_the_list_of_turns, by_what_is_longest)
}


def score_with_keys(scores: Scores, held: Held, truth: Truth) -> None:
    """As it is before the last Monday, or after it: one of the two, for whoever holds both holds many copies."""
    last = held.visits[-1]
    moment = (len(held.copies) - 1, last.at + YEAR) if last.nth % 2 else (held.after[last.nth], last.at)
    for waiting, people in _places(held, *moment):
        authors = [truth.author[piece.id] for piece in waiting]
        for name, way in KEYED.items():
            guess, of = way(waiting, people), scores.setdefault(name, Score())
            of.hits += sum(guess[piece.id] == author for piece, author in zip(waiting, authors, strict=True))
            of.by_lot += sum(authors.count(one) / len(authors) for one in guess.values())
            of.tried += len(guess)


def with_many_copies(of: Score, held: Held, truth: Truth) -> None:
    """What came between two copies is of who came between them."""
    before: set[str] = set()
    for nth, copy in enumerate(held.copies):
        words = {one["words"] for one in _opened(copy) if one["words"]}
        visit = held.visit_before(nth)
        for new in words - before if visit else ():
            of.tried += 1
            of.hits += visit is not None and truth.author[new] == visit.member
        before = words


def _places(held: Held, copy: int, at: datetime) -> Iterator[tuple[list[Piece], list[Visit]]]:
    """What waits, by where and when it is of; and whose it could be by that."""
    found: dict[tuple[str, str, str], list[Piece]] = {}
    for one in _opened(held.copies[copy]):
        if one["words"]:
            found.setdefault((one["group"], one["side"], one["quarter"]), []).append(Piece(one["words"], {}))
    published = {visit.nth for batch in held.batches if batch.at <= at for visit in batch.candidates}
    for (group, side, quarter), waiting in found.items():
        people = [
            visit
            for visit in held.visits
            if quarter_of(visit.at) == quarter
            and (("", "") if visit.is_small else visit.cell) == (group, side)
            and visit.nth not in published
        ]
        yield waiting, people


def _opened(copy: Copy) -> list[dict[str, str]]:
    """What waits in the store, in its order."""
    if not copy.store:
        return []
    plain = MultiFernet([Fernet(key) for key in settings().keys]).decrypt(copy.store)
    found: list[dict[str, str]] = json.loads(plain)["waiting"]
    return found
