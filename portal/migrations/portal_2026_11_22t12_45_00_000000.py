"""Whoever left a number or an address before there were exclusions is found by it from now on."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

from portal import sealed
from portal.columns import new_id
from portal.exclusions.rules import in_one_way

ID = "2026-11-22T12:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the marks of the numbers and addresses that are there already"


class Database(Table):
    """Stands for no table: Piccolo runs plain SQL through one."""


async def note_what_is_there() -> None:
    """Reads every member's details with their own key, and keeps the marks alone. In plain SQL, so that it stays what
    it was when the tables change."""
    members = await Database.raw("SELECT id, phone, email FROM members WHERE phone IS NOT NULL OR email IS NOT NULL")
    if not members:
        return  # a new portal
    ring = await sealed.ring(*(row["id"] for row in members))
    marker = await sealed.marker_to_write()
    await Database.raw("DELETE FROM details")
    for row in members:
        for kind in ("phone", "email"):
            if written := in_one_way(kind, ring.open(row[kind], of=row["id"])):
                await Database.raw(
                    "INSERT INTO details (id, member, kind, mark) VALUES ({}, {}, {}, {})",
                    *(new_id(), row["id"], kind, marker.mark(kind, written)),
                )


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="portal", description=DESCRIPTION)

    async def take_back() -> None:
        await Database.raw("DELETE FROM details")

    manager.add_raw(note_what_is_there)
    manager.add_raw_backwards(take_back)
    return manager
