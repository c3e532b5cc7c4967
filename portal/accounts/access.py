"""From a one-time link's token in an address to whether it can be used."""

from portal import clock
from portal.accounts.queries import open_invitation
from portal.accounts.rules import token_hash


async def is_open(token: str) -> bool:
    return await open_invitation(token_hash(token), clock.now()) is not None
