"""Applying, from the applicant's side: begun, written page by page, sent, taken back, begun again."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import Any

from portal import audit, clock, sealed
from portal.enrolments import rules, steps
from portal.enrolments.actions import Values, go_over, make_room, rest
from portal.enrolments.applications import application, groups_ever
from portal.enrolments.rules import CHANGED, MENTEE, MENTOR
from portal.enrolments.tables import Enrolment
from portal.enrolments.telling import tell_who_runs
from portal.errors import NotFound, NotPossible
from portal.members.rules import listed
from portal.notices.actions import put_away_all
from portal.person import Person
from portal.proposals.closing import withdraw_of_enrolment

SEALED = {
    "introduction": Enrolment.introduction,
    "depth": Enrolment.depth,
    "qualities": Enrolment.qualities,
    "hard_about": Enrolment.hard_about,
    "hard_now": Enrolment.hard_now,
    "line": Enrolment.line,
}
# what belongs to one sending, and not to the next
_AS_NEW: Values = {
    Enrolment.read_at: None,
    Enrolment.read_by: None,
    Enrolment.waiting_since: None,
    Enrolment.told: 0,
}
PLAIN = {"attending": Enrolment.attending, "support": Enrolment.support}


async def begin(*, by: Person, role: str, group: str, once: str) -> str:
    """One for each role and group: what is there already is gone on with. Returns its id."""
    async with audit.act("enrolments.begin", by=by, once=once) as act:
        if act.repeated:
            return act.about
        await _refuse_who_may_not(by, role, group)
        there = await (
            Enrolment.select(Enrolment.id, Enrolment.state)
            .where(Enrolment.member == by.member, Enrolment.group == group, Enrolment.role == role)
            .first()
        )
        if there is None:
            begun = Enrolment(member=by.member, group=group, role=role, state="draft")
            await Enrolment.insert(begun)
            act.about = begun.id
            return begun.id
        act.about = there["id"]
        if there["state"] in rules.OVER:
            await go_over(there["id"], to="draft", values=_AS_NEW, of=there["state"])
        return act.about


async def again(enrolment: str, *, by: Person, once: str) -> None:
    """After a not yet, or a change of mind: a draft once more, with everything that was written."""
    async with audit.act("enrolments.again", by=by, once=once, about=enrolment) as act:
        if act.repeated:
            return
        row = await _own(enrolment, by)
        await _refuse_who_may_not(by, row["role"], row["group"])
        if row["state"] not in rules.OVER:
            raise NotPossible(CHANGED)
        await go_over(enrolment, to="draft", values=_AS_NEW, of=row["state"])


async def save_page(enrolment: str, page: str, *, by: Person, once: str, **said: str) -> None:
    """What one page asks, and that it was saved. What is sealed is sealed with the writer's key."""
    async with saving(enrolment, page, by=by, once=once, said=said):
        pass


@asynccontextmanager
async def saving(
    enrolment: str, page: str, *, by: Person, once: str, said: Mapping[str, str] = MappingProxyType({})
) -> AsyncIterator[bool]:
    """A page that asks what belongs to the member, not to this application: it is saved inside, in one transaction.
    False where it was saved before."""
    async with audit.act("enrolments.save_page", by=by, once=once, about=enrolment) as act:
        if not act.repeated:
            await _keep_page(enrolment, page, by=by, said=said)
        yield not act.repeated


async def send(enrolment: str, *, by: Person, agreed: bool, once: str) -> None:
    """Whoever runs the group is told. Refused in words while something is missing."""
    async with audit.act("enrolments.send", by=by, once=once, about=enrolment) as act:
        if act.repeated:
            return
        row = await _own(enrolment, by)
        await _refuse_who_may_not(by, row["role"], row["group"])
        missing = rules.why_not_sent(
            row["role"], ways=listed(row["means"]), introduced=bool(row["introduction"]), agreed=agreed
        )
        for sentence in missing.values():
            raise NotPossible(sentence)
        now = clock.now()
        values: Values = {**_AS_NEW, Enrolment.sent_at: now, Enrolment.page: "send"}
        if row["role"] == MENTOR:
            values[Enrolment.agreed_at] = now
            await make_room(by.member)
        await go_over(enrolment, to="submitted", values=values, of="draft")
        await put_away_all(enrolment)
        await tell_who_runs(row["group"], kind="application", about=enrolment, whose=by.member)


async def withdraw(enrolment: str, *, by: Person, once: str) -> None:
    """A change of mind, at any time. Nobody who waits is asked about it further; talks that are there stay."""
    async with audit.act("enrolments.withdraw", by=by, once=once, about=enrolment) as act:
        if act.repeated:
            return
        row = await _own(enrolment, by)
        state, role = row["state"], row["role"]
        await go_over(enrolment, to="withdrawn", values={}, of=state)
        if role == MENTEE and state in rules.IN_USE:
            await withdraw_of_enrolment(enrolment, by=by.account)
        await put_away_all(enrolment)
        kind = "stepped_back" if role == MENTOR and state in rules.IN_USE else "application_back"
        await tell_who_runs(row["group"], kind=kind, about=enrolment, whose=by.member)


async def rest_for_now(*, by: Person, enrolment: str, once: str) -> None:
    """Of a mentee who waits, by their own wish: nobody is asked about them before they say so."""
    async with audit.act("enrolments.rest_for_now", by=by, once=once, about=enrolment) as act:
        if act.repeated:
            return
        row = await _own(enrolment, by)
        if enrolment not in await rest(by.member, row["group"]):
            raise NotPossible(CHANGED)
        await withdraw_of_enrolment(enrolment, by=by.account)


async def _keep_page(enrolment: str, page: str, *, by: Person, said: Mapping[str, str]) -> None:
    row = await _own(enrolment, by)
    if row["state"] not in rules.STILL_WRITING or not steps.has(row["role"], page):
        raise NotPossible(CHANGED)
    ring = await sealed.ring_to_write(by.member)
    values: Values = {SEALED[name]: ring.seal(words, of=by.member) for name, words in said.items() if name in SEALED}
    values |= {PLAIN[name]: words for name, words in said.items() if name in PLAIN}
    values[Enrolment.page] = steps.furthest(row["role"], row["page"], page)
    await Enrolment.update(values).where(Enrolment.id == enrolment, Enrolment.state == row["state"])


async def _own(enrolment: str, by: Person) -> dict[str, Any]:
    row = await application(enrolment)
    if row is None or row["member"] != by.member:
        raise NotFound
    return row


async def _refuse_who_may_not(by: Person, role: str, group: str) -> None:
    rows = [row for row in await groups_ever(by.member) if row["group"] == group]
    if not rows:
        raise NotFound
    if sentence := rules.may_apply(role, current=any(row["left_on"] is None for row in rows), ever=True):
        raise NotPossible(sentence)
