"""A browser of somebody who uses the pages: it keeps cookies, says where its requests come from, and sends a form with
what the page had hidden in it."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx
from litestar.types import ASGIApp

from portal.accounts.actions import begin_session
from portal.app import create_app
from portal.settings import settings
from portal.web.visit import session_cookie
from tests.integration.cast import PASSWORD

Form = Mapping[str, str | list[str]]

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
_TOKENS = re.compile(r'(name="(?:csrf|once)" value=")[^"]*"')


@cache
def portal() -> ASGIApp:
    return create_app()


def portal_with(*handlers: Any) -> ASGIApp:
    """Another portal that has these routes as well, for what none of its own would do."""
    whole: Any = create_app()
    for handler in handlers:
        whole.app.app.register(handler)
    return whole  # type: ignore[no-any-return]


class Browser:
    """One phone, seen from the network as `address`. Nobody is signed in on it yet."""

    def __init__(self, app: ASGIApp | None = None, address: str = "127.0.0.1") -> None:
        transport = httpx.ASGITransport(app=app or portal(), client=(address, 50_000))  # type: ignore[arg-type]
        self.http = httpx.AsyncClient(transport=transport, base_url=settings().origin)

    @property
    def session(self) -> str | None:
        return self.http.cookies.get(session_cookie())

    async def enter(self, account: str, *, own_phone: bool = False) -> "Browser":
        """Signed in at once, without the door: for tests about something else."""
        self.keep(session_cookie(), await begin_session(account, own_phone=own_phone))
        return self

    def keep(self, cookie: str, value: str) -> None:
        """As if the portal had set it."""
        self.http.cookies.set(cookie, value, domain=self.http.base_url.host)

    async def sign_in(self, name: str, password: str = PASSWORD, **more: str) -> httpx.Response:
        """Through the real page; `own_phone="y"` ticks the box."""
        return await self.post("/sign-in", {"name": name, "password": password, **more})

    async def get(self, address: str, **headers: str) -> httpx.Response:
        return await self.http.get(address, headers=_named(headers))

    async def post(self, address: str, form: Form | None = None, *, page: str = "", **headers: str) -> httpx.Response:
        """Opens `page` (or any that has a form) for its hidden fields, then sends the form from it."""
        return await self.post_as_it_is(address, {**await self.tokens(page), **(form or {})}, **headers)

    async def post_as_it_is(self, address: str, form: Form | None = None, **headers: str) -> httpx.Response:
        """Sends nothing that is not given, but where it comes from: `sec_fetch_site=""` leaves that out as well."""
        given = _named({"sec-fetch-site": "same-origin", **_named(headers)})
        return await self.http.post(address, data=dict(form or {}), headers={k: v for k, v in given.items() if v})

    async def tokens(self, page: str = "") -> dict[str, str]:
        """The two fields that are hidden in every form: `csrf`, of this session; `once`, new each time."""
        for address in [page] if page else ["/guide", "/sign-in"]:  # the first has a form for who is signed in
            found = dict(_HIDDEN.findall((await self.get(address)).text))
            if "csrf" in found:
                return {name: found[name] for name in ("csrf", "once")}
        raise LookupError(f"There is no form on {page or 'any page'}.")

    async def close(self) -> None:
        await self.http.aclose()


def alike(answer: httpx.Response) -> tuple[int, str]:
    """What two answers have in common if nobody can tell them apart: all but the tokens, which are never the same."""
    return answer.status_code, _TOKENS.sub(r'\1"', answer.text)


def title(answer: httpx.Response) -> str:
    """What the page is about: the words of its h1."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", answer.text, re.DOTALL)
    return found[1].strip() if found else ""


def _named(headers: Mapping[str, Any]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
