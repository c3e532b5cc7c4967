"""Passwords: argon2id in a worker thread, two at a time, checked against common ones offline."""

import asyncio
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from portal.accounts.rules import why_not_this_length

# OWASP's floor for argon2id; one hash takes tens of milliseconds, which is why it never runs on the event loop
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_AT_MOST_TWO = asyncio.Semaphore(2)


async def hashed(password: str) -> str:
    async with _AT_MOST_TWO:
        return await asyncio.to_thread(_HASHER.hash, password)


async def matches(password: str, password_hash: str | None) -> bool:
    """Takes as long for an account that does not exist (None) as for one that does."""
    async with _AT_MOST_TWO:
        right = await asyncio.to_thread(_verify, password, password_hash or _nobody())
    return right and password_hash is not None


def why_not_this_password(password: str) -> str | None:
    """A sentence for the field, or None where the password will do. Any character may be in it."""
    if len(set(password)) < 4 or password.casefold() in _common():
        return why_not_this_length(password) or (
            "This password is easy to guess. Choose a few words that only make sense to you."
        )
    return why_not_this_length(password)


def _verify(password: str, password_hash: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody signs in with this")


@cache
def _common() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415  (several MiB: only when one is chosen)

    return frozenset(FREQUENCY_LISTS["passwords"])
