"""Who would read what somebody tells, and how that is said before it is written. No page makes it out by itself."""

from typing import Any

from portal.concerns.queries import Row, could_read, readers_of
from portal.concerns.rules import THE_COORDINATOR, THE_NEXT, WORRIED, in_a_row

THE_ONE = "the one you choose"


def said_before(staff: list[Row], kind: str) -> dict[str, Any]:
    """Of something that is off its writer chooses, where there is a choice; a worry goes to all of them at once."""
    could, readers = could_read(staff), readers_of(staff, kind)
    running, past_them = could["running"], could["past_them"]
    may_choose = kind != WORRIED and bool(running) and past_them
    if kind == WORRIED:
        reads_it = in_a_row(readers) or THE_NEXT
    else:
        reads_it = THE_ONE if may_choose else running or (THE_COORDINATOR if past_them else THE_NEXT)
    return {
        **could,
        "reader": in_a_row(readers),
        "told_at_once": f"{in_a_row(readers)} {'are' if len(readers) > 1 else 'is'} told at once",
        "somebody_reads": bool(readers),
        "may_choose": may_choose,
        "reads_it": reads_it,
    }
