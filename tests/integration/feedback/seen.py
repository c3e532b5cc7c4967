"""What somebody holds who was let into everything: every disk at every moment, the logs, what was published, and who
was at the door when. What each of them did there is not among it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any

from portal.feedback.rules import FROM_HOUR, quarter_of

Row = Mapping[str, Any]  # with "_place", where it lies, and "_xmin", which transaction wrote it (0 where nobody knows)
Cell = tuple[str, str]  # group and side


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody opened the form, and sent it or chose not to."""

    nth: int
    at: datetime
    member: str
    cell: Cell
    is_small: bool  # fewer than five could write there, so it joins the programme's


@dataclass(frozen=True, slots=True)
class Copy:
    """All there is on disk at one moment, between two visits."""

    raw: bytes  # the file of the database and its write-ahead log; on PostgreSQL the log since the run began
    grown: int  # how far the database has written
    rows: Mapping[str, Sequence[Row]]
    store: bytes
    size: int
    mtime: int
    inode: int
    names: frozenset[str]  # of all files beside the store
    lines: int  # how many lines the logs have by now


@dataclass(frozen=True, slots=True)
class Piece:
    """What somebody wrote, published: a row of words. Whose?"""

    id: str
    row: Row

    @property
    def sealed(self) -> str:
        return str(self.row["words"])

    @property
    def place(self) -> tuple[int, ...]:
        return tuple(self.row["_place"])


@dataclass(frozen=True, slots=True)
class Released:
    id: str
    cell: Cell
    at: datetime
    pieces: tuple[Piece, ...]  # in the order of their ids
    choices: tuple[str, ...]  # to one question, as its rows lie
    candidates: tuple[Visit, ...] = ()  # whose feedback can be in it, in the order in which they came

    def by_place(self) -> list[Piece]:
        return sorted(self.pieces, key=lambda piece: piece.place)


@dataclass
class Held:
    visits: list[Visit] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    after: dict[int, int] = field(default_factory=dict)  # visit to the copy that was taken after it
    log: list[str] = field(default_factory=list)
    batches: list[Released] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)  # what each told a friend that they would choose
    _first_raw: dict[str, int] = field(default_factory=dict)
    _offsets: dict[str, int] = field(default_factory=dict)

    def around(self, visit: Visit) -> tuple[Copy, Copy]:
        return self.copies[self.after[visit.nth] - 1], self.copies[self.after[visit.nth]]

    def visit_before(self, copy: int) -> Visit | None:
        return self._by_copy.get(copy)

    @cached_property
    def _by_copy(self) -> dict[int, Visit]:
        return {self.after[visit.nth]: visit for visit in self.visits}

    @cached_property
    def first_seen(self) -> dict[str, int]:
        """Each value of each row, and the copy in which it first stood."""
        found: dict[str, int] = {}
        for nth, rows in self.different_rows():
            for row in (row for table in rows.values() for row in table):
                for value in row.values():
                    if isinstance(value, str):
                        found.setdefault(value, nth)
        return found

    @cached_property
    def came(self) -> dict[tuple[str, int], set[str]]:
        """What stands in the rows that came into being at once: of one transaction, or first there in one copy."""
        found: dict[tuple[str, int], set[str]] = {}
        known: set[tuple[str, tuple[int, ...]]] = set()
        for nth, rows in self.different_rows():
            here = {(name, tuple(row["_place"])): row for name, table in rows.items() for row in table}
            for at, row in here.items():
                if row["_xmin"] or at not in known:
                    key = ("xmin", row["_xmin"]) if row["_xmin"] else ("copy", nth)
                    found.setdefault(key, set()).update(value for value in row.values() if isinstance(value, str))
            known = set(here)
        return found

    def with_piece(self, piece: "Piece") -> set[str]:
        by = piece.row["_xmin"]
        return self.came[("xmin", by) if by else ("copy", self.first_seen[piece.sealed])]

    def first_raw(self, piece: "Piece") -> int:
        """The copy in whose bytes it first lies."""
        if piece.id not in self._first_raw:
            words, different = piece.sealed.encode(), self._different_raw
            found = bisect_left(different, 1, lo=1, key=lambda nth: words in self.copies[nth].raw)
            self._first_raw[piece.id] = different[found] if found < len(different) else len(self.copies)
        return self._first_raw[piece.id]

    @cached_property
    def _different_raw(self) -> list[int]:
        raws = [copy.raw for copy in self.copies]
        return [nth for nth, raw in enumerate(raws) if nth == 0 or raw is not raws[nth - 1]]

    def offset(self, piece: "Piece") -> int:
        """Where it lies in the bytes there are at the end."""
        if piece.id not in self._offsets:
            self._offsets[piece.id] = self.copies[-1].raw.find(piece.sealed.encode())
        return self._offsets[piece.id]

    def different_rows(self) -> Iterator[tuple[int, Mapping[str, Sequence[Row]]]]:
        before = None
        for nth, copy in enumerate(self.copies):
            if copy.rows is not before:
                yield nth, copy.rows
            before = copy.rows


def with_candidates(batches: Sequence[Released], visits: Sequence[Visit]) -> list[Released]:
    """Whose feedback can be in which batch, by what anybody can know: if it was sent, it is in the first that took it.

    A group's side takes all that waits of it; the programme's takes what is left of earlier quarters.
    """
    in_order = sorted(batches, key=lambda batch: (batch.at, not batch.cell[0]))
    taken: dict[str, list[Visit]] = {batch.id: [] for batch in batches}
    for visit in visits:
        if batch := next((one for one in in_order if _takes(one, visit)), None):
            taken[batch.id].append(visit)
    return [replace(batch, candidates=tuple(taken[batch.id])) for batch in in_order]


def _takes(batch: Released, visit: Visit) -> bool:
    if batch.at < visit.at:
        return False
    if batch.cell[0]:
        return batch.cell == visit.cell and not visit.is_small
    return quarter_of(visit.at) < quarter_of(batch.at)


def released(rows: Mapping[str, Sequence[Row]], words: str, counts: str) -> list[Released]:
    """What was published, as its rows lie; in which tables the words are, and how many chose what."""
    found = []
    for batch in rows["feedback_batches"]:
        of = batch["id"]
        pieces = [Piece(row["id"], row) for row in rows[words] if row["batch"] == of]
        chosen = [row for row in rows[counts] if (row["batch"], row["question"]) == (of, "talks")]
        chosen.sort(key=lambda row: tuple(row["_place"]))
        found.append(
            Released(
                id=of,
                cell=(batch["group"] or "", batch["side"]),
                at=datetime.combine(_day(batch["released_on"]), time(FROM_HOUR), UTC),
                pieces=tuple(sorted(pieces, key=lambda piece: piece.id)),
                choices=tuple(row["choice"] for row in chosen for _ in range(int(row["how_many"]))),
            )
        )
    return found


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
