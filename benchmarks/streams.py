"""`make bench-streams`: five hundred open pages on one worker.

One message is written in each talk: how soon each of the two hears of it, whether anybody hears of another's, what the
worker's memory comes to, and how soon it stops.

Everything is on this machine: a server of its own in a folder of its own, asked over plain sockets.
"""

import asyncio
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from e2e.server import Server

PAIRS = 250
EVERY = 0.04  # seconds from one message to the next
WITHIN, MOST_MEMORY, STOPS_WITHIN = 1.0, 130, 5.0  # seconds, MiB, seconds
PATIENCE = 20.0  # seconds for what should take one
AT_ONCE = 16  # connections that are being opened
Ask = Callable[..., Awaitable[bytes]]
HIDDEN = re.compile(rb'name="(csrf|once)" value="([^"]*)"')


@dataclass
class Page:
    """One open page of one of the two."""

    talk: str
    token: str
    heard: list[float] = field(default_factory=list)
    is_open: asyncio.Event = field(default_factory=asyncio.Event)
    has_heard: asyncio.Event = field(default_factory=asyncio.Event)
    over: bool = False

    @property
    def head(self) -> str:
        return f"Host: 127.0.0.1\r\nCookie: session={self.token}\r\nSec-Fetch-Site: same-origin\r\n"


@dataclass
class Found:
    took: list[float]  # seconds from the tap until it was heard, of each of the two
    once_each: bool
    memory: int  # MiB, at its most
    stopped_in: float
    all_over: bool


def main() -> int:
    print(f"Starting a server with {PAIRS} pairs, each of the two with an open page …", flush=True)
    with tempfile.TemporaryDirectory(prefix="portal-streams-") as folder:
        found = measure(Path(folder) / "data", PAIRS, EVERY)
    return 0 if say(found) else 1


def measure(data: Path, pairs: int, every: float) -> Found:
    """Everything on a server that it starts, and stops."""
    server = Measured(data)
    server.run("migrate")
    pages = server.with_pairs(pairs)
    server.start()
    try:
        return asyncio.run(_measured(server, pages, every))
    finally:
        server.stop()


def say(found: Found) -> bool:
    """Whether all of it is as it should be."""
    slowest, usual = max(found.took), quantiles(found.took, n=100)
    figures = {
        f"{len(found.took)} pages heard of their own: half within {usual[49] * 1000:.0f} ms, "
        f"99 of 100 within {usual[98] * 1000:.0f} ms, all within {slowest * 1000:.0f} ms": slowest < WITHIN,
        "each heard of one, and of nobody else's": found.once_each,
        f"memory of the worker: {found.memory} MiB (at most {MOST_MEMORY})": found.memory <= MOST_MEMORY,
        f"asked to stop, it ended after {found.stopped_in:.1f} s (at most {STOPS_WITHIN:.0f})": (
            found.stopped_in <= STOPS_WITHIN
        ),
        "and every page was let go by it": found.all_over,
    }
    for words, as_it_should_be in figures.items():
        print(f"  {words}{'' if as_it_should_be else '  NOT ENOUGH'}")
    return all(figures.values())


class Measured(Server):
    def with_pairs(self, many: int) -> list[Page]:
        made = subprocess.run(
            [sys.executable, "-m", "benchmarks.pairs", str(many)],
            env=self._environment(),
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        return [Page(pair["talk"], token) for pair in json.loads(made.stdout) for token in pair["tokens"]]

    @property
    def memory(self) -> int:
        """What the process has in memory, in MiB."""
        pid = self._process.pid if self._process else 0
        status = Path(f"/proc/{pid}/status").read_text()
        return -(-int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) // 1024)


async def _measured(server: Measured, pages: list[Page], every: float) -> Found:
    gate = asyncio.Semaphore(AT_ONCE)
    listening = [asyncio.create_task(_listen(server.port, page, gate)) for page in pages]
    await _in_time(asyncio.gather(*(page.is_open.wait() for page in pages)))
    memory = server.memory
    written = await _write_in_each(server.port, pages[::2], every)
    await _in_time(asyncio.gather(*(page.has_heard.wait() for page in pages)))
    await asyncio.sleep(WITHIN)  # whatever should not be heard has its time to be
    memory = max(memory, server.memory)
    begun = time.monotonic()
    await asyncio.to_thread(server.stop)
    stopped_in = time.monotonic() - begun
    await _in_time(asyncio.gather(*listening))
    return Found(
        took=[heard - written[page.talk] for page in pages for heard in page.heard[:1]],
        once_each=all(len(page.heard) == 1 for page in pages),
        memory=memory,
        stopped_in=stopped_in,
        all_over=all(page.over for page in pages),
    )


async def _listen(port: int, page: Page, gate: asyncio.Semaphore) -> None:
    async with gate:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        request = f"GET /talks/{page.talk}/messages/stream HTTP/1.1\r\n{page.head}Accept: text/event-stream\r\n\r\n"
        writer.write(request.encode())
        await reader.readuntil(b":\n\n")  # how things stand: nothing is new
        page.is_open.set()
    async for line in reader:
        if line == b"data: new\n":
            page.heard.append(time.monotonic())
            page.has_heard.set()
        page.over |= line == b"0\r\n"  # the last piece of an answer that ended as it should
    writer.close()


async def _write_in_each(port: int, pages: list[Page], every: float) -> dict[str, float]:
    """Spread out, as people write. When each was sent off, by talk."""
    async with _connection(port) as ask:
        forms = {page.talk: dict(HIDDEN.findall(await ask("GET", page, "/messages"))) for page in pages}
        sent: dict[str, float] = {}
        begun = time.monotonic()
        for number, page in enumerate(pages):
            await asyncio.sleep(begun + number * every - time.monotonic())
            body = urlencode({**forms[page.talk], "words": f"Number {number}."}, encoding="ascii")
            sent[page.talk] = time.monotonic()
            await ask("POST", page, "/messages", body)
    return sent


@asynccontextmanager
async def _connection(port: int) -> AsyncIterator[Ask]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def ask(method: str, page: Page, path: str, body: str = "") -> bytes:
        kind = "Content-Type: application/x-www-form-urlencoded\r\n" if body else ""
        head = f"{method} /talks/{page.talk}{path} HTTP/1.1\r\n{page.head}{kind}Content-Length: {len(body)}\r\n\r\n"
        writer.write((head + body).encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        if not re.match(rb"HTTP/1.1 (200|303) ", answer):
            raise RuntimeError(f"{method} {path} was answered {answer.splitlines()[0]!r}")
        length = re.search(rb"content-length: (\d+)", answer)
        return await reader.readexactly(int(length[1]) if length else 0)

    yield ask
    writer.close()


async def _in_time(what: Awaitable[object]) -> None:
    async with asyncio.timeout(PATIENCE):
        await what


if __name__ == "__main__":
    sys.exit(main())
