"""What holds for the house as a whole, whatever room one is in."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
PORTAL = HOUSE / "portal"
TEMPLATES = HOUSE / "templates"
NOT_COMMITTED = {".git", ".venv", "node_modules", "var", "vendor", "__pycache__", ".hypothesis"}

LEAVES_AS_A_FILE = "templates/endings/notes_to_keep.html"
NOT_ROOMS = {"web", "database", "visibility", "demo", "migrations"}

CSS_BUDGET = 26 * 1024
LONGEST_FILE = 200


def committed() -> Iterator[Path]:
    for path in sorted(HOUSE.rglob("*")):
        parts = path.relative_to(HOUSE).parts
        if path.is_file() and not NOT_COMMITTED.intersection(parts) and not any(p.endswith("_cache") for p in parts):
            yield path


def templates() -> Iterator[tuple[str, str]]:
    for path in sorted(TEMPLATES.rglob("*.*")):
        yield str(path.relative_to(HOUSE)), re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)


def source() -> list[Path]:
    return [path for path in sorted(PORTAL.rglob("*.py")) if not path.is_relative_to(PORTAL / "migrations")]


def rooms() -> list[str]:
    return sorted(p.name for p in PORTAL.iterdir() if (p / "__init__.py").exists() and p.name not in NOT_ROOMS)


def contracts() -> dict[str, dict[str, list[str]]]:
    settings = tomllib.loads((HOUSE / "pyproject.toml").read_text())
    return {contract["name"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


# --- what is committed ---


def test_no_file_names_a_registry_or_somebodys_machine() -> None:
    # The names are put together here, so that they do not stand here either.
    hosts = [
        ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
    ]
    named = re.compile("|".join([*map(re.escape, hosts), "/(?:root|Users|work)/"]))
    found = [str(path.relative_to(HOUSE)) for path in committed() if named.search(path.read_text(errors="ignore"))]
    assert found == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "package-lock.json"])
def test_locks_hold_versions_and_hashes_and_no_addresses(lock: str) -> None:
    text = (HOUSE / lock).read_text()
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE), "an option line, such as an index"
    pinned, hashed = (
        re.findall(r"^\S+==\S+", text, re.MULTILINE),
        re.findall(r"^\S+==.*\\\n +--hash=sha256:", text, re.MULTILINE),
    )
    assert len(pinned) == len(hashed)


def test_what_runs_is_locked_to_what_is_tested() -> None:
    def versions(lock: str) -> set[str]:
        return set(re.findall(r"^(\S+==\S+)", (HOUSE / lock).read_text(), re.MULTILINE))

    assert versions("requirements.lock") - versions("requirements-dev.lock") == set()


# --- size and names ---


def test_css_stays_within_its_budget() -> None:
    """Of our own pages; what Piccolo Admin is made to wear (`admin.css`) is on none of them."""
    sheets = {path.name: path.stat().st_size for path in (HOUSE / "static" / "css").glob("*.css")}
    assert sum(sheets.values()) - sheets["admin.css"] <= CSS_BUDGET


def test_no_file_is_so_long_that_a_room_is_missing() -> None:
    long = {
        str(path.relative_to(HOUSE)): lines
        for path in source()
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_name_says_nothing() -> None:
    empty_words = re.compile(r"(^|_)(utils?|common|helpers?|services?|managers?)($|_)")
    assert [path.name for path in committed() if empty_words.search(path.stem)] == []


def test_templates_live_in_folders_named_as_their_rooms() -> None:
    folders = {path.name for path in TEMPLATES.iterdir() if path.is_dir()}
    assert folders - set(rooms()) - {"ui", "web"} == set()


# --- templates ---


def test_no_template_switches_escaping_off() -> None:
    off = re.compile(r"\|\s*safe\b|autoescape\s+false|\bMarkup\b")
    assert [name for name, text in templates() if off.search(text)] == []


def test_no_template_holds_script_or_style_that_our_own_policy_would_refuse() -> None:
    inline = re.compile(
        r"""<script(?![^>]*\ssrc=)|<style\b|\sstyle\s*=|\son[a-z]{3,}\s*=\s*["']|\shx-on[:-]|javascript:""",
        re.IGNORECASE,
    )
    found = {name: match[0] for name, text in templates() if (match := inline.search(text))}
    assert found == {LEAVES_AS_A_FILE: "<style"}, "there our policy is not, and our style sheet neither"


def test_no_template_fetches_from_elsewhere() -> None:
    elsewhere = re.compile(
        r"<(?:script|link|img|iframe|source|video|audio)\b[^>]*(?:src|href)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE
    )
    assert [name for name, text in templates() if elsewhere.search(text)] == []


# --- the fence ---


def test_rules_load_neither_piccolo_nor_litestar() -> None:
    rules = [f"portal.{path.parent.name}.rules" for path in source() if path.name == "rules.py"]
    program = f"import sys, {', '.join(rules)}; print({{'piccolo', 'litestar'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_fence_knows_every_room_and_everything_beside_them() -> None:
    shared = contracts()["Nothing shared imports a room"]
    composed = contracts()["No room imports what is composed of rooms"]
    folders = {"portal.database", "portal.visibility", "portal.web"}
    beside = {f"portal.{path.stem}" for path in PORTAL.glob("[a-z]*.py")} | folders
    assert {f"portal.{room}" for room in rooms()} - set(shared["forbidden_modules"]) == set()
    assert beside - set(shared["source_modules"]) - set(composed["forbidden_modules"]) == set()
    assert set(composed["forbidden_modules"]) - set(shared["forbidden_modules"]) == set()


def test_tables_have_their_place_in_the_order_of_rooms() -> None:
    """Or know only members and groups. What nobody may import by its tables needs no place."""
    fence = contracts()
    ordered = set(re.findall(r"[\w.]+\.tables", " ".join(fence["Tables import only leftwards"]["layers"])))
    name = "Tables of chats, notices, meetings, care and feedback know only members and groups"
    aside = set(fence[name]["source_modules"])
    tables = {f"portal.{path.parent.name}.tables" for path in source() if path.name == "tables.py"}
    assert tables - ordered - aside == set()
