"""The servers that are measured, as `portal serve` would serve them.

`python -m benchmarks.served house`: the portal, with two addresses more that Home is measured against.
`python -m benchmarks.served stock`: the same rooms on Piccolo's stock SQLite engine.
"""

import sys
from collections.abc import Awaitable
from typing import Any

from litestar import Litestar, Request, Response, get
from litestar.enums import MediaType, ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from benchmarks import FIXED, READY_MADE
from portal import clock
from portal.accounts.kept import keep, typed_before
from portal.app import rooms
from portal.database import Prepared
from portal.groups.actions import recognise
from portal.home.queries import Today, today_of
from portal.home.routes import shown
from portal.person import Person
from portal.serve import serve
from portal.visibility import Who
from portal.web.headers import Headers
from portal.web.visit import Doorkeeper, Visits
from portal.web.who import Me

TWO_HUNDRED_BYTES = "Nothing here is in a hurry. " * 7 + "Yes."

people: dict[str, Person] = {}
days: dict[str, Today] = {}

# Home from ready-made data. In, as for the real Home: uvicorn, the layers (headers, host names, cookies), Litestar's
# routing, guards and injection of the person, the page's context with the token of its forms and a fresh key for each,
# its templates rendered anew, the response. Out: the session looked up by the hash of its token, the person
# made from it and judged by the clock, and the three reads with what is made of their rows. All that is done for the
# first request (it belongs to the warming up) and remembered, so that nothing is read from the database afterwards.


async def remember(token: str, *, by_itself: bool = False) -> Person | None:
    if token not in people and (person := await recognise(token)):
        people[token] = person
    return people.get(token)


@get(READY_MADE, who=Who.MEMBERS)
async def ready_made(request: Request[Any, Any, Any], me: Me) -> Response[str]:
    if me.member not in days:
        days[me.member] = await today_of(me.member, clock.now())
    return shown(request, days[me.member])


# What the server can do at most: no person, no template, the same layers and guards.


@get(FIXED, who=Who.ANYONE)
async def fixed() -> Response[str]:
    return Response(TWO_HUNDRED_BYTES, media_type=MediaType.HTML)


def house() -> ASGIApp:
    inside = rooms()
    inside.register(ready_made)
    inside.register(fixed)
    return _with_layers(inside)


def stock() -> ASGIApp:
    """What a project on stock Piccolo has: its tables find a `SQLiteEngine` in the configuration that PICCOLO_CONF
    names, each query is put together when it is needed, and each opens a connection of its own.

    One thing is to its advantage: our quicker readers of numbers and times stay, since sqlite3 keeps them globally.
    """
    Prepared.__call__ = _as_piccolo_does  # type: ignore[assignment, method-assign]
    return _without_our_engine(_with_layers(rooms()))


def _with_layers(inside: Litestar) -> ASGIApp:
    """As in `portal.app.create_app`."""
    as_it_is = Visits(inside, Doorkeeper(recognise, keep, typed_before))
    remembering = Visits(inside, Doorkeeper(remember, keep, typed_before))

    def fork(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        return (remembering if scope.get("path") == READY_MADE else as_it_is)(scope, receive, send)

    return Headers(fork)


async def _as_piccolo_does(query: Prepared[Any], *args: Any, **kwargs: Any) -> Any:
    return await query._build(*args, **kwargs)


def _without_our_engine(app: ASGIApp) -> ASGIApp:
    """Starting the house would open the engine of ours, and begin the clock's acts, which write through it."""

    async def unopened(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP:
            await app(scope, receive, send)

    return unopened


if __name__ == "__main__":
    serve(f"benchmarks.served:{sys.argv[1]}")
