"""Home: what is there for me today, and where each piece of news leads."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock
from portal.home.queries import SAY, Today, today_of
from portal.notices import access, actions
from portal.notices.rules import KINDS
from portal.visibility import Who
from portal.web.pages import AnyRequest, go_to, page
from portal.web.who import Me


@get("/home", who=Who.MEMBERS)
async def home(request: AnyRequest, me: Me) -> Response[str]:
    today = await today_of(me.member, clock.now())
    if me.covers_home:
        return page(request, "home/covered.html", place="home", news=today.news, next=today.next)
    return shown(request, today)


@post("/home", who=Who.MEMBERS, status_code=200)
async def show(request: AnyRequest, me: Me) -> Response[str]:
    """Uncovers Home for this one look: the next visit finds it covered again."""
    return shown(request, await today_of(me.member, clock.now()))


@post("/notices/{notice_id:str}", who=Who.MEMBERS, of="notice", status_code=200)
async def follow(request: AnyRequest, notice_id: FromPath[str], me: Me) -> Response[Any]:
    """Opens what a notice leads to, and puts it away: a form, since nothing changes on a GET. One leaves by the clock
    alone, and nothing is written down: who has followed it is nobody's to know, now or from a backup."""
    notice = await access.notice(me, notice_id)
    if notice["kind"] != SAY:
        await actions.put_away(notice["kind"], notice["about"], member=me.member)
    return go_to(request, KINDS[notice["kind"]].leads_to.format(about=notice["about"]))


def shown(request: AnyRequest, today: Today) -> Response[str]:
    """Home from what was read; apart from the reading, so that the two can be measured apart."""
    return page(
        request,
        "home/home.html",
        place="home",
        today=today,
    )


router = Router("/", route_handlers=[home, show, follow])
