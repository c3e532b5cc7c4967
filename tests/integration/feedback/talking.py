"""People with talks, written straight into the tables, who then have their say by the act itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from portal import clock
from portal.accounts.tables import Account
from portal.columns import new_id
from portal.enrolments.tables import Availability, Enrolment
from portal.feedback import store
from portal.feedback.actions import have_a_say, release_due
from portal.feedback.rules import MENTEES, Feedback
from portal.feedback.store import Contents
from portal.groups.tables import Group
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship
from portal.person import Person
from portal.proposals.tables import Proposal

FRIDAY = datetime.fromisoformat("2026-11-20T20:00:00+00:00")
GOOD = {"talks": "good", "safe": "yes"}


async def group(name: str) -> str:
    row = Group(name=name)
    await Group.insert(row)
    return row.id


async def somebody(*, is_coordinator: bool = False, disabled: bool = False) -> Person:
    account = Account(
        sign_in_name=new_id(),
        is_coordinator=is_coordinator,
        created_at=clock.now(),
        disabled_at=clock.now() if disabled else None,
    )
    member = Member(account=account.id, name="Somebody")
    await Account.insert(account)
    await Member.insert(member)
    return Person(account=account.id, member=member.id, name="Somebody")


async def talk(group: str, mentor: Person, mentee: Person, *, ended_at: datetime | None = None) -> None:
    now = clock.now()
    wish = Enrolment(member=mentee.member, group=group, role="mentee", state="active", waiting_since=now)
    await Enrolment.insert(wish)
    asked = Proposal(
        mentee=wish.id,
        mentor=await _room(mentor),
        group=group,
        proposed_by=mentor.member,
        state="matched",
        opened_at=now,
        closes_at=now,
    )
    await Proposal.insert(asked)
    await Mentorship.insert(
        Mentorship(
            proposal=asked.id,
            mentor=mentor.member,
            mentee=mentee.member,
            group=group,
            state="ended" if ended_at else "active",
            began_at=now - timedelta(days=200),
            ended_at=ended_at,
        )
    )


async def _room(mentor: Person) -> str:
    there = await Availability.select(Availability.id).where(Availability.member == mentor.member).output(as_list=True)
    room = Availability(member=mentor.member, changed_at=clock.now())
    if not there:
        await Availability.insert(room)
    return there[0] if there else room.id


async def pairs(group: str, many: int) -> tuple[list[Person], list[Person]]:
    """The mentors and the mentees of a group in which everybody has one other."""
    mentors, mentees = [await somebody() for _ in range(many)], [await somebody() for _ in range(many)]
    for mentor, mentee in zip(mentors, mentees, strict=True):
        await talk(group, mentor, mentee)
    return mentors, mentees


def of(group: str, side: str = MENTEES, words: str = "") -> Feedback:
    return Feedback(group, side, GOOD, words)


async def all_say(people: Sequence[Person], group: str, side: str = MENTEES, *, besides: str = "") -> None:
    for nth, person in enumerate(people):
        await have_a_say(by=person, said=of(group, side, f"{side} {nth}{besides}"))


async def on_monday(*, weeks: int = 1) -> int:
    """The clock at six on the next Monday but so many; what is published then."""
    now = clock.now()
    monday = now + timedelta(days=7 * weeks - now.weekday())
    clock.set(monday.replace(hour=6, minute=0, second=0, microsecond=0))
    return await release_due(clock.now())


def inside() -> Contents:
    found = store.read()
    assert found is not None
    return found
