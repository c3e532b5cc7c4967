"""A talk that is planned, with the clock where the test has put it."""

from datetime import datetime, timedelta

from portal import clock
from portal.plans.actions import offer, take
from portal.plans.queries import Ahead, ahead_of
from portal.plans.tables import Plan
from tests.integration.cast import Cast, once


def moment(days: int, hour: int = 19) -> datetime:
    """That many days from today, on the hour."""
    return clock.now().replace(hour=hour, minute=30, second=0, microsecond=0) + timedelta(days=days)


def typed(*times: datetime, means: str = "phone") -> dict[str, str]:
    """As the form sends it, on a clock that shows UTC."""
    names = ("first", "second", "third")
    return {**{name: f"{time:%Y-%m-%dT%H:%M}" for name, time in zip(names, times, strict=False)}, "means": means}


async def offered(cast: Cast, name: str = "maya", *times: datetime, means: str = "phone") -> str:
    """By that one, to the other of maya and theo."""
    return await offer(
        await cast.side(name),
        by=cast.person(name),
        times=times or (moment(3), moment(5)),
        means=means,
        once=once(),
    )


async def planned(cast: Cast, days: int = 3, *, by: str = "maya", means: str = "phone") -> str:
    """Offered by one and taken by the other, for that day at 7:30 pm."""
    other = {"maya": "theo", "theo": "maya"}[by]
    plan = await offered(cast, by, moment(days), moment(days + 1), means=means)
    await take(await cast.side(other), plan, by=cast.person(other), time="first", once=once())
    return plan


async def ahead(cast: Cast, name: str = "maya") -> Ahead:
    return await ahead_of(await cast.side(name), clock.now())


async def states() -> list[str]:
    """Of all plans, in the order in which they were offered."""
    return [row["state"] for row in await Plan.select(Plan.state).order_by(Plan.created_at).order_by(Plan.id)]
