"""An application is read and answered; a mentor's room; a mentee's place in the queue."""

from datetime import date
from typing import Any

from piccolo.columns import Column

from portal import audit, clock, sealed
from portal.enrolments import access, rules
from portal.enrolments.queries import availability_of, keeps_place
from portal.enrolments.rules import CHANGED, MENTEE, MENTOR, move
from portal.enrolments.tables import Availability, Enrolment
from portal.enrolments.telling import tell_who_runs
from portal.errors import NotPossible
from portal.notices.actions import put_away_all, tell
from portal.person import Person

Values = dict[Column | str, Any]


async def read_application(enrolment: str, *, by: Person, once: str) -> None:
    """Whoever runs the group says that they have read it; the applicant hears so. The first one's name stays."""
    async with audit.act("enrolments.read_application", by=by, once=once, about=enrolment) as act:
        if act.repeated:
            return
        row = await access.enrolment_on_the_desk(by, enrolment)
        if row["state"] != "submitted":
            raise NotPossible(CHANGED)
        if row["read_at"] is None:
            await Enrolment.update({Enrolment.read_at: clock.now(), Enrolment.read_by: by.member}).where(
                Enrolment.id == enrolment, Enrolment.state == "submitted"
            )
            member = row["member"]
            await tell(member, kind="application_read", about=enrolment, whose={member: by.member})


async def answer_application(enrolment: str, *, by: Person, welcome: bool, words: str, once: str) -> None:
    """Welcome, or not yet with kind words. A mentee's place in the queue is from when the application was sent."""
    async with audit.act("enrolments.answer_application", by=by, once=once, about=enrolment) as act:
        if act.repeated:
            return
        row = await access.enrolment_on_the_desk(by, enrolment)
        if sentence := rules.why_not_answered(welcome=welcome, words=words):
            raise NotPossible(sentence)
        if sentence := rules.why_not_welcomed(row["role"], belongs=row["place"] is not None) if welcome else None:
            raise NotPossible(sentence.format(name=row["name"]))
        member, now = row["member"], clock.now()
        ring = await sealed.ring_to_write(member)
        values: Values = {
            Enrolment.answer: ring.seal(words, of=member),
            Enrolment.answered_at: now,
            Enrolment.answered_by: by.member,
        }
        if row["read_at"] is None:
            values |= {Enrolment.read_at: now, Enrolment.read_by: by.member}
        if welcome and row["role"] == MENTEE:
            since = row["sent_at"]
            values |= {Enrolment.waiting_since: since, Enrolment.told: rules.times_told_looking(since, now)}
        await go_over(enrolment, to="active" if welcome else "not_yet", values=values, of="submitted")
        if welcome and row["role"] == MENTOR:
            await make_room(member)
        await put_away_all(enrolment)
        await tell(member, kind="application_answered", about=enrolment, whose={member: by.member})


async def choose_capacity(*, by: Person, capacity: int, once: str) -> None:
    """Lowering it ends nothing: talks and proposals that are there stay."""
    async with audit.act("enrolments.choose_capacity", by=by, once=once) as act:
        if not act.repeated:
            await _change(by, {Availability.capacity: capacity, Availability.changed_at: clock.now()})


async def pause(*, by: Person, until: date | None, once: str) -> None:
    """Until that day nobody new is proposed; None ends the pause now, and a rest after an ending with it."""
    async with audit.act("enrolments.pause", by=by, once=once) as act:
        if not act.repeated:
            rest_is_over: Values = {} if until else {Availability.rests_until: None}
            await _change(by, {Availability.paused_until: until, **rest_is_over})


async def rest_after(*, by: Person, wanted: bool, once: str) -> None:
    """Once the talks they are in have ended, nobody new; or they take that back. It ends nothing."""
    async with audit.act("enrolments.rest_after", by=by, once=once) as act:
        if not act.repeated:
            await _change(by, {Availability.rests_after: wanted})


async def step_back(*, by: Person, once: str) -> None:
    """They do not wish to mentor any more, in no group. Nothing ends by it: talks and open proposals stay."""
    async with audit.act("enrolments.step_back", by=by, once=once) as act:
        if act.repeated:
            return
        rows = await (
            Enrolment.update({Enrolment.state: "withdrawn", Enrolment.told: 0})
            .where(
                Enrolment.member == by.member,
                Enrolment.role == MENTOR,
                Enrolment.state.is_in(["submitted", *rules.IN_USE]),  # an offer that is not answered yet as well
            )
            .returning(Enrolment.id, Enrolment.group)
        )
        if not rows:
            raise NotPossible(rules.NOT_OFFERING)
        for row in rows:
            await put_away_all(row["id"])
            await tell_who_runs(row["group"], kind="stepped_back", about=row["id"], whose=by.member)


