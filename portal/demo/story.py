"""What has happened so far in the demo community, act by act, each at its own time."""

from datetime import datetime, timedelta

from portal import clock
from portal.chats.actions import put_up
from portal.check_ins.actions import Said, log
from portal.demo.people import TUESDAY
from portal.endings.actions import remember, say_goodbye, write_note
from portal.enrolments.tables import Availability, Enrolment
from portal.members.tables import Member
from portal.mentorships.queries import Talk, of_proposal, talk_by_id
from portal.milestones.actions import mark, say_what_you_saw
from portal.notices.tables import Notice
from portal.person import Person
from portal.proposals.actions import answer, propose

Members = dict[str, str]
Groups = dict[str, str]


async def tell_it(members: Members, groups: Groups, now: datetime) -> None:
    """Acts are told with the clock set to when they were done; afterwards it runs on."""
    story = _Story(members, groups, now)
    try:
        await story.greta_and_ruth()
        await story.maya_and_theo()
        await story.noor_and_theo()
        await story.chats()
    finally:
        clock.reset()


class _Story:
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
        runs = frozenset({self.groups[TUESDAY]}) if sign_in == "fay" else frozenset[str]()
        return Person(
            account=row["account"],
            member=self.members[sign_in],
            name=row["name"],
            zone=row["zone"],
            facilitates=runs,
        )

    async def ask(self, mentee: str, mentor: str, note: str) -> str:
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
            by=await self.person("fay"),
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

    async def maya_and_theo(self) -> None:
        self.at(days=84)
        proposal = await self.ask("maya", "theo", "You both said evenings are long. Theo has time for them.")
        self.at(days=82)
        maya, theo = await self.both_say_yes(proposal, "maya", "theo")
        await self.talked(
            maya, "maya", days=79, means="phone", strands="connecting", shared="It helped that you just listened."
        )
        await self.talked(theo, "theo", days=72, means="phone", strands="connecting supporting")
        await self.talked(
            maya,
            "maya",
            days=61,
            means="text",
            strands="supporting",
            hard_day=True,
            shared="I saw the car outside and could not breathe. Thank you for answering at once.",
            own="It was the anniversary. I had forgotten, my body had not.",
        )
        await self.talked(theo, "theo", days=52, means="phone", strands="sharing", own="I told about my first winter.")
        self.at(days=39)
        first = await mark(
            maya,
            by=await self.person("maya"),
            words="I told my sister",
            day=(self.now - timedelta(days=39)).date(),
            once=self.once(),
        )
        self.at(days=38)
        await say_what_you_saw(
            theo,
            first,
            by=await self.person("theo"),
            saw="You said it as if it were nothing. It is a lot.",
            once=self.once(),
        )
        await self.talked(maya, "maya", days=30, means="meeting", strands="learning", shared="We sat in the back row.")
        await self.talked(
            maya, "maya", days=16, means="text", strands="connecting", hard_day=True, own="Sundays. Look at Sundays."
        )
        await self.talked(
            theo,
            "theo",
            days=9,
            means="phone",
            strands="supporting questioning celebrating",
            shared="You asked what a wise, kind adult would do, and then answered it yourself.",
        )
        self.at(days=3)
        await mark(
            maya,
            by=await self.person("maya"),
            words="A whole week of good sleep",
            day=(self.now - timedelta(days=3)).date(),
            once=self.once(),
        )
        await self.read_so_far("maya", "theo")
        await self.talked(theo, "theo", days=1, means="phone", strands="supporting", shared="Same time next week?")

    async def noor_and_theo(self) -> None:
        self.at(days=2, hours=3)
        await self.ask("noor", "theo", "Theo has been where you are. No hurry with this.")

    async def greta_and_ruth(self) -> None:
        """Ruth has finished one mentorship, with gratitude."""
        self.at(days=400)
        await Enrolment.insert(
            Enrolment(
                member=self.members["greta"],
                group=self.groups[TUESDAY],
                role="mentee",
                state="active",
                waiting_since=clock.now(),
            )
        )
        proposal = await self.ask("greta", "ruth", "")
        self.at(days=396)
        greta, ruth = await self.both_say_yes(proposal, "greta", "ruth")
        for days in (390, 371, 340, 300, 262, 230):
            await self.talked(greta, "greta", days=days, means="phone", strands="connecting supporting")
        self.at(days=210)
        await remember(
            greta,
            by=await self.person("greta"),
            remembered="The talk in which nobody was in a hurry.",
            once=self.once(),
        )
        note = "Thank you, Ruth. You never told me what to do. That helped me find out what I want."
        await write_note(greta, by=await self.person("greta"), note=note, once=self.once())
        await say_goodbye(greta, by=await self.person("greta"), once=self.once())
        self.at(days=207)
        await remember(ruth, by=await self.person("ruth"), remembered="How Greta laughed in June.", once=self.once())
        note = "Thank you for trusting a stranger with hard questions. I wish you well with the group."
        await write_note(ruth, by=await self.person("ruth"), note=note, once=self.once())
        await say_goodbye(ruth, by=await self.person("ruth"), once=self.once())
        await self.read_so_far("greta", "ruth")

    async def chats(self) -> None:
        self.at(hours=1)
        tuesday = self.groups[TUESDAY]
        await put_up(
            by=await self.person("jonas"),
            group=tuesday,
            kind="ask",
            line="Could someone listen for ten minutes? No advice needed.",
            means=["phone", "text"],
            hours=8,
            once=self.once(),
        )
        self.at(hours=0.5)
        await put_up(
            by=await self.person("leila"),
            group=tuesday,
            kind="offer",
            line="I have a free hour and can listen.",
            means=["phone"],
            hours=8,
            once=self.once(),
        )

    async def read_so_far(self, *sign_ins: str) -> None:
        for sign_in in sign_ins:
            await Notice.update({Notice.seen_at: clock.now()}).where(Notice.member == self.members[sign_in])
