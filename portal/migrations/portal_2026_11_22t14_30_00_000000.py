"""What two writers must never both do with the new tables; the first question cards; the sides of pairs that are there."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

from portal.columns import new_id

ID = "2026-11-22T14:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "unique where the rules say once; the four helping questions; two sides for every pair"

ONCE = {
    "one_side": "talk_sides (mentorship, member)",
    "one_prompt": "talk_prompts (mentorship, kind, nth)",
    "one_offered_plan": "plans (mentorship) WHERE state = 'offered'",
}
SOON_FOUND = {
    "messages_in_order": "messages (mentorship, created_at)",
    "plans_in_order": "plans (mentorship, taken)",
    "open_concerns": "concerns (\"group\") WHERE state <> 'resolved'",
}

# as a mentor could ask it, and as a mentee could say it; the coordinator may change both and add others
FIRST_CARDS = (
    ("What do you need in terms of support at this stage of your healing?", "This is what I need just now: …"),
    (
        "Would you like me to just listen, or respond with some thoughts?",
        "Please just listen. Or: I would like to hear your thoughts.",
    ),
    ("Is there anything I can do that will be of benefit to you right now?", "This would help me right now: …"),
    (
        "What do you think a healthy, wise, compassionate adult would do in your situation?",
        "Help me think: what would a healthy, wise, kind adult do in my place?",
    ),
)


class Database(Table):
    """Stands for no table: Piccolo runs plain SQL through one."""


async def lay_out() -> None:
    for position, (asks, says) in enumerate(FIRST_CARDS, 1):
        await Database.raw(
            "INSERT INTO question_cards (id, mentor_asks, mentee_says, position, is_retired) VALUES ({}, {}, {}, {}, {})",
            *(new_id(), asks, says, position * 10, False),
        )


async def give_each_pair_its_sides() -> None:
    """They go on with the ways that they had: those that both have ticked."""
    pairs = await Database.raw("SELECT id, mentor, mentee FROM mentorships")
    means = {row["id"]: row["means"] for row in await Database.raw("SELECT id, means FROM members")} if pairs else {}
    for pair in pairs:
        for member in (pair["mentor"], pair["mentee"]):
            await Database.raw(
                "INSERT INTO talk_sides (id, mentorship, member, ways, often, wish, meanwhile)"
                " VALUES ({}, {}, {}, {}, '', '', '')",
                *(new_id(), pair["id"], member, means[member]),
            )
    await Database.raw("UPDATE mentorships SET ended_how = 'goodbye' WHERE state IN ('ending', 'ended')")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="portal", description=DESCRIPTION)

    async def say_so() -> None:
        for name, columns in ONCE.items():
            await Database.raw(f"CREATE UNIQUE INDEX {name} ON {columns}")
        for name, columns in SOON_FOUND.items():
            await Database.raw(f"CREATE INDEX {name} ON {columns}")
        await lay_out()
        await give_each_pair_its_sides()

    async def take_back() -> None:
        for name in (*ONCE, *SOON_FOUND):
            await Database.raw(f"DROP INDEX {name}")
        for table in ("question_cards", "talk_sides"):
            await Database.raw(f"DELETE FROM {table}")  # noqa: S608 - our own names

    manager.add_raw(say_so)
    manager.add_raw_backwards(take_back)
    return manager
