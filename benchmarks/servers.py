"""The servers of `benchmarks.served`, started on free ports of this machine, each with the demo community."""

import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import httpx

from benchmarks.load import Asking
from e2e.server import Server
from tests.postgres import running_server

MAYA = {"name": "maya", "password": "quiet-harbour"}


class Measured(Server):
    """One of them, in a folder of its own."""

    def __init__(self, data: Path, which: str = "house", **environment: str) -> None:
        super().__init__(data)
        self.which = which
        self.environment = environment
        self.cookie = ""  # of Maya's session

    def start_with_maya(self) -> None:
        """With the demo community, and Maya signed in through the door, as anybody."""
        self.run("migrate")
        self.run("demo")
        self.start()
        with httpx.Client(base_url=self.url) as browser:
            hidden = dict(re.findall(r'name="(csrf|once)" value="([^"]*)"', browser.get("/sign-in").text))
            browser.post("/sign-in", data=MAYA | hidden, headers={"sec-fetch-site": "same-origin"})
            self.cookie = f"session={browser.cookies['session']}"

    def start_like(self, other: "Measured") -> None:
        """On Piccolo's own SQLite engine, with a copy of the other's database: Maya's session is in it.

        In the journal mode in which that engine makes a file. It is the quicker one there: where each statement has a
        connection of its own, a write-ahead log is tidied up after each.
        """
        self.data.mkdir()
        with closing(sqlite3.connect(other.database)) as source, closing(sqlite3.connect(self.database)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        self.cookie = other.cookie
        self.start()

    @property
    def database(self) -> Path:
        return self.data / "portal.sqlite"

    def _command(self, *command: str) -> list[str]:
        serving = [sys.executable, "-m", "benchmarks.served", self.which]
        return serving if command == ("serve",) else super()._command(*command)

    def _environment(self) -> dict[str, str]:
        return super()._environment() | self.environment


@contextmanager
def running(folder: Path) -> Iterator[tuple[Measured, Measured, Measured]]:
    """The house on SQLite, the house on PostgreSQL, and the house on Piccolo's stock engine."""
    with running_server() as address, ExitStack() as ends:
        sqlite = Measured(folder / "sqlite")
        postgresql = Measured(folder / "postgresql", DATABASE_URL=address)
        stock = Measured(folder / "stock", "stock", PICCOLO_CONF="benchmarks.stock_conf")
        for server in (sqlite, postgresql, stock):
            ends.callback(server.stop)
        sqlite.start_with_maya()
        postgresql.start_with_maya()
        stock.start_like(sqlite)
        yield sqlite, postgresql, stock


def page(asking: Asking) -> str:
    """What is answered, without what a form carries that is new each time or names its page."""
    answer = httpx.get(f"http://127.0.0.1:{asking.port}{asking.path}", headers={"cookie": asking.cookie})
    return re.sub(r'(name="(?:csrf|once|page)" value=")[^"]*', r"\1", answer.raise_for_status().text)
