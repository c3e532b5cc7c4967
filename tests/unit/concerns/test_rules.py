from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from portal.concerns.rules import (
    ACKNOWLEDGED,
    BOTH,
    CHANGED,
    COORDINATOR,
    FACILITATOR,
    GRAVE,
    KINDS,
    OPEN,
    READ_FIRST,
    READ_WITHIN,
    RESOLVED,
    TRANSITIONS,
    goes_to,
    handed_on_at,
    is_late,
    may_read,
    move,
    named,
)
from portal.errors import NotPossible

TOLD = datetime(2026, 11, 2, 21, 30, tzinfo=UTC)
STATES = (OPEN, ACKNOWLEDGED, RESOLVED)


def test_from_open_to_read_to_looked_after() -> None:
    assert move(OPEN, ACKNOWLEDGED) == ACKNOWLEDGED
    assert move(ACKNOWLEDGED, RESOLVED) == RESOLVED


@pytest.mark.parametrize(
    ("state", "to"), [one for one in product(STATES, STATES) if one not in TRANSITIONS], ids=" to ".join
)
def test_and_no_other_way(state: str, to: str) -> None:
    with pytest.raises(NotPossible) as refused:
        move(state, to)
    assert refused.value.sentence == (READ_FIRST if (state, to) == (OPEN, RESOLVED) else CHANGED)


@pytest.mark.parametrize("kind", KINDS)
def test_to_whom_each_goes(kind: str) -> None:
    assert goes_to(kind, somebody_runs_it=True) == (BOTH if kind in {"worried", "unsafe"} else FACILITATOR)
    assert goes_to(kind, somebody_runs_it=False) == COORDINATOR
    assert goes_to(kind, somebody_runs_it=True, past_them=True) == COORDINATOR


def test_what_is_grave_is_said_in_one_place() -> None:
    assert set(GRAVE) == {"worried", "unsafe"}


@pytest.mark.parametrize(
    ("reader", "runs_it", "is_coordinator", "late", "reads"),
    [
        (FACILITATOR, True, False, False, True),
        (FACILITATOR, False, True, False, False),
        (FACILITATOR, False, True, True, True),
        (FACILITATOR, True, True, False, True),
        (COORDINATOR, True, False, True, False),
        (COORDINATOR, True, True, False, False),
        (COORDINATOR, True, True, True, False),
        (COORDINATOR, False, True, False, True),
        (BOTH, True, False, False, True),
        (BOTH, False, True, False, True),
        (FACILITATOR, False, False, True, False),
        (COORDINATOR, False, False, True, False),
        (BOTH, False, False, True, False),
    ],
)
def test_who_may_read(reader: str, runs_it: bool, is_coordinator: bool, late: bool, reads: bool) -> None:
    assert may_read(reader, runs_it=runs_it, is_coordinator=is_coordinator, late=late) is reads


def test_late_is_not_read_on_the_third_day() -> None:
    third_day = TOLD + READ_WITHIN
    assert handed_on_at(TOLD) == third_day == TOLD + timedelta(days=3)
    just_before = third_day - timedelta(seconds=1)
    assert not is_late(TOLD, None, just_before)
    assert is_late(TOLD, None, third_day)
    assert not is_late(TOLD, just_before, third_day + timedelta(days=30))
    assert is_late(TOLD, third_day + timedelta(hours=1), third_day + timedelta(days=30))


@pytest.mark.parametrize(
    ("running", "reader", "said"),
    [
        (["Fay"], FACILITATOR, "Fay"),
        (["Fay"], BOTH, "Fay and the coordinator"),
        (["Fay", "Gus"], FACILITATOR, "Fay and Gus"),
        (["Fay", "Gus"], BOTH, "Fay, Gus and the coordinator"),
        (["Fay"], COORDINATOR, "the coordinator"),
        ([], COORDINATOR, "the coordinator"),
        ([], FACILITATOR, ""),
    ],
)
def test_who_reads_it_in_a_sentence(running: list[str], reader: str, said: str) -> None:
    assert named(running, reader) == said
