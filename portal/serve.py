"""The server: one process, one worker, the clock's acts beside it."""

import socket
import sys
from contextlib import suppress

import uvicorn

from portal.settings import settings
from portal.web import streams

NOT_STARTED = 3  # what the process then ends with
SECONDS_TO_FINISH = 4  # what is in flight may end; a stop takes at most five seconds in all


class Server(uvicorn.Server):
    """Asked to stop, it ends the open streams first: they would stay as long as it lets them."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        streams.close_all()
        await super().shutdown(sockets)


def serve(app: str = "portal.app:create_app") -> None:
    """`app`: module and factory; the benchmark serves a portal with two addresses more."""
    config = uvicorn.Config(
        app,
        factory=True,
        host="127.0.0.1",
        port=settings().port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        server_header=False,
        log_level="warning",
        proxy_headers=False,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
    server = Server(config)
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(NOT_STARTED)
