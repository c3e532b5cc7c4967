"""An open stream, as an open page has it: httpx waits for the end of an answer, and this one has none."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx

from portal import clock
from portal.messages.actions import answer_by, send
from portal.notices.tables import Notice
from tests.integration.browser import Browser, portal
from tests.integration.cast import Cast, once

NEW, QUIET = "data: new\n\n", ":\n\n"
ASLEEP, LEFT, OVER = (f"event: {last}\ndata: -\n\n" for last in ("asleep", "left", "over"))
WORDS = "A line like no other 1851."
HTMX = {"hx_request": "true", "hx_request_type": "partial"}
ABSENT = "k3v9k3v9k3v9k3v9"  # it could be an id
SOON = 5.0  # seconds; whoever waits for longer waits for nothing


class OpenLine:
    def __init__(self, browser: Browser, address: str, seen: str = "") -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in browser.http.cookies.items())
        headers = {"host": browser.http.base_url.netloc.decode(), "cookie": cookies, "accept": "text/event-stream"}
        self.scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": address,
            "raw_path": address.encode(),
            "query_string": f"seen={seen}".encode() if seen else b"",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 50_000),
            "server": ("127.0.0.1", 80),
            "root_path": "",
        }
        self.status = 0
        self.headers: dict[str, str] = {}
        self._said: asyncio.Queue[str | None] = asyncio.Queue()
        self._left = asyncio.Event()
        self._asked = False
        self._task = asyncio.create_task(self._run())

    async def says(self) -> str | None:
        """The next that comes over it; None at its end."""
        async with asyncio.timeout(SOON):
            return await self._said.get()

    async def is_quiet(self, seconds: float = 0.1) -> bool:
        await asyncio.sleep(seconds)
        return self._said.empty()

    async def close(self) -> None:
        """As a browser does that goes elsewhere."""
        self._left.set()
        async with asyncio.timeout(SOON):
            await self._task

    async def _run(self) -> None:
        await portal()(self.scope, self._receive, self._send)  # type: ignore[arg-type]
        self._said.put_nowait(None)

    async def _receive(self) -> Any:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}
        elif message.get("body"):
            self._said.put_nowait(message["body"].decode())
        elif not message.get("more_body"):
            self._left.set()


@asynccontextmanager
async def listening(browser: Browser, talk: str, seen: str = "") -> AsyncIterator[OpenLine]:
    """Open, and past the first word, which says how things stand."""
    line = OpenLine(browser, f"/talks/{talk}/messages/stream", seen)
    try:
        assert await line.says() in (NEW, QUIET)
        yield line
    finally:
        await line.close()


async def write(cast: Cast, name: str, words: str, *, seen: str = "", talk: str = "", key: str = "") -> str:
    side = await cast.side(name, talk)
    return await send(side, by=cast.person(name), words=words, seen=seen, once=key or once())


def said(page: str) -> list[str]:
    return re.findall(r'<p class="said">([^<]*)</p>', page)


async def lines(browser: Browser, at: str) -> list[str]:
    return said((await browser.get(at)).text)


async def to_open(cast: Cast, name: str) -> list[str]:
    """Of messages, what this one was told and has not opened."""
    rows = await Notice.select(Notice.kind).where(Notice.member == cast.members[name], Notice.seen_at.is_null())
    return [row["kind"] for row in rows if row["kind"] in ("message", "answers_by")]


async def answer_tomorrow(cast: Cast, seen: str, name: str = "theo") -> None:
    tomorrow = clock.now().date() + timedelta(days=1)
    await answer_by(await cast.side(name), by=cast.person(name), day=tomorrow, seen=seen, once=once())


def text(answer: httpx.Response) -> str:
    """As it is read: without tags, and with one space where there are many."""
    words = re.sub(r"<[^>]+>", "", answer.text)
    return " ".join(words.replace("&#39;", "'").split())
