"""A process of its own: a database as it was when what weighs on somebody was plain to see, and how talks ended, with a
pair in it, brought up to now; and back again.

Prints what the notes say then, how long the seals are, what is kept of the ending, and what the notes say again before.
"""

import asyncio
import json
from typing import Any

from piccolo.apps.migrations.commands.backwards import run_backwards
from piccolo.apps.migrations.commands.forwards import run_forwards

from portal import clock, sealed
from portal.audit import AuditEntry
from portal.columns import new_id
from portal.database import close_database, open_database, write_transaction

BEFORE = "2026-11-22T14:30:00:000000"
FIRST = "2026-11-22T15:00:00:000000"
NOTES = {"weighs": True, "weighs not": False, "logged without a note": None, "weighs, and their key is gone": True}


async def insert(table: str, **row: Any) -> str:
    row = {"id": new_id(), **row}
    columns = ", ".join(f'"{name}"' for name in row)
    await AuditEntry.raw(f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['{}'] * len(row))})", *row.values())  # noqa: S608 - our own names
    return str(row["id"])


async def move_in(name: str) -> str:
    account = await insert("accounts", sign_in_name=name, is_coordinator=False, created_at=clock.now())
    return await insert("members", account=account, name=name, zone="UTC", home="open", means="phone")


async def begin() -> tuple[str, list[str]]:
    """By plain SQL: the tables of today have other columns."""
    now = clock.now()
    lou, kim = await move_in("Lou"), await move_in("Kim")
    group = await insert("support_groups", name="Tuesday")
    wish = await insert("enrolments", member=lou, group=group, role="mentee", state="active", waiting_since=now)
    room = await insert("availabilities", member=kim, capacity=1, changed_at=now)
    asked = await insert(
        "proposals",
        group=group,
        proposed_by=kim,
        mentee=wish,
        mentor=room,
        state="matched",
        opened_at=now,
        closes_at=now,
    )
    talk = await insert(
        "mentorships", proposal=asked, group=group, mentor=kim, mentee=lou, state="ended", ended_how="unsafe",
        began_at=now, ended_at=now,
    )  # fmt: skip
    return talk, [lou, kim]


async def log(talk: str, author: str, *, weighs: bool | None) -> str:
    day = clock.now()
    check_in = await insert("check_ins", mentorship=talk, author=author, day=day.date(), means="phone", created_at=day)
    if weighs is not None:
        await insert("own_notes", check_in=check_in, member=author, weighs=weighs)
    return check_in


async def main() -> None:
    await open_database()
    async with write_transaction():
        assert (await run_forwards(app_name="portal", migration_id=BEFORE)).success
        talk, (lou, kim) = await begin()
        await sealed.ring_to_write(lou)
        logged = {
            name: await log(talk, kim if "gone" in name else lou, weighs=weighs) for name, weighs in NOTES.items()
        }
    async with write_transaction():
        assert (await run_forwards(app_name="portal")).success
    ring = await sealed.ring(lou)
    rows = {row["check_in"]: row["weight"] for row in await AuditEntry.raw("SELECT check_in, weight FROM own_notes")}
    [kept] = await AuditEntry.raw("SELECT ended_how FROM mentorships")
    found = {
        "notes": {name: ring.open(rows[id_], of=lou) for name, id_ in logged.items()},
        "lengths": sorted({len(weight) for weight in rows.values() if weight}),
        "ended_how": kept["ended_how"],
    }
    async with write_transaction():
        assert (await run_backwards(app_name="portal", migration_id=FIRST, auto_agree=True)).success
    rows = {row["check_in"]: row["weighs"] for row in await AuditEntry.raw("SELECT check_in, weighs FROM own_notes")}
    found["before"] = {name: bool(rows[id_]) for name, id_ in logged.items()}
    await close_database()
    print(f"found {json.dumps(found)}")  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main())
