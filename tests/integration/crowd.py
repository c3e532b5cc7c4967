"""Many of everything, written straight into the tables: most of it around theo, whose room is large."""

from datetime import timedelta
from typing import Any

from piccolo.columns import Column

from portal import clock, sealed
from portal.accounts.tables import Account
from portal.aspects.rules import written
from portal.aspects.tables import AspectAnswers
from portal.care.rules import as_kept
from portal.care.tables import CareAnswer
from portal.chats.tables import Chat, Reply
from portal.check_ins.tables import CheckIn, LeftNote, OwnNote
from portal.columns import new_id
from portal.concerns.tables import Concern
from portal.database import write_transaction
from portal.endings.tables import Farewell
from portal.enrolments.tables import Availability, Enrolment
from portal.exclusions.actions import note_details
from portal.exclusions.tables import Exclusion
from portal.groups.tables import Membership
from portal.guide.tables import QuestionCard, Resource
from portal.matching.people import Answer, Wish
from portal.meetings.tables import ToBring
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship, Prompt, Side
from portal.messages.tables import Message
from portal.milestones.tables import Milestone, OwnMoment
from portal.notices.tables import Notice
from portal.plans.tables import ForNextTime, Plan
from portal.proposals.tables import Proposal
from tests.integration.cast import TUESDAY, Cast
from tests.integration.crowd_outside import outside
from tests.integration.told import Told
from tests.integration.told_in_talks import HOW_THEY_ARE

NOTICES = ("matched", "check_in", "message", "plan", "paused", "feels")


async def ended_talk(cast: Cast) -> str:
    """A talk of theo's that is over."""
    [talk] = await _with_theo(cast, await _more_members(1, cast), "ended")
    return talk


async def so_many_of_each(many: int, cast: Cast, told: Told, ended: str) -> None:
    async with write_transaction():
        asked, talking, over, waiting, chatting = [await _more_members(many, cast) for _ in range(5)]
        await Proposal.insert(*(_proposal(cast, mentee, "open") for mentee in asked.values()))
        talks = await _with_theo(cast, talking, "active")
        await _with_theo(cast, over, "ended")
        await _mentors(cast, many)
        await _applications(cast, await _more_members(many, cast))
        await _have_said(cast, [*waiting, *asked])
        for name in ("maya", "ines"):
            await _keep_apart(cast, name, [*waiting, *chatting][:many])
        for talk in (cast.talk, ended):
            await _moments(many, cast, talk)
        await _between_two(many, cast)
        await _alone(many, cast)
        await _told(many, cast, talks)
        await _chats(cast, told, list(chatting))
        await outside(many, cast, told, list(chatting))
        await Notice.insert(*(_notice(cast, kind, talk) for talk in talks for kind in NOTICES))


async def _more_members(many: int, cast: Cast) -> dict[str, str]:
    """Mentees in the group: member to enrolment."""
    now, found = clock.now(), {new_id(): new_id() for _ in range(many)}
    accounts = {member: new_id() for member in found}
    await Account.insert(*(Account(id=id_, sign_in_name=id_, created_at=now) for id_ in accounts.values()))
    await Member.insert(*(Member(id=member, account=accounts[member], name="Somebody") for member in found))
    await Membership.insert(
        *(Membership(member=member, group=cast.groups[TUESDAY], joined_on=now.date()) for member in found)
    )
    await Enrolment.insert(
        *(
            Enrolment(
                id=id_,
                member=member,
                group=cast.groups[TUESDAY],
                role="mentee",
                state="active",
                waiting_since=now - timedelta(days=3),
            )
            for member, id_ in found.items()
        )
    )
    return found


def _proposal(cast: Cast, mentee: str, state: str) -> Proposal:
    now = clock.now()
    return Proposal(
        mentee=mentee,
        mentor=cast.rooms["theo"],
        group=cast.groups[TUESDAY],
        proposed_by=cast.members["fay"],
        state=state,
        opened_at=now,
        closes_at=now + timedelta(days=7),
    )


