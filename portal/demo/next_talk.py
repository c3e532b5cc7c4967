"""What lies ahead of Maya and Theo: a talk that is planned, something put aside for it, lines for the next meeting."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal import clock
from portal.demo.people import ZONE
from portal.demo.telling import Telling
from portal.guide.queries import shelf
from portal.meetings.actions import add_line
from portal.mentorships.queries import Talk
from portal.plans.actions import offer, take
from portal.plans.aside import put_aside

EVENING = time(19, 30)
BOUNDARIES = "Boundaries that hold"
LINES = ("Who else finds Sundays hard?", "What do I say when family asks?")


async def plan_ahead(tell: Telling, maya: Talk, theo: Talk) -> None:
    """Two days ago, for four days from now."""
    tell.at(days=2)
    by_theo, by_maya = await tell.person("theo"), await tell.person("maya")
    plan = await offer(theo, by=by_theo, times=[_evening(4), _evening(5)], means="phone", once=tell.once())
    await take(maya, plan, by=by_maya, time="first", once=tell.once())
    boundaries = next(one.id for one in await shelf() if one.title == BOUNDARIES)
    await put_aside(theo, by=by_theo, kind="resource", what=boundaries, once=tell.once())
    for words in LINES:
        tell.at(days=2 - LINES.index(words) / 24)
        await add_line(by=by_maya, words=words, once=tell.once())


def _evening(days: int) -> datetime:
    """On the clock of the story."""
    day = clock.now().astimezone(ZoneInfo(ZONE)).date() + timedelta(days=days + 2)
    return datetime.combine(day, EVENING, ZoneInfo(ZONE)).astimezone(UTC)
