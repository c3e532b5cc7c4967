"""Only a mentor is asked how they are: whoever mentors just now, or offers to."""

from dataclasses import dataclass
from typing import Any

from portal import clock
from portal.enrolments.queries import availability_of
from portal.errors import NotFound
from portal.mentorships.queries import Talk, talks_of
from portal.person import Person


@dataclass(frozen=True, slots=True)
class Mentor:
    availability: dict[str, Any] | None  # of who offers to mentor
    talks: list[Talk]  # that go on, with them as the mentor


async def mentor(me: Person) -> Mentor:
    availability = await availability_of(me.member)
    talks = [talk for talk in await talks_of(me.member, clock.now()) if talk.role == "mentor" and talk.goes_on]
    if availability is None and not talks:
        raise NotFound
    return Mentor(availability, talks)
