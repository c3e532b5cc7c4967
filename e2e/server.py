"""The real portal, as `make run` starts it, on a port and in a folder of its own."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

STARTS_WITHIN = 20  # seconds; generous, since two lanes of tests share the machine
STOPS_WITHIN = 10


class Server:
    """A portal process and its folder. `now` starts its clock somewhere else than today."""

    def __init__(self, data: Path, outside: str = "about:blank") -> None:
        self.data = data
        self.log = data.parent / f"{data.name}.log"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.outside = outside
        self.now: datetime | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(self._command("serve"), env=self._environment(), stdout=log, stderr=log)
        until = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise RuntimeError(f"The portal did not start.\n{self.said()}")
            time.sleep(0.05)

    def stop(self) -> None:
        """As an operator does: asked first, and only then made to."""
        if not self._process:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise RuntimeError(f"The portal did not stop when asked to.\n{self.said()}") from None
        finally:
            self._process = None

    def travel_to(self, moment: datetime) -> None:
        """The same portal, restarted at another time."""
        self.stop()
        self.now = moment
        self.start()

    def run(self, *command: str) -> str:
        """`python -m portal …` beside the running server, as an operator would; what it printed."""
        done = subprocess.run(
            self._command(*command), env=self._environment(), capture_output=True, text=True, check=False, timeout=120
        )
        if done.returncode:
            raise RuntimeError(
                f"`portal {' '.join(command)}` ended with {done.returncode}.\n{done.stdout}{done.stderr}"
            )
        return done.stdout

    def said(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def copy_to(self, data: Path) -> "Server":
        """Another portal with the same community in it. This one must not be running."""
        shutil.copytree(self.data, data)
        return Server(data, self.outside)

    def _command(self, *command: str) -> list[str]:
        return [sys.executable, "-m", "portal", *command]

    def _environment(self) -> dict[str, str]:
        """Nothing of the portal that whoever runs the tests may have set for their own."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("PORTAL_") and name not in {"DATABASE_URL", "PORT"}
        }
        ours = {"PORTAL_DATA": str(self.data), "PORT": str(self.port), "PORTAL_OUTSIDE": self.outside}
        if self.now:
            ours |= {"PORTAL_ENV": "test", "PORTAL_NOW": self.now.isoformat()}
        return kept | ours

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


@contextlib.contextmanager
def somewhere_else() -> Iterator[str]:
    """An outside page for Leave to land on, so that no test needs the real one."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Weather) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://localhost:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class _Weather(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = (
            b'<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Weather</title><h1>Rain later</h1>'
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has in the standard library
        """Nothing: the tests' output is for the tests."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
