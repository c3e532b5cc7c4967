"""Enough people with talks that what they say can be read: beside maya and theo, more mentees of theo's."""

from datetime import timedelta

from portal import clock
from portal.accounts.tables import Account
from portal.columns import new_id
from portal.database import write_transaction
from portal.enrolments.tables import Enrolment
from portal.feedback.actions import have_a_say
from portal.feedback.rules import MENTEES, Feedback
from portal.groups.tables import Membership
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship, Side
from portal.proposals.tables import Proposal
from tests.integration.cast import TUESDAY, Cast

WRITERS = ("bea", "ciro", "dov", "elin")


async def more_mentees(cast: Cast, *names: str, mentor: str = "theo", group: str = TUESDAY) -> None:
    """In talks that go on. They are in the cast from then on."""
    async with write_transaction():
        for name in names:
            await _moves_in(name, cast, group)
            await _talks(name, mentor, cast, group)


async def _moves_in(name: str, cast: Cast, group: str) -> None:
    if name in cast.members:
        return
    now, account = clock.now(), Account(id=new_id(), sign_in_name=name, created_at=clock.now())
    member = Member(id=new_id(), account=account.id, name=name.title(), zone="UTC", home="open")
    await Account.insert(account)
    await Member.insert(member)
    await Membership.insert(Membership(member=member.id, group=cast.groups[group], joined_on=now.date()))
    cast.accounts[name], cast.members[name] = account.id, member.id


async def _talks(name: str, mentor: str, cast: Cast, group: str) -> None:
    now, place = clock.now(), cast.groups[group]
    wish = Enrolment(id=new_id(), member=cast.members[name], group=place, role="mentee", state="active")
    proposal = Proposal(
        mentee=wish.id,
        mentor=cast.rooms[mentor],
        group=place,
        proposed_by=cast.members["cora"],
        state="matched",
        opened_at=now,
        closes_at=now + timedelta(days=7),
    )
    talk = Mentorship(
        id=new_id(),
        proposal=proposal.id,
        mentor=cast.members[mentor],
        mentee=cast.members[name],
        group=place,
        state="active",
        began_at=now - timedelta(days=20),
    )
    await Enrolment.insert(wish)
    await Proposal.insert(proposal)
    await Mentorship.insert(talk)
    await Side.insert(*(Side(mentorship=talk.id, member=cast.members[one]) for one in (mentor, name)))


async def say(cast: Cast, *names: str, words: str = "", group: str = TUESDAY, **choices: str) -> None:
    for name in names:
        said = Feedback(group=cast.groups[group], side=MENTEES, choices=choices, words=words.format(name=name))
        await have_a_say(by=cast.person(name), said=said)
