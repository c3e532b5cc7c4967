"""One portal for several tests, where what they do does not get in each other's way. The others get one each."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from e2e.server import Server

TUESDAY = datetime(2027, 1, 12, 17, tzinfo=UTC)  # noon where the demo community lives


@contextmanager
def lived_in(server: Server) -> Iterator[Server]:
    """It serves while it is needed; then the invariants are looked at, and its log for what broke in silence."""
    server.start()
    try:
        yield server
    finally:
        server.stop()
    server.run("check")
    said = server.said()
    assert not any(trouble in said for trouble in ("Traceback", ": failed with", ", handling /")), said
