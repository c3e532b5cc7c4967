"""The attacker's other question: who sent anything at all? From what one visit changed: the more, the likelier."""

from collections.abc import Callable

from tests.integration.feedback.seen import Copy, Held, Visit

Trace = Callable[[Held, Visit], float]


def size_of_the_store(held: Held, visit: Visit) -> float:
    """By how much the store's file grew."""
    before, after = held.around(visit)
    return after.size - before.size


def bytes_of_the_store(held: Held, visit: Visit) -> float:
    """Whether any byte of it is another one."""
    before, after = held.around(visit)
    return after.store != before.store


def date_of_the_store(held: Held, visit: Visit) -> float:
    """Whether its date is another one."""
    before, after = held.around(visit)
    return after.mtime != before.mtime


def place_of_the_store(held: Held, visit: Visit) -> float:
    """Whether it is another file than before."""
    before, after = held.around(visit)
    return after.inode != before.inode


def files_beside(held: Held, visit: Visit) -> float:
    """How many files came."""
    before, after = held.around(visit)
    return len(after.names - before.names)


def writing_of_the_database(held: Held, visit: Visit) -> float:
    """How far it wrote: bytes of its files, and where its log stands."""
    before, after = held.around(visit)
    return after.grown - before.grown


def bytes_of_the_database(held: Held, visit: Visit) -> float:
    """Whether any byte of its files is another one."""
    before, after = held.around(visit)
    return after.raw != before.raw


def number_of_rows(held: Held, visit: Visit) -> float:
    """How many rows there are more, of any table."""
    before, after = held.around(visit)
    return _many(after) - _many(before)


def lines_of_the_log(held: Held, visit: Visit) -> float:
    """How many lines were logged."""
    before, after = held.around(visit)
    return after.lines - before.lines


TRACES: dict[str, Trace] = {
    way.__name__: way
    for way in (
        size_of_the_store,
        bytes_of_the_store,
        date_of_the_store,
        place_of_the_store,
        files_beside,
        writing_of_the_database,
        bytes_of_the_database,
        number_of_rows,
        lines_of_the_log,
    )
}


def _many(copy: Copy) -> int:
    return sum(map(len, copy.rows.values()))
