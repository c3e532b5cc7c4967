"""The fixed cast: who they are, and how they stand to each other.

Tuesday Evening: maya (mentee) and theo (mentor) are in a talk; noor (mentee) and theo are asked about each other; ines
(mentee) waits; ruth (mentor) has room for one; omar is a member and nothing else. Fay runs it and mentors nobody.
Saturday Morning: lena is a member, gus runs it. Cora coordinates. `stranger` has an account and belongs nowhere.

Whatever they have written is like nothing anybody else has written: `words("line", of="noor")`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from portal import clock, sealed
from portal.accounts.passwords import hashed
from portal.accounts.tables import Account
from portal.aspects.queries import aspects
from portal.columns import new_id
from portal.database import write_transaction
from portal.enrolments.tables import Availability, Enrolment
from portal.exclusions.actions import note_details
from portal.groups.tables import Facilitation, Group, Membership
from portal.members.tables import Member
from portal.mentorships.queries import Talk, of_proposal, talk_by_id
from portal.person import Person
from portal.proposals.actions import answer, propose

PASSWORD = "quiet-harbour-lights"
TUESDAY, SATURDAY = "tuesday", "saturday"
GROUPS = {TUESDAY: "Tuesday Evening", SATURDAY: "Saturday Morning"}

IN_GROUP = {
    **dict.fromkeys(("maya", "theo", "noor", "ines", "ruth", "omar"), TUESDAY),
    "lena": SATURDAY,
}
RUNS = {"fay": TUESDAY, "gus": SATURDAY}
COORDINATOR = "cora"
PEOPLE = (*IN_GROUP, *RUNS, COORDINATOR, "stranger")

MENTEES = {"maya": 40, "noor": 9, "ines": 16}  # days they wait
MENTORS = {"theo": 2, "ruth": 1}  # how many at once
MEANS = "phone,email,messages"  # what everybody ticked

_hashes: dict[str, str] = {}  # argon2 takes its time: once per run
_once = count(1)


def words(what: str, *, of: str) -> str:
    """What this person has written there, and nobody anywhere else."""
    return f"the-{what}-written-by-{of}"


def phone(of: str) -> str:
    return f"+1 202 555 {PEOPLE.index(of) + 100:04}"


def email(of: str) -> str:
    return f"{of}@cast.example"


def once() -> str:
    return f"cast-{next(_once)}"


@dataclass
class Cast:
    """Ids by sign-in name: `cast.members["maya"]`, `cast.enrolments["ines"]`, `cast.rooms["ruth"]`; and of what
    is asked by its words: `cast.aspects["Age"]`, `cast.options["Forties"]`."""

    groups: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    enrolments: dict[str, str] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)  # a mentor's availability
    memberships: dict[str, str] = field(default_factory=dict)
    aspects: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    talk: str = ""  # of maya and theo
    proposal: str = ""  # of noor and theo

    def person(self, name: str) -> Person:
        return Person(
            account=self.accounts[name],
            member=self.members[name],
            name=name.title(),
            is_coordinator=name == COORDINATOR,
            facilitates=frozenset({self.groups[RUNS[name]]} if name in RUNS else ()),
        )

    async def side(self, name: str, talk: str = "") -> Talk:
        """The talk (maya's and theo's, if no other is meant) as this one of the two has it."""
        found = await talk_by_id(talk or self.talk, me=self.members[name])
        assert found is not None
        return found

    async def ask(self, mentee: str, mentor: str, *, by: str = "fay") -> str:
        return await propose(
            mentee=self.enrolments[mentee],
            mentor=self.rooms[mentor],
            note=words("proposal_note", of=by),
            by=self.person(by),
            once=once(),
        )

    async def say(self, said: str, proposal: str, name: str, reason: str = "") -> str:
        return await answer(proposal, by=self.person(name), said=said, reason=reason, once=once())

    async def begin_talk(self, mentee: str, mentor: str, *, by: str = "fay") -> str:
        proposal = await self.ask(mentee, mentor, by=by)
        for name in (mentor, mentee):
            await self.say("yes", proposal, name)
        talk = await of_proposal(proposal)
        assert talk is not None
        return talk


async def gather() -> Cast:
    """The cast in an empty database, with the clock where it was."""
    cast, now = Cast(), clock.now()
    try:
        await _move_in(cast, now)
        clock.set(now - timedelta(days=30))
        cast.talk = await cast.begin_talk("maya", "theo")
        clock.set(now - timedelta(days=2))
        cast.proposal = await cast.ask("noor", "theo")
    finally:
        clock.reset()
    return cast


async def _move_in(cast: Cast, now: datetime) -> None:
    if PASSWORD not in _hashes:
        _hashes[PASSWORD] = await hashed(PASSWORD)
    cast.groups = {key: new_id() for key in GROUPS}
    cast.accounts = {name: new_id() for name in PEOPLE}
    cast.members = {name: new_id() for name in PEOPLE}
    cast.memberships = {name: new_id() for name in IN_GROUP}
    async with write_transaction():  # one, for speed
        ring = await sealed.ring_to_write(*cast.members.values())
        await Group.insert(*(Group(id=cast.groups[key], name=name, zone="UTC") for key, name in GROUPS.items()))
        await Account.insert(*_accounts(cast, now))
        await Member.insert(*_members(cast, ring))
        await Membership.insert(*_memberships(cast, now))
        await Facilitation.insert(
            *(Facilitation(member=cast.members[name], group=cast.groups[group]) for name, group in RUNS.items())
        )
        await _enrol(cast, ring, now)
        for name, member in cast.members.items():
            await note_details(member, phone=phone(name), email=email(name))
    await know_what_is_asked(cast)


async def know_what_is_asked(cast: Cast) -> None:
    for aspect in await aspects():
        cast.aspects[aspect.name] = aspect.id
        cast.options |= {said: option for option, said in aspect.options.items()}


def _accounts(cast: Cast, now: datetime) -> Iterator[Account]:
    for name in PEOPLE:
        yield Account(
            id=cast.accounts[name],
            sign_in_name=name,
            password_hash=_hashes[PASSWORD],
            is_coordinator=name == COORDINATOR,
            created_at=now - timedelta(days=400),
        )


def _members(cast: Cast, ring: sealed.Ring) -> Iterator[Member]:
    for name, member in cast.members.items():
        yield Member(
            id=member,
            account=cast.accounts[name],
            name=name.title(),
            zone="UTC",
            home="open",
            means=MEANS,
            phone=ring.seal(phone(name), of=member),
            email=ring.seal(email(name), of=member),
            if_answered=ring.seal(words("if_answered", of=name), of=member),
        )


def _memberships(cast: Cast, now: datetime) -> Iterator[Membership]:
    for name, group in IN_GROUP.items():
        joined_on = (now - timedelta(days=400)).date()
        yield Membership(
            id=cast.memberships[name], member=cast.members[name], group=cast.groups[group], joined_on=joined_on
        )


async def _enrol(cast: Cast, ring: sealed.Ring, now: datetime) -> None:
    for name in (*MENTEES, *MENTORS):
        member = cast.members[name]
        row = Enrolment(member=member, group=cast.groups[IN_GROUP[name]], state="active")
        if name in MENTEES:
            row.role, row.waiting_since = "mentee", now - timedelta(days=MENTEES[name])
            row.hard_now = ring.seal(words("hard_now", of=name), of=member)
            row.line = ring.seal(words("line", of=name), of=member)
        else:
            row.role, row.introduction = "mentor", ring.seal(words("introduction", of=name), of=member)
            room = Availability(member=member, capacity=MENTORS[name], changed_at=now - timedelta(days=400))
            await Availability.insert(room)
            cast.rooms[name] = room.id
        await Enrolment.insert(row)
        cast.enrolments[name] = row.id
