"""What the two can change of a check-in later: correct it, take it back, add a few words."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from portal.check_ins import access, actions
from portal.check_ins.forms import AdditionForm, CheckInForm
from portal.check_ins.pages import (
    as_it_is,
    between_its_days,
    insist_it_goes_on,
    lead_on,
    said_in,
    show,
    show_again,
)
from portal.check_ins.rules import ADDED_ALREADY, TOO_LATE
from portal.errors import NotPossible
from portal.forms import PortalForm
from portal.mentorships.access import talk as open_talk
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, go_to
from portal.web.who import Me

MINE = "/talks/{talk_id:str}/check-ins/{own_check_in_id:str}"
THEIRS = "/talks/{talk_id:str}/check-ins/{their_check_in_id:str}"

Id = FromPath[str]


@get(f"{MINE}/correction", who=Who.MEMBERS, of="talk")
async def correction(request: AnyRequest, talk_id: Id, own_check_in_id: Id, me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    found = await access.my_check_in(talk, own_check_in_id)
    insist_it_goes_on(talk)
    if not found.can_change:
        raise NotPossible(TOO_LATE)
    form = between_its_days(CheckInForm(**as_it_is(found)), talk, me)
    return show(request, "correction", talk, form, check_in=found)


@post(f"{MINE}/correction", who=Who.MEMBERS, of="talk", status_code=200)
async def correct(request: AnyRequest, talk_id: Id, own_check_in_id: Id, me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    found = await access.my_check_in(talk, own_check_in_id)
    form = between_its_days(await read(request, CheckInForm), talk, me)
    if not form.validate():
        return show_again(request, "correction", talk, form, check_in=found)
    said = said_in(form)
    await actions.correct(talk, found.id, by=me, said=said, once=form.key)
    return lead_on(request, talk, said.for_me, back_to=f"/talks/{talk.id}#check-ins", weighed=found.weighs)


@post(f"{MINE}/removal", who=Who.MEMBERS, of="talk", status_code=200)
async def take_back(request: AnyRequest, talk_id: Id, own_check_in_id: Id, me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    form = await read(request, PortalForm)
    await actions.take_back(talk, own_check_in_id, by=me, once=form.key)
    return go_to(request, f"/talks/{talk.id}#check-ins")


@get(f"{THEIRS}/addition", who=Who.MEMBERS, of="talk")
async def addition(request: AnyRequest, talk_id: Id, their_check_in_id: Id, me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    found = await access.their_check_in(talk, their_check_in_id)
    insist_it_goes_on(talk)
    if not found.can_add:
        raise NotPossible(ADDED_ALREADY)
    return show(request, "addition", talk, AdditionForm(), check_in=found)


@post(f"{THEIRS}/addition", who=Who.MEMBERS, of="talk", status_code=200)
async def add(request: AnyRequest, talk_id: Id, their_check_in_id: Id, me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    found = await access.their_check_in(talk, their_check_in_id)
    form = await read(request, AdditionForm)
    if not form.validate():
        return show_again(request, "addition", talk, form, check_in=found)
    await actions.add(talk, found.id, by=me, words=form.added.data or "", once=form.key)
    return go_to(request, f"/talks/{talk.id}#check-ins")


handlers = [correction, correct, take_back, addition, add]
