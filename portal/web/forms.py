"""From what a browser sent to a form, and from a form back to the page with everything still in it."""

from typing import Any, TypeVar
from urllib.parse import parse_qs

from litestar.connection import Request
from litestar.exceptions import ClientException
from litestar.types import Empty

from portal.forms import PortalForm, Typed

MOST_FIELDS = 200

AnyForm = TypeVar("AnyForm", bound=PortalForm)


async def fields(request: Request[Any, Any, Any]) -> dict[str, list[str]]:
    """What was typed, field to values. Read once per request; too many fields are refused at once."""
    found = request.scope.get("typed", Empty)
    if found is Empty:
        found = request.scope["typed"] = _parsed(await request.body())  # type: ignore[typeddict-unknown-key]
    return found  # type: ignore[return-value]


async def read(request: Request[Any, Any, Any], form: type[AnyForm], **known: Any) -> AnyForm:
    """The form as it was typed, not yet validated. `known` are choices and defaults that the room decides."""
    return form(Typed(await fields(request)), **known)


def _parsed(body: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as too_many:
        raise ClientException(status_code=413) from too_many


def here(request: Request[Any, Any, Any]) -> str:
    """The page somebody is on: of a form that came back, the page it stands on."""
    typed = request.scope.get("typed") or {}
    return only_here(typed.get("page", [""])[0], otherwise=request.url.path)  # type: ignore[attr-defined]


def only_here(address: str, otherwise: str = "/home") -> str:
    """An address to go on to, if it is one of ours: relative, and read by browsers as relative too."""
    harmless = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if harmless and address.isprintable() else otherwise
