"""The attacker: a guess of whose each published piece is, from all that is held. Who sent anything: `traces`.

Each way of guessing is a function and says what it looks at. A guess may be left out. Where one needs an order of
people it takes that of the batch's candidates, so that whoever turns those round looks at it backwards.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from tests.integration.feedback.seen import Held, Piece, Released, Visit
from tests.integration.feedback.traces import size_of_the_store

Guess = dict[str, str]  # piece to member
Tie = Callable[[Held, Released], Guess]

_MOMENT = re.compile(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def paired(pieces: Sequence[Piece], people: Sequence[Visit]) -> Guess:
    """The first with the first and so on; where there are more people, spread over all of them."""
    return {piece.id: people[nth * len(people) // len(pieces)].member for nth, piece in enumerate(pieces)}


def by_place(held: Held, batch: Released) -> Guess:
    """The order in which rows lie (rowid, ctid), against the order in which people came."""
    return paired(batch.by_place(), batch.candidates)


def by_id(held: Held, batch: Released) -> Guess:
    """The order of ids."""
    return paired(sorted(batch.pieces, key=lambda piece: (len(piece.id), piece.id)), batch.candidates)


def by_transaction(held: Held, batch: Released) -> Guess:
    """Rows that name a person and were written by the same transaction (xmin), or first stood in the same copy."""
    here = {visit.member for visit in batch.candidates}
    return {piece.id: one for piece in batch.pieces if (one := _only(held.with_piece(piece) & here))}


def by_moments(held: Held, batch: Released) -> Guess:
    """Times in a row, against when people came; else the times inside of what is sealed, in their order."""
    found = {}
    for piece in batch.pieces:
        for moment in filter(None, map(_moment, piece.row.values())):
            nearest = min(batch.candidates, key=lambda visit: abs(visit.at - moment))
            found[piece.id] = nearest.member
    if found:
        return found
    return paired(sorted(batch.pieces, key=lambda piece: (_sealed_at(piece.sealed), piece.place)), batch.candidates)


def by_two_copies(held: Held, batch: Released) -> Guess:
    """The visit between the last copy of the rows without it and the first with it."""
    first = {piece.id: min(held.first_seen[piece.id], held.first_seen[piece.sealed]) for piece in batch.pieces}
    return {id_: visit.member for id_, nth in first.items() if (visit := held.visit_before(nth))}


def by_raw_copies(held: Held, batch: Released) -> Guess:
    """The same for the bytes of the database's file and of its write-ahead log, leftovers included."""
    first = {piece.id: held.first_raw(piece) for piece in batch.pieces}
    return {id_: visit.member for id_, nth in first.items() if (visit := held.visit_before(nth))}


def by_offset(held: Held, batch: Released) -> Guess:
    """Where it lies in those bytes now: what was deleted, and what the log still holds of earlier writing."""
    return paired(sorted(batch.pieces, key=held.offset), batch.candidates)


def by_growth(held: Held, batch: Released) -> Guess:
    """By how much the store grew with each visit, against how long the pieces are."""
    grown = sorted(batch.candidates, key=lambda visit: size_of_the_store(held, visit))[-len(batch.pieces) :]
    return paired(sorted(batch.pieces, key=lambda piece: len(piece.sealed)), grown)


def by_names_of_files(held: Held, batch: Released) -> Guess:
    """A file that came with a visit and is called like the row."""
    found: Guess = {}
    for visit in batch.candidates:
        before, after = held.around(visit)
        came = after.names - before.names
        found |= {piece.id: visit.member for piece in batch.pieces if any(piece.id in name for name in came)}
    return found


def by_log(held: Held, batch: Released) -> Guess:
    """A line of a log, written during a visit, that names the row."""
    found: Guess = {}
    for visit in batch.candidates:
        before, after = held.around(visit)
        said = "\n".join(held.log[before.lines : after.lines])
        found |= {piece.id: visit.member for piece in batch.pieces if piece.id in said}
    return found


def by_alphabet(held: Held, batch: Released) -> Guess:
    """The order in which rows lie, against the people's ids: as if they had been kept by person."""
    return paired(batch.by_place(), sorted(batch.candidates, key=lambda visit: visit.member))


def by_roster(held: Held, batch: Released) -> Guess:
    """The same against the order in which people joined."""
    place = {row["id"]: nth for nth, row in enumerate(held.copies[0].rows["members"])}
    return paired(batch.by_place(), sorted(batch.candidates, key=lambda visit: place[visit.member]))


def by_choices(held: Held, batch: Released) -> Guess:
    """Choices and words as their rows lie, side by side; people told a friend what they would choose."""
    found: Guess = {}
    for piece, choice in zip(batch.by_place(), batch.choices, strict=False):
        told = [visit for visit in batch.candidates if held.told[visit.member] == choice]
        left = [visit for visit in told if visit.member not in found.values()] or told
        found |= {piece.id: left[0].member} if left else {}
    return found


def by_the_last(held: Held, batch: Released) -> Guess:
    """Whoever came last before it was published; backwards, first."""
    return {piece.id: batch.candidates[-1].member for piece in batch.pieces}


TIES: dict[str, Tie] = {
    way.__name__: way
    for way in (
        by_place,
        by_id,
        by_transaction,
        by_moments,
        by_two_copies,
        by_raw_copies,
        by_offset,
        by_growth,
        by_names_of_files,
        by_log,
        by_alphabet,
        by_roster,
        by_choices,
        by_the_last,
    )
}


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and _MOMENT.match(value):
        found = datetime.fromisoformat(value)
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def _sealed_at(words: str) -> int:
    try:
        return Fernet(Fernet.generate_key()).extract_timestamp(words.encode())
    except InvalidToken:
        return 0