async def rest(member: str, group: str) -> list[str]:
    """After an ending a mentee is not asked again before they say so. Called inside the ending's transaction. Returns
    the enrolment that rests from now on, if one waited."""
    moved = (
        await Enrolment.update({Enrolment.state: move("active", "paused"), Enrolment.told: 0})
        .where(
            Enrolment.member == member,
            Enrolment.group == group,
            Enrolment.role == MENTEE,
            Enrolment.state == "active",
        )
        .returning(Enrolment.id)
    )
    return [row["id"] for row in moved]


async def put_back(member: str, group: str) -> None:
    """The other way: a mentee waits at the place they had. Inside the transaction of the act that brings it about."""
    resting = (
        await Enrolment.select(Enrolment.id, Enrolment.state, Enrolment.waiting_since)
        .where(Enrolment.member == member, Enrolment.group == group, Enrolment.role == MENTEE)
        .where(Enrolment.state.is_in(list(rules.IN_USE)))
        .first()
    )
    if resting is None:
        return
    now = clock.now()
    since = resting["waiting_since"] or now
    told = rules.times_told_looking(since, now)
    await Enrolment.update({Enrolment.state: "active", Enrolment.waiting_since: since, Enrolment.told: told}).where(
        Enrolment.id == resting["id"], Enrolment.state == resting["state"]
    )


async def rest_mentor(member: str, *, until: date) -> None:
    """After an ending nobody new before that day; a longer rest stays. Inside the ending's transaction."""
    rests = Availability.rests_until
    await Availability.update({rests: until}).where(Availability.member == member, rests.is_null() | (rests < until))


async def rest_if_wished(member: str, *, today: date) -> None:
    """Who asked to rest after these talks does so now, for long: they are back as soon as they say so. Inside the
    ending's transaction."""
    asked = Availability.member == member, Availability.rests_after.eq(True)
    if await Availability.exists().where(*asked):
        await rest_mentor(member, until=today + rules.LONG_REST)
        await Availability.update({Availability.rests_after: False}).where(*asked)


async def wait_again(*, by: Person, enrolment: str, once: str) -> None:
    """Waiting begins again, from now; at the place they had where their talks ended without a goodbye."""
    async with audit.act("enrolments.wait_again", by=by, once=once, about=enrolment) as act:
        if act.repeated:
            return
        values: Values = {Enrolment.waiting_since: clock.now()}
        if since := await keeps_place(enrolment):
            values = {
                Enrolment.waiting_since: since,
                Enrolment.told: rules.times_told_looking(since, clock.now()),
            }
        await go_over(enrolment, to="active", values=values, of="paused", member=by.member)


async def go_over(enrolment: str, *, to: str, values: Values, of: str, member: str = "") -> None:
    """From that state to this one, if it is there still; what was counted while it waited begins anew."""
    moving = Enrolment.update({Enrolment.told: 0, **values, Enrolment.state: move(of, to)}).where(
        Enrolment.id == enrolment, Enrolment.state == of
    )
    moved = await (moving.where(Enrolment.member == member) if member else moving).returning(Enrolment.id)
    if not moved:
        raise NotPossible(CHANGED)


async def make_room(member: str, capacity: int | None = None) -> None:
    """For as many at once, or for one where nothing was said yet."""
    there = (
        await Availability.select(Availability.id, Availability.capacity).where(Availability.member == member).first()
    )
    if there is None:
        room = Availability(member=member, capacity=1 if capacity is None else capacity, changed_at=clock.now())
        await Availability.insert(room)
    elif capacity is not None and there["capacity"] != capacity:
        await Availability.update({Availability.capacity: capacity, Availability.changed_at: clock.now()}).where(
            Availability.id == there["id"]
        )


async def _change(by: Person, values: Values) -> None:
    if await availability_of(by.member) is None:
        raise NotPossible(rules.NOT_OFFERING)
    await Availability.update(values).where(Availability.member == by.member)
