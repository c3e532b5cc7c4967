from datetime import UTC, datetime, timedelta

import pytest

from portal import clock

NINE = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def test_it_tells_the_time_in_utc() -> None:
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert clock.now().tzinfo is UTC


def test_it_can_be_stopped_and_moved() -> None:
    clock.set(datetime.fromisoformat("2026-03-01T14:30:00+05:30"))
    assert clock.now() == NINE
    clock.travel(days=16, hours=1)
    assert clock.now() == NINE + timedelta(days=16, hours=1)
    clock.reset()
    assert clock.now() != NINE + timedelta(days=16, hours=1)


def test_it_can_run_on_from_another_moment() -> None:
    clock.start_at(NINE)
    clock.travel(hours=1)

    later = clock.now()

    assert NINE + timedelta(hours=1) <= later < NINE + timedelta(hours=1, seconds=5)
    assert clock.now() >= later


def test_a_moment_without_a_zone_is_none() -> None:
    with pytest.raises(ValueError, match="zone"):
        clock.set(NINE.replace(tzinfo=None))
