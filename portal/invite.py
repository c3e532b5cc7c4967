"""A one-time link for somebody known, or for somebody new whom the operator vouches for."""

from portal import clock
from portal.accounts.actions import invite
from portal.accounts.queries import account_called
from portal.accounts.tables import Account
from portal.database import write_transaction
from portal.members.tables import Member
from portal.settings import settings


async def link_for(sign_in_name: str, *, name: str, coordinator: bool) -> str:
    """The link. Somebody new needs `name` (and becomes an account), somebody known needs none, else `LookupError`."""
    async with write_transaction():
        account = await account_called(sign_in_name)
        if account is None:
            account_id = await _new(sign_in_name.strip().lower(), name, coordinator=coordinator)
        elif name or coordinator:
            raise LookupError(f"{sign_in_name} is there already. Leave --name and --coordinator out.")
        else:
            account_id = account.id
        token = await invite(account_id)
    return f"{settings().origin}/invitation/{token}"


async def _new(sign_in_name: str, name: str, *, coordinator: bool) -> str:
    if not name:
        raise LookupError(f"Nobody signs in as {sign_in_name}. For somebody new, add --name, the name they go by.")
    account = Account(sign_in_name=sign_in_name, is_coordinator=coordinator, created_at=clock.now())
    await Account.insert(account)
    await Member.insert(Member(account=account.id, name=name))
    return account.id
