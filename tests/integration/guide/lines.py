"""Lines of Help now, laid for a test: others than a new portal has, so that both are known apart."""

from datetime import date
from typing import Any

from portal.columns import new_id
from portal.guide.tables import HelpLine


async def lay(*lines: dict[str, Any]) -> list[str]:
    """These and no others. Returns their ids."""
    await HelpLine.delete(force=True)
    rows = [
        HelpLine(**{"id": new_id(), "place": "Freedonia", "position": n * 10, **line}) for n, line in enumerate(lines)
    ]
    if rows:
        await HelpLine.insert(*rows)
    return [row.id for row in rows]


DANGER: dict[str, Any] = {"what_for": "In danger right now", "call": "555"}
NIGHT: dict[str, Any] = {
    "what_for": "A night that is too long",
    "call": "1-555 0199",
    "text_to": "55-501",
    "text_word": "LAMP",
    "link": "https://night.example/",
    "hours": "at any hour",
    "reviewed_on": date(2026, 1, 2),
}
ABROAD: dict[str, Any] = {"place": "Sylvania", "what_for": "Someone hurts you", "text_to": "+99 12", "hours": "8 to 8"}
OVER: dict[str, Any] = {"what_for": "Nobody is there any more", "call": "12345", "is_retired": True}
