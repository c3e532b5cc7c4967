"""The last line behind the rules: what two writers must never both do, said to the database itself."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-22T10:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "unique where the rules say once; found soon where Home looks"

ONCE = {
    "one_membership": 'memberships (member, "group")',
    "one_facilitation": 'facilitations (member, "group")',
    "one_enrolment": 'enrolments (member, "group", role)',
    "one_open_proposal": "proposals (mentee) WHERE state = 'open'",
    "one_active_mentorship": "mentorships (mentee, \"group\") WHERE state = 'active'",
    "one_own_note": "own_notes (check_in, member)",
    "one_farewell": "farewells (mentorship, author)",
    "one_reply": "replies (chat, author)",
}

SOON_FOUND = {"unseen_notices": "notices (member) WHERE seen_at IS NULL"}  # Home asks for these at every look


class Database(Table):
    """Stands for no table: Piccolo runs plain SQL through one."""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="portal", description=DESCRIPTION)

    async def say_so() -> None:
        for name, columns in ONCE.items():
            await Database.raw(f"CREATE UNIQUE INDEX {name} ON {columns}")
        for name, columns in SOON_FOUND.items():
            await Database.raw(f"CREATE INDEX {name} ON {columns}")

    async def take_back() -> None:
        for name in (*ONCE, *SOON_FOUND):
            await Database.raw(f"DROP INDEX {name}")

    manager.add_raw(say_so)
    manager.add_raw_backwards(take_back)
    return manager
