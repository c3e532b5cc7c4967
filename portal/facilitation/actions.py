"""What staff change about groups, who belongs to them and who runs them."""

from dataclasses import dataclass
from datetime import date

from portal import audit, clock, sealed
from portal.errors import NotFound, NotPossible
from portal.facilitation.access import talk_on_the_desk
from portal.facilitation.queries import membership as place_by_id
from portal.facilitation.tables import SuggestionRule
from portal.groups.rules import CALLED_SO, RUNS_IT_ALREADY
from portal.groups.tables import Facilitation, Group, Membership
from portal.members.tables import Member
from portal.mentorships.prompts import SEEN_TO
from portal.mentorships.rules import CHANGED, is_over
from portal.mentorships.stories import note_prompt
from portal.person import Person


@dataclass(frozen=True, slots=True)
class Meets:
    """What a group is called, and when it meets on its own clock; weekday 0 is Monday."""

    name: str
    zone: str
    weekday: int | None
    time: str


async def note_membership(membership: str, *, by: Person, joined_on: date, attending: str, once: str) -> None:
    """What the group's facilitator, or the coordinator, keeps about somebody's place in it."""
    async with audit.act("facilitation.note_membership", by=by, once=once, about=membership) as act:
        if act.repeated:
            return
        await _somebody_elses(membership, by)
        await Membership.update({Membership.joined_on: joined_on, Membership.attending: attending}).where(
            Membership.id == membership
        )


async def keep_place(membership: str, *, by: Person, attending: str, note: str, once: str) -> None:
    """At the desk: whether they were at a meeting lately, and a note, sealed with the key of whom it is about."""
    async with audit.act("facilitation.keep_place", by=by, once=once, about=membership) as act:
        if act.repeated:
            return
        member = await _somebody_elses(membership, by)
        ring = await sealed.ring_to_write(member)
        await Membership.update({Membership.attending: attending, Membership.note: ring.seal(note, of=member)}).where(
            Membership.id == membership
        )


async def see_to(talk_id: str, *, by: Person, once: str) -> None:
    """Of a pair of which not much was heard: whoever was asked has asked the two. Until the next time."""
    async with audit.act("facilitation.see_to", by=by, once=once, about=talk_id) as act:
        if act.repeated:
            return
        row, now = await talk_on_the_desk(by, talk_id), clock.now()
        if is_over(row["state"], row["closes_at"], now):
            raise NotPossible(CHANGED)
        await note_prompt(talk_id, (SEEN_TO, (now - row["began_at"]).days), now)


async def found_group(*, by: Person, meets: Meets, once: str) -> str:
    """A new group. Returns its id."""
    _for_the_coordinator(by)
    async with audit.act("facilitation.found_group", by=by, once=once) as act:
        if act.repeated:
            return act.about
        await _refuse_a_name_in_use(meets.name)
        group = Group(name=meets.name, zone=meets.zone, meeting_weekday=meets.weekday, meeting_time=meets.time)
        await Group.insert(group)
        act.about = group.id
        return group.id


async def change_group(group: str, *, by: Person, meets: Meets, once: str) -> None:
    _for_the_coordinator(by)
    async with audit.act("facilitation.change_group", by=by, once=once, about=group) as act:
        if act.repeated:
            return
        await _refuse_a_name_in_use(meets.name, besides=group)
        changed = (
            await Group.update(
                {
                    Group.name: meets.name,
                    Group.zone: meets.zone,
                    Group.meeting_weekday: meets.weekday,
                    Group.meeting_time: meets.time,
                }
            )
            .where(Group.id == group)
            .returning(Group.id)
        )
        if not changed:
            raise NotFound


async def entrust(group: str, *, to: str, by: Person, once: str) -> str:
    """From now on this member runs that group. Returns the facilitation's id."""
    _for_the_coordinator(by)
    async with audit.act("facilitation.entrust", by=by, once=once) as act:
        if act.repeated:
            return act.about
        if not await Group.exists().where(Group.id == group) or not await Member.exists().where(Member.id == to):
            raise NotFound
        if await Facilitation.exists().where(Facilitation.group == group, Facilitation.member == to):
            raise NotPossible(RUNS_IT_ALREADY)
        facilitation = Facilitation(member=to, group=group)
        await Facilitation.insert(facilitation)
        act.about = facilitation.id
        return facilitation.id


async def relieve(facilitation: str, *, by: Person, once: str) -> None:
    """From their next page on they do not run the group any more."""
    _for_the_coordinator(by)
    async with audit.act("facilitation.relieve", by=by, once=once, about=facilitation) as act:
        if act.repeated:
            return
        gone = await Facilitation.delete().where(Facilitation.id == facilitation).returning(Facilitation.id)
        if not gone:
            raise NotFound


async def change_floor(rule: str, *, by: Person, floor: str, once: str) -> None:
    """From now on the desk suggests nobody a pair that meets less of their wishes."""
    _for_the_coordinator(by)
    async with audit.act("facilitation.change_floor", by=by, once=once, about=rule) as act:
        if act.repeated:
            return
        changed = SuggestionRule.update({SuggestionRule.floor: floor}).where(SuggestionRule.id == rule)
        if not await changed.returning(SuggestionRule.id):
            raise NotFound


async def _somebody_elses(membership: str, by: Person) -> str:
    """Whose place it is. Their own is not theirs to keep, nor that of whom they are a side."""
    row = await place_by_id(membership, besides=by.member)
    if row is None or not by.runs(row["group"]) or row["member"] == by.member:
        raise NotFound
    return str(row["member"])


def _for_the_coordinator(by: Person) -> None:
    if not by.is_coordinator:
        raise NotFound


async def _refuse_a_name_in_use(name: str, *, besides: str = "") -> None:
    if await Group.exists().where(Group.name == name, Group.id != besides):
        raise NotPossible(CALLED_SO)
