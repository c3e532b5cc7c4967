"""Dates as people say them, in the zone of whoever reads."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.web.dates import Dates, in_words

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)  # a Sunday
HERE = Dates(NOW)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "Today"),
        (-1, "Yesterday"),
        (1, "Tomorrow"),
        (-2, "Last Friday"),
        (-7, "Last Sunday"),
        (-8, "Saturday, 14 November"),
        (2, "Tuesday"),
        (6, "Saturday"),
        (7, "Sunday, 29 November"),
        (40, "Friday, 1 January 2027"),
        (-365, "Saturday, 22 November 2025"),
    ],
)
def test_a_day(days: int, said: str) -> None:
    assert HERE.day((NOW + timedelta(days=days)).date()) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (-1, "yesterday"),
        (1, "tomorrow"),
        (-3, "last Thursday"),
        (3, "on Wednesday"),
        (20, "on Saturday, 12 December"),
    ],
)
def test_a_day_within_a_sentence(days: int, said: str) -> None:
    assert HERE.within((NOW + timedelta(days=days)).date()) == said


@pytest.mark.parametrize(
    ("hours", "said"),
    [(0, "noon"), (3.5, "3:30\u00a0pm"), (13, "tomorrow 1:00\u00a0am"), (24, "tomorrow noon"), (48, "Tuesday noon")],
)
def test_until_when_something_is_open(hours: float, said: str) -> None:
    assert HERE.until(NOW + timedelta(hours=hours)) == said


def test_a_day_in_another_year_says_which() -> None:
    days = [date(2026, 3, 1), date(2025, 3, 1)]

    assert [HERE.plain(day) for day in days] == ["1 March", "1 March 2025"]
    assert [HERE.month(day) for day in days] == ["March", "March 2025"]
    assert [HERE.full(day) for day in days] == ["Sunday, 1 March", "Saturday, 1 March 2025"]


@pytest.mark.parametrize(
    ("hour", "said"),
    [(0, "12:05 am"), (1, "1:05 am"), (11, "11:05 am"), (12, "12:05 pm"), (13, "1:05 pm"), (23, "11:05 pm")],
)
def test_the_time_does_not_break_in_two(hour: int, said: str) -> None:
    assert HERE.clock(NOW.replace(hour=hour, minute=5)) == said.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(hours=8), "today 8:00 pm"),
        (timedelta(days=1), "tomorrow 12:00 pm"),
        (timedelta(days=4), "Thursday 12:00 pm"),
        (timedelta(days=9), "Tuesday, 1 December 12:00 pm"),
        (timedelta(days=-1), "yesterday 12:00 pm"),
    ],
)
def test_until_when(ahead: timedelta, said: str) -> None:
    assert HERE.by(NOW + ahead).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(0), "Just now"),
        (timedelta(seconds=119), "Just now"),
        (timedelta(minutes=2), "Two minutes ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=1), "An hour ago"),
        (timedelta(hours=1, minutes=59), "An hour ago"),
        (timedelta(hours=2), "Two hours ago"),
        (timedelta(hours=11, minutes=59), "Eleven hours ago"),
        (timedelta(hours=12, minutes=1), "Yesterday"),
        (timedelta(days=1), "Yesterday"),
        (timedelta(days=3), "Last Thursday"),
    ],
)
def test_how_long_ago(passed: timedelta, said: str) -> None:
    assert HERE.ago(NOW - passed) == said


def test_a_short_while_ago_may_have_been_yesterday() -> None:
    """Three hours before two in the morning."""
    at_night = Dates(NOW.replace(hour=2))

    assert at_night.ago(at_night.now - timedelta(hours=3)) == "Yesterday"


@pytest.mark.parametrize(
    ("hour", "said"),
    [(4, "Good evening"), (5, "Good morning"), (11, "Good morning"), (12, "Good afternoon"), (17, "Good afternoon"),
     (18, "Good evening"), (23, "Good evening")],
)  # fmt: skip
def test_the_greeting(hour: int, said: str) -> None:
    assert Dates(NOW.replace(hour=hour)).greeting() == said


@pytest.mark.parametrize(
    ("zone", "today", "greeting"),
    [
        ("UTC", date(2026, 11, 22), "Good afternoon"),
        ("Pacific/Kiritimati", date(2026, 11, 23), "Good evening"),  # fourteen hours ahead
        ("Pacific/Pago_Pago", date(2026, 11, 22), "Good evening"),  # eleven hours behind
        ("America/New_York", date(2026, 11, 22), "Good morning"),
    ],
)
def test_a_day_is_the_readers_own(zone: str, today: date, greeting: str) -> None:
    there = Dates(NOW, zone)

    assert (there.today, there.greeting()) == (today, greeting)


def test_the_same_moment_is_another_day_elsewhere() -> None:
    moment = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)

    assert HERE.day_of(moment) == "Today"
    assert Dates(NOW, "America/New_York").day_of(moment) == "Yesterday"
    assert Dates(NOW, "America/New_York").clock(moment) == "10:30\u00a0pm"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 3, 8, 6, 59, tzinfo=UTC), "1:59 am"),  # the minute before the clocks go forward
        (datetime(2026, 3, 8, 7, 0, tzinfo=UTC), "3:00 am"),
        (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "1:30 am"),  # once
        (datetime(2026, 11, 1, 6, 30, tzinfo=UTC), "1:30 am"),  # and again
    ],
)
def test_when_the_clocks_change(moment: datetime, said: str) -> None:
    assert Dates(NOW, "America/New_York").clock(moment) == said.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "yesterday"), (7, "last {weekday}"), (8, "{day}, "), (400, "{day} {year}, ")],
)
def test_above_a_line_stands_no_weekday_once_a_week_has_gone_by(days: int, said: str) -> None:
    moment = NOW - timedelta(days=days)
    words = said.format(weekday=f"{moment:%A}", day=f"{moment.day} {moment:%B}", year=moment.year)

    assert HERE.written(moment) == words + ("" if words.endswith(" ") else " ") + HERE.clock(moment)


def test_a_leap_day() -> None:
    in_leap_year = Dates(datetime(2028, 3, 1, 12, tzinfo=UTC))

    assert in_leap_year.day(date(2028, 2, 29)) == "Yesterday"


@pytest.mark.parametrize(("number", "said"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13"), (120, "120")])
def test_a_number_in_words(number: int, said: str) -> None:
    assert in_words(number) == said
