"""A browser of somebody who uses the admin: what its pages ask, and what they send."""

from typing import Any

import httpx

from portal.accounts.actions import begin_session
from portal.settings import settings
from portal.web.visit import session_cookie
from tests.integration.browser import portal


class Browser(httpx.AsyncClient):
    """One browser, which says where its requests come from as a real one does."""

    def __init__(self) -> None:
        super().__init__(
            transport=httpx.ASGITransport(app=portal()),  # type: ignore[arg-type]
            base_url=settings().origin,
            headers={"sec-fetch-site": "same-origin"},
        )

    async def sign_in(self, account: str) -> str:
        token = await begin_session(account, own_phone=False)
        self.cookies.set(session_cookie(), token)
        return token

    async def send_to(self, method: str, address: str, said: Any = None, **headers: str) -> httpx.Response:
        """As the admin's scripts send: JSON, and the token of the page's cookie in a header."""
        if "csrftoken" not in self.cookies:
            await self.get("/admin/")
        given = {"x-csrftoken": self.cookies.get("csrftoken") or "", **headers}
        return await self.request(method, f"/admin{address}", json=said, headers=given)

    async def admin(self, address: str, **asked: Any) -> httpx.Response:
        return await self.get(f"/admin{address}", params=asked)

    async def rows(self, table: str, **asked: Any) -> list[dict[str, Any]]:
        answer = await self.admin(f"/api/tables/{table}/", **asked)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["rows"]
        return found

    async def picker(self, table: str, **asked: Any) -> dict[str, str]:
        answer = await self.admin(f"/api/tables/{table}/ids/", **asked)
        assert answer.status_code == 200, answer.text
        found: dict[str, str] = answer.json()
        return found
