"""What the fair way of suggesting costs and gives, beside two others. See docs/matching.md and docs/decisions/0007.

Two thousand made-up groups, the same at every run; fits are out of sixty, waits in days.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import mean, median

from scipy.optimize import linear_sum_assignment

from benchmarks.made_up_groups import FACTS, NOW, made_up_group
from portal.matching.choose import choose, who_is_served
from portal.matching.people import Mentee, by_rest, queue
from portal.matching.suggest import possible_fits, suggest

GROUPS = 2000
SPEEDS = ((30, 30, 0.030, 9), (500, 500, 2.0, 3))  # mentees, mentors, promised seconds, times measured

Fits = Sequence[Sequence[int | None]]
Way = Callable[[Fits, Sequence[int]], dict[int, int]]


@dataclass
class Outcome:
    """Of one way over all groups: lists with an entry for each group, or for each person served."""

    served: int = 0
    passed_over: int = 0
    longest_waits: list[int] = field(default_factory=list)
    fits: list[int] = field(default_factory=list)
    worst: list[int] = field(default_factory=list)

    def add(self, line: Sequence[Mentee], fits: Fits, chosen: dict[int, int], fair: Sequence[int]) -> None:
        got = [fit for row, column in chosen.items() if (fit := fits[row][column]) is not None]
        left = [(NOW - mentee.waiting_since).days for row, mentee in enumerate(line) if row not in chosen]
        self.served += len(chosen)
        self.passed_over += len(set(fair) - set(chosen))
        self.longest_waits.append(max(left, default=0))
        self.fits.extend(got)
        self.worst.extend([min(got)] if got else [])


def main() -> int:
    outcomes = {name: Outcome() for name in WAYS}
    for number in range(GROUPS):
        _try_all(number, outcomes)
    _print_table(outcomes)
    quick = [_is_quick(*speed) for speed in SPEEDS]
    print(f"\nImporting it takes {_import_cost():.0f} ms, once, when the portal starts: no page waits for it.")
    return 0 if all(quick) else 1


def by_turns(fits: Fits, room: Sequence[int]) -> dict[int, int]:
    """As by hand: down the line, each gets the best fit that is left."""
    left, chosen = list(room), {}
    for row, own in enumerate(fits):
        possible = [(fit, -column) for column, fit in enumerate(own) if fit is not None and left[column]]
        if possible:
            chosen[row] = -max(possible)[1]
            left[chosen[row]] -= 1
    return chosen


def greatest_sum(fits: Fits, room: Sequence[int]) -> dict[int, int]:
    """Whoever makes the sum of fits greatest, however long they have waited."""
    places = [column for column, held in enumerate(room) for _ in range(held)]
    if not fits or not places:
        return {}
    gains = [[-1 if row[column] is None else row[column] for column in places] for row in fits]
    # everyone may also be given nothing, so that nobody is given what is impossible
    with_none = [own + [0] * len(fits) for own in gains]
    seated = zip(*linear_sum_assignment(with_none, maximize=True), strict=True)
    return {
        int(row): places[place] for row, place in seated if place < len(places) and fits[row][places[place]] is not None
    }


def greatest_sum_for_the_same(fits: Fits, room: Sequence[int]) -> dict[int, int]:
    """The people whom the fair way serves, with the greatest sum and no thought for the worst-served."""
    served, never = who_is_served(fits, room), -61 * (len(fits) + 1)
    places = [column for column, held in enumerate(room) for _ in range(held)]
    if not served:
        return {}
    gains = [[never if fits[row][column] is None else fits[row][column] for column in places] for row in served]
    seated = zip(*linear_sum_assignment(gains, maximize=True), strict=True)
    return {served[row]: places[place] for row, place in seated}


WAYS: dict[str, Way] = {
    "By turns, best fit left": by_turns,
    "Greatest sum of fits": greatest_sum,
    "Greatest sum for whom ours serves": greatest_sum_for_the_same,
    "Ours": choose,
}


def _try_all(number: int, outcomes: dict[str, Outcome]) -> None:
    waiting, mentors = made_up_group(number)
    line, offering = queue(waiting), by_rest(mentors)
    fits = possible_fits(line, offering, FACTS)
    room = [mentor.places for mentor in offering]
    fair = who_is_served(fits, room)
    for name, way in WAYS.items():
        outcomes[name].add(line, fits, way(fits, room), fair)


def _print_table(outcomes: dict[str, Outcome]) -> None:
    print(f"{GROUPS:,} made-up groups\n")
    print("| | Served | Passed over | Longest wait left, days | Worst-served fit | Mean fit |")
    print("|---|---|---|---|---|---|")
    for name, one in outcomes.items():
        print(
            f"| {name} | {one.served:,} | {one.passed_over:,} | {mean(one.longest_waits):.1f} "
            f"| {mean(one.worst):.1f} | {mean(one.fits):.1f} |"
        )


def _is_quick(mentees: int, mentors: int, promised: float, times: int) -> bool:
    """The middle of several measures: everything the desk asks for, from the facts to the words."""
    group = made_up_group(1, mentees, mentors)
    measured, found = [], suggest(*group, FACTS)
    for _ in range(times):
        begun = time.perf_counter()
        found = suggest(*group, FACTS)
        measured.append(time.perf_counter() - begun)
    took = median(measured)
    enough = "" if took <= promised else "  NOT ENOUGH"
    print(
        f"\n{mentees} who wait and {mentors} who offer: {took * 1000:,.1f} ms for {len(found.suggestions)} suggestions "
        f"(promised: {promised * 1000:,.0f} ms){enough}"
    )
    return took <= promised


def _import_cost() -> float:
    """Milliseconds, the middle of five processes."""
    program = (
        "import datetime, enum, time, zoneinfo; begun = time.perf_counter(); import portal.matching.suggest; "
        "print(time.perf_counter() - begun)"
    )
    return 1000 * median(
        float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    )


if __name__ == "__main__":
    sys.exit(main())
