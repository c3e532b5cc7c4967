"""A check-in that was logged, for tests about what can be done with it afterwards."""

from datetime import date

from portal import clock
from portal.check_ins.actions import Said, log
from tests.integration.cast import Cast, once, words


async def logged(
    cast: Cast, name: str, *, talk: str = "", day: date | None = None, weighs: bool = False, hard_day: bool = False
) -> str:
    """Its id."""
    said = Said(
        day=day or clock.now().date(),
        means="phone",
        length="half",
        strands=["connecting"],
        shared=words("shared_note", of=name),
        own=words("own_note", of=name),
        along=words("along", of=name),
        hard_day=hard_day,
        weighs=weighs,
    )
    return await log(await cast.side(name, talk), by=cast.person(name), said=said, once=once())
