"""What anybody may read, signed in or not; the rest of the guide, for whoever is signed in; and looking something up.

What is looked up is sent, never written into an address: a history is read by others.
"""

from typing import Any

from litestar import Response, Router, get, post

from portal.guide import pages, queries
from portal.guide.forms import SearchForm
from portal.guide.search import Results, search
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, page, wants_fragment
from portal.web.visit import visit_of
from portal.web.who import Me

SEARCH = "/guide/search"


@get("/", who=Who.ANYONE)
async def front(request: AnyRequest) -> Response[str]:
    return page(request, "guide/front.html")


@get("/guide", who=Who.ANYONE)
async def guide(request: AnyRequest) -> Response[str]:
    return _page(request, "guide/guide.html", for_anyone=pages.FOR_ANYONE, for_members=pages.FOR_MEMBERS)


@get([one.address for one in pages.BY_ADDRESS.values() if one.for_anyone], who=Who.ANYONE)
async def for_anyone(request: AnyRequest) -> Response[str]:
    return _one(request)


@get([one.address for one in pages.BY_ADDRESS.values() if not one.for_anyone], who=Who.MEMBERS)
async def for_members(request: AnyRequest, me: Me) -> Response[str]:
    return _one(request)


@get("/guide/questions", who=Who.MEMBERS)
async def questions(request: AnyRequest, me: Me) -> Response[str]:
    return _page(request, "guide/questions.html", cards=await queries.cards())


@get("/guide/shelf", who=Who.MEMBERS)
async def shelf(request: AnyRequest, me: Me) -> Response[str]:
    return _page(request, "guide/shelf.html", shelf=await queries.shelf(with_texts=True))


@get(SEARCH, who=Who.ANYONE)
async def before_searching(request: AnyRequest) -> Response[str]:
    return _page(request, "guide/search.html")


@post(SEARCH, who=Who.ANYONE, status_code=200)
async def look_up(request: AnyRequest) -> Response[Any]:
    form = await read(request, SearchForm)
    if not form.validate():
        return ask_again(
            request, "guide/search.html", fragment="guide/_search.html", place="guide", form=form, results=None
        )
    results = await search(form.words.data or "", signed_in=visit_of(request).me is not None)
    template = "guide/_search.html" if wants_fragment(request) else "guide/search.html"
    return _page(request, template, form=form, results=results)


@get("/help-now", who=Who.ANYONE)
async def help_now(request: AnyRequest) -> Response[str]:
    return page(request, "guide/help_now.html", places=await queries.help_places())


@get("/seen-on-this-phone", who=Who.ANYONE)
async def seen_on_phone(request: AnyRequest) -> Response[str]:
    return page(request, "guide/seen_on_phone.html", place="me" if visit_of(request).me else "")


def _one(request: AnyRequest) -> Response[str]:
    one = pages.BY_ADDRESS[request.url.path.rstrip("/")]
    onward = pages.after(one, signed_in=visit_of(request).me is not None)
    return _page(request, "guide/page.html", one=one, onward=onward)


def _page(
    request: AnyRequest, template: str, *, form: SearchForm | None = None, results: Results | None = None, **known: Any
) -> Response[str]:
    """Every page of the guide has the field to search it."""
    return page(request, template, place="guide", form=form or SearchForm(), results=results, **known)


router = Router(
    "/",
    route_handlers=[
        front,
        guide,
        for_anyone,
        for_members,
        questions,
        shelf,
        before_searching,
        look_up,
        help_now,
        seen_on_phone,
    ],
)
