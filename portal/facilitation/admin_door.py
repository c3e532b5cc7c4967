"""The door of Piccolo Admin. Our session lets staff in, what they do there goes to our acts, and every answer leaves
with our headers.

The admin behind it only reads. Of its addresses those are open that its own pages ask for: no sign-in, no change of
password, no schema, no upload.
"""

import json
import re
from typing import Any

from litestar import Request, Response, asgi
from litestar.exceptions import ClientException
from litestar.types import Receive, Scope, Send
from markupsafe import Markup

from portal.accounts import actions as accounts
from portal.errors import NotFound, NotPossible, SignedOut
from portal.facilitation.admin_acts import act_for
from portal.facilitation.admin_inside import CannotBeAsked, ask, the_page
from portal.facilitation.admin_scope import seen_by
from portal.facilitation.admin_typed import NOT_CHANGED_HERE
from portal.person import Person
from portal.visibility import Who
from portal.web import csrf
from portal.web.pages import AnyRequest, page
from portal.web.visit import FORGET, is_secure, visit_of

ROW = "(?P<row>[a-z0-9]{16})"
OPEN = re.compile(
    r"/assets/[\w.-]+|/public/(meta|translations|translations/en)/"
    r"|/api/(user|links|forms|forms/grouped|tables|tables/grouped)/"
    rf"|/api/tables/(?P<table>[a-z_]+)/((schema|ids|count|new|references)/|{ROW}/)?"
)
CHANGES = re.compile(rf"/api/tables/(?P<table>[a-z_]+)/({ROW}/)?")
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
KEPT_LONG = "private, max-age=31536000, immutable"  # the assets' names change with what they hold
LONGEST_BODY = 64 * 1024


def _no_session(request: AnyRequest, _: SignedOut) -> Response[Any]:
    """Its scripts are told so in their own way; a page leads to the front door."""
    if _path(request.scope).startswith("/api/"):
        return Response({"error": "Signed out"}, status_code=401)
    return Response("", status_code=303, headers={"location": "/sign-in?next=/admin/"})


@asgi(
    "/admin/",
    is_mount=True,
    copy_scope=True,
    who=Who.STAFF,
    token_in_header=True,
    exception_handlers={SignedOut: _no_session},
)
async def admin(scope: Scope, receive: Receive, send: Send) -> None:
    request: AnyRequest = Request(scope, receive, send)
    me = visit_of(request).me
    if me is None or not me.is_staff:  # the guards have asked already; this is the second lock
        raise NotFound
    response = await _answer(request, me)
    response.headers["content-security-policy"] = CSP
    await response.to_asgi_response(app=None, request=request)(scope, receive, send)


async def _answer(request: AnyRequest, me: Person) -> Response[Any]:
    path = _path(request.scope)
    if request.method in csrf.SAFE - {"GET"}:
        raise NotFound
    if request.method == "GET":
        if path != "/":
            return await _read(request, path, me)
        return await _page(request, me) if _ends_as_a_folder(request.scope) else _to_the_front_of_it()
    if path == "/public/logout/":
        return await _leave(me)
    return await _write(request, path, me)


async def _page(request: AnyRequest, me: Person) -> Response[Any]:
    """Its page with our top: Leave, help, the way back. Its scripts take the token from a cookie that stays here."""
    head = "\n".join(re.findall(r'<(?:script|link)[^>]*"\./assets/[^>]*>(?:</script>)?', await the_page(me)))
    response = page(request, "facilitation/admin.html", admin_head=Markup(head))  # noqa: S704 - the package's own tags
    secure = "; Secure" if is_secure() else ""
    response.headers["set-cookie"] = f"csrftoken={csrf.token(visit_of(request))}; Path=/admin/; SameSite=Strict{secure}"
    return response


async def _read(request: AnyRequest, path: str, me: Person) -> Response[Any]:
    asked = OPEN.fullmatch(path)
    if not asked:
        raise NotFound
    try:
        answer = await ask(request.scope, request.receive, path=path, table=asked["table"], by=me)
    except CannotBeAsked:
        return Response({"detail": "This cannot be asked here."}, status_code=400)
    headers = {"cache-control": KEPT_LONG} if path.startswith("/assets/") and answer.status == 200 else {}
    return Response(answer.body, status_code=answer.status, media_type=answer.media_type, headers=headers)


async def _write(request: AnyRequest, path: str, me: Person) -> Response[Any]:
    asked = CHANGES.fullmatch(path)
    act = act_for(request.method, asked["table"], me) if asked else None
    if not asked or not act or bool(asked["row"]) == (request.method == "POST"):
        return Response({"detail": NOT_CHANGED_HERE}, status_code=405)
    said = await _said(request)
    if said is None:
        return Response({"detail": "This could not be read."}, status_code=400)
    try:
        with seen_by(me):
            row = await act(me, asked["row"] or "", said)
    except NotPossible as refusal:
        return Response({"custom_form_error": refusal.sentence}, status_code=422)  # the shape in which it shows words
    return Response([{"id": row}], status_code=201 if request.method == "POST" else 200)


async def _leave(me: Person) -> Response[Any]:
    """Its own way out is ours too. It loads its page anew afterwards, which by then leads to the front door."""
    await accounts.leave(me.session, by=me.account)
    return Response({}, headers={"clear-site-data": FORGET})


async def _said(request: AnyRequest) -> dict[str, Any] | None:
    """What its scripts sent, if it can be read as such."""
    try:
        said = json.loads(await _body(request) or b"{}")
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


async def _body(request: AnyRequest) -> bytes:
    """By hand: Litestar limits the bodies of its own handlers only."""
    body, more = b"", True
    while more:
        message = await request.receive()
        if message["type"] != "http.request":
            break
        body, more = body + message["body"], message["more_body"]
        if len(body) > LONGEST_BODY:
            raise ClientException(status_code=413)
    return body


def _ends_as_a_folder(scope: Scope) -> bool:
    """Its page names its files from where it stands, so that `/admin` would look for them in the wrong place."""
    return scope["raw_path"].partition(b"?")[0].endswith(b"/")


def _to_the_front_of_it() -> Response[Any]:
    return Response("", status_code=303, headers={"location": "/admin/"})


def _path(scope: Scope) -> str:
    """Inside the mount. Litestar hands a mount every path with a slash at its end; files have none."""
    path = "/" + scope["path"].strip("/")
    return path if path.startswith("/assets/") or path == "/" else f"{path}/"
