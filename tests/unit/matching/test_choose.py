"""The fair choice, against everything that could have been chosen."""

from typing import Any

from hypothesis import given, settings
from scipy.optimize import linear_sum_assignment

from portal.matching.choose import choose, who_is_served, with_whom
from tests.unit.matching.oracles import (
    Fits,
    Room,
    best_worst_served,
    by_arrival,
    choices,
    greatest_sum,
    servable,
    whole_rule,
    without_below,
)

THOUSANDS = settings(max_examples=2000, deadline=None)


def only_served(fits: Fits, room: Room) -> Fits:
    return tuple(fits[row] for row in who_is_served(fits, room))


def what_they_get(fits: Fits, room: Room) -> list[int]:
    """The fits of rows that can all be served: everyone has a column, and one they can have."""
    chosen = with_whom(fits, room)
    got = [fit for row, column in chosen.items() if (fit := fits[row][column]) is not None]
    assert len(got) == len(chosen) == len(fits)
    assert all(list(chosen.values()).count(column) <= room[column] for column in chosen.values())
    return got


@THOUSANDS
@given(choices())
def test_who_is_served_is_the_set_the_rule_names(choice: tuple[Fits, Room]) -> None:
    """Of all sets that can be served, the one that has the first in line, then the second, and so on."""
    fits, room = choice
    served, possible = who_is_served(fits, room), servable(fits, room)
    assert tuple(served) == max(possible, key=lambda rows: [row in rows for row in range(len(fits))])
    assert len(served) == max(map(len, possible)), "as many as can be"
    for row in set(range(len(fits))) - set(served):
        beside = (*(one for one in served if one < row), row)
        assert beside not in possible, "left out, and could have been placed beside all who came before"


@THOUSANDS
@given(choices())
def test_the_worst_served_are_as_well_served_as_can_be_and_then_all_together(choice: tuple[Fits, Room]) -> None:
    room = choice[1]
    fits = only_served(*choice)
    got, worst = what_they_get(fits, room), best_worst_served(fits, room)
    assert min(got, default=0) == worst
    assert sum(got) == greatest_sum(without_below(worst, fits), room)
    assert worst >= min(by_arrival(fits, room), default=0), "worse for the worst-served than taking turns"


@settings(max_examples=1000, deadline=None)
@given(choices(most=4))
def test_the_whole_rule_leaves_exactly_one_choice(choice: tuple[Fits, Room]) -> None:
    """Rest and the place in line included: nothing is left to chance, or to how the answer was looked for."""
    assert choose(*choice) == whole_rule(*choice)


@settings(max_examples=300, deadline=None)
@given(choices(most=30))
def test_the_sum_is_what_an_established_solver_finds(choice: tuple[Fits, Room]) -> None:
    room = choice[1]
    fits = only_served(*choice)
    got = what_they_get(fits, room)
    assert sum(got) == scipys_sum(without_below(min(got, default=0), fits), room)


def scipys_sum(fits: Fits, room: Room) -> int:
    places = [column for column, held in enumerate(room) for _ in range(held)]
    never = -61 * (len(fits) + 1)
    gains: Any = [[never if row[column] is None else row[column] for column in places] for row in fits]
    rows, columns = linear_sum_assignment(gains, maximize=True) if fits else ((), ())
    return int(sum(gains[row][column] for row, column in zip(rows, columns, strict=True)))


def test_the_longest_wait_goes_before_a_better_fit() -> None:
    assert choose([[1], [60]], [1]) == {0: 0}


def test_one_is_moved_on_so_that_two_are_served() -> None:
    assert choose([[60, 10], [60, None]], [1, 1]) == {0: 1, 1: 0}


def test_the_worst_served_go_before_the_sum() -> None:
    assert choose([[60, 30], [30, 10]], [1, 1]) == {0: 1, 1: 0}
    assert choose([[60, 20], [50, 20]], [1, 1]) == {0: 0, 1: 1}


def test_of_equals_the_more_rested_and_nobody_twice_before_everybody_once() -> None:
    assert choose([[30, 30, 30]], [2, 2, 2]) == {0: 0}
    assert choose([[30, 30, 30], [30, 30, 30]], [2, 2, 2]) == {0: 0, 1: 1}


def test_nobody_and_nothing() -> None:
    assert choose([], []) == {}
    assert choose([], [1]) == {}
    assert choose([[]], []) == {}
    assert choose([[None]], [1]) == {}
