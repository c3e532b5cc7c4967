"""What staff do in the admin, handed to the acts that the pages use. What is not listed here is not done there.

An act gets who asks, the row's id ("" for a new one) and what was typed; it answers with the row's id.
"""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from portal import clock
from portal.columns import new_id
from portal.errors import NotFound, NotPossible
from portal.facilitation import actions
from portal.facilitation.admin_matching import ShownProposal
from portal.facilitation.admin_people import ShownFacilitation, ShownGroup, ShownMembership
from portal.facilitation.admin_scope import Window
from portal.facilitation.forms import FacilitationForm, GroupForm, MembershipForm, ProposalForm
from portal.forms import PortalForm, Typed
from portal.person import Person
from portal.proposals import actions as proposals

NOT_CHANGED_HERE = "This is not changed here."

Said = dict[str, Any]  # the JSON the admin sends: every field of its form
Act = Callable[[Person, str, Said], Awaitable[str]]


def act_for(method: str, table: str, person: Person) -> Act | None:
    acts = (BY_STAFF | BY_THE_COORDINATOR) if person.is_coordinator else BY_STAFF
    return acts.get((method, table))


async def _propose(me: Person, _: str, said: Said) -> str:
    typed = _checked(ProposalForm, said, me)
    return await proposals.propose(
        mentee=typed["mentee"], mentor=typed["mentor"], note=typed["note_to_both"], by=me, once=_once(typed)
    )


async def _note_membership(me: Person, row: str, said: Said) -> str:
    as_wished = await _changed(ShownMembership, row, said, may_change={"joined_on", "attending"})
    typed = _checked(MembershipForm, as_wished, me)
    await actions.note_membership(
        row, by=me, joined_on=typed["joined_on"], attending=typed["attending"], once=_once(typed)
    )
    return row


async def _found_group(me: Person, _: str, said: Said) -> str:
    typed = _checked(GroupForm, said, me)
    return await actions.found_group(by=me, meets=_meets(typed), once=_once(typed))


async def _change_group(me: Person, row: str, said: Said) -> str:
    may_change = {"name", "zone", "meeting_weekday", "meeting_time"}
    typed = _checked(GroupForm, await _changed(ShownGroup, row, said, may_change=may_change), me)
    await actions.change_group(row, by=me, meets=_meets(typed), once=_once(typed))
    return row


async def _entrust(me: Person, _: str, said: Said) -> str:
    typed = _checked(FacilitationForm, said, me)
    return await actions.entrust(typed["group"], to=typed["member"], by=me, once=_once(typed))


async def _relieve(me: Person, row: str, _: Said) -> str:
    await actions.relieve(row, by=me, once=new_id())
    return row


BY_STAFF: dict[tuple[str, str], Act] = {
    ("POST", ShownProposal._meta.tablename): _propose,
    ("PATCH", ShownMembership._meta.tablename): _note_membership,
}
BY_THE_COORDINATOR: dict[tuple[str, str], Act] = {
    ("POST", ShownGroup._meta.tablename): _found_group,
    ("PATCH", ShownGroup._meta.tablename): _change_group,
    ("POST", ShownFacilitation._meta.tablename): _entrust,
    ("DELETE", ShownFacilitation._meta.tablename): _relieve,
}


async def _changed(window: type[Window], row: str, said: Said, *, may_change: set[str]) -> Said:
    """The row, with what was typed over it. The admin sends every field, so the others must be as they were."""
    stored: Said | None = await window.select().where(window._meta.primary_key == row).first()
    if stored is None:
        raise NotFound
    for name in said.keys() & stored.keys() - may_change:
        if _plain(said[name]) != _plain(stored[name]):
            raise NotPossible(NOT_CHANGED_HERE)
    return {**stored, **{name: said[name] for name in said.keys() & may_change}}


def _checked(kind: type[PortalForm], said: Said, me: Person) -> dict[str, Any]:
    form = kind(Typed({name: [_plain(value)] for name, value in said.items()}))
    form.today = me.today(clock.now())  # type: ignore[attr-defined] # of those that ask for a day
    if not form.validate():
        raise NotPossible(next(str(field.errors[0]) for field in form if field.errors))
    typed: dict[str, Any] = form.data
    return typed


def _plain(value: object) -> str:
    return str(value) if isinstance(value, str | int | date) else ""


def _once(typed: dict[str, Any]) -> str:
    """A form that knows no once-key only writes what it says: sent again, it does the same."""
    return typed["once"] or new_id()


def _meets(typed: dict[str, Any]) -> actions.Meets:
    weekday = typed["meeting_weekday"]
    return actions.Meets(
        name=typed["name"],
        zone=typed["zone"],
        weekday=int(weekday) if weekday else None,
        time=typed["meeting_time"],
    )
