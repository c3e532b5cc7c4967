"""One request of one browser: who asks, and from which session."""

import secrets
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import parse_qs

from litestar import Response
from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from portal.person import Person
from portal.settings import settings

AnyConnection = ASGIConnection[Any, Any, Any, Any]
Typed = dict[str, list[str]]

WITHOUT_A_SESSION = ("/static/", "/health")
# asked for with nobody's hand on it; and what is to leave no trace, not even that of somebody having been there
BY_ITSELF = ("/lately", "/stream", "/reading", "/me/say", "/me/say/hints")


class Recognise(Protocol):
    async def __call__(self, token: str, *, by_itself: bool = False) -> Person | None: ...


class Keep(Protocol):
    async def __call__(self, typed: Typed, *, of: Person) -> str: ...


class GiveBack(Protocol):
    async def __call__(self, kept: str, *, by: Person) -> Typed: ...


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """What this layer asks of the rooms. The plan of the house hands it in: nothing in here knows a room."""

    recognise: Recognise
    keep: Keep
    typed_before: GiveBack


@dataclass(slots=True)
class Visit:
    doorkeeper: Doorkeeper
    me: Person | None = None
    was: Person | None = None  # whose session ended by the clock
    typed_before: Typed | None = None  # and what they had typed then, now that they are back
    trouble: Exception | None = None  # why nobody could be recognised
    door: str = ""  # a signed-out browser that was shown a form, so that its token is bound to something
    new_door: bool = False

    @property
    def bound_to(self) -> str:
        """What tokens against forgery are bound to: the session, else the door cookie, made at need."""
        if self.me:
            return self.me.session
        if not self.door:
            self.door, self.new_door = secrets.token_urlsafe(18), True
        return self.door


class Visits:
    """The layer that recognises a session, once per request, before anything else looks at it."""

    def __init__(self, app: ASGIApp, doorkeeper: Doorkeeper) -> None:
        self.app = app
        self.doorkeeper = doorkeeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP:
            visit = Visit(self.doorkeeper)
            scope["visit"] = visit  # type: ignore[typeddict-unknown-key]
            if not scope["path"].startswith(WITHOUT_A_SESSION):
                try:
                    await self._recognise(visit, scope)
                except Exception as trouble:  # told by the guard, inside: out here nobody would make a page of it
                    visit.trouble = trouble
        await self.app(scope, receive, send)

    async def _recognise(self, visit: Visit, scope: Scope) -> None:
        cookies = _cookies(scope)
        visit.door = cookies.get(door_cookie(), "")
        token = cookies.get(session_cookie())
        by_itself = scope["path"].rstrip("/").endswith(BY_ITSELF)
        person = await self.doorkeeper.recognise(token, by_itself=by_itself) if token else None
        if person and person.over:
            visit.was = person
        elif person:
            visit.me = person
            if b"kept=" in scope["query_string"]:
                kept = parse_qs(scope["query_string"].decode("latin-1")).get("kept", [""])[0]
                visit.typed_before = await self.doorkeeper.typed_before(kept, by=person)


def visit_of(connection: AnyConnection) -> Visit:
    return connection.scope["visit"]  # type: ignore[typeddict-item, no-any-return]


def session_cookie() -> str:
    return _prefixed("session")


def door_cookie() -> str:
    return _prefixed("door")


def keep(response: Response[Any], name: str, value: str, *, seconds: int | None = None) -> None:
    """Never for scripts, never from another site, never in the clear but on this machine."""
    response.set_cookie(
        key=name, value=value, max_age=seconds, path="/", httponly=True, samesite="lax", secure=is_secure()
    )


FORGET = '"cache", "cookies", "storage"'  # Clear-Site-Data, for who leaves


def drop(response: Response[Any], name: str) -> None:
    keep(response, name, "", seconds=0)


def is_secure() -> bool:
    return settings().origin.startswith("https://")


def _prefixed(name: str) -> str:
    return f"__Host-{name}" if is_secure() else name


def _cookies(scope: Scope) -> dict[str, str]:
    header = "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie")
    pairs = (part.partition("=") for part in header.split("; "))
    return {name.strip(): value for name, _, value in pairs}
