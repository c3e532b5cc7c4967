"""What was told about a pair, and the clock that tells it."""

from datetime import timedelta

from portal import clock
from portal.mentorships.tables import Mentorship, Prompt
from portal.mentorships.telling import say_what_is_due
from portal.notices.tables import Notice
from tests.integration.cast import Cast

OUTSIDERS = ["noor", "ruth", "lena", "fay", "gus", "cora", "stranger"]


async def began_just_now(cast: Cast, **values: object) -> None:
    """Maya's and theo's talk, with nothing told yet; and the clock stopped."""
    clock.set(clock.now())
    await Notice.delete(force=True)
    await Prompt.delete(force=True)
    columns = {Mentorship.began_at: clock.now(), **{getattr(Mentorship, name): said for name, said in values.items()}}
    await Mentorship.update(columns).where(Mentorship.id == cast.talk)


async def told(cast: Cast, name: str) -> list[str]:
    """The kinds that this one was told of these talks, oldest first."""
    rows = (
        await Notice.select(Notice.kind)
        .where(Notice.member == cast.members[name], Notice.about == cast.talk)
        .order_by(Notice.created_at)
        .order_by(Notice.kind)
    )
    return [row["kind"] for row in rows]


async def days_go_by(days: int) -> None:
    """One after the other, and the clock's act twice on each."""
    for _ in range(days):
        clock.travel(days=1)
        await say_what_is_due(clock.now())
        await say_what_is_due(clock.now())


A_DAY = timedelta(days=1)
