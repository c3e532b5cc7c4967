"""A long list, a part of it at a time: the newest first, older ones a tap away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from litestar.connection import Request

Item = TypeVar("Item")

IN_A_PART = 50
LAST_PART = 1000  # nobody taps further


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """What one page of a long list shows. `number` 0 has the newest."""

    items: Sequence[Item]
    number: int
    has_older: bool


def part_asked_for(request: Request[Any, Any, Any]) -> int:
    """From `?part=2`. What is no number of a part is the first one."""
    asked = str(request.query_params.get("part", ""))
    return (
        min(int(asked), LAST_PART) if asked.isascii() and asked.isdigit() and len(asked) <= len(str(LAST_PART)) else 0
    )


def part_of(oldest_first: Sequence[Item], number: int) -> Part[Item]:
    newest = oldest_first[::-1]
    begin, end = number * IN_A_PART, (number + 1) * IN_A_PART
    return Part(newest[begin:end], number, len(newest) > end)
