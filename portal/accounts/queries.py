"""What is read about accounts and their sessions."""

from datetime import datetime

from portal.accounts.rules import WINDOW
from portal.accounts.tables import Account, Attempt, Invitation


async def account_called(sign_in_name: str) -> Account | None:
    """Sign-in names are lower-case; what people's keyboards capitalise is forgiven."""
    return await Account.objects().where(Account.sign_in_name == sign_in_name.strip().lower()).first()


async def anybody() -> bool:
    return await Account.exists()


async def failures(against: str, now: datetime) -> int:
    """How many sign-ins failed against this name or from this address lately."""
    return int(await Attempt.count().where(Attempt.against == against, Attempt.at > now - WINDOW))


async def open_invitation(token_hash: str, now: datetime) -> Invitation | None:
    return (
        await Invitation.objects()
        .where(Invitation.token_hash == token_hash, Invitation.used_at.is_null(), Invitation.expires_at > now)
        .first()
    )
