"""Signing in and out, and choosing a password."""

import hashlib
import hmac
import secrets
from datetime import datetime

from portal import audit, clock
from portal.accounts import passwords, queries
from portal.accounts.rules import (
    ABSOLUTE,
    INVITATION_LASTS,
    INVITATION_OVER,
    NOT_RECOGNISED,
    TOUCH_EVERY,
    TRIES_IN_ALL,
    TRIES_PER_ADDRESS,
    TRIES_PER_NAME,
    TYPED_IS_KEPT,
    WAIT_A_LITTLE,
    WINDOW,
    token_hash,
)
from portal.accounts.tables import Account, Attempt, Invitation, KeptForm, Session
from portal.database import write_transaction
from portal.errors import NotPossible
from portal.settings import settings
from portal.web import streams


async def sign_in(name: str, password: str, *, own_phone: bool, address: str) -> str:
    """A new session's token. Unknown name, wrong password, no password yet and disabled read and take the same."""
    now = clock.now()
    throttled = {
        _keyed("name", name.strip().lower()): TRIES_PER_NAME,
        _keyed("address", address): TRIES_PER_ADDRESS,
        _keyed("all", ""): TRIES_IN_ALL,
    }
    tried = await _note_a_try(throttled, now)
    account = await queries.account_called(name)
    right = await passwords.matches(password, account.password_hash if account else None)
    if not right or account is None or account.disabled_at is not None:
        raise NotPossible(NOT_RECOGNISED)
    await Attempt.delete().where(Attempt.id.is_in(tried))  # it was none that failed
    return await begin_session(account.id, own_phone=own_phone)


async def begin_session(account: str, *, own_phone: bool) -> str:
    """Always a token of our own making: whatever the browser came with stays outside."""
    token, now = secrets.token_urlsafe(32), clock.now()
    async with write_transaction():
        await Session.insert(
            Session(token_hash=token_hash(token), account=account, own_phone=own_phone, began_at=now, seen_at=now)
        )
        await audit.note("accounts.sign_in", by=account)
    return token


async def touch(session: str, *, seen_at: datetime, now: datetime) -> None:
    """At most once a minute, and only a session that is still there: a request in flight brings none back."""
    if now - seen_at >= TOUCH_EVERY:
        await Session.update({Session.seen_at: now}).where(Session.token_hash == session)


async def leave(session: str, *, by: str) -> None:
    """In every tab: whatever is open of this session hears of it."""
    async with write_transaction():
        await Session.delete().where(Session.token_hash == session)
        await KeptForm.delete().where(KeptForm.account == by)
        await audit.note("accounts.leave", by=by)
    streams.close(session=session)


async def invite(account: str) -> str:
    """The token of a one-time link with which the account's owner chooses a password. Earlier links end."""
    token, now = secrets.token_urlsafe(24), clock.now()
    async with write_transaction():
        await Invitation.update({Invitation.expires_at: now}).where(
            Invitation.account == account, Invitation.used_at.is_null(), Invitation.expires_at > now
        )
        await Invitation.insert(
            Invitation(token_hash=token_hash(token), account=account, created_at=now, expires_at=now + INVITATION_LASTS)
        )
        await audit.note("accounts.invite", by=audit.BY_AN_OPERATOR, about=account)
    return token


async def choose_password(token: str, password: str) -> str:
    """Uses the link up, ends every session of the account, and returns its id."""
    password_hash = await passwords.hashed(password)
    now = clock.now()
    async with write_transaction():
        used = (
            await Invitation.update({Invitation.used_at: now})
            .where(
                Invitation.token_hash == token_hash(token),
                Invitation.used_at.is_null(),
                Invitation.expires_at > now,
            )
            .returning(Invitation.account)
        )
        if not used:
            raise NotPossible(INVITATION_OVER)
        account: str = used[0]["account"]
        await Account.update({Account.password_hash: password_hash}).where(Account.id == account)
        ended = await Session.delete().where(Session.account == account).returning(Session.token_hash)
        await audit.note("accounts.choose_password", by=account)
    for session in ended:
        streams.close(session=session["token_hash"])
    return account


async def forget_old(now: datetime) -> int:
    """The clock's act: failed sign-ins, sessions and typed words that nobody can come back to. Returns how many."""
    async with write_transaction():
        attempts = await Attempt.delete().where(Attempt.at < now - 2 * WINDOW).returning(Attempt.id)
        sessions = await Session.delete().where(Session.began_at < now - ABSOLUTE).returning(Session.account)
        kept = await KeptForm.delete().where(KeptForm.kept_at < now - TYPED_IS_KEPT).returning(KeptForm.id)
        return len(attempts) + len(sessions) + len(kept)


async def _insist_on_few_tries(throttled: dict[str, int], now: datetime) -> None:
    for against, most in throttled.items():
        if await queries.failures(against, now) >= most:
            raise NotPossible(WAIT_A_LITTLE)


async def _note_a_try(throttled: dict[str, int], now: datetime) -> list[str]:
    """Before the password is looked at, and one after the other, so that guesses sent all at once are counted too."""
    await _insist_on_few_tries(throttled, now)  # whoever floods us gets no turn among the writers
    async with write_transaction():
        await _insist_on_few_tries(throttled, now)
        tries = [Attempt(against=one, at=now) for one in throttled]
        await Attempt.insert(*tries)
    return [one.id for one in tries]


def _keyed(kind: str, what: str) -> str:
    """Kept as a keyed hash: the table says nothing of who tried, or from where."""
    return hmac.new(settings().keys[0], f"{kind}\0{what}".encode(), hashlib.sha256).hexdigest()
