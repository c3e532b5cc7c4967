"""Times on somebody's own clock, and what may be offered of them."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.errors import NotPossible
from portal.plans import rules
from portal.plans.rules import (
    CHANGED,
    DECLINED,
    OFFERED,
    PAST,
    SKIPPED,
    TAKEN,
    TOO_FAR,
    UNREADABLE,
    WITHDRAWN,
    as_typed,
    can_be_asked,
    is_over,
    moment_of,
    move,
    twice,
    why_not_typed,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
STATES = (OFFERED, TAKEN, DECLINED, WITHDRAWN)
ALLOWED = {(OFFERED, TAKEN), (OFFERED, DECLINED), (OFFERED, WITHDRAWN), (TAKEN, WITHDRAWN)}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("to", STATES)
def test_which_way_a_plan_may_go(state: str, to: str) -> None:
    if (state, to) in ALLOWED:
        assert move(state, to) == to
    else:
        with pytest.raises(NotPossible) as refused:
            move(state, to)
        assert refused.value.sentence == CHANGED


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("2026-11-26T19:30", "2026-11-26T19:30"),
        (" 2026-11-26T19:30:59.5 ", "2026-11-26T19:30"),
        ("2026-11-26 19:30", "2026-11-26T19:30"),
    ],
)
def test_a_time_as_it_is_typed(text: str, local: str) -> None:
    assert as_typed(text) == datetime.fromisoformat(local)


@pytest.mark.parametrize(
    "text",
    ["", " ", "soon", "2026-11-26", "19:30", "2026-02-29T19:30", "2026-11-26T25:00", "2026-11-26T19:30Z", "🌊",
     "2026-11-26T19:30+01:00", "26.11.2026 19:30", "0000-01-01T00:00", "99999-01-01T00:00"],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    assert as_typed(text) is None
    assert why_not_typed(text, zone="UTC", now=NOW) == UNREADABLE


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Pacific/Pago_Pago", "2026-11-27T06:30"),  # eleven hours behind
        ("America/New_York", "2026-11-27T00:30"),
        ("UTC", "2026-11-26T19:30"),
        ("Asia/Kathmandu", "2026-11-26T13:45"),
        ("Pacific/Kiritimati", "2026-11-26T05:30"),  # fourteen hours ahead
    ],
)
def test_in_ones_own_zone(zone: str, moment: str) -> None:
    assert moment_of(datetime(2026, 11, 26, 19, 30), zone) == at(moment)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("zone", "local"),
    [
        ("Europe/London", "2026-03-29T01:30"),
        ("America/New_York", "2026-03-08T02:00"),
        ("Pacific/Apia", "2011-12-30T12:00"),  # it left out a whole day
    ],
)
def test_a_time_that_the_clocks_leave_out(zone: str, local: str) -> None:
    now = at(local) - timedelta(days=3)
    assert moment_of(datetime.fromisoformat(local), zone) is None
    assert why_not_typed(local, zone=zone, now=now) == SKIPPED


@pytest.mark.parametrize(
    ("zone", "local", "first"),
    [
        ("Europe/London", "2026-10-25T01:30", "2026-10-25T00:30"),
        ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"),
    ],
)
def test_of_a_time_that_comes_twice_it_is_the_first(zone: str, local: str, first: str) -> None:
    assert moment_of(datetime.fromisoformat(local), zone) == at(first)


def test_a_leap_day() -> None:
    now = at("2028-02-01T12:00")
    assert why_not_typed("2028-02-29T19:30", zone="UTC", now=now) is None
    assert why_not_typed("2027-02-29T19:30", zone="UTC", now=now) == UNREADABLE


@pytest.mark.parametrize(
    ("local", "sentence"),
    [
        ("2026-11-22T12:00", PAST),
        ("2026-11-22T12:01", None),
        ("2027-02-20T12:00", None),  # ninety days
        ("2027-02-20T12:01", TOO_FAR),
        ("2025-11-23T12:00", PAST),
        ("0001-01-01T00:00", PAST),
        ("1066-10-14T09:00", PAST),
        ("9999-12-31T23:59", TOO_FAR),
    ],
)
def test_how_soon_and_how_far(local: str, sentence: str | None) -> None:
    assert why_not_typed(local, zone="UTC", now=NOW) == sentence


@pytest.mark.parametrize("zone", ["Pacific/Pago_Pago", "Pacific/Kiritimati"])
def test_still_to_come_is_judged_on_ones_own_clock(zone: str) -> None:
    here = moment_of(datetime(2026, 11, 22, 12, 30), zone)  # noqa: DTZ001
    assert here is not None
    assert why_not_typed("2026-11-22T12:30", zone=zone, now=NOW) == (PAST if here <= NOW else None)


def test_no_moment_is_beyond_all_clocks() -> None:
    assert moment_of(datetime.min, "Asia/Tokyo") is None  # noqa: DTZ901
    assert moment_of(datetime.max, "Pacific/Pago_Pago") is None  # noqa: DTZ901


def test_the_same_time_twice() -> None:
    one, other = at("2026-11-26T19:30"), at("2026-11-27T19:30")
    assert twice([]) is None
    assert twice([one, other]) is None
    assert twice([one, other, one]) == 2
    assert twice([one, one, other]) == 1


def test_it_is_ahead_until_it_would_be_over_and_asked_about_for_a_fortnight() -> None:
    taken = at("2026-11-19T19:30")
    for passed, over, asked in (
        (timedelta(), False, False),
        (rules.LASTS - timedelta(seconds=1), False, False),
        (rules.LASTS, True, True),
        (rules.ASKED_FOR - timedelta(seconds=1), True, True),
        (rules.ASKED_FOR, True, False),
    ):
        assert (is_over(taken, taken + passed), can_be_asked(taken, taken + passed)) == (over, asked)
