"""What went wrong in a browser without anybody asking. A test that saw any of it fails, whatever it was about."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

_ANSWERED = re.compile(r"the server responded with a status of (\d{3})")


class Watch:
    """Listens to every page of one browser context. `found` is empty when all was well."""

    def __init__(self, context: BrowserContext, *, origin: str, outside: str) -> None:
        self.found: list[str] = []
        self._origin = origin
        self._outside = outside
        self._expected: set[int] = set()
        # Content security policy violations arrive as console errors, with JavaScript switched off too.
        context.on("console", self._console)
        context.on("weberror", self._script_error)
        context.on("request", self._request)
        context.on("requestfailed", self._request_failed)
        context.on("response", self._response)

    def expect_status(self, *statuses: int) -> None:
        """From here on these answers are what the test is about; the browser's own line about them does not count."""
        self._expected |= set(statuses)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning", "assert"} and not message.text.startswith("[DOM]"):
            return
        answered = _ANSWERED.search(message.text)
        if answered and int(answered[1]) in self._expected:
            return
        self.found.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _script_error(self, error: WebError) -> None:
        self.found.append(f"script error: {error.error}")

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).scheme in {"data", "blob", "about"} or _origin_of(request.url) == self._origin:
            return
        if request.url == self._outside and request.is_navigation_request():
            return
        self.found.append(f"request to another host: {request.method} {request.url}")

    def _request_failed(self, request: Request) -> None:
        # A request that a newer one of the same person overtook is not a failure.
        if request.failure != "net::ERR_ABORTED":
            self.found.append(f"failed request: {request.method} {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 500 and response.status not in self._expected:
            self.found.append(f"answer {response.status}: {response.request.method} {response.url}")


def _origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
