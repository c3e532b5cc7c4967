"""Who sits where. Rows take columns that have room, and one may be moved on so that another finds a place.

Rows and columns are numbers from 0, the first in line and the most rested first. What a row may take is a whole number
with a bit for each column, because asking five hundred columns at once is then as quick as asking one.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

Way = tuple[int, list[tuple[int, int]]]  # the column that gets a place free; who moves on to which column for it


class Seats:
    """`may`: the columns each row may take, as bits. `room`: how many rows each column holds."""

    def __init__(self, may: Sequence[int], room: Sequence[int], at: Iterable[tuple[int, int]] = ()) -> None:
        self.may = may
        self.room = room
        self.at: dict[int, int] = {}
        self.held: list[list[int]] = [[] for _ in room]
        self.with_room = mask(range(len(room)))
        for row, column in at:
            self._sit(row, column)

    def seat(self, row: int) -> bool:
        """Give a row a place, moving others on where that makes one. Whoever has a place keeps a place."""
        way = self._way(bits(self.may[row]), self.with_room)
        if way is not None:
            self._sit(row, self._go(way))
        return way is not None

    def prefer_rested(self, stay_full: frozenset[int]) -> None:
        """Change which places are taken: everyone's first place before anyone's second, then the more rested.

        Each place in turn is taken if it can be beside those before it, which is best however rest is measured (the
        places that can be taken together are the bases of a matroid). Who must stay full gives nothing up.
        """
        for place in sorted((nth, column) for column, room in enumerate(self.room) for nth in range(1, room + 1)):
            if len(self.held[place[1]]) == place[0] - 1:
                self._take(place, stay_full)

    def settle(self) -> None:
        """Down the queue, each gets the most rested that the same places allow. Nobody is moved afterwards."""
        for row in sorted(self.at):
            own = self._leave(row)
            way = self._way((column for column in bits(self.may[row]) if column < own), 1 << own)
            if way is not None:
                self.at[row] = self._go(way)

    def _take(self, place: tuple[int, int], stay_full: frozenset[int]) -> None:
        givers = [
            column
            for column, held in enumerate(self.held)
            if held and column not in stay_full and (len(held), column) > place
        ]
        if way := self._way(reversed(givers), 1 << place[1]):
            self._go(way)

    def _way(self, starts: Iterable[int], goals: int) -> Way | None:
        """How the first of `starts` that can gets a place free: rows move on until one of them takes one of `goals`."""
        seen = 0
        for start in starts:
            if not seen >> start & 1:
                seen |= 1 << start
                came: dict[int, tuple[int, int]] = {}
                waiting = deque([start])
                while waiting:
                    column = waiting.popleft()
                    if goals >> column & 1:
                        return _traced(column, start, came)
                    for row in self.held[column]:
                        further = self.may[row] & ~seen
                        further = further & goals or further  # the rest need not be looked at once one is a goal
                        seen |= further
                        for to in bits(further):
                            came[to] = row, column
                            waiting.append(to)
        return None

    def _go(self, way: Way) -> int:
        start, moves = way
        for row, to in moves:
            self._leave(row)
            self._sit(row, to)
        return start

    def _sit(self, row: int, column: int) -> None:
        self.at[row] = column
        self.held[column].append(row)
        if len(self.held[column]) == self.room[column]:
            self.with_room &= ~(1 << column)

    def _leave(self, row: int) -> int:
        column = self.at[row]
        self.held[column].remove(row)
        self.with_room |= 1 << column
        return column


def bits(of: int) -> Iterator[int]:
    """The columns whose bits are set, the lowest first."""
    while of:
        lowest = of & -of
        yield lowest.bit_length() - 1
        of ^= lowest


def mask(columns: Iterable[int]) -> int:
    return sum(1 << column for column in columns)


def _traced(column: int, start: int, came: dict[int, tuple[int, int]]) -> Way:
    moves = []
    while column != start:
        row, before = came[column]
        moves.append((row, column))
        column = before
    return start, moves
