"""What anybody may read, signed in or not; and the shelf, for whoever is signed in."""

from litestar import Response, Router, get

from portal.guide import queries
from portal.visibility import Who
from portal.web.pages import AnyRequest, page
from portal.web.visit import visit_of
from portal.web.who import Me


@get("/", who=Who.ANYONE)
async def front(request: AnyRequest) -> Response[str]:
    return page(request, "guide/front.html")


@get("/guide", who=Who.ANYONE)
async def guide(request: AnyRequest) -> Response[str]:
    return page(request, "guide/guide.html", place="guide")


@get("/guide/shelf", who=Who.MEMBERS)
async def shelf(request: AnyRequest, me: Me) -> Response[str]:
    return page(request, "guide/shelf.html", place="guide", shelf=await queries.shelf(with_texts=True))


@get("/help-now", who=Who.ANYONE)
async def help_now(request: AnyRequest) -> Response[str]:
    return page(request, "guide/help_now.html")


@get("/seen-on-this-phone", who=Who.ANYONE)
async def seen_on_phone(request: AnyRequest) -> Response[str]:
    return page(request, "guide/seen_on_phone.html", place="me" if visit_of(request).me else "")


router = Router("/", route_handlers=[front, guide, shelf, help_now, seen_on_phone])
