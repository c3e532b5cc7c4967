"""The guard that asks each route who may use it. A route that does not say is opened to nobody."""

from typing import Any

from litestar.connection import Request
from litestar.di import NamedDependency
from litestar.handlers.base import BaseRouteHandler

from portal.columns import could_be_an_id
from portal.database import DatabaseAway
from portal.errors import NotFound, SignedOut
from portal.person import Person
from portal.visibility import Who
from portal.web.csrf import FIELD, SAFE, comes_from_here, from_our_own_page, is_ours
from portal.web.forms import fields, only_here
from portal.web.visit import AnyConnection, visit_of

Me = NamedDependency[Person]


async def at_the_door(connection: AnyConnection, handler: BaseRouteHandler) -> None:
    """The one guard of every route: who may use it, and, for what changes something, from where it comes."""
    await _may_use(connection, handler)
    await from_our_own_page(connection, handler)


async def _may_use(connection: AnyConnection, handler: BaseRouteHandler) -> None:
    who = handler.opt.get("who")
    visit = visit_of(connection)
    if visit.trouble and (who != Who.ANYONE or not isinstance(visit.trouble, DatabaseAway)):
        raise visit.trouble
    if who == Who.ANYONE:
        return  # Help now and Leave need no database
    me = visit.me
    if who not in (Who.MEMBERS, Who.STAFF):
        raise NotFound
    if me is None:
        raise SignedOut(await _back_to(connection, handler))
    if who == Who.STAFF and not me.is_staff:
        raise NotFound
    if handler.opt.get("of") and not all(could_be_an_id(value) for value in connection.path_params.values()):
        raise NotFound


def provide_me(request: Request[Any, Any, Any]) -> Person:
    me = visit_of(request).me
    if me is None:
        raise SignedOut
    return me


async def _back_to(connection: AnyConnection, handler: BaseRouteHandler) -> str:
    """The page they were on. Where their session ended while they typed, with what they typed kept for them: but for
    what `forgets`, of which nothing may be kept before it is sent."""
    visit = visit_of(connection)
    if connection.scope["method"] in SAFE:  # type: ignore[typeddict-item]
        return connection.url.path
    if visit.was is None or not comes_from_here(connection):
        return "/home"
    typed = await fields(connection)  # type: ignore[arg-type]
    if handler.opt.get("forgets"):
        return only_here(typed.get("page", [""])[0])
    if not is_ours(typed.get(FIELD, [""])[0], visit.was.session):
        return "/home"
    kept = await visit.doorkeeper.keep(typed, of=visit.was)
    return f"{only_here(typed.get('page', [''])[0])}?kept={kept}"
