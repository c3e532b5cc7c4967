"""What two writers must never both do with the new tables, and the aspects that a new portal begins with."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

from portal.columns import new_id

ID = "2026-11-22T12:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "unique where the rules say once; the first aspects; what a suggestion must come up to"

ONCE = {
    "one_detail": "details (member, kind)",
    "one_option": "aspect_options (aspect, words)",
}

# name, question, shared as, why, weight, sensitive, across only if both agree, options. The coordinator may change all
# of it; nothing in the portal knows any of them by name.
FIRST_ASPECTS = (
    (
        "Gender",
        "What is your gender?",
        "gender",
        "Some people find it easier to talk with someone of the same gender.",
        2,
        False,
        False,
        ("Woman", "Man", "Neither of these"),
    ),
    (
        "Age",
        "How old are you?",
        "age",
        "Being at a similar time of life can help.",
        1,
        False,
        False,
        ("Under thirty", "Thirties", "Forties", "Fifties", "Sixty or older"),
    ),
    (
        "Reconciliation",
        "Where do things stand now?",
        "where things stand",
        "Someone who has been at the same place can say how it was for them.",
        2,
        False,
        False,
        ("Staying, or trying to", "Not decided", "Separating", "Apart"),
    ),
    (
        "Affair type",
        "What kind of thing happened?",
        "what happened",
        "Some things are easier to say to someone who knows them.",
        1,
        True,
        False,
        ("Closeness without touch", "Something physical", "Both of these", "Online", "Again and again"),
    ),
    (
        "Language",
        "Which language do you find words in?",
        "language",
        "Hard things are best said in one’s own language.",
        3,
        False,
        False,
        ("English", "Spanish", "French", "Portuguese", "Another one"),
    ),
    (
        "Role in it",
        "Which side of it were you on?",
        "which side of it",
        "Two people who were on different sides are only asked if both said that they are open to it.",
        3,
        True,
        True,
        ("I was cheated on", "I cheated", "Both"),
    ),
)


class Database(Table):
    """Stands for no table: Piccolo runs plain SQL through one."""


async def lay_out() -> None:
    """The first aspects with their options, and the one row that says what is suggested at all."""
    aspects, options = [], []
    for position, (name, question, shared_as, why, weight, sensitive, across, offered) in enumerate(FIRST_ASPECTS, 1):
        aspect = new_id()
        aspects.append((aspect, name, question, shared_as, why, position * 10, weight, sensitive, across))
        options += [(new_id(), aspect, words, place * 10) for place, words in enumerate(offered, 1)]
    await _insert(
        "aspects (id, name, question, shared_as, why, position, weight, is_sensitive, across_only_if_both_agree)", aspects
    )
    await _insert("aspect_options (id, aspect, words, position)", options)
    await _insert("suggestion_rules (id, floor)", [(new_id(), "anything")])


async def _insert(into: str, rows: list[tuple]) -> None:
    marks = ", ".join(["(" + ", ".join(["{}"] * len(rows[0])) + ")"] * len(rows))
    values = [value for row in rows for value in row]
    await Database.raw(f"INSERT INTO {into} VALUES {marks}", *values)  # noqa: S608 - our own names


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="portal", description=DESCRIPTION)

    async def say_so() -> None:
        for name, columns in ONCE.items():
            await Database.raw(f"CREATE UNIQUE INDEX {name} ON {columns}")
        await lay_out()

    async def take_back() -> None:
        for name in ONCE:
            await Database.raw(f"DROP INDEX {name}")
        for table in ("aspect_options", "aspects", "suggestion_rules"):
            await Database.raw(f"DELETE FROM {table}")  # noqa: S608 - our own names

    manager.add_raw(say_so)
    manager.add_raw_backwards(take_back)
    return manager
