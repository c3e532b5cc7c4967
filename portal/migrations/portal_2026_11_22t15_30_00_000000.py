"""What weighs on somebody is theirs alone: sealed with their own key, a yes like a no. And how talks ended without a
goodbye is one word, whatever was told of it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

from portal import sealed
from portal.columns import new_id

ID = "2026-11-22T15:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "whether something weighs is sealed; endings without a goodbye are told apart no more"


class Database(Table):
    """Stands for no table: Piccolo runs plain SQL through one."""


async def seal() -> None:
    """Of whoever has a key. What was sealed with one that is gone opens to nobody, and nor does this."""
    notes = await Database.raw(
        "SELECT own_notes.id, own_notes.member, own_notes.weighs FROM own_notes"
        " JOIN member_keys ON member_keys.owner = own_notes.member"
    )
    ring = await sealed.ring(*(row["member"] for row in notes))
    for row in notes:
        weight = ring.seal("1" if row["weighs"] else "0", of=row["member"])
        await Database.raw("UPDATE own_notes SET weight = {} WHERE id = {}", weight, row["id"])
    await _lay_beside_each_check_in()


async def _lay_beside_each_check_in() -> None:
    """A note without words was one that weighs. Now whoever logged a check-in has one of it, whatever it says."""
    bare = await Database.raw(
        "SELECT check_ins.id, check_ins.author FROM check_ins JOIN member_keys ON member_keys.owner = check_ins.author"
        " WHERE NOT EXISTS (SELECT 1 FROM own_notes WHERE own_notes.check_in = check_ins.id"
        "  AND own_notes.member = check_ins.author)"
    )
    ring = await sealed.ring(*(row["author"] for row in bare))
    for row in bare:
        await Database.raw(
            "INSERT INTO own_notes (id, check_in, member, weighs, weight) VALUES ({}, {}, {}, {}, {})",
            *(new_id(), row["id"], row["author"], False, ring.seal("0", of=row["author"])),
        )


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="portal", description=DESCRIPTION)

    async def say_less() -> None:
        await seal()
        await Database.raw(
            "UPDATE mentorships SET ended_how = 'without' WHERE ended_how IN ('alone', 'unsafe', 'someone_else')"
        )

    manager.add_raw(say_less)  # before the column is dropped
    manager.drop_column(
        table_class_name="OwnNote", tablename="own_notes", column_name="weighs", db_column_name="weighs", schema=None
    )
    return manager
