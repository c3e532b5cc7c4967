"""A long list in parts: every item on one of them, the newest first, whatever is asked for."""

from typing import Any

import pytest
from litestar.connection import Request

from portal.web.parts import IN_A_PART, LAST_PART, Part, part_asked_for, part_of


@pytest.mark.parametrize("many", [0, 1, 49, 50, 51, 100, 401])
def test_every_item_is_on_one_part_newest_first(many: int) -> None:
    shown: list[int] = []
    part: Part[int] = part_of(range(many), 0)
    while True:
        assert len(part.items) <= IN_A_PART
        shown += part.items
        if not part.has_older:
            break
        part = part_of(range(many), part.number + 1)
    assert shown == list(range(many))[::-1]
    assert list(part_of(range(many), part.number + 1).items) == []


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        (b"", 0),
        (b"part=", 0),
        (b"part=2", 2),
        (b"part=-1", 0),
        (b"part=x", 0),
        (b"part=1e3", 0),
        (b"part=%C2%B2", 0),
        (b"part=9999", LAST_PART),
        (b"part=" + b"9" * 5000, 0),
        (b"part=1&part=2", 1),
    ],
)
def test_what_is_no_number_is_the_newest(asked: bytes, number: int) -> None:
    scope: Any = {"type": "http", "query_string": asked, "headers": []}
    assert part_asked_for(Request(scope)) == number
