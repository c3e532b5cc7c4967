"""The seating with the greatest sum, and every other seating that has the same."""

from collections.abc import Sequence

from portal.matching.seats import mask

FAR = 1 << 62  # further than any way is


class Total:
    """`loss[row][column]`: what is lost if they are put together, whole and 0 or more. There is room for every row.

    Rows come in one after the other, each by the cheapest way there is; `pull` and `price` are what a row gains and
    what a column costs, so that no pair loses less than the two together and those seated lose exactly that.

    Source: shortest augmenting paths (Tomizawa 1971; Jonker and Volgenant 1987), a column holding `room` rows.
    """

    def __init__(self, loss: Sequence[Sequence[int]], room: Sequence[int]) -> None:
        self.loss = loss
        self.room = room
        self.at: dict[int, int] = {}
        self.held: list[list[int]] = [[] for _ in room]
        self.pull = [0] * len(loss)
        self.price = [0] * len(room)
        for row in range(len(loss)):
            self._come_in(row)

    def as_good(self) -> list[int]:
        """For each row, as bits, the columns it may have where the sum is to stay the same.

        Every seating with the same sum keeps to these and leaves `stay_full` full, and every one that does has it.
        """
        return [
            mask(column for column, price in enumerate(self.price) if losses[column] == pull + price)
            for losses, pull in zip(self.loss, self.pull, strict=True)
        ]

    def stay_full(self) -> frozenset[int]:
        return frozenset(column for column, price in enumerate(self.price) if price)

    def _come_in(self, newcomer: int) -> None:
        far, came = [FAR] * len(self.room), [newcomer] * len(self.room)
        left = list(range(len(self.room)))
        open_ones = [column for column in left if len(self.held[column]) < self.room[column]]
        passed: list[int] = []
        moving, so_far = [newcomer], 0
        while True:
            for row in moving:
                self._look_around(row, so_far, left, far, came)
            nearest = min(left, key=far.__getitem__)
            goal = min(open_ones, key=far.__getitem__)
            so_far = far[nearest]
            if far[goal] == so_far:
                break
            left.remove(nearest)
            passed.append(nearest)
            moving = self.held[nearest]
        self._reprice(passed, far, so_far)
        self.pull[newcomer] += so_far
        self._move_up(newcomer, goal, came)

    def _look_around(self, row: int, so_far: int, left: list[int], far: list[int], came: list[int]) -> None:
        losses, price, base = self.loss[row], self.price, so_far - self.pull[row]
        for column in left:
            distance = losses[column] - price[column] + base
            if distance < far[column]:
                far[column] = distance
                came[column] = row

    def _reprice(self, passed: list[int], far: list[int], reached: int) -> None:
        for column in passed:
            self.price[column] -= reached - far[column]
            for row in self.held[column]:
                self.pull[row] += reached - far[column]

    def _move_up(self, newcomer: int, goal: int, came: list[int]) -> None:
        column, row = goal, came[goal]
        while row != newcomer:
            before = self.at[row]
            self.held[before].remove(row)
            self._sit(row, column)
            column, row = before, came[before]
        self._sit(newcomer, column)

    def _sit(self, row: int, column: int) -> None:
        self.at[row] = column
        self.held[column].append(row)
