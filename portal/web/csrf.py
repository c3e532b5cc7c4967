"""A change needs a token that only our own page could hold, and a browser that says it comes from there."""

import hashlib
import hmac

from litestar.handlers.base import BaseRouteHandler

from portal.settings import settings
from portal.web.forms import fields
from portal.web.visit import AnyConnection, Visit, visit_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FIELD = "csrf"
HEADER = "x-csrftoken"  # where the scripts of Piccolo Admin put it


class NotFromHere(Exception):
    """The request did not come from a page of ours, or from one of another session."""


async def from_our_own_page(connection: AnyConnection, handler: BaseRouteHandler) -> None:
    """Unsafe methods need both the token and the browser's word."""
    if connection.scope["method"] in SAFE:  # type: ignore[typeddict-item]
        return
    if not comes_from_here(connection):
        raise NotFromHere
    visit = visit_of(connection)
    if visit.me is None and handler.opt.get("leaves"):
        return  # there is nothing left to sign out of, and who taps Leave must never be kept
    if not (visit.me or visit.door) or not is_ours(await _given(connection, handler), visit.bound_to):
        raise NotFromHere


async def _given(connection: AnyConnection, handler: BaseRouteHandler) -> str:
    if handler.opt.get("token_in_header"):
        return connection.headers.get(HEADER, "")
    typed = await fields(connection)  # type: ignore[arg-type]
    return typed.get(FIELD, [""])[0]


def comes_from_here(connection: AnyConnection) -> bool:
    """`Sec-Fetch-Site` where the browser sends it, else `Origin`; a browser that sends neither is not believed.

    Browsers older than `Sec-Fetch-Site` send `Origin: null` from pages that say `no-referrer`, as all of ours do. They
    are believed as far as the token goes, which no other site can know.
    """
    if site := connection.headers.get("sec-fetch-site"):
        return site == "same-origin"
    return connection.headers.get("origin") in {"null", *_own_origins(connection)}


def token(visit: Visit) -> str:
    return _token(settings().keys[0], visit.bound_to)


def is_ours(given: str, bound_to: str) -> bool:
    return any(hmac.compare_digest(_token(key, bound_to).encode(), given.encode()) for key in settings().keys)


def _token(key: bytes, bound_to: str) -> str:
    return hmac.new(key, b"form\0" + bound_to.encode(), hashlib.sha256).hexdigest()


def _own_origins(connection: AnyConnection) -> set[str]:
    scheme = settings().origin.partition("://")[0]
    return {settings().origin, f"{scheme}://{connection.headers.get('host', '')}"}
