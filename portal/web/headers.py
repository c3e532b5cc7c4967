"""What every answer carries, errors and files included; and which host names we answer to."""

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from portal.settings import settings
from portal.web.visit import is_secure

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

ALWAYS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "cache-control": "no-store",
}

OVER_TLS = {"strict-transport-security": "max-age=63072000; includeSubDomains"}


class Headers:
    """The outermost layer. A header that an inner layer has set already stays (the admin has a CSP of its own)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        wanted = ALWAYS | (OVER_TLS if is_secure() else {})
        self.headers = [(name.encode(), value.encode()) for name, value in wanted.items()]
        self.hosts = frozenset(host.encode() for host in settings().hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(header for header in self.headers if header[0] not in present),
                ]
            await send(message)

        if self._is_ours(scope):
            await self.app(scope, receive, with_headers)
        else:
            await _refuse(with_headers)

    def _is_ours(self, scope: Scope) -> bool:
        host = next((value for name, value in scope["headers"] if name == b"host"), b"")
        return host.rpartition(b":")[0] in self.hosts or host in self.hosts


async def _refuse(send: Send) -> None:
    body = b"Not here.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
