"""Filling an empty database with the demo community."""

from datetime import date, datetime, timedelta

from portal import clock, sealed
from portal.accounts.passwords import hashed
from portal.accounts.queries import account_called, anybody
from portal.accounts.tables import Account
from portal.aspects.queries import aspects
from portal.aspects.rules import written
from portal.aspects.tables import AspectAnswers
from portal.database import write_transaction
from portal.demo.neighbours import NEIGHBOURS, OTHERS
from portal.demo.people import COORDINATOR, GROUPS, PASSWORD, PEOPLE, RUNS, ZONE, One
from portal.demo.shelf import fill_shelf
from portal.demo.story import tell_it
from portal.enrolments.tables import Availability, Enrolment
from portal.exclusions.actions import note_details
from portal.feedback import store
from portal.groups.tables import Facilitation, Group, Membership
from portal.matching.people import Answer, Wish
from portal.members.tables import Member


async def fill() -> bool:
    """False where somebody lives already: then nothing is touched."""
    if await anybody():
        return False
    store.forget()  # whoever lived here before
    now = clock.now()
    password_hash = await hashed(PASSWORD)
    async with write_transaction():
        groups = {name: await _found(name, weekday, time) for name, weekday, time in GROUPS}
        members = {
            one.sign_in: await _move_in(one, groups, password_hash, now) for one in [*PEOPLE, *NEIGHBOURS, *_others()]
        }
        for sign_in, group in RUNS.items():
            await Facilitation.insert(Facilitation(member=members[sign_in], group=groups[group]))
        await fill_shelf()
    await tell_it(members, groups, now)
    return True


async def lives_here() -> bool:
    """Whether it is the demo community that has moved in, and not somebody's real one."""
    return all([await account_called(one.sign_in) for one in PEOPLE])


def people_to_sign_in_as() -> str:
    lines = [f"  {one.sign_in:<6} {one.is_}" for one in PEOPLE]
    return "\n".join([f"Sign in as one of these, with the password {PASSWORD}:", *lines])


def _others() -> list[One]:
    return [One(name.lower(), name, group, joined, "") for name, group, joined in OTHERS]


async def _found(name: str, weekday: int, time: str) -> str:
    group = Group(name=name, zone=ZONE, meeting_weekday=weekday, meeting_time=time)
    await Group.insert(group)
    return group.id


async def _move_in(one: One, groups: dict[str, str], password_hash: str, now: datetime) -> str:
    account = Account(
        sign_in_name=one.sign_in,
        password_hash=password_hash,
        is_coordinator=one.sign_in == COORDINATOR,
        created_at=now - timedelta(days=one.joined),
    )
    await Account.insert(account)
    member = Member(account=account.id, name=one.name, zone=ZONE, home="open", means=one.means, times=one.times)
    await Member.insert(member)
    ring = await sealed.ring_to_write(member.id)
    phone, email = _number(one), f"{one.sign_in}@demo.example"
    await Member.update(
        {Member.phone: ring.seal(phone, of=member.id), Member.email: ring.seal(email, of=member.id)}
    ).where(Member.id == member.id)
    await note_details(member.id, phone=phone, email=email)
    await _say_who(one, member.id, ring)
    if one.group:
        joined_on = (now - timedelta(days=one.joined)).date()
        await Membership.insert(
            Membership(member=member.id, group=groups[one.group], joined_on=joined_on, attending="yes")
        )
        await _enrol(one, member.id, groups[one.group], ring, now)
    return member.id


async def _say_who(one: One, member: str, ring: sealed.Ring) -> None:
    answers = {}
    for asked in await aspects():
        if asked.name in one.answers:
            says = one.answers[asked.name]
            option = next(id_ for id_, words in asked.options.items() if words == says.option)
            answers[asked.id] = Answer(option=option, wish=Wish(says.wish), shown=says.shown)
    if answers:
        await AspectAnswers.insert(AspectAnswers(member=member, said=ring.seal(written(answers), of=member)))


async def _enrol(one: One, member: str, group: str, ring: sealed.Ring, now: datetime) -> None:
    if one.mentor:
        introduction = ring.seal(one.mentor, of=member)
        await Enrolment.insert(
            Enrolment(
                member=member,
                group=group,
                role="mentor",
                state="active",
                page="send",
                introduction=introduction,
                agreed_at=now - timedelta(days=one.joined),
            )
        )
        paused_until = _in_next_month(now.date()) if one.paused else None
        await Availability.insert(
            Availability(
                member=member,
                capacity=one.capacity,
                paused_until=paused_until,
                changed_at=now - timedelta(days=one.joined),
            )
        )
    if one.mentee:
        await Enrolment.insert(
            Enrolment(
                member=member,
                group=group,
                role="mentee",
                state="submitted" if one.applied else "active",
                sent_at=now - timedelta(days=one.applied or one.waits),
                waiting_since=None if one.applied else now - timedelta(days=one.waits),
                page="send",
                attending="yes",
                told=1 if one.waits >= 14 or one.applied >= 3 else 0,  # as the clock's act would have by now
                hard_now=ring.seal(one.mentee, of=member),
                line=ring.seal(one.line, of=member),
            )
        )


def _in_next_month(today: date) -> date:
    """Its tenth, so that a pause is one on every day of this month, the last included."""
    return (today.replace(day=1) + timedelta(days=32)).replace(day=10)


def _number(one: One) -> str:
    """From the numbers that are kept for stories: 555-0100 to 555-0199."""
    return f"+1 202 555 01{sum(one.sign_in.encode()) % 100:02}"
