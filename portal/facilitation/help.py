"""The lines of Help now, for the coordinator: which of them somebody has looked up, and when."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from portal import clock
from portal.errors import NotFound
from portal.forms import PortalForm
from portal.guide import actions, queries
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, page, show_change
from portal.web.who import Me

HELP = "/desk/help"


@get(HELP, who=Who.STAFF)
async def lines(request: AnyRequest, me: Me) -> Response[str]:
    _for_the_coordinator(me)
    return page(request, "facilitation/help.html", place="desk", **await _lines(me))


@post(f"{HELP}/{{line_id:str}}/review", who=Who.STAFF, of="help line on the desk", status_code=200)
async def looked_up(request: AnyRequest, line_id: FromPath[str], me: Me) -> Response[Any]:
    _for_the_coordinator(me)
    form = await read(request, PortalForm)
    await actions.review_line(line_id, by=me, once=form.key)
    known = {"looked_up": line_id, **await _lines(me)}
    return show_change(request, "facilitation/_help_lines.html", or_go_to=f"{HELP}#line-{line_id}", **known)


async def _lines(me: Person) -> dict[str, Any]:
    today = me.today(clock.now())
    places = await queries.help_places()
    stale = sum(line.is_stale(today) for place in places for line in place.lines)
    return {"places": places, "today": today, "stale": stale}


def _for_the_coordinator(me: Person) -> None:
    if not me.is_coordinator:
        raise NotFound


help_handlers = [lines, looked_up]
