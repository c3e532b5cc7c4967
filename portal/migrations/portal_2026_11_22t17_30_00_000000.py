"""Whether a concern was handed on already is in the audit alone, and the clock asks for it every minute."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-22T17:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "found soon: the concerns that were handed on"

SOON_FOUND = {"concerns_handed_on": "audit_entries (about) WHERE act = 'concerns.hand_on'"}


class Database(Table):
    """Stands for no table: Piccolo runs plain SQL through one."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="portal", description=DESCRIPTION)

    async def say_so() -> None:
        for name, columns in SOON_FOUND.items():
            await Database.raw(f"CREATE INDEX {name} ON {columns}")

    async def take_back() -> None:
        for name in SOON_FOUND:
            await Database.raw(f"DROP INDEX {name}")

    manager.add_raw(say_so)
    manager.add_raw_backwards(take_back)
    return manager
