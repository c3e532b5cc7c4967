"""The pairs of a group, and those that may need somebody."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from portal import clock
from portal.endings import actions as endings
from portal.facilitation import actions
from portal.facilitation.access import talk_on_the_desk
from portal.facilitation.talks import how_it_stands, names_of, talks_of_one
from portal.forms import PortalForm
from portal.mentorships.rules import is_over
from portal.visibility import Who
from portal.web.dates import Dates
from portal.web.forms import read
from portal.web.pages import AnyRequest, go_to, page
from portal.web.who import Me

Row = dict[str, Any]
TALK = "talk on the desk"


@get("/desk/talks", who=Who.STAFF)
async def talks(request: AnyRequest, me: Me) -> Response[str]:
    found = await talks_of_one(me, clock.now(), str(request.query_params.get("group", "")))
    return page(request, "facilitation/talks.html", place="desk", talks=found)


@get("/desk/talks/{talk_id:str}/closing", who=Who.STAFF, of=TALK)
async def before_closing(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    row, dates = await talk_on_the_desk(me, talk_id), Dates(clock.now(), me.zone)
    if is_over(row["state"], row["closes_at"], dates.now):
        return go_to(request, _talks_of(row))
    return page(
        request,
        "facilitation/closing.html",
        place="desk",
        talk=row,
        names=names_of(row),
        stands=how_it_stands(row, dates),
    )


@post("/desk/talks/{talk_id:str}/closing", who=Who.STAFF, of=TALK, status_code=200)
async def close(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    row = await talk_on_the_desk(me, talk_id)
    form = await read(request, PortalForm)
    await endings.close_for(row["id"], by=me, once=form.key)
    return go_to(request, _talks_of(row))


@post("/desk/talks/{talk_id:str}/looked-after", who=Who.STAFF, of=TALK, status_code=200)
async def see_to(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    row = await talk_on_the_desk(me, talk_id)
    form = await read(request, PortalForm)
    await actions.see_to(row["id"], by=me, once=form.key)
    return go_to(request, _talks_of(row))


def _talks_of(row: Row) -> str:
    return f"/desk/talks?group={row['group']}"


looking_after_handlers = [talks, before_closing, close, see_to]
