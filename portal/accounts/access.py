"""From a one-time link's token in an address to the link, while it can be used."""

from portal import clock
from portal.accounts.queries import open_invitation
from portal.accounts.rules import token_hash
from portal.errors import NotFound


async def invitation(token: str) -> str:
    """The token itself. A link that was used, is too old or never was, is an address that is not here."""
    if not await open_invitation(token_hash(token), clock.now()):
        raise NotFound
    return token
