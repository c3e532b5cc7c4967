"""Night on somebody's own clock, wherever they are and on the days when clocks change; until noon."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.chats.rules import HOURS, LONGEST, is_night, kept_open_until, next_noon

ZONES = (
    *("Pacific/Pago_Pago", "Pacific/Honolulu", "America/New_York", "America/St_Johns", "UTC", "Europe/London"),
    *("Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Kiritimati"),
)
# clocks go forward or back on these: New York, London, Lord Howe and Auckland; and one on which none do
DAYS = ("2026-03-08", "2026-11-01", "2026-03-29", "2026-10-25", "2026-04-05", "2026-10-04", "2026-09-27", "2026-07-15")


def every_quarter(day: str) -> list[datetime]:
    """Of two days and nights around it."""
    begins = datetime.fromisoformat(f"{day}T00:00+00:00") - timedelta(hours=24)
    return [begins + timedelta(minutes=15 * nth) for nth in range(3 * 96)]


def on(zone: str, day: str, clock: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", DAYS)
def test_night_is_what_the_clock_on_the_wall_says(zone: str, day: str) -> None:
    for now in every_quarter(day):
        wall = f"{now.astimezone(ZoneInfo(zone)):%H:%M}"
        assert is_night(now, zone) is not ("08:00" <= wall < "21:00"), wall


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", DAYS)
def test_it_begins_and_ends_to_the_microsecond(zone: str, day: str) -> None:
    for at, before in (("21:00", False), ("08:00", True)):
        moment = on(zone, day, at)
        assert is_night(moment - timedelta(microseconds=1), zone) is before
        assert is_night(moment, zone) is not before


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", DAYS)
def test_noon_is_the_next_one_on_that_clock(zone: str, day: str) -> None:
    for now in every_quarter(day):
        noon = next_noon(now, zone)
        assert f"{noon.astimezone(ZoneInfo(zone)):%H:%M:%S.%f}" == "12:00:00.000000"
        assert timedelta() < noon - now <= timedelta(hours=25)
        if is_night(now, zone):
            assert noon - now <= timedelta(hours=16), "a night and a morning, and the hour when clocks go back"


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", DAYS)
def test_kept_open_never_longer_than_a_day_and_twice_is_once(zone: str, day: str) -> None:
    for began in every_quarter(day)[:96:4]:
        for hours in HOURS:
            until = began + timedelta(hours=hours)
            for passed in range(hours):
                now = began + timedelta(hours=passed)
                longer = kept_open_until(until=until, began=began, now=now, zone=zone)
                if longer is None:
                    continue
                assert is_night(now, zone)
                assert until < longer <= began + LONGEST
                assert longer == min(next_noon(now, zone), began + LONGEST)
                assert kept_open_until(until=longer, began=began, now=now, zone=zone) is None


def test_by_day_nobody_needs_to_keep_it_open() -> None:
    noon = datetime(2026, 7, 15, 12, tzinfo=UTC)
    assert kept_open_until(until=noon + timedelta(hours=2), began=noon, now=noon, zone="UTC") is None
    night = noon + timedelta(hours=11)
    assert kept_open_until(until=night + timedelta(hours=2), began=night, now=night, zone="UTC") == noon + timedelta(1)
    assert kept_open_until(until=noon + LONGEST, began=noon, now=night, zone="UTC") is None
