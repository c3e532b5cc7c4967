"""Is the portal there, and does its database answer? For whoever watches over it; it says nothing else."""

from litestar import Response, get
from litestar.enums import MediaType

from portal.accounts.queries import anybody
from portal.database import DatabaseAway
from portal.visibility import Who


@get("/health", who=Who.ANYONE)
async def health() -> Response[str]:
    try:
        await anybody()
    except DatabaseAway:
        return Response("away\n", media_type=MediaType.TEXT, status_code=503)
    return Response("well\n", media_type=MediaType.TEXT)
