"""`python -m portal`, as an operator runs it: another process, its own data, on the engine under test."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest
from cryptography.fernet import Fernet

from portal.columns import new_id
from portal.settings import settings
from portal.web.pages import HOUSE

SPOIL = """
import asyncio
from portal.database import close_database, open_database
from portal.mentorships.tables import Mentorship

async def end_without_a_goodbye():
    await open_database()
    await Mentorship.update({Mentorship.state: "ended"}, force=True)
    await close_database()

asyncio.run(end_without_a_goodbye())
"""
GONE = "the store of feedback is not there any more; docs/operating.md says what to do"
COMMANDS = ("begin-feedback-anew", "check", "demo", "invite", "migrate", "rewrap", "serve", "tick")


@dataclass(frozen=True)
class Terminal:
    environment: dict[str, str]

    def run(self, *words: str, **also: str) -> tuple[int, str]:
        """Its exit code and whatever it said."""
        done = subprocess.run(
            [sys.executable, "-W", "error", *words],
            capture_output=True,
            text=True,
            cwd=HOUSE,
            env={**self.environment, **also},
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def portal(self, *words: str, **also: str) -> tuple[int, str]:
        return self.run("-m", "portal", *words, **also)


async def _new_database() -> str:
    """Another one in the server under test; empty where that is SQLite, which takes a file of its own."""
    url = settings().database_url
    if not url:
        return ""
    name = f"cli_{new_id()}"
    connection = await asyncpg.connect(url)
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    return url.replace("/postgres?", f"/{name}?", 1)


@pytest.fixture(scope="module")
async def terminal(tmp_path_factory: pytest.TempPathFactory, schema: None) -> Terminal:
    """With a fresh data folder, and a database that nothing has been done to."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    folder = tmp_path_factory.mktemp("portal") / "data"
    url = await _new_database()
    return Terminal({**kept, "PORTAL_DATA": str(folder), **({"DATABASE_URL": url} if url else {})})


@pytest.fixture(scope="module")
def migrated(terminal: Terminal) -> Terminal:
    code, said = terminal.portal("migrate")
    assert code == 0, said
    return terminal


def test_help_says_what_there_is(terminal: Terminal) -> None:
    code, said = terminal.portal("--help")
    assert code == 0
    for command in COMMANDS:
        assert f"\n  {command} " in said


def test_an_empty_house_is_lived_in_step_by_step(migrated: Terminal) -> None:
    """In the order an operator does it: each step stands on the one before."""
    code, said = migrated.portal("migrate")
    assert code == 0, said

    code, said = migrated.portal("invite", "cora")
    assert (code, said) == (1, "Error: Nobody signs in as cora. For somebody new, add --name, the name they go by.\n")

    code, said = migrated.portal("invite", "Cora", "--name", "Cora", "--coordinator")
    assert code == 0
    first = said.strip()
    assert first.startswith("http://127.0.0.1:8000/invitation/")

    code, said = migrated.portal("invite", "cora")
    assert code == 0
    assert said.strip() != first

    code, said = migrated.portal("demo")
    assert code == 0
    assert "moved in" not in said, "somebody lives here already"

    code, said = migrated.portal("tick")
    assert code == 0
    assert "proposals lapsed: 0\n" in said
    assert migrated.portal("check") == (0, "Everything holds.\n")


async def test_the_demo_moves_in_once(terminal: Terminal) -> None:
    url = await _new_database()
    folder = Path(terminal.environment["PORTAL_DATA"]).with_name("demo")
    house = Terminal({**terminal.environment, "PORTAL_DATA": str(folder), **({"DATABASE_URL": url} if url else {})})
    assert house.portal("migrate")[0] == 0
    code, said = house.portal("demo")
    assert code == 0
    assert said.startswith("The demo community has moved in. All of it is made up.\n")
    assert "quiet-harbour" in said

    code, said = house.portal("demo")
    assert code == 0
    assert "moved in" not in said
    assert "  maya " in said
    assert house.portal("check") == (0, "Everything holds.\n")

    (folder / "waiting" / "feedback.sealed").unlink()
    assert house.portal("check") == (1, f"7 what waits to be published cannot be read: {GONE}\n")
    assert house.portal("tick") == (1, f"Error: {GONE}\n")
    assert house.portal("begin-feedback-anew") == (0, "Feedback can be told again from the next quarter on.\n")
    assert house.portal("check") == (0, "Everything holds.\n")

    assert house.run("-c", SPOIL) == (0, "")
    code, said = house.portal("check")
    assert code == 1
    assert list(dict.fromkeys(line.partition(":")[0] for line in said.splitlines())) == [  # once for each pair
        "6 a goodbye was given, or talks are over, and nobody has what is kept",
        "6 a talk is over and nobody said goodbye",
        "6 a talk is over and nobody knows since when, or how",
    ]


def test_production_never_has_the_demo(migrated: Terminal) -> None:
    production = {
        "PORTAL_ENV": "production",
        "PORTAL_ORIGIN": "https://notes.example.org",
        "PORTAL_KEYS": Fernet.generate_key().decode(),
    }
    code, said = migrated.portal("demo", **production)
    assert (code, said) == (1, "Error: The demo community never lives in a production portal.\n")


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"PORTAL_ENV": "production"}, "Error: PORTAL_ORIGIN is not set"),
        (
            {"PORTAL_ENV": "production", "PORTAL_ORIGIN": "https://notes.example.org"},
            "Error: PORTAL_KEYS is not set",
        ),
        ({"PORTAL_ENV": "holiday"}, "Error: PORTAL_ENV is 'holiday'"),
        ({"PORT": "eighty"}, "Error: PORT is 'eighty'"),
    ],
)
def test_what_is_missing_is_said_in_words(terminal: Terminal, environment: dict[str, str], sentence: str) -> None:
    code, said = terminal.portal("check", **environment)
    assert code == 1
    assert said.startswith(sentence)
    assert "Traceback" not in said
