"""`python -m benchmarks.pairs 250`: puts so many pairs into the portal that the environment names, each of the two
signed in, and prints them as JSON: the talk's id and the two sessions' tokens."""

import asyncio
import json
import secrets
import sys
from datetime import datetime, timedelta

from portal import clock, sealed
from portal.accounts.rules import token_hash
from portal.accounts.tables import Account, Session
from portal.columns import new_id
from portal.database import close_database, open_database, write_transaction
from portal.enrolments.tables import Availability, Enrolment
from portal.groups.tables import Group, Membership
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship, Side
from portal.proposals.tables import Proposal


async def main(many: int) -> None:
    await open_database()
    now = clock.now()
    async with write_transaction():
        group = Group(name="Many Pairs")
        await Group.insert(group)
        pairs = [await _pair(group.id, number, now) for number in range(many)]
    await close_database()
    print(json.dumps(pairs))


async def _pair(group: str, number: int, now: datetime) -> dict[str, str | list[str]]:
    mentor, mentee = [await _member(group, f"{role}{number}", now) for role in ("mentor", "mentee")]
    room = Availability(member=mentor[0], changed_at=now)
    wish = Enrolment(member=mentee[0], group=group, role="mentee", state="active", waiting_since=now)
    await Availability.insert(room)
    await Enrolment.insert(wish)
    proposal = Proposal(
        mentee=wish.id,
        mentor=room.id,
        group=group,
        proposed_by=mentor[0],
        state="matched",
        opened_at=now,
        closes_at=now,
    )
    await Proposal.insert(proposal)
    talk = Mentorship(proposal=proposal.id, mentor=mentor[0], mentee=mentee[0], group=group, began_at=now)
    await Mentorship.insert(talk)
    await Side.insert(*(Side(mentorship=talk.id, member=one[0], ways="messages") for one in (mentor, mentee)))
    return {"talk": talk.id, "tokens": [mentor[1], mentee[1]]}


async def _member(group: str, name: str, now: datetime) -> tuple[str, str]:
    """Their id, and the token of a session of theirs."""
    account = Account(sign_in_name=name, created_at=now)
    member, token = (
        Member(id=new_id(), account=account.id, name=name.title(), means="messages"),
        secrets.token_urlsafe(),
    )
    await Account.insert(account)
    await Member.insert(member)
    joined_on = (now - timedelta(days=400)).date()
    await Membership.insert(Membership(member=member.id, group=group, joined_on=joined_on))
    await Session.insert(Session(token_hash=token_hash(token), account=account.id, began_at=now, seen_at=now))
    await sealed.ring_to_write(member.id)
    return member.id, token


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
