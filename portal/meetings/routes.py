"""One's own list for the next meeting. Nobody else is ever shown any of it."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.errors import NotAsTyped
from portal.forms import PortalForm
from portal.meetings import actions
from portal.meetings.forms import LineForm
from portal.meetings.queries import lines_of, meetings_of
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, page, show_change
from portal.web.who import Me

PAGE = "/me/meeting"
PIECE = "meetings/_lines.html"


@get(PAGE, who=Who.MEMBERS)
async def meeting(request: AnyRequest, me: Me) -> Response[str]:
    return page(request, "meetings/meeting.html", place="me", **await _shown(me))


@post(PAGE, who=Who.MEMBERS, status_code=200)
async def add_line(request: AnyRequest, me: Me) -> Response[Any]:
    form = await read(request, LineForm)
    if not form.validate():
        return await _again(request, me, form)
    try:
        await actions.add_line(by=me, words=form.words.data or "", once=form.key)
    except NotAsTyped as refusal:
        form.refuse(refusal.sentence, refusal.field)
        return await _again(request, me, form)
    return await _changed(request, me, "Kept for your next meeting.")


@post("/me/meeting/{line_id:str}/removal", who=Who.MEMBERS, of="line to bring", status_code=200)
async def take_off(request: AnyRequest, line_id: FromPath[str], me: Me) -> Response[Any]:
    form = await read(request, PortalForm)
    await actions.take_off(line_id, by=me, once=form.key)
    return await _changed(request, me, "Taken off.")


async def _shown(me: Person, form: LineForm | None = None) -> dict[str, Any]:
    return {
        "form": form or LineForm(),
        "lines": await lines_of(me.member, await sealed.ring(me.member)),
        "meets": await meetings_of(me.member, clock.now()),
    }


async def _again(request: AnyRequest, me: Person, form: LineForm) -> Response[str]:
    return ask_again(request, "meetings/meeting.html", fragment=PIECE, place="me", **await _shown(me, form))


async def _changed(request: AnyRequest, me: Person, told: str) -> Response[Any]:
    return show_change(request, PIECE, or_go_to=PAGE, here=PAGE, told=told, **await _shown(me))


router = Router("/", route_handlers=[meeting, add_line, take_off])
