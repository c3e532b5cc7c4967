"""Who is served, and by whom: the fair choice, in numbers alone.

`fits[row][column]` is how well the two fit, None where they are not to be suggested. Rows stand in line, columns are in
order of rest, `room` is how many rows each column can hold. Each step decides only what the one before left open:

1. who: down the line, each is served if all who came before can be served still;
2. the worst-served of them as well served as can be;
3. the greatest sum of fits;
4. everyone's first place before anyone's second, then the more rested column;
5. down the line, each gets the most rested column that all this allows.

Nothing is left to the order in which anything was read.
"""

from bisect import bisect_left
from collections.abc import Sequence

from portal.matching.seats import Seats
from portal.matching.total import Total

Fits = Sequence[Sequence[int | None]]


def choose(fits: Fits, room: Sequence[int]) -> dict[int, int]:
    """The column of each row that is served."""
    served = who_is_served(fits, room)
    chosen = with_whom([fits[row] for row in served], room)
    return {served[place]: column for place, column in chosen.items()}


def who_is_served(fits: Fits, room: Sequence[int]) -> list[int]:
    """In line. Nobody left out could have been placed beside all who came before them, and no way serves more.

    Source: rows that can be seated together form a transversal matroid (Edmonds and Fulkerson 1965), in which taking
    each in turn is best (Rado 1957).
    """
    seats = Seats([_at_least(0, levels) for levels in map(_by_level, fits)], room)
    return [row for row in range(len(fits)) if seats.seat(row)]


def with_whom(fits: Fits, room: Sequence[int]) -> dict[int, int]:
    """The column of each row, for rows that can all be served."""
    if not fits:
        return {}
    least = _worst_served(fits, room)
    total = Total(_losses(fits, least), room)
    seats = Seats(total.as_good(), room, at=total.at.items())
    seats.prefer_rested(total.stay_full())
    seats.settle()
    return seats.at


def _worst_served(fits: Fits, room: Sequence[int]) -> int:
    """The greatest fit that everyone can have at least."""
    rows = [_by_level(row) for row in fits]
    levels = sorted(set().union(*rows))
    return levels[bisect_left(levels, True, lo=1, key=lambda least: not _all_served(least, rows, room)) - 1]


def _all_served(least: int, rows: Sequence[dict[int, int]], room: Sequence[int]) -> bool:
    seats = Seats([_at_least(least, levels) for levels in rows], room)
    return all(seats.seat(row) for row in range(len(rows)))


def _by_level(row: Sequence[int | None]) -> dict[int, int]:
    """For each fit that a row has, the columns it has it with, as bits."""
    levels: dict[int, int] = {}
    for column, fit in enumerate(row):
        if fit is not None:
            levels[fit] = levels.get(fit, 0) | 1 << column
    return levels


def _at_least(least: int, levels: dict[int, int]) -> int:
    return sum(columns for fit, columns in levels.items() if fit >= least)


def _losses(fits: Fits, least: int) -> list[list[int]]:
    """What is lost against the best fit there is. One pair that must not be loses more than all others together."""
    best = max(fit for row in fits for fit in row if fit is not None)
    never = (best - least + 1) * len(fits)
    return [[never if fit is None or fit < least else best - fit for fit in row] for row in fits]
