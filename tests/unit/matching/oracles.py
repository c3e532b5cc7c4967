"""The slow ways to know what the fair choice is: by trying everything."""

from collections.abc import Iterator, Sequence
from functools import cache

from hypothesis import strategies as st

Row = tuple[int | None, ...]
Fits = tuple[Row, ...]
Room = tuple[int, ...]


@st.composite
def choices(draw: st.DrawFn, most: int = 7) -> tuple[Fits, Room]:
    """Up to `most` rows and columns: scarce and plentiful, few fits (many ties) or many, some impossible or none."""
    columns = draw(st.integers(0, most // 2) | st.integers(most // 2, most))
    highest = draw(st.sampled_from([0, 1, 3, 60]))
    fit = st.integers(0, highest) | (st.none() if draw(st.booleans()) else st.integers(0, highest))
    row = st.lists(fit, min_size=columns, max_size=columns).map(tuple)
    room = st.lists(st.integers(1, draw(st.sampled_from([1, 3]))), min_size=columns, max_size=columns).map(tuple)
    return tuple(draw(st.lists(row, max_size=most))), draw(room)


def servable(fits: Fits, room: Room) -> frozenset[tuple[int, ...]]:
    """Every set of rows that can all be served."""

    @cache
    def from_row(row: int, left: Room) -> frozenset[tuple[int, ...]]:
        if row == len(fits):
            return frozenset({()})
        found = set(from_row(row + 1, left))
        for column in _open_to(fits[row], left):
            found |= {(row, *rest) for rest in from_row(row + 1, _one_less(left, column))}
        return frozenset(found)

    return from_row(0, room)


def greatest_sum(fits: Fits, room: Room) -> int | None:
    """Of all ways to serve every row, None if there is none."""

    @cache
    def from_row(row: int, left: Room) -> int | None:
        if row == len(fits):
            return 0
        sums = [
            (fits[row][column] or 0) + rest
            for column in _open_to(fits[row], left)
            if (rest := from_row(row + 1, _one_less(left, column))) is not None
        ]
        return max(sums, default=None)

    return from_row(0, room)


def best_worst_served(fits: Fits, room: Room) -> int:
    """The greatest fit that everyone can have at least, for rows that can all be served."""
    levels = sorted({fit for row in fits for fit in row if fit is not None})
    return max((least for least in levels if greatest_sum(without_below(least, fits), room) is not None), default=0)


def without_below(least: int, fits: Fits) -> Fits:
    return tuple(tuple(fit if fit is not None and fit >= least else None for fit in row) for row in fits)


def by_arrival(fits: Fits, room: Room) -> list[int]:
    """Everyone in turn gets the best fit there is, as long as all after them can be served still: the fits they get."""
    got, left = [], room
    for row, own in enumerate(fits):
        after = tuple(fits[row + 1 :])
        columns = [c for c in _open_to(own, left) if greatest_sum(after, _one_less(left, c)) is not None]
        column = max(columns, key=lambda column: own[column] or 0)
        got.append(own[column] or 0)
        left = _one_less(left, column)
    return got


def whole_rule(fits: Fits, room: Room) -> dict[int, int]:
    """All five steps at once, over every seating there is."""
    return max(_seatings(fits, room), key=lambda at: _how_good(at, fits))


def _seatings(fits: Fits, room: Room, row: int = 0) -> Iterator[dict[int, int]]:
    if row == len(fits):
        yield {}
        return
    yield from _seatings(fits, room, row + 1)
    for column in _open_to(fits[row], room):
        for rest in _seatings(fits, _one_less(room, column), row + 1):
            yield {row: column, **rest}


def _how_good(at: dict[int, int], fits: Fits) -> tuple[object, ...]:
    got = [fits[row][column] or 0 for row, column in at.items()]
    places = sorted((nth, column) for column in set(at.values()) for nth in range(list(at.values()).count(column)))
    return (
        [row in at for row in range(len(fits))],
        min(got, default=0),
        sum(got),
        [(-nth, -column) for nth, column in places],
        [-at.get(row, 0) for row in range(len(fits))],
    )


def _open_to(row: Sequence[int | None], left: Room) -> list[int]:
    return [column for column, fit in enumerate(row) if fit is not None and left[column]]


def _one_less(left: Room, column: int) -> Room:
    return (*left[:column], left[column] - 1, *left[column + 1 :])
