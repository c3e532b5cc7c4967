"""Which statements ran: for tests that hold a page to a number of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Listeners:
    """Who wants to hear of every statement of an engine, whichever task runs it."""

    def __init__(self) -> None:
        self._lists: list[list[str]] = []

    def __bool__(self) -> bool:
        return bool(self._lists)

    def hear(self, sql: str) -> None:
        for heard in self._lists:
            heard.append(sql)

    @contextmanager
    def listening(self) -> Iterator[list[str]]:
        heard: list[str] = []
        self._lists.append(heard)
        try:
            yield heard
        finally:
            self._lists = [other for other in self._lists if other is not heard]


reads_are_long: ContextVar[bool] = ContextVar("reads_are_long", default=False)


@contextmanager
def long_reads() -> Iterator[None]:
    """Reads inside may take their time: on SQLite they leave the event loop (the admin, exports)."""
    before = reads_are_long.set(True)
    try:
        yield
    finally:
        reads_are_long.reset(before)