async def _with_theo(cast: Cast, mentees: dict[str, str], state: str) -> list[str]:
    now, talks = clock.now(), []
    for member, enrolment in mentees.items():
        proposal = _proposal(cast, enrolment, "matched")
        talk = Mentorship(
            proposal=proposal.id,
            mentor=cast.members["theo"],
            mentee=member,
            group=cast.groups[TUESDAY],
            state=state,
            began_at=now - timedelta(days=30),
            closes_at=now if state == "ended" else None,
            ended_at=now if state == "ended" else None,
        )
        await Proposal.insert(proposal)
        await Mentorship.insert(talk)
        sides = (cast.members["theo"], member)
        await Side.insert(*(Side(mentorship=talk.id, member=side, ways="phone,email") for side in sides))
        if state == "ended":
            await Farewell.insert(*(Farewell(mentorship=talk.id, author=side, created_at=now) for side in sides))
        talks.append(talk.id)
    return talks


async def _mentors(cast: Cast, many: int) -> None:
    for member in await _more_members(many, cast):
        await Enrolment.insert(Enrolment(member=member, group=cast.groups[TUESDAY], role="mentor", state="active"))
        await Availability.insert(Availability(member=member, changed_at=clock.now()))


async def _applications(cast: Cast, members: dict[str, str]) -> None:
    """Sent, and nobody has read them."""
    now = clock.now()
    for member, enrolment in members.items():
        ring = await sealed.ring_to_write(member)
        values: dict[Column | str, Any] = {
            Enrolment.state: "submitted",
            Enrolment.sent_at: now - timedelta(days=8),
            Enrolment.waiting_since: None,
            Enrolment.hard_now: ring.seal("words", of=member),
            Enrolment.line: ring.seal("line", of=member),
        }
        await Enrolment.update(values).where(Enrolment.id == enrolment)


async def _have_said(cast: Cast, members: list[str]) -> None:
    """Who they are, and how they can be reached."""
    ring = await sealed.ring_to_write(*members)
    said = written({cast.aspects["Age"]: Answer(cast.options["Forties"], Wish.CLOSER, shown=True)})
    await AspectAnswers.insert(*(AspectAnswers(member=one, said=ring.seal(said, of=one)) for one in members))
    await Member.update({Member.means: "phone,email", Member.times: "1e,3m"}).where(Member.id.is_in(members))
    for one in members:
        await note_details(one, phone=_number(one), email="")


async def _keep_apart(cast: Cast, name: str, others: list[str]) -> None:
    """By their numbers."""
    member, now = cast.members[name], clock.now()
    ring = await sealed.ring_to_write(member)
    said = {one: ring.seal(_number(one), of=member) for one in others}
    await Exclusion.insert(*(Exclusion(member=member, kind="phone", said=said[one], created_at=now) for one in others))


def _number(of: str) -> str:
    """Seven digits, and nobody else's."""
    return f"{int(of, 36) % 10**7:07}"


async def _moments(many: int, cast: Cast, talk: str) -> None:
    theo, now = cast.members["theo"], clock.now()
    ring = await sealed.ring_to_write(theo)
    await check_ins(many, cast, talk)
    for _ in range(many):
        words, saw = ring.seal("words", of=theo), ring.seal("saw", of=theo)
        milestone = Milestone(mentorship=talk, author=theo, day=now.date(), created_at=now)
        milestone.words, milestone.saw, milestone.is_hard = words, saw, True
        await Milestone.insert(milestone)


