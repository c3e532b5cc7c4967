"""How the portal speaks to its database: SQLite in one file, or PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager

from portal.database.away import DatabaseAway
from portal.database.connect import close_database, engine, open_database
from portal.database.counting import long_reads
from portal.database.prepared import NotPreparable, Prepared, among, prepared
from portal.database.transactions import GivenUp, Transaction

__all__ = [
    "DatabaseAway",
    "GivenUp",
    "NotPreparable",
    "Prepared",
    "Transaction",
    "among",
    "close_database",
    "counted",
    "engine",
    "long_reads",
    "open_database",
    "prepared",
    "write_transaction",
]


def write_transaction() -> Transaction:
    """`async with write_transaction():` all of it or nothing, and no other writer meanwhile.

    One inside another joins it. Reads inside see what was written inside. If something inside fails, let the error
    through: the whole is given up, also for whoever catches it half-way.
    """
    return engine().transaction()


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements run inside, by whichever task. BEGIN, COMMIT, ROLLBACK and the lock are not among them."""
    with engine().listeners.listening() as heard:
        yield heard
