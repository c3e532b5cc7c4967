"""What else may be true of the cast, for the desk's tests: written straight into the tables."""

from datetime import timedelta
from typing import Any

from portal import clock, sealed
from portal.aspects.queries import aspects
from portal.aspects.rules import written
from portal.aspects.tables import AspectAnswers
from portal.columns import new_id
from portal.enrolments.tables import Availability, Enrolment
from portal.groups.tables import Facilitation, Membership
from portal.matching.people import Answer, Wish
from portal.members.tables import Member
from portal.proposals.tables import Proposal
from tests.integration.cast import TUESDAY, Cast, words

ROLE = "Role in it"  # the aspect in which people who differ meet only if both agree


async def say(cast: Cast, name: str, **answers: tuple[str, str, bool]) -> None:
    """Aspect (with _ for a space) to option, wish, and whether it may be shown."""
    member = cast.members[name]
    asked = {aspect.name: aspect for aspect in await aspects()}
    said = {}
    for aspect, (option, wish, shown) in answers.items():
        found = asked[aspect.replace("_", " ")]
        ids = {words: id_ for id_, words in found.options.items()}
        said[found.id] = Answer(ids[option] if option else None, Wish(wish), shown)
    ring = await sealed.ring_to_write(member)
    await AspectAnswers.delete().where(AspectAnswers.member == member)
    await AspectAnswers.insert(AspectAnswers(member=member, said=ring.seal(written(said), of=member)))


async def options_of(aspect: str) -> list[str]:
    return [words for found in await aspects() if found.name == aspect for words in found.options.values()]


async def can_talk(cast: Cast, name: str, *, ways: str = "phone,email", times: str = "") -> None:
    await Member.update({Member.means: ways, Member.times: times}).where(Member.id == cast.members[name])


async def joins(cast: Cast, name: str, group: str = TUESDAY) -> None:
    await Membership.insert(
        Membership(member=cast.members[name], group=cast.groups[group], joined_on=clock.now().date())
    )


async def applies(cast: Cast, name: str, role: str, *, days: int = 4, group: str = TUESDAY, **more: Any) -> str:
    """Sent so many days ago, and not read yet."""
    member = cast.members[name]
    ring = await sealed.ring_to_write(member)
    known: dict[str, Any] = {"state": "submitted", "sent_at": clock.now() - timedelta(days=days), "page": "send"}
    sealed_ones = {
        what: ring.seal(words(what, of=name), of=member) for what in ("introduction", "depth", "hard_now", "line")
    }
    row = Enrolment(id=new_id(), member=member, group=cast.groups[group], role=role, **sealed_ones | known | more)
    await Enrolment.insert(row)
    cast.enrolments[name] = row.id
    return str(row.id)


async def waits(cast: Cast, name: str, *, days: int, group: str = TUESDAY) -> str:
    return await applies(
        cast, name, "mentee", group=group, state="active", waiting_since=clock.now() - timedelta(days=days)
    )


async def offers(cast: Cast, name: str, *, capacity: int = 1, group: str = TUESDAY, **more: Any) -> str:
    await applies(cast, name, "mentor", group=group, state="active")
    room = Availability(member=cast.members[name], capacity=capacity, changed_at=clock.now(), **more)
    await Availability.insert(room)
    cast.rooms[name] = room.id
    return str(room.id)


async def runs(cast: Cast, name: str, group: str = TUESDAY) -> None:
    await Facilitation.insert(Facilitation(member=cast.members[name], group=cast.groups[group]))


async def was_asked(cast: Cast, mentee: str, mentor: str, *, days: int, **more: Any) -> str:
    """A proposal that was opened so many days ago and closed a week later, or a day after it was opened."""
    opened = clock.now() - timedelta(days=days)
    known: dict[str, Any] = {"state": "not_this_time", "mentor_answer": "no", "closed_at": opened + timedelta(days=1)}
    row = Proposal(
        mentee=cast.enrolments[mentee],
        mentor=cast.rooms[mentor],
        group=cast.groups[TUESDAY],
        proposed_by=cast.members["fay"],
        opened_at=opened,
        closes_at=opened + timedelta(days=7),
        **known | more,
    )
    await Proposal.insert(row)
    return str(row.id)


def pair(cast: Cast, mentee: str, mentor: str) -> str:
    return f"/desk/pairs/{cast.enrolments[mentee]}/{cast.rooms[mentor]}"


def waiting(cast: Cast, mentee: str) -> str:
    return f"/desk/waiting/{cast.enrolments[mentee]}"


def application(cast: Cast, name: str) -> str:
    return f"/desk/applications/{cast.enrolments[name]}"
