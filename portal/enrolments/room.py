"""A mentor's room, in two taps; a pause and its return; and no more of it, when that is what they wish."""

from datetime import timedelta
from typing import Any

from litestar import Response, get, post

from portal import clock
from portal.enrolments import actions
from portal.enrolments.forms import CapacityForm, PauseForm
from portal.enrolments.queries import availability_of, enrolments_of
from portal.enrolments.rules import MENTOR, is_paused, was_in_use
from portal.errors import NotFound
from portal.forms import PortalForm
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page, show_change
from portal.web.who import Me

STEPPING_BACK = "/me/room/stepping-back"


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
    """From a pause, or from a rest after an ending."""
    form = await read(request, PortalForm)
    await actions.pause(by=me, until=None, once=form.key)
    return await _changed(request, me)


@get(STEPPING_BACK, who=Who.MEMBERS)
async def before_stepping_back(request: AnyRequest, me: Me) -> Response[str]:
    await _known_room(me)
    return page(request, "enrolments/stepping_back.html", place="me")


@post(STEPPING_BACK, who=Who.MEMBERS, status_code=200)
async def step_back(request: AnyRequest, me: Me) -> Response[Any]:
    form = await read(request, PortalForm)
    await actions.step_back(by=me, once=form.key)
    return go_to(request, await _what_was_stopped(me))


async def _what_was_stopped(me: Person) -> str:
    """The page that says so; of offers in several groups, the one that lists them."""
    mine = [one for one in await enrolments_of(me.member) if one["role"] == MENTOR and one["state"] == "withdrawn"]
    stopped = [one["id"] for one in mine if was_in_use(one["sent_at"], one["answered_at"])]
    return f"/enrolments/{stopped[0]}" if len(stopped) == 1 else "/enrolments"


async def room_of(me: Person) -> dict[str, Any] | None:
    """What the piece about a mentor's room is drawn from; None for somebody who does not mentor."""
    availability = await availability_of(me.member)
    if availability is None:
        return None
    today = me.today(clock.now())
    paused_until, rests_until = (
        day if is_paused(day, today) else None for day in (availability["paused_until"], availability["rests_until"])
    )
    return {
        "capacity": availability["capacity"],
        "paused_until": paused_until,
        "rests_until": rests_until,
        "capacity_form": CapacityForm(capacity=str(availability["capacity"])),
        "pause_form": PauseForm(until=paused_until),
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


room_handlers = [room, choose_capacity, pause, end_pause, before_stepping_back, step_back]
