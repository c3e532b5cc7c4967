"""What people of the cast say of themselves, and of whom they are kept apart from."""

from portal.aspects.actions import answer_all
from portal.aspects.queries import aspects
from portal.exclusions.actions import exclude
from portal.matching.people import Answer, Wish
from portal.members.actions import change_times
from portal.members.tables import Member
from tests.integration.cast import Cast, once

ACROSS = "Role in it"  # of the first aspects, the one in which people who differ must both be open to it


async def says(
    cast: Cast, name: str, aspect: str, option: str, wish: Wish = Wish.UNSAID, *, shown: bool = True
) -> None:
    """By the names and words that the first aspects have."""
    [asked] = [one for one in await aspects() if one.name == aspect]
    [chosen] = [id_ for id_, words in asked.options.items() if words == option]
    said = {asked.id: Answer(option=chosen, wish=wish, shown=shown)}
    await answer_all(by=cast.person(name), answers=said, once=once())


async def can_talk_at(cast: Cast, name: str, *times: str, zone: str = "UTC") -> None:
    await change_times(by=cast.person(name), times=list(times), zone=zone, once=once())


async def ticks(cast: Cast, name: str, *means: str) -> None:
    """How they like to talk, and nothing else of the form for it."""
    await Member.update({Member.means: ",".join(means)}).where(Member.id == cast.members[name])


async def keeps_away_from(cast: Cast, name: str, other: str) -> str:
    return await exclude(by=cast.person(name), kind="name", said=other.title(), once=once())
