"""Every address of the portal, read from the house itself: a new one is tested without being told of."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from litestar.routes import HTTPRoute

from portal.app import rooms
from portal.visibility import opens
from tests.integration.standing import Record


@dataclass(frozen=True, order=True)
class Route:
    method: str
    path: str  # "/talks/{talk_id}"
    who: Any
    of: str | None

    @property
    def names(self) -> list[str]:
        """What is to be filled in: `talk_id`."""
        return re.findall(r"{(\w+)}", self.path)

    @property
    def is_about_a_record(self) -> bool:
        return any(name.endswith("_id") for name in self.names)

    def at(self, ids: dict[str, str]) -> str:
        return self.path.format(**ids)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@cache
def routes() -> tuple[Route, ...]:
    """Without the OPTIONS that Litestar adds to each address: those say no `who`, and so are open to nobody."""
    found = []
    for route in rooms().routes:
        handlers: Any = route.route_handlers if isinstance(route, HTTPRoute) else [route.route_handler]
        for handler in handlers:
            methods = getattr(handler, "http_methods", {"GET", "POST"}) - {"OPTIONS", "HEAD"}
            found += [_route(method, route.path_format, handler.opt) for method in methods]
    return tuple(sorted(found, key=str))


def get_routes() -> tuple[Route, ...]:
    return tuple(route for route in routes() if route.method == "GET")


def post_routes() -> tuple[Route, ...]:
    return tuple(route for route in routes() if route.method == "POST")


def open_to(there: dict[str, Record]) -> dict[tuple[str, str], str]:
    """Who opens which address of a record, and what that is called here."""
    return {
        (name, route.at(record.id_for(name))): route.path
        for route in get_routes()
        for record in there.values()
        for name, relation in record.stands.items()
        if route.of and set(route.names) <= set(record.ids) and opens(route.of, relation)
    }


def _route(method: str, path: str, opt: dict[str, Any]) -> Route:
    return Route(method, f"{path}/" if path == "/admin" else path, opt.get("who"), opt.get("of"))
