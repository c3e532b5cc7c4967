"""A page, or the piece of it that changed."""

from functools import cache
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import jinja2
from litestar import Response
from litestar.connection import Request
from litestar.enums import MediaType
from litestar.response import Redirect
from markupsafe import Markup

from portal import clock, visibility
from portal.forms import Typed
from portal.person import Person
from portal.sentences import begun
from portal.web import csrf
from portal.web.dates import Dates, in_words
from portal.web.drawing import icon, motif, path
from portal.web.forms import here
from portal.web.visit import Visit, door_cookie, keep, visit_of

HOUSE = Path(__file__).parents[2]
TEMPLATES = HOUSE / "templates"
STATIC = HOUSE / "static"

AnyRequest = Request[Any, Any, Any]
TYPED_IS_BACK = "What you typed is here again. It is not sent yet."

Place = tuple[str, str, str]  # key (also the icon), word, address

MEMBERS_BAR: tuple[Place, ...] = (
    ("home", "Home", "/home"),
    ("talks", "Talks", "/talks"),
    ("chats", "Chats", "/chats"),
    ("guide", "Guide", "/guide"),
    ("me", "Me", "/me"),
)
STAFF_BAR: tuple[Place, ...] = (
    ("home", "Home", "/home"),
    ("desk", "Desk", "/desk"),
    ("guide", "Guide", "/guide"),
    ("me", "Me", "/me"),
)


def page(request: AnyRequest, template: str, *, status: int = 200, place: str = "", **context: Any) -> Response[str]:
    """The template with what every page knows. A signed-out browser shown a form gets a cookie to bind it to."""
    visit = visit_of(request)
    known = _known(visit, place) | {"here": here(request)} | context
    if visit.typed_before and request.method == "GET" and "form" in known:
        known["form"].process(Typed(visit.typed_before))
        known["said"] = TYPED_IS_BACK
    html = environment().get_template(template).render(known)
    response = Response(html, media_type=MediaType.HTML, status_code=status)
    if visit.new_door:
        keep(response, door_cookie(), visit.door)
    return response


def show_change(request: AnyRequest, fragment: str, *, or_go_to: str, **context: Any) -> Response[Any]:
    """After an act that stays on its page: the piece that changed, or the page anew."""
    if wants_fragment(request):
        return page(request, fragment, **context)
    return Redirect(or_go_to, status_code=303)


def go_to(request: AnyRequest, address: str) -> Response[Any]:
    """After an act that leads elsewhere."""
    if wants_fragment(request):
        return Response("", media_type=MediaType.HTML, headers={"hx-redirect": address})
    return Redirect(address, status_code=303)


def ask_again(request: AnyRequest, template: str, *, fragment: str, **context: Any) -> Response[str]:
    """The form as it was typed, with a sentence at each field that needs one."""
    return page(request, fragment if wants_fragment(request) else template, status=422, **context)


def wants_fragment(request: AnyRequest) -> bool:
    return request.headers.get("hx-request-type") == "partial"


@cache
def environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        icon=icon,
        motif=motif,
        path=path,
        in_words=in_words,
        who_can_see=visibility.who_can_see,
        sign_of=visibility.sign_of,
        asset_version=asset_version(),
        stylesheets=stylesheets,
    )
    made.filters["begun"] = begun
    return made


@cache
def stylesheets(*names: str) -> Markup:
    link = Markup('<link rel="stylesheet" href="/static/css/{}.css?v={}">')
    return Markup("\n  ").join(link.format(name, asset_version()) for name in names)


@cache
def asset_version() -> str:
    """Changes when a style or a script does, so that a browser may keep them for long."""
    newest = max((file.stat().st_mtime_ns for file in STATIC.rglob("*") if file.is_file()), default=0)
    return f"{newest:x}"[-8:]


def _known(visit: Visit, place: str) -> dict[str, Any]:
    me = visit.me
    return {
        "me": me,
        "place": place,
        "bar": _bar(_places_of(me), place),
        "tokens": lambda: _tokens(visit),  # asked only by pages that hold a form
        "dates": Dates(clock.now(), me.zone if me else "UTC"),
    }


def _places_of(me: Person | None) -> tuple[Place, ...]:
    if me is None:
        return ()
    return MEMBERS_BAR if me.belongs or not me.is_staff else STAFF_BAR


@cache
def _bar(places: tuple[Place, ...], place: str) -> Markup:
    """The same for everybody who has these places, so it is drawn once for each of them."""
    drawn = environment().get_template("web/bar.html").render(places=places, place=place)
    return Markup(drawn)  # noqa: S704  (the template has escaped it)


def _tokens(visit: Visit) -> Markup:
    """The two hidden fields of every form: proof that the page is ours, and a key by which a repeat is known."""
    csrf_token, once = csrf.token(visit), token_urlsafe(12)  # of letters, digits, - and _: nothing to escape
    return Markup(  # noqa: S704
        f'<input type="hidden" name="csrf" value="{csrf_token}"><input type="hidden" name="once" value="{once}">'
    )
