"""How the story is told: by the portal's own acts, each by its own person at its own time."""

from datetime import datetime, timedelta

from portal import clock
from portal.check_ins.actions import Said, log
from portal.demo.people import COORDINATOR, RUNS
from portal.enrolments.tables import Availability, Enrolment
from portal.members.tables import Member
from portal.mentorships.queries import Talk, of_proposal, talk_by_id
from portal.notices.tables import Notice
from portal.person import Person
from portal.proposals.actions import answer, propose

Members = dict[str, str]
Groups = dict[str, str]


class Telling:
    def __init__(self, members: Members, groups: Groups, now: datetime) -> None:
        self.members, self.groups, self.now = members, groups, now
        self.acts = 0

    def at(self, *, days: float = 0, hours: float = 0) -> None:
        clock.set(self.now - timedelta(days=days, hours=hours))

    def once(self) -> str:
        self.acts += 1
        return f"demo-{self.acts}"

    async def person(self, sign_in: str) -> Person:
        row = await (
            Member.select(Member.account, Member.name, Member.zone).where(Member.id == self.members[sign_in]).first()
        )
        if row is None:
            raise LookupError(sign_in)
        runs = frozenset(self.groups[group] for name, group in RUNS.items() if name == sign_in)
        return Person(
            account=row["account"],
            member=self.members[sign_in],
            name=row["name"],
            zone=row["zone"],
            is_coordinator=sign_in == COORDINATOR,
            facilitates=runs,
        )

    async def ask(self, mentee: str, mentor: str, note: str, *, by: str = "fay") -> str:
        enrolment = await (
            Enrolment.select(Enrolment.id)
            .where(Enrolment.member == self.members[mentee], Enrolment.role == "mentee")
            .first()
        )
        availability = (
            await Availability.select(Availability.id).where(Availability.member == self.members[mentor]).first()
        )
        if enrolment is None or availability is None:
            raise LookupError(f"{mentee}, {mentor}")
        return await propose(
            mentee=enrolment["id"],
            mentor=availability["id"],
            note=note,
            by=await self.person(by),
            once=self.once(),
        )

    async def both_say_yes(self, proposal: str, mentee: str, mentor: str) -> tuple[Talk, Talk]:
        """The same talks from the mentee's side and from the mentor's."""
        for sign_in in (mentee, mentor):
            await answer(proposal, by=await self.person(sign_in), said="yes", reason="", once=self.once())
        talk_id = await of_proposal(proposal)
        sides = [await talk_by_id(talk_id or "", me=self.members[sign_in]) for sign_in in (mentee, mentor)]
        if sides[0] is None or sides[1] is None:
            raise LookupError(proposal)
        return sides[0], sides[1]

    async def talked(self, talk: Talk, by: str, *, days: int, means: str, strands: str, **more: str | bool) -> None:
        self.at(days=days, hours=-1)
        person = await self.person(by)
        said = Said(
            day=(self.now - timedelta(days=days)).date(),
            means=means,
            strands=strands.split(),
            shared=str(more.get("shared", "")),
            own=str(more.get("own", "")),
            hard_day=bool(more.get("hard_day")),
            weighs=bool(more.get("weighs")),
        )
        await log(talk, by=person, said=said, once=self.once())

    async def read_so_far(self, *sign_ins: str) -> None:
        for sign_in in sign_ins:
            await Notice.update({Notice.seen_at: clock.now()}).where(Notice.member == self.members[sign_in])
