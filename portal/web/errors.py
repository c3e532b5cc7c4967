"""What somebody reads when it did not work: fixed texts, the same for everybody, echoing nothing."""

import logging
from typing import Any
from urllib.parse import quote

from litestar import Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from portal.database import DatabaseAway
from portal.errors import NotFound, NotPossible, SignedOut
from portal.web.csrf import NotFromHere
from portal.web.forms import here
from portal.web.pages import AnyRequest, page

log = logging.getLogger("portal")


def not_here(request: AnyRequest, _: Exception) -> Response[str]:
    return page(request, "web/not_here.html", status=404)


def not_from_here(request: AnyRequest, _: NotFromHere) -> Response[str]:
    return page(request, "web/not_from_here.html", status=403)


def not_possible(request: AnyRequest, error: NotPossible) -> Response[str]:
    """A refusal that no form could show beside a field."""
    back = here(request) if request.method == "POST" else ""
    return page(request, "web/not_possible.html", status=409, sentence=error.sentence, back=back)


def signed_out(request: AnyRequest, error: SignedOut) -> Response[Any]:
    address = f"/sign-in?next={quote(error.back_to, safe='/')}"
    if request.headers.get("hx-request"):
        return Response("", headers={"hx-redirect": address})
    return Redirect(address, status_code=303)


def database_away(request: AnyRequest, _: DatabaseAway) -> Response[str]:
    return page(request, "web/away.html", status=503)


def from_the_framework(request: AnyRequest, error: HTTPException) -> Response[str]:
    """Wrong method, wrong path, malformed input: all of it is an address that is not here, but for too much of it."""
    if error.status_code == 413:
        return page(request, "web/too_much.html", status=413)
    if error.status_code >= 500:
        return broken(request, error)
    return not_here(request, error)


def broken(request: AnyRequest, error: Exception) -> Response[str]:
    """Only the kind of error and where it arose go into the log: never what anybody typed."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    where = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
    log.error("%s at %s, handling %s", type(error).__name__, where, request.scope.get("path_template", "?"))
    return page(request, "web/broken.html", status=500)


HANDLERS: dict[Any, Any] = {
    NotFound: not_here,
    NotPossible: not_possible,
    NotFromHere: not_from_here,
    SignedOut: signed_out,
    DatabaseAway: database_away,
    HTTPException: from_the_framework,
    Exception: broken,
}
