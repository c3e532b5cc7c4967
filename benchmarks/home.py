"""`make bench`: how quick Maya's Home is, as shares of what else the same machine does in the same minute.

Absolute figures swing with whatever runs beside; so everything is measured in turn, round after round, and what is
said is the median of the shares in the quieter half of the rounds.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from statistics import median

from benchmarks import FIXED, READY_MADE
from benchmarks.load import Asking, Load, load
from benchmarks.servers import Measured, page, running

ROUNDS, ENOUGH = 24, 55  # rounds at most; seconds after which none is begun
TURN = 0.3  # seconds
RESULT = Path(__file__).parents[1] / "var" / "bench.json"

HOME, HOME_READY, NOTHING = "Home", "Home from ready-made data", "A fixed answer of 200 bytes"
HOME_PG, HOME_READY_PG = "Home, PostgreSQL", "Home from ready-made data, PostgreSQL"
HOME_STOCK = "Home, Piccolo's stock engine"

Round = dict[str, float]  # answers per second, by what was asked for


@dataclass(frozen=True)
class Figure:
    """Home against something else, both as they were in one round."""

    words: str
    home: str
    other: str
    promised: float
    say: Callable[[float], str] = "{:.0%}".format

    def found(self, rounds: list[Round]) -> float:
        return median(one[self.home] / one[self.other] for one in rounds)


ON_SQLITE = Figure("of the same page from ready-made data, on SQLite", HOME, HOME_READY, 0.30)
ON_POSTGRESQL = Figure("of the same page from ready-made data, on PostgreSQL", HOME_PG, HOME_READY_PG, 0.30)
OF_FIXED = Figure("of a fixed answer of 200 bytes", HOME, NOTHING, 0.12)
TIMES_STOCK = Figure("as often as on Piccolo's stock SQLite engine", HOME, HOME_STOCK, 10, "{:.1f} times".format)
FIGURES = (ON_SQLITE, ON_POSTGRESQL, OF_FIXED, TIMES_STOCK)


def main() -> int:
    print("Starting three servers, each with the demo community …", flush=True)
    with (
        tempfile.TemporaryDirectory(prefix="portal-bench-") as folder,
        running(Path(folder)) as servers,
        load() as asks,
    ):
        turns = _turns(*servers)
        _make_sure_they_are_the_same_page(turns)
        print(f"Asking for Maya's Home in turn, for at most {ENOUGH} seconds …", flush=True)
        rounds = _quieter_half(list(_rounds(asks, turns)))
    found = {figure: figure.found(rounds) for figure in FIGURES}
    per_second = {name: round(median(one[name] for one in rounds)) for name in rounds[0]}
    _write(found, per_second)
    _say(found, per_second)
    return 0 if all(found[figure] >= figure.promised for figure in FIGURES) else 1


def _turns(sqlite: Measured, postgresql: Measured, stock: Measured) -> dict[str, Asking]:
    return {
        HOME: Asking(sqlite.port, "/home", sqlite.cookie, TURN),
        HOME_READY: Asking(sqlite.port, READY_MADE, sqlite.cookie, TURN),
        NOTHING: Asking(sqlite.port, FIXED, "", TURN),
        HOME_STOCK: Asking(stock.port, "/home", stock.cookie, TURN),
        HOME_PG: Asking(postgresql.port, "/home", postgresql.cookie, TURN),
        HOME_READY_PG: Asking(postgresql.port, READY_MADE, postgresql.cookie, TURN),
    }


def _make_sure_they_are_the_same_page(turns: dict[str, Asking]) -> None:
    shown = {name: page(asking) for name, asking in turns.items()}
    if "With Theo." not in shown[HOME]:
        raise RuntimeError("This is not Maya's Home.")
    for figure in (ON_SQLITE, ON_POSTGRESQL, TIMES_STOCK):
        if shown[figure.home] != shown[figure.other]:
            raise RuntimeError(f"{figure.home} and {figure.other} are not the same page: there is nothing to compare.")


def _rounds(asks: Load, turns: dict[str, Asking]) -> Iterator[Round]:
    for asking in turns.values():  # the first answers of a process are slow
        asks.run(asking)
    begun = time.monotonic()
    for _ in range(ROUNDS):
        if time.monotonic() - begun < ENOUGH:
            yield {name: asks.run(asking) for name, asking in turns.items()}


def _quieter_half(rounds: list[Round]) -> list[Round]:
    """Those in which most was answered in all. Where others want the processor too, they take more of it from a server
    with one thread than from one with many, such as the stock engine's, and there is less to learn from the shares."""
    return sorted(rounds, key=lambda one: prod(one.values()))[len(rounds) // 2 :]


def _write(found: dict[Figure, float], per_second: dict[str, int]) -> None:
    result = {
        "home_share_of_ready_made": {
            "sqlite": round(found[ON_SQLITE], 3),
            "postgresql": round(found[ON_POSTGRESQL], 3),
        },
        "home_share_of_fixed_answer": round(found[OF_FIXED], 3),
        "home_times_stock_engine": round(found[TIMES_STOCK], 1),
        "answers_per_second": per_second,
    }
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=2) + "\n")


def _say(found: dict[Figure, float], per_second: dict[str, int]) -> None:
    print("\nAnswers in a second (medians):")
    for name, answers in per_second.items():
        print(f"  {name:<40}{answers:>7,}")
    print("\nSo Maya's Home is served")
    for figure, share in found.items():
        verdict = "" if share >= figure.promised else "  NOT ENOUGH"
        print(f"  {figure.say(share):>11} {figure.words} (at least {figure.say(figure.promised)}){verdict}")


if __name__ == "__main__":
    sys.exit(main())
