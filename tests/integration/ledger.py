"""What is in the tables, counted and dumped: to say that nothing was half-saved or is read in the clear."""

import subprocess
from collections.abc import Iterator
from typing import Any

from portal.audit import AuditEntry
from portal.database import engine
from portal.feedback import store
from portal.piccolo_app import APP_CONFIG
from portal.settings import settings

Rows = list[dict[str, Any]]


async def sql(text: str, *values: Any) -> Rows:
    """Plain SQL, with `{}` for each value."""
    rows: Rows = await AuditEntry.raw(text, *values) or []
    return rows


async def counts(*besides: str) -> dict[str, int]:
    """Table to its number of rows. `besides`: those that may grow by looking at pages."""
    each = [f"SELECT '{name}' AS name, COUNT(*) AS n FROM \"{name}\"" for name in _tables() if name not in besides]  # noqa: S608
    return {row["name"]: row["n"] for row in await engine().rows(" UNION ALL ".join(each), ())}


async def everything() -> str:
    """Every row of every table as text, sealed columns as they are stored."""
    found = [await sql(f'SELECT * FROM "{name}" ORDER BY 1, 2') for name in _tables()]  # noqa: S608
    return "\n".join(str(row) for rows in found for row in rows)


async def all_that_is_kept() -> str:
    """And the feedback that waits beside the tables, which is shuffled whenever it is written."""
    found = store.read()
    if found is None:
        return await everything()
    turns = sorted((quarter, sorted(members)) for quarter, members in found.turns.items())
    return f"{await everything()}\n{turns} {sorted(map(str, found.waiting))} {sorted(found.planned)}"


def on_disk() -> bytes:
    """All files of ours: the database, the log of recent writes included, where it does not live in a server; and the
    feedback that waits.

    Another process reads them: whoever opens and closes them in this one takes away the locks that SQLite holds here.
    """
    data = settings().feedback_file.parent if settings().database_url else settings().data
    files = sorted(part for part in data.rglob("*") if part.is_file())
    return subprocess.run(["cat", "--", "/dev/null", *files], capture_output=True, check=True).stdout


async def acts(*names: str) -> list[str]:
    """The acts that were written down since the cast was gathered, in the order of their names."""
    rows = await AuditEntry.select(AuditEntry.act).order_by(AuditEntry.act)
    return [row["act"] for row in rows if not names or row["act"] in names]


def _tables() -> Iterator[str]:
    for table in APP_CONFIG.table_classes:
        yield table._meta.tablename
