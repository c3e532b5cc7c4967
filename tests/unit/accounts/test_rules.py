from datetime import UTC, datetime, timedelta

import pytest

from portal.accounts.rules import is_over, why_not_this_length

NOW = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def over(*, began: timedelta = timedelta(), seen: timedelta = timedelta(), own_phone: bool, staff: bool) -> bool:
    """`began` and `seen` are how long ago."""
    return is_over(began_at=NOW - began, seen_at=NOW - seen, own_phone=own_phone, staff=staff, now=NOW)


@pytest.mark.parametrize(
    ("own_phone", "staff", "unused"),
    [
        (False, False, timedelta(minutes=30)),
        (True, False, timedelta(hours=12)),
        (False, True, timedelta(minutes=30)),
        (True, True, timedelta(minutes=30)),
    ],
)
def test_unused_for_so_long_it_is_over(own_phone: bool, staff: bool, unused: timedelta) -> None:
    assert over(seen=unused - MINUTE, own_phone=own_phone, staff=staff) is False
    assert over(seen=unused, own_phone=own_phone, staff=staff) is True


@pytest.mark.parametrize(
    ("own_phone", "staff", "in_all"),
    [
        (False, False, timedelta(days=30)),
        (True, False, timedelta(days=30)),
        (False, True, timedelta(hours=4)),
        (True, True, timedelta(hours=4)),
    ],
)
def test_used_all_the_time_it_is_over_one_day(own_phone: bool, staff: bool, in_all: timedelta) -> None:
    assert over(began=in_all - MINUTE, own_phone=own_phone, staff=staff) is False
    assert over(began=in_all, own_phone=own_phone, staff=staff) is True


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "Use at least 12 characters. A few words in a row are easy to remember."),
        ("x" * 11, "Use at least 12 characters. A few words in a row are easy to remember."),
        ("x" * 12, None),
        ("ж" * 12, None),
        ("x" * 128, None),
        ("x" * 129, "Use at most 128 characters."),
    ],
)
def test_how_long_a_password_may_be(password: str, sentence: str | None) -> None:
    assert why_not_this_length(password) == sentence