async def check_ins(many: int, cast: Cast, talk: str) -> None:
    """Theo's, with a note of his own; maya has added to them."""
    theo, maya, now = cast.members["theo"], cast.members["maya"], clock.now()
    ring = await sealed.ring_to_write(theo, maya)
    for _ in range(many):
        check_in = CheckIn(mentorship=talk, author=theo, day=now.date(), means="phone", length="half", created_at=now)
        check_in.shared, check_in.added = ring.seal("words", of=theo), ring.seal("added", of=maya)
        check_in.added_at = now
        own = OwnNote(check_in=check_in.id, member=theo, words=ring.seal("own", of=theo))
        own.along, own.weight = ring.seal("along", of=theo), ring.seal("1", of=theo)
        await CheckIn.insert(check_in)
        await OwnNote.insert(own)
        await LeftNote.insert(LeftNote(mentorship=talk, member=theo, day=now.date(), words=ring.seal("own", of=theo)))


async def _between_two(many: int, cast: Cast) -> None:
    """Of maya and theo: lines, plans and what is put aside, with as much to choose from."""
    theo, maya, now = cast.members["theo"], cast.members["maya"], clock.now()
    ring = await sealed.ring_to_write(theo, maya)
    for nth in range(many):
        author = (maya, theo)[nth % 2]
        line = Message(mentorship=cast.talk, author=author, created_at=now, words=ring.seal("line", of=author))
        at = now + timedelta(days=nth - 1, hours=1)
        plan = Plan(
            mentorship=cast.talk, author=author, state="taken", means="phone", first=at, taken=at, created_at=now
        )
        card = QuestionCard(mentor_asks="How are you?", mentee_says="I am here.", position=nth)
        resource = Resource(title="A text", why="It helps.", text="Words.", position=nth)
        await Message.insert(line)
        await Plan.insert(plan)
        await QuestionCard.insert(card)
        await Resource.insert(resource)
        named: dict[str, Any] = {"card": card.id} if nth % 2 else {"resource": resource.id}
        await ForNextTime.insert(ForNextTime(mentorship=cast.talk, author=author, created_at=now, **named))


async def _alone(many: int, cast: Cast) -> None:
    """Lines to bring, moments of one's own, how one is."""
    theo, now = cast.members["theo"], clock.now()
    ring = await sealed.ring_to_write(theo)
    said = ring.seal(as_kept(HOW_THEY_ARE), of=theo)
    await ToBring.insert(*(ToBring(member=theo, words=ring.seal("line", of=theo), created_at=now) for _ in range(many)))
    await OwnMoment.insert(
        *(OwnMoment(member=theo, day=now.date(), words=ring.seal("own", of=theo), created_at=now) for _ in range(many))
    )
    await CareAnswer.insert(*(CareAnswer(member=theo, said=said, created_at=now) for _ in range(many)))


async def _told(many: int, cast: Cast, talks: list[str]) -> None:
    """Theo is worried about all of them, and would like to talk."""
    theo, now = cast.members["theo"], clock.now()
    ring = await sealed.ring_to_write(theo)
    for nth, talk in enumerate([*talks, *[cast.talk] * many]):
        concern = Concern(author=theo, group=cast.groups[TUESDAY], kind="worried", reader="both", created_at=now)
        concern.about, concern.mentorship = cast.members["maya"], talk
        concern.words = ring.seal("words", of=theo)
        await Concern.insert(concern)
        await Prompt.insert(Prompt(mentorship=talk, kind="in_touch", nth=many + nth, created_at=now))


async def _chats(cast: Cast, told: Told, members: list[str]) -> None:
    """Each puts one up, and replies to maya's."""
    now, ring = clock.now(), await sealed.ring_to_write(*members)
    for member in members:
        chat = Chat(
            author=member,
            group=cast.groups[TUESDAY],
            kind="ask",
            line=ring.seal("line", of=member),
            means="phone",
            until=now + timedelta(hours=4),
            created_at=now,
        )
        reply = Reply(chat=told.open_chat, author=member, means="phone", created_at=now)
        reply.words = ring.seal("reply", of=member)
        await Chat.insert(chat)
        await Reply.insert(reply)


def _notice(cast: Cast, kind: str, about: str) -> Notice:
    return Notice(
        member=cast.members["theo"], kind=kind, about=about, whose=cast.members["maya"], created_at=clock.now()
    )
