"""How quick Home is, as shares: of the page rendered from ready-made data, of an answer that never changes, and how
many times as quick as on Piccolo's stock engine. See docs/speed.md.

Absolute figures swing with whatever else the machine does, so all are measured in turn, round after round, and the
figures are the medians of the rounds' shares.
"""

import json
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from benchmarks.load import Asking, Load
from benchmarks.served import FIXED, READY_MADE
from e2e.server import Server
from portal.demo.people import PASSWORD
from tests.postgres import running_server

ROUNDS, ENOUGH = 14, 60  # rounds at most; seconds after which none is begun
TURN = 0.5  # seconds
RESULT = Path(__file__).parents[1] / "var" / "bench.json"

Round = dict[str, float]  # requests per second, by what was asked for


@dataclass(frozen=True)
class Figure:
    words: str
    of: Callable[[Round], float]
    promised: float
    form: str = "{:.0%}"


FIGURES = {
    "sqlite": Figure("of the page from ready-made data, SQLite", lambda r: r["home"] / r["ready-made"], 0.30),
    "postgresql": Figure(
        "of the page from ready-made data, PostgreSQL",
        lambda r: r["home on PostgreSQL"] / r["ready-made on PostgreSQL"],
        0.30,
    ),
    "fixed": Figure("of a fixed answer of 200 bytes", lambda r: r["home"] / r["fixed answer"], 0.12),
    "stock": Figure(
        "as often as on Piccolo's stock engine", lambda r: r["home"] / r["home on the stock engine"], 10, "{:.1f} times"
    ),
}


class Measured(Server):
    """One of the servers in `benchmarks.served`, with the demo community in a folder of its own."""

    def __init__(self, data: Path, which: str = "house", **environment: str) -> None:
        super().__init__(data)
        self.which = which
        self.environment = environment

    def fill(self) -> None:
        self.run("migrate")
        self.run("demo")

    def copy_for_stock(self, data: Path) -> "Measured":
        self.copy_to(data)
        other = Measured(data, "stock", PICCOLO_CONF="benchmarks.stock_conf")
        with sqlite3.connect(other.data / "portal.sqlite") as connection:
            # As the stock engine would have made it. It is also quicker with it: where a connection is opened for
            # each statement, the last one to close tidies a write-ahead log up each time.
            connection.execute("PRAGMA journal_mode = DELETE")
        connection.close()
        return other

    def _command(self, *command: str) -> list[str]:
        serving = [sys.executable, "-m", "benchmarks.served", self.which]
        return serving if command == ("serve",) else super()._command(*command)

    def _environment(self) -> dict[str, str]:
        return super()._environment() | self.environment


def main() -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-bench-")))
        print("Starting the servers, each with the demo community …", flush=True)
        house, stock, postgresql = _started(folder, stack)
        turns = _turns(house, stock, postgresql)
        load = stack.enter_context(Load())
        print(f"Asking for Maya's Home, each in turn, for at most {ENOUGH} seconds …", flush=True)
        rounds = list(_rounds(load, turns))
    return _report(rounds)


def _started(folder: Path, stack: ExitStack) -> tuple[Server, Server, Server]:
    house = Measured(folder / "house")
    postgresql = Measured(folder / "postgresql", DATABASE_URL=stack.enter_context(running_server()))
    house.fill()
    postgresql.fill()
    stock = house.copy_for_stock(folder / "stock")
    for server in (house, stock, postgresql):
        stack.enter_context(_running(server))
    return house, stock, postgresql


@contextmanager
def _running(server: Server) -> Iterator[None]:
    server.start()
    try:
        yield
    finally:
        server.stop()


def _turns(house: Server, stock: Server, postgresql: Server) -> dict[str, Asking]:
    maya, maya_on_stock, maya_on_postgresql = (_signed_in(server) for server in (house, stock, postgresql))
    turns = {
        "home": Asking(house.port, "/home", maya, TURN),
        "ready-made": Asking(house.port, READY_MADE, maya, TURN),
        "fixed answer": Asking(house.port, FIXED, "", TURN),
        "home on the stock engine": Asking(stock.port, "/home", maya_on_stock, TURN),
        "home on PostgreSQL": Asking(postgresql.port, "/home", maya_on_postgresql, TURN),
        "ready-made on PostgreSQL": Asking(postgresql.port, READY_MADE, maya_on_postgresql, TURN),
    }
    shown = {name: _page(asking) for name, asking in turns.items()}
    if not shown["home"] == shown["ready-made"] == shown["home on the stock engine"] or "Theo" not in shown["home"]:
        raise RuntimeError("Home is not the same page everywhere, so that nothing can be compared.")
    if shown["home on PostgreSQL"] != shown["ready-made on PostgreSQL"]:
        raise RuntimeError("Home is not the same page from ready-made data, so that nothing can be compared.")
    return turns


def _rounds(load: Load, turns: dict[str, Asking]) -> Iterator[Round]:
    for asking in turns.values():  # the first answers of a process are slow
        load.run(asking)
    begun = time.monotonic()
    for _ in range(ROUNDS):
        if time.monotonic() - begun < ENOUGH:
            yield {name: load.run(asking) for name, asking in turns.items()}


def _report(rounds: list[Round]) -> int:
    per_second = {name: round(median(one[name] for one in rounds)) for name in rounds[0]}
    found = {key: median(map(figure.of, rounds)) for key, figure in FIGURES.items()}
    result = {
        "home_share_of_ready_made": {engine: round(found[engine], 3) for engine in ("sqlite", "postgresql")},
        "home_share_of_fixed_answer": round(found["fixed"], 3),
        "home_times_stock_engine": round(found["stock"], 1),
        "requests_per_second": per_second,
        "rounds": len(rounds),
    }
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=2) + "\n")

    print("\nAnswers in a second, in the middle of the rounds")
    for name, answers in per_second.items():
        print(f"  {name:<28}{answers:>7,}")
    print("\nHome is served")
    for key, figure in FIGURES.items():
        enough = found[key] >= figure.promised
        share, promised = figure.form.format(found[key]), figure.form.format(figure.promised)
        print(f"  {share:>10}  {figure.words:<46} (promised: {promised}){'' if enough else '  NOT ENOUGH'}")
    return 0 if all(found[key] >= figure.promised for key, figure in FIGURES.items()) else 1


def _signed_in(server: Server) -> str:
    """Through the door, as anybody. The session's cookie."""
    door, cookies = _ask(server.port, "/sign-in")
    typed = {"name": "maya", "password": PASSWORD, **dict(re.findall(r'name="(csrf|once)" value="([^"]*)"', door))}
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    _, cookies = _ask(server.port, "/sign-in", "POST", urlencode(typed), headers)
    return re.search(r"session=[^;]+", cookies)[0]  # type: ignore[index]


def _page(asking: Asking) -> str:
    """Without what is new in each form each time."""
    shown, _ = _ask(asking.port, asking.path, headers={"Cookie": asking.cookie})
    return re.sub(r'(name="(?:csrf|once)" value=")[^"]*', r"\1", shown)


def _ask(
    port: int, path: str, method: str = "GET", body: str = "", headers: dict[str, str] | None = None
) -> tuple[str, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body or None, headers or {})
        answer = connection.getresponse()
        cookies = [value.partition(";")[0] for value in answer.headers.get_all("set-cookie") or []]
        return answer.read().decode(), "; ".join(cookies)
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
