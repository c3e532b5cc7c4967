"""Who is asked: whoever talks with somebody here, or did lately, and reads none of it themselves."""

from dataclasses import dataclass

from portal import clock
from portal.errors import NotFound
from portal.feedback.queries import Place, could_write, has_had_a_say, places_of
from portal.feedback.rules import FEWEST
from portal.person import Person


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to it just now."""

    places: list[Place]  # from which they could write
    everybody: int  # how many people could, in the whole programme
    has_had: bool  # their say in this quarter, or chose not to

    @property
    def too_few(self) -> bool:
        return self.everybody < FEWEST


async def standing(me: Person) -> Standing:
    now = clock.now()
    return Standing(
        places=await places_of(me, now),
        everybody=(await could_write(now)).everybody,
        has_had=await has_had_a_say(me.member, now),
    )


async def of_a_writer(me: Person) -> Standing:
    """The same. Not here for anybody who has nothing to write from."""
    found = await standing(me)
    if not found.places:
        raise NotFound
    return found
