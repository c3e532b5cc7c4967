"""The tables of the database under test: made once, emptied after each test."""

from functools import cache
from importlib import import_module

from piccolo.apps.migrations.commands.forwards import run_forwards
from piccolo.table import sort_table_classes

from portal.database import engine, write_transaction
from portal.piccolo_app import APP_CONFIG
from portal.settings import settings
from tests.postgres import without_durability

first_aspects = import_module("portal.migrations.portal_2026_11_22t12_30_00_000000")
first_cards = import_module("portal.migrations.portal_2026_11_22t14_30_00_000000")


async def hurry() -> None:
    """Nobody will miss these rows after a power cut."""
    if settings().database_url:
        await without_durability(settings().database_url)


async def migrate() -> None:
    async with write_transaction():  # all of them or none, and each with the note that it ran
        assert (await run_forwards(app_name="portal")).success


async def empty() -> None:
    """As a new portal is: nothing in it but the first aspects and question cards.

    Children first. With a handful of rows this is quicker than TRUNCATE, which touches every table's file.
    """
    async with write_transaction() as transaction:
        for statement in _emptying():
            await transaction.connection.execute(statement)
        await first_aspects.lay_out()
        await first_cards.lay_out()


@cache
def _emptying() -> list[str]:
    statements = [f'DELETE FROM "{name}"' for name in _children_first()]  # noqa: S608 - our own tables' names
    # PostgreSQL takes them in one journey; SQLite takes one statement at a time, and has no journey.
    return ["; ".join(statements)] if statements and engine().engine_type == "postgres" else statements


def _children_first() -> list[str]:
    return [table._meta.tablename for table in reversed(sort_table_classes(APP_CONFIG.table_classes))]
