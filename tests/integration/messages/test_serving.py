"""A whole server with open pages on it; `make bench-streams` is the same with five hundred."""

import asyncio
from pathlib import Path

import pytest

from benchmarks.streams import MOST_MEMORY, STOPS_WITHIN, WITHIN, measure


@pytest.mark.only_on("sqlite")
async def test_forty_open_pages_hear_of_their_own_and_keep_no_server_from_stopping(tmp_path: Path) -> None:
    found = await asyncio.to_thread(measure, tmp_path / "data", pairs=20, every=0.02)

    assert len(found.took) == 40
    assert max(found.took) < WITHIN
    assert found.once_each
    assert found.memory <= MOST_MEMORY
    assert found.stopped_in <= STOPS_WITHIN
    assert found.all_over
