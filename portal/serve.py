"""The server: one process, one worker, the clock's acts beside it."""

import uvicorn

from portal.settings import settings

SECONDS_TO_FINISH = 4  # what is in flight may end; a stop takes at most five seconds in all


def serve(app: str = "portal.app:create_app") -> None:
    """`app`: module and factory; the benchmark serves a portal with two addresses more."""
    uvicorn.run(
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
