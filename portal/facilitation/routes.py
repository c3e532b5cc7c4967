"""The desk: who waits, who has room, who was asked. People are put before each other in the admin."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock
from portal.facilitation.queries import desk_of
from portal.forms import PortalForm
from portal.proposals import access
from portal.proposals import actions as proposals
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, go_to, page
from portal.web.who import Me


@get("/desk", who=Who.STAFF)
async def desk(request: AnyRequest, me: Me) -> Response[str]:
    return page(request, "facilitation/desk.html", place="desk", groups=await desk_of(me, clock.now()))


@post("/desk/proposals/{proposal_id:str}/withdrawal", who=Who.STAFF, of="proposal on the desk", status_code=200)
async def withdraw(request: AnyRequest, proposal_id: FromPath[str], me: Me) -> Response[Any]:
    proposal = await access.proposal_on_the_desk(me, proposal_id)
    form = await read(request, PortalForm)
    await proposals.withdraw(proposal["id"], by=me, once=form.key)
    return go_to(request, "/desk")


router = Router("/", route_handlers=[desk, withdraw])
