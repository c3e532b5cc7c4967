"""Somebody who asks a server on this machine for one page, again and again, over a few connections that stay open.

It runs in a process of its own (`load`) and is told on its standard input what to ask for; it ends when that is closed.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import IO, cast

import uvloop

CONNECTIONS = 8
MOST = 20_000  # requests in one go, however quick the server


@dataclass(frozen=True)
class Asking:
    port: int
    path: str
    cookie: str
    seconds: float


class Load:
    """`with load() as asks: asks.run(Asking(…))`: answers per second."""

    def __init__(self, orders: IO[str], answers: IO[str]) -> None:
        self._orders, self._answers = orders, answers

    def run(self, asking: Asking) -> float:
        self._orders.write(json.dumps(asdict(asking)) + "\n")
        self._orders.flush()
        answer = self._answers.readline()
        if not answer:
            raise RuntimeError(f"No answers from {asking.path}.")
        return float(answer)


@contextmanager
def load() -> Iterator[Load]:
    """The process lives as long as the block."""
    command = [sys.executable, "-m", "benchmarks.load"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Load(cast(IO[str], process.stdin), cast(IO[str], process.stdout))


class Line(asyncio.Protocol):
    """One connection: the next request leaves when the answer to the last one has come in whole."""

    def __init__(self, request: bytes, until: float) -> None:
        self.request = request
        self.until = until
        self.answers = 0
        self.over = asyncio.get_running_loop().create_future()
        self._came = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)  # uvloop's own, a class of another family
        self._transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        self._came += data
        head, gap, body = self._came.partition(b"\r\n\r\n")
        if not gap or len(body) < _length(head):
            return
        if not head.startswith(b"HTTP/1.1 200 "):
            self._end(RuntimeError(head.decode()))
            return
        self.answers, self._came = self.answers + 1, b""
        if self.answers * CONNECTIONS >= MOST or time.perf_counter() >= self.until:
            self._end()
        else:
            self._transport.write(self.request)

    def connection_lost(self, exc: Exception | None) -> None:
        self._end(exc or ConnectionError("closed by the server"))

    def _end(self, error: Exception | None = None) -> None:
        if not self.over.done():
            self.over.set_exception(error) if error else self.over.set_result(None)
        self._transport.close()


async def ask(asking: Asking) -> float:
    cookie = f"Cookie: {asking.cookie}\r\n" if asking.cookie else ""
    request = f"GET {asking.path} HTTP/1.1\r\nHost: 127.0.0.1:{asking.port}\r\n{cookie}\r\n".encode()
    loop, begun = asyncio.get_running_loop(), time.perf_counter()
    lines = [
        (await loop.create_connection(lambda: Line(request, begun + asking.seconds), "127.0.0.1", asking.port))[1]
        for _ in range(CONNECTIONS)
    ]
    async with asyncio.timeout(asking.seconds + 10):
        await asyncio.gather(*(line.over for line in lines))
    return sum(line.answers for line in lines) / (time.perf_counter() - begun)


def _length(head: bytes) -> int:
    """Of the body; our answers always say it, in small letters."""
    return int(head.partition(b"content-length: ")[2].split(b"\r\n", 1)[0])


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        for order in sys.stdin:
            print(runner.run(ask(Asking(**json.loads(order)))), flush=True)
