"""Encrypted columns: what a member wrote, readable only with that member's own key.

Every member has a key of their own (Fernet), kept wrapped by the portal's master keys, which come from the
environment and can be rotated (`PORTAL_KEYS`, newest first). Erasing a member's key makes everything sealed with it
unreadable, here and in every backup that does not hold the keys.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from piccolo.columns import Text, Varchar
from piccolo.table import Table

from portal import clock
from portal.columns import moment
from portal.settings import settings


class MemberKey(Table, tablename="member_keys"):
    """Knows its owner by id alone, so that a key can be erased before or after everything else."""

    owner = Varchar(length=16, primary_key=True)
    wrapped = Text(null=False, secret=True)
    created_at = moment()


class Ring:
    """The keys of some members, for as long as one request needs them."""

    def __init__(self, keys: dict[str, Fernet]) -> None:
        self._keys = keys

    def seal(self, words: str | None, *, of: str) -> str | None:
        """Nothing stays nothing: an empty note has no ciphertext that would tell it apart from no note."""
        return self._keys[of].encrypt(words.encode()).decode() if words else None

    def open(self, ciphertext: str | None, *, of: str) -> str:
        """The words, or nothing where there are none or where the owner's key has been erased.

        An owner whose key was erased may have got another one since, which opens what was sealed with it alone.
        """
        if not ciphertext or of not in self._keys:
            return ""
        try:
            return self._keys[of].decrypt(ciphertext.encode()).decode()
        except InvalidToken:
            return ""


async def ring(*owners: str) -> Ring:
    """The keys that these members already have, in one statement."""
    if not (wanted := sorted(set(owners))):
        return Ring({})
    rows = await MemberKey.select(MemberKey.owner, MemberKey.wrapped).where(MemberKey.owner.is_in(wanted))
    return ring_of(rows)


async def ring_to_write(*owners: str) -> Ring:
    """As `ring`, and a key is made for whoever has none. Call it inside a write transaction."""
    rows = await MemberKey.select(MemberKey.owner, MemberKey.wrapped).where(MemberKey.owner.is_in(sorted(set(owners))))
    missing = set(owners) - {row["owner"] for row in rows}
    made = [MemberKey(owner=owner, wrapped=_wrap(Fernet.generate_key()), created_at=clock.now()) for owner in missing]
    if made:
        await MemberKey.insert(*made)
    return ring_of([*rows, *({"owner": key.owner, "wrapped": key.wrapped} for key in made)])


def ring_of(rows: Iterable[Mapping[str, str]]) -> Ring:
    """For who has read `owner` and `wrapped` with something else, in one statement."""
    master = _master()
    return Ring({row["owner"]: Fernet(master.decrypt(row["wrapped"].encode())) for row in rows})


MARKS = "marks"  # whose key this is: nobody's, and so it outlives everybody


class Marker:
    """The keyed hash by which two people's words are known to be the same, without either being kept to read."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def mark(self, kind: str, words: str) -> str:
        """64 characters. The same words of another kind have another mark."""
        return hmac.new(self._key, f"{kind}\0{words}".encode(), hashlib.sha256).hexdigest()


async def marker_to_write() -> Marker:
    """Made when it is first needed. Call it inside a write transaction."""
    row = await MemberKey.select(MemberKey.wrapped).where(MemberKey.owner == MARKS).first()
    if row is not None:
        return opened_marker(row["wrapped"])
    key = MemberKey(owner=MARKS, wrapped=_wrap(Fernet.generate_key()), created_at=clock.now())
    await MemberKey.insert(key)
    return opened_marker(key.wrapped)


def opened_marker(wrapped: str) -> Marker:
    """For who has read the row of `MARKS` with something else, in one statement."""
    return Marker(_master().decrypt(wrapped.encode()))


async def erase_key(owner: str) -> None:
    await MemberKey.delete().where(MemberKey.owner == owner)


async def rewrap() -> int:
    """Wrap every key anew with the newest master key, after a rotation. Returns how many."""
    rows = await MemberKey.select(MemberKey.owner, MemberKey.wrapped)
    master = _master()
    for row in rows:
        fresh = master.rotate(row["wrapped"].encode()).decode()
        await MemberKey.update({MemberKey.wrapped: fresh}).where(MemberKey.owner == row["owner"])
    return len(rows)


def _wrap(key: bytes) -> str:
    return _master().encrypt(key).decode()


def _master() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings().keys])
