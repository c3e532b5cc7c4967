"""The tables of `docs/guide.md`: what somebody types, and what has to be found by it."""

import re
from dataclasses import dataclass
from pathlib import Path

CHECKLIST = Path(__file__).parents[3] / "docs" / "guide.md"
_ROW = re.compile(r"^\| (?P<says>[^|]+) \| (?P<first>[^|]+) \| (?P<typed>[^|]+) \|$", re.MULTILINE)
_RESULT = re.compile(r'<p class="as-text"><a class="whole" href="([^"]+)">(.+?)</a>')


@dataclass(frozen=True)
class Row:
    says: str
    where: str  # an address of the guide; of a word of danger, the title of a line
    typed: tuple[str, ...]


def told_by_the_programme() -> list[Row]:
    return [row for row in _rows() if row.where.startswith("/")]


def words_of_danger() -> list[Row]:
    return [row for row in _rows() if not row.where.startswith("/")]


def lines_of_the_tables() -> int:
    """To see that none is passed over."""
    lines = [line for line in CHECKLIST.read_text().splitlines() if line.startswith("| ")]
    return len(lines) - sum(line.endswith(("Looked up as |", "Typed as |")) for line in lines)


def found_in(page: str) -> list[tuple[str, str]]:
    """Address and title of each result, as they are shown."""
    return [(address, re.sub(r"</?mark>", "", title)) for address, title in _RESULT.findall(page)]


def _rows() -> list[Row]:
    return [
        Row(found["says"], found["first"], tuple(words.strip() for words in found["typed"].split(";")))
        for found in _ROW.finditer(CHECKLIST.read_text())
        if found["typed"] not in ("Looked up as", "Typed as")
    ]
