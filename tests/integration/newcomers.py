"""More people than the fixed cast has, for tests that need a crowd or another way to belong."""

from dataclasses import replace
from datetime import timedelta

from portal import clock
from portal.accounts.tables import Account
from portal.database import write_transaction
from portal.enrolments.tables import Availability, Enrolment
from portal.groups.tables import Membership
from portal.members.tables import Member
from portal.person import Person
from tests.integration.cast import MEANS, TUESDAY, Cast


async def arrive(cast: Cast, *names: str, group: str = TUESDAY) -> None:
    """New members of a group, who have done nothing yet."""
    now = clock.now()
    async with write_transaction():
        for name in names:
            account = Account(sign_in_name=name, created_at=now)
            await Account.insert(account)
            member = Member(account=account.id, name=name.title(), home="open", means=MEANS)
            await Member.insert(member)
            cast.accounts[name], cast.members[name] = account.id, member.id
            await join(cast, name, group)


async def join(cast: Cast, name: str, group: str) -> None:
    joined_on = (clock.now() - timedelta(days=60)).date()
    await Membership.insert(Membership(member=cast.members[name], group=cast.groups[group], joined_on=joined_on))


async def wait(cast: Cast, *names: str, group: str = TUESDAY) -> None:
    """They wish for a mentor in that group, from now."""
    for name in names:
        enrolment = Enrolment(
            member=cast.members[name],
            group=cast.groups[group],
            role="mentee",
            state="active",
            waiting_since=clock.now(),
        )
        await Enrolment.insert(enrolment)
        cast.enrolments[name] = enrolment.id


async def offer(cast: Cast, name: str, group: str = TUESDAY, *, capacity: int = 1) -> None:
    """They offer to mentor in that group as well, with the room they have, or with this much if they had none."""
    enrolment = Enrolment(member=cast.members[name], group=cast.groups[group], role="mentor", state="active")
    await Enrolment.insert(enrolment)
    if name not in cast.rooms:
        room = Availability(member=cast.members[name], capacity=capacity, changed_at=clock.now())
        await Availability.insert(room)
        cast.rooms[name] = room.id


def running(cast: Cast, name: str, group: str = TUESDAY) -> Person:
    """This person, who runs that group besides."""
    return replace(cast.person(name), facilitates=frozenset({cast.groups[group]}))
