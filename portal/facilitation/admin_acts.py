"""What staff do in the admin, handed to the acts that the pages use. What is not listed here is not done there.

An act gets who asks, the row's id ("" for a new one) and what was typed; it answers with the row's id.
"""

from collections.abc import Awaitable, Callable
from dataclasses import fields
from typing import Any

from portal.aspects import actions as aspects
from portal.columns import new_id
from portal.facilitation import actions
from portal.facilitation.admin_aspects import ShownAspect, ShownAspectOption, ShownSuggestionRule
from portal.facilitation.admin_guide import BY_THE_COORDINATOR as GUIDE
from portal.facilitation.admin_matching import ShownProposal
from portal.facilitation.admin_people import ShownFacilitation, ShownGroup, ShownMembership
from portal.facilitation.admin_typed import Said, changed, checked, once
from portal.facilitation.forms import (
    AspectForm,
    AspectOptionForm,
    FacilitationForm,
    GroupForm,
    MembershipForm,
    ProposalForm,
    SuggestionRuleForm,
)
from portal.person import Person
from portal.proposals import actions as proposals

WORDING = {field.name for field in fields(aspects.Wording)}

Act = Callable[[Person, str, Said], Awaitable[str]]


def act_for(method: str, table: str, person: Person) -> Act | None:
    acts = (BY_STAFF | BY_THE_COORDINATOR) if person.is_coordinator else BY_STAFF
    return acts.get((method, table))


async def _propose(me: Person, _: str, said: Said) -> str:
    typed = checked(ProposalForm, said, me)
    return await proposals.propose(
        mentee=typed["mentee"], mentor=typed["mentor"], note=typed["note_to_both"], by=me, once=once(typed)
    )


async def _note_membership(me: Person, row: str, said: Said) -> str:
    as_wished = await changed(ShownMembership, row, said, may_change={"joined_on", "attending"})
    typed = checked(MembershipForm, as_wished, me)
    await actions.note_membership(
        row, by=me, joined_on=typed["joined_on"], attending=typed["attending"], once=once(typed)
    )
    return row


async def _found_group(me: Person, _: str, said: Said) -> str:
    typed = checked(GroupForm, said, me)
    return await actions.found_group(by=me, meets=_meets(typed), once=once(typed))


async def _change_group(me: Person, row: str, said: Said) -> str:
    may_change = {"name", "zone", "meeting_weekday", "meeting_time"}
    typed = checked(GroupForm, await changed(ShownGroup, row, said, may_change=may_change), me)
    await actions.change_group(row, by=me, meets=_meets(typed), once=once(typed))
    return row


async def _entrust(me: Person, _: str, said: Said) -> str:
    typed = checked(FacilitationForm, said, me)
    return await actions.entrust(typed["group"], to=typed["member"], by=me, once=once(typed))


async def _relieve(me: Person, row: str, _: Said) -> str:
    await actions.relieve(row, by=me, once=new_id())
    return row


async def _add_aspect(me: Person, _: str, said: Said) -> str:
    typed = checked(AspectForm, said, me)
    return await aspects.add_aspect(by=me, wording=_wording(typed), once=once(typed))


async def _change_aspect(me: Person, row: str, said: Said) -> str:
    typed = checked(AspectForm, await changed(ShownAspect, row, said, may_change=WORDING), me)
    await aspects.change_aspect(row, by=me, wording=_wording(typed), once=once(typed))
    return row


async def _remove_aspect(me: Person, row: str, _: Said) -> str:
    await aspects.remove_aspect(row, by=me, once=new_id())
    return row


async def _add_option(me: Person, _: str, said: Said) -> str:
    typed = checked(AspectOptionForm, said, me)
    return await aspects.add_option(
        typed["aspect"], by=me, words=typed["words"], position=typed["position"], once=once(typed)
    )


async def _change_option(me: Person, row: str, said: Said) -> str:
    as_wished = await changed(ShownAspectOption, row, said, may_change={"words", "position"})
    typed = checked(AspectOptionForm, as_wished, me)
    await aspects.change_option(row, by=me, words=typed["words"], position=typed["position"], once=once(typed))
    return row


async def _remove_option(me: Person, row: str, _: Said) -> str:
    await aspects.remove_option(row, by=me, once=new_id())
    return row


async def _change_floor(me: Person, row: str, said: Said) -> str:
    typed = checked(SuggestionRuleForm, await changed(ShownSuggestionRule, row, said, may_change={"floor"}), me)
    await actions.change_floor(row, by=me, floor=typed["floor"], once=once(typed))
    return row


BY_STAFF: dict[tuple[str, str], Act] = {
    ("POST", ShownProposal._meta.tablename): _propose,
    ("PATCH", ShownMembership._meta.tablename): _note_membership,
}
BY_THE_COORDINATOR: dict[tuple[str, str], Act] = {
    **GUIDE,
    ("POST", ShownGroup._meta.tablename): _found_group,
    ("PATCH", ShownGroup._meta.tablename): _change_group,
    ("POST", ShownFacilitation._meta.tablename): _entrust,
    ("DELETE", ShownFacilitation._meta.tablename): _relieve,
    ("POST", ShownAspect._meta.tablename): _add_aspect,
    ("PATCH", ShownAspect._meta.tablename): _change_aspect,
    ("DELETE", ShownAspect._meta.tablename): _remove_aspect,
    ("POST", ShownAspectOption._meta.tablename): _add_option,
    ("PATCH", ShownAspectOption._meta.tablename): _change_option,
    ("DELETE", ShownAspectOption._meta.tablename): _remove_option,
    ("PATCH", ShownSuggestionRule._meta.tablename): _change_floor,
}


def _meets(typed: dict[str, Any]) -> actions.Meets:
    weekday = typed["meeting_weekday"]
    return actions.Meets(
        name=typed["name"],
        zone=typed["zone"],
        weekday=int(weekday) if weekday else None,
        time=typed["meeting_time"],
    )


def _wording(typed: dict[str, Any]) -> aspects.Wording:
    return aspects.Wording(**{name: typed[name] for name in WORDING})
