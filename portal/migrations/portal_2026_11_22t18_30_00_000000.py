"""What two writers must never both do with the new tables; the lines of the page Help now, as it had them so far."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

from portal.columns import new_id

ID = "2026-11-22T18:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "unique where the rules say once; the first help lines"

ONCE = {
    "one_block": "blocks (member, other)",
    "one_showing": "shown_messages (concern, message)",
    "one_hold": "holds (member, concern)",
    "one_count": "feedback_counts (batch, question, choice)",
}
SOON_FOUND = {
    "chat_lines_in_order": "chat_lines (chat, created_at)",
    "notices_of_a_record": "notices (about, member)",
    "notices_of_a_kind": "notices (member, kind, created_at)",  # the clock asks when somebody was last told one
}

# For the United States, and tried by nobody here: whoever looks after the programme is told to look at them.
FIRST_LINES = (
    ("In danger right now", "911", "", "", ""),
    ("Thinking of suicide or hurting yourself", "988", "988", "", "at any hour"),
    ("Someone hurts, threatens or controls you", "1-800-799-7233", "88788", "START", "at any hour"),
    ("You need to talk to someone tonight", "", "741741", "HOME", "at any hour"),
)


class Database(Table):
    """Stands for no table: Piccolo runs plain SQL through one."""


async def lay_out() -> None:
    for position, (what_for, call, text_to, text_word, hours) in enumerate(FIRST_LINES, 1):
        await Database.raw(
            "INSERT INTO help_lines"
            " (id, place, what_for, call, text_to, text_word, link, hours, position, is_retired, reviewed_on)"
            " VALUES ({}, 'United States', {}, {}, {}, {}, '', {}, {}, {}, NULL)",
            *(new_id(), what_for, call, text_to, text_word, hours, position * 10, False),
        )


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="portal", description=DESCRIPTION)

    async def say_so() -> None:
        for name, columns in ONCE.items():
            await Database.raw(f"CREATE UNIQUE INDEX {name} ON {columns}")
        for name, columns in SOON_FOUND.items():
            await Database.raw(f"CREATE INDEX {name} ON {columns}")
        await lay_out()

    async def take_back() -> None:
        for name in (*ONCE, *SOON_FOUND):
            await Database.raw(f"DROP INDEX {name}")
        await Database.raw("DELETE FROM help_lines")

    manager.add_raw(say_so)
    manager.add_raw_backwards(take_back)
    return manager
