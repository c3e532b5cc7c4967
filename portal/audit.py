"""Every act, once: who, what, when, about which record. Never the words.

An act carries the once-key of the form it came from. The same key again, from the same person for the same act, is
the same act: it finds what the first one came to and does nothing.
"""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from piccolo.columns import Varchar
from piccolo.table import Table

from portal import clock
from portal.columns import identifier, moment
from portal.database import write_transaction
from portal.errors import SignedOut
from portal.person import Person

BY_THE_CLOCK, BY_AN_OPERATOR = "clock", "operator"


class AuditEntry(Table, tablename="audit_entries"):
    """Knows people and records by id alone: it outlives them."""

    id = identifier()
    at = moment()
    by = Varchar(length=16, null=False, index=True)
    act = Varchar(length=40, null=False)
    about = Varchar(length=16, null=False, default="")
    once_key = Varchar(length=64, null=True, default=None, unique=True)


@dataclass(slots=True)
class Act:
    about: str = ""
    repeated: bool = False


@asynccontextmanager
async def act(name: str, *, by: Person, once: str, about: str = "") -> AsyncIterator[Act]:
    """One act of one person: everything written inside is one transaction with its audit entry.

    `repeated` says that it was done before; `about` then is the record the first one came to. Otherwise set `about`
    to that record before leaving.
    """
    async with write_transaction():
        await insist_on_session(by)
        key = _key(name, by, about, once)
        if key and (first := await AuditEntry.select(AuditEntry.about).where(AuditEntry.once_key == key).first()):
            yield Act(about=first["about"], repeated=True)
            return
        this = Act(about=about)
        yield this
        await _write(name, by=by.account, about=this.about, once_key=key)


async def note(name: str, *, by: str, about: str = "") -> None:
    """An act that another act causes, or the clock. Call it inside a write transaction."""
    await _write(name, by=by, about=about, once_key=None)


async def insist_on_session(by: Person) -> None:
    """Asked again where nothing can come between: a request that was on its way while its session was left, or its
    account disabled, does nothing any more. An operator's acts come without a session."""
    if by.session and not await AuditEntry.raw(
        "SELECT sessions.account FROM sessions JOIN accounts ON accounts.id = sessions.account"
        " WHERE sessions.token_hash = {} AND accounts.disabled_at IS NULL",
        by.session,
    ):
        raise SignedOut


async def _write(name: str, *, by: str, about: str, once_key: str | None) -> None:
    await AuditEntry.insert(AuditEntry(at=clock.now(), by=by, act=name, about=about, once_key=once_key))


def _key(name: str, by: Person, about: str, once: str) -> str | None:
    """None for what did not come from a form of ours: two such acts are two, not the first one again. One key said of
    two records is two acts."""
    if not once:
        return None
    return hashlib.sha256(f"{by.account}\0{name}\0{about}\0{once}".encode(errors="replace")).hexdigest()
