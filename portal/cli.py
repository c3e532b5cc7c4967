"""`portal`: everything an operator does from a terminal."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

import click
from piccolo.apps.migrations.commands.base import MigrationResult
from piccolo.apps.migrations.commands.forwards import run_forwards

from portal.database import close_database, open_database, write_transaction
from portal.settings import SettingsMissing, settings

Result = TypeVar("Result")


@click.group()
def portal() -> None:
    """The HEAL mentorship portal. Where things are is said by the environment: see docs/operating.md."""
    try:
        settings()
    except SettingsMissing as missing:
        raise click.ClickException(str(missing)) from missing


@portal.command()
def migrate() -> None:
    """Bring the database up to this release."""
    settings().data.mkdir(mode=0o700, parents=True, exist_ok=True)
    result = _with_database(_migrated())
    if not result.success:
        raise click.ClickException(f"The database could not be brought up to this release. {result.message}")


@portal.command()
def demo() -> None:
    """Fill an empty database with the demo community; leave any other alone."""
    from portal.demo import fill, lives_here, people_to_sign_in_as  # noqa: PLC0415

    if settings().is_production:
        raise click.ClickException("The demo community never lives in a production portal.")

    async def move_in() -> tuple[bool, bool]:
        return await fill(), await lives_here()

    moved_in, is_there = _with_database(move_in())
    if moved_in:
        click.echo("The demo community has moved in. All of it is made up.")
    click.echo(people_to_sign_in_as() if is_there else "Somebody lives here already; nothing was touched.")


@portal.command()
def serve() -> None:
    """Serve the portal on 127.0.0.1 (PORT)."""
    from portal.serve import serve as run  # noqa: PLC0415

    click.echo(f"The portal is at {settings().origin}")
    run()


@portal.command()
@click.argument("sign_in_name")
@click.option("--name", default="", help="The name they go by, for somebody new.")
@click.option("--coordinator", is_flag=True, help="Somebody new who looks after the whole programme.")
def invite(sign_in_name: str, name: str, coordinator: bool) -> None:
    """Print a one-time link with which SIGN_IN_NAME chooses a password: the first one, or a new one."""
    from portal.invite import link_for  # noqa: PLC0415

    try:
        click.echo(_with_database(link_for(sign_in_name, name=name, coordinator=coordinator)))
    except LookupError as unknown:
        raise click.ClickException(str(unknown)) from unknown


@portal.command()
def tick() -> None:
    """Do what has fallen due by the clock, once. `serve` does it every minute."""
    from portal.tick import tick as run  # noqa: PLC0415

    for what, number in _with_database(run()).items():
        click.echo(f"{what}: {number}")


@portal.command()
def rewrap() -> None:
    """After a new master key was put first in PORTAL_KEYS: wrap every member's key with it, so the old one can go."""
    from portal.feedback.actions import reseal  # noqa: PLC0415
    from portal.sealed import rewrap as run  # noqa: PLC0415

    click.echo(f"keys wrapped anew: {_with_database(run())}")
    _with_database(reseal())


@portal.command()
def begin_feedback_anew() -> None:
    """After the store of feedback was lost, as by restoring a backup: what waited in it is gone. Told again can be from
    the next quarter on."""
    from portal.feedback.actions import begin_anew  # noqa: PLC0415

    _with_database(begin_anew())
    click.echo("Feedback can be told again from the next quarter on.")


@portal.command()
def check() -> None:
    """Ask of the data, as it is, whether everything holds that must always hold."""
    from portal.check import check as run  # noqa: PLC0415

    broken = _with_database(run())
    for sentence in broken:
        click.echo(sentence)
    if broken:
        sys.exit(1)
    click.echo("Everything holds.")


async def _migrated() -> MigrationResult:
    """All of it or nothing, and of two that start at once one waits for the other."""
    async with write_transaction():
        return await run_forwards(app_name="portal")


def _with_database(work: Coroutine[Any, Any, Result]) -> Result:
    from portal.feedback.store import StoreAway  # noqa: PLC0415

    async def opened() -> Result:
        await open_database()
        try:
            return await work
        except StoreAway as away:
            raise click.ClickException(str(away)) from away
        finally:
            await close_database()

    return asyncio.run(opened())
