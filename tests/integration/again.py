"""The cast once more: gathered by the acts themselves the first time, afterwards put back row by row, in a fifth of the
time, with every moment moved to where it would be now."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from piccolo.table import sort_table_classes

from portal import clock
from portal.audit import AuditEntry
from portal.database import write_transaction
from portal.piccolo_app import APP_CONFIG
from tests.integration.cast import Cast, gather, know_what_is_asked

LAID_OUT = {"aspects", "aspect_options", "question_cards", "suggestion_rules"}  # there already, and new each time

Rows = list[dict[str, Any]]


@dataclass
class _First:
    cast: Cast
    at: datetime
    rows: dict[str, Rows]


_first: list[_First] = []


async def gather_again() -> Cast:
    if not _first:
        at, cast = clock.now(), await gather()
        _first.append(_First(deepcopy(cast), at, await _all_rows()))
        return cast
    return await _put_back(_first[0])


async def _put_back(first: _First) -> Cast:
    passed = clock.now() - first.at
    days = clock.now().date() - first.at.date()

    def moved(value: Any) -> Any:
        if isinstance(value, datetime):
            return value + passed
        return value + days if isinstance(value, date) else value

    async with write_transaction():
        for name, rows in first.rows.items():
            columns = ", ".join(f'"{column}"' for column in rows[0])
            marks = ", ".join(["(" + ", ".join(["{}"] * len(rows[0])) + ")"] * len(rows))
            values = [moved(value) for row in rows for value in row.values()]
            await AuditEntry.raw(f'INSERT INTO "{name}" ({columns}) VALUES {marks}', *values)  # noqa: S608
    cast = deepcopy(first.cast)
    await know_what_is_asked(cast)
    return cast


async def _all_rows() -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for name in _parents_first():
        rows: Rows = await AuditEntry.raw(f'SELECT * FROM "{name}"')  # noqa: S608 - our own tables' names
        if rows:
            found[name] = rows
    return found


@cache
def _parents_first() -> list[str]:
    names = [table._meta.tablename for table in sort_table_classes(APP_CONFIG.table_classes)]
    return [name for name in names if name not in LAID_OUT]
