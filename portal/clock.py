"""The one clock. Nothing in the portal asks the operating system for the time but this file."""

from datetime import UTC, datetime, timedelta

from portal.settings import settings

_offset: timedelta | None = None  # nothing is read from the environment before somebody asks for the time
_stopped: datetime | None = None


def now() -> datetime:
    """This moment in UTC."""
    return _stopped or datetime.now(UTC) + _running_offset()


def set(moment: datetime) -> None:  # noqa: A001 - reads as clock.set(…) at every call
    """Stop the clock at this moment (tests)."""
    global _stopped
    _stopped = _aware(moment)


def start_at(moment: datetime) -> None:
    """Let the clock run on from this moment (a whole server under test)."""
    global _offset, _stopped
    _offset, _stopped = _aware(moment) - datetime.now(UTC), None


def travel(**by: float) -> None:
    """Move the clock, stopped or running: `clock.travel(days=16)`."""
    global _offset, _stopped
    if _stopped:
        _stopped += timedelta(**by)
    else:
        _offset = _running_offset() + timedelta(**by)


def reset() -> None:
    """Back to the real time, or to where PORTAL_NOW starts it."""
    global _offset, _stopped
    _offset, _stopped = None, None


def _running_offset() -> timedelta:
    global _offset
    if _offset is None:
        begins = settings().now
        _offset = begins - datetime.now(UTC) if begins else timedelta()
    return _offset


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    return moment.astimezone(UTC)
