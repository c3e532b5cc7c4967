"""People, groups and what is between them, written straight into the tables."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from portal import clock
from portal.accounts.tables import Account
from portal.enrolments.tables import Availability, Enrolment
from portal.groups.tables import Facilitation, Group, Membership
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship, Side
from portal.proposals.tables import Proposal

CANARY = "canary-"  # everything that staff must not see in the admin begins with it


@dataclass
class Community:
    """Ids by name. `members["ines"]`, `waiting["ines"]`, `room["ruth"]`, `groups["tuesday"]` …"""

    groups: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    memberships: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)  # a mentee's enrolment
    offering: dict[str, str] = field(default_factory=dict)  # a mentor's enrolment
    room: dict[str, str] = field(default_factory=dict)  # a mentor's availability
    proposals: dict[str, str] = field(default_factory=dict)  # by the mentee's name
    mentorships: dict[str, str] = field(default_factory=dict)
    facilitations: dict[str, str] = field(default_factory=dict)

    async def group(self, key: str, name: str) -> None:
        group = Group(name=name, zone="Europe/London", meeting_weekday=1, meeting_time="19:00")
        await Group.insert(group)
        self.groups[key] = group.id

    async def person(
        self, name: str, group: str = "", *, runs: str = "", is_coordinator: bool = False, zone: str = "UTC"
    ) -> None:
        account = Account(
            sign_in_name=name,
            password_hash=f"{CANARY}hash",
            is_coordinator=is_coordinator,
            created_at=clock.now(),
            disabled_at=None,
        )
        await Account.insert(account)
        member = Member(
            account=account.id,
            name=name.title(),
            zone=zone,
            phone=f"{CANARY}phone",
            email=f"{CANARY}email",
            means="phone",
        )
        await Member.insert(member)
        self.accounts[name], self.members[name] = account.id, member.id
        if group:
            await self.joins(name, group)
        if runs:
            facilitation = Facilitation(member=member.id, group=self.groups[runs])
            await Facilitation.insert(facilitation)
            self.facilitations[name] = facilitation.id

    async def joins(self, name: str, group: str, **more: Any) -> None:
        membership = Membership(
            **{"member": self.members[name], "group": self.groups[group], "joined_on": date(2026, 1, 6), **more}
        )
        await Membership.insert(membership)
        self.memberships[name] = membership.id

    async def waits(self, name: str, group: str, *, days: int = 1, state: str = "active") -> None:
        self.waiting[name] = await self._enrols(
            name, group, role="mentee", state=state, waiting_since=clock.now() - timedelta(days=days)
        )

    async def offers(self, name: str, group: str, *, capacity: int = 1, paused_until: date | None = None) -> None:
        self.offering[name] = await self._enrols(name, group, role="mentor", state="active")
        room = Availability(
            member=self.members[name], capacity=capacity, paused_until=paused_until, changed_at=clock.now()
        )
        await Availability.insert(room)
        self.room[name] = room.id

    async def asked(self, mentee: str, mentor: str, group: str, *, state: str = "open", **more: Any) -> None:
        proposal = Proposal(
            **{
                "mentee": self.waiting[mentee],
                "mentor": self.room[mentor],
                "group": self.groups[group],
                "proposed_by": self.members["cora"],
                "note": f"{CANARY}note",
                "state": state,
                "opened_at": clock.now(),
                "closes_at": clock.now() + timedelta(days=7),
                "mentee_reason": f"{CANARY}reason",
                **more,
            }
        )
        await Proposal.insert(proposal)
        self.proposals[mentee] = proposal.id

    async def talk(self, mentee: str, mentor: str, group: str) -> None:
        await self.asked(mentee, mentor, group, state="matched")
        mentorship = Mentorship(
            proposal=self.proposals[mentee],
            mentor=self.members[mentor],
            mentee=self.members[mentee],
            group=self.groups[group],
            state="active",
            began_at=clock.now(),
            pause_word=f"{CANARY}pause",
        )
        await Mentorship.insert(mentorship)
        both = (self.members[mentor], self.members[mentee])
        await Side.insert(*(Side(mentorship=mentorship.id, member=one, ways="phone") for one in both))
        self.mentorships[mentee] = mentorship.id

    async def _enrols(self, name: str, group: str, **more: Any) -> str:
        enrolment = Enrolment(
            member=self.members[name],
            group=self.groups[group],
            introduction=f"{CANARY}introduction",
            hard_now=f"{CANARY}hard",
            line=f"{CANARY}line",
            **more,
        )
        await Enrolment.insert(enrolment)
        return str(enrolment.id)
