"""A mentor's room, in two taps; a mentee waits again."""

from datetime import timedelta
from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock
from portal.enrolments import access, actions
from portal.enrolments.forms import CapacityForm, PauseForm
from portal.enrolments.queries import availability_of
from portal.enrolments.rules import is_paused
from portal.errors import NotFound
from portal.forms import PortalForm
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page, show_change
from portal.web.who import Me


@get("/me/room", who=Who.MEMBERS)
async def room(request: AnyRequest, me: Me) -> Response[str]:
    return page(request, "enrolments/room.html", place="me", room=await _known_room(me))


@post("/me/room", who=Who.MEMBERS, status_code=200)
async def choose_capacity(request: AnyRequest, me: Me) -> Response[Any]:
    form = await read(request, CapacityForm)
    if not form.validate():
        return await _again(request, me, capacity_form=form)
    await actions.choose_capacity(by=me, capacity=int(form.capacity.data), once=form.key)
    return await _changed(request, me)


@post("/me/room/pause", who=Who.MEMBERS, status_code=200)
async def pause(request: AnyRequest, me: Me) -> Response[Any]:
    form = await read(request, PauseForm)
    form.today = me.today(clock.now())
    if not form.validate():
        return await _again(request, me, pause_form=form)
    await actions.pause(by=me, until=form.until.data, once=form.key)
    return await _changed(request, me)


@post("/me/room/return", who=Who.MEMBERS, status_code=200)
async def end_pause(request: AnyRequest, me: Me) -> Response[Any]:
    form = await read(request, PortalForm)
    await actions.pause(by=me, until=None, once=form.key)
    return await _changed(request, me)


@post("/enrolments/{enrolment_id:str}/waiting", who=Who.MEMBERS, of="enrolment", status_code=200)
async def wait_again(request: AnyRequest, enrolment_id: FromPath[str], me: Me) -> Response[Any]:
    enrolment = await access.own_enrolment(me, enrolment_id)
    form = await read(request, PortalForm)
    await actions.wait_again(by=me, enrolment=enrolment, once=form.key)
    return go_to(request, "/me")


async def room_of(me: Person) -> dict[str, Any] | None:
    """What the piece about a mentor's room is drawn from; None for somebody who does not mentor."""
    availability = await availability_of(me.member)
    if availability is None:
        return None
    today = me.today(clock.now())
    paused = is_paused(availability["paused_until"], today)
    return {
        "capacity": availability["capacity"],
        "paused_until": availability["paused_until"] if paused else None,
        "capacity_form": CapacityForm(capacity=str(availability["capacity"])),
        "pause_form": PauseForm(until=availability["paused_until"] if paused else None),
        "tomorrow": today + timedelta(days=1),
    }


async def _known_room(me: Person) -> dict[str, Any]:
    known = await room_of(me)
    if known is None:
        raise NotFound
    return known


async def _changed(request: AnyRequest, me: Person) -> Response[Any]:
    return show_change(request, "enrolments/_room.html", or_go_to="/me/room", room=await _known_room(me))


async def _again(request: AnyRequest, me: Person, **forms: PortalForm) -> Response[str]:
    known = {**await _known_room(me), **forms}
    return ask_again(request, "enrolments/room.html", fragment="enrolments/_room.html", place="me", room=known)


router = Router("/", route_handlers=[room, choose_capacity, pause, end_pause, wait_again])
