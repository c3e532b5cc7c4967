"""The guard that asks each route who may use it. A route that does not say is opened to nobody."""

from typing import Any

from litestar.connection import ASGIConnection, Request
from litestar.di import NamedDependency
from litestar.handlers.base import BaseRouteHandler

from portal.errors import NotFound
from portal.person import Person
from portal.visibility import Who
from portal.web.visit import visit_of

Me = NamedDependency[Person]


class SignedOut(Exception):
    """Nobody is signed in here, or not any more."""


def may_use(connection: ASGIConnection, handler: BaseRouteHandler) -> None:  # type: ignore[type-arg]
    who = handler.opt.get("who")
    if who == Who.ANYONE:
        return
    me = visit_of(connection).me
    if who not in (Who.MEMBERS, Who.STAFF):
        raise NotFound
    if me is None:
        raise SignedOut
    if who == Who.STAFF and not me.is_staff:
        raise NotFound


def provide_me(request: Request[Any, Any, Any]) -> Person:
    me = visit_of(request).me
    if me is None:
        raise SignedOut
    return me
