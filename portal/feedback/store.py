"""Feedback that is not published yet, and who had their say in this quarter: one sealed file of its own.

It is in no database, so that no row, log or backup of one can tell of it. Whatever changes, all of it is shuffled,
padded, sealed and written anew, and takes the old one's place at once: two copies do not show what came between, nor
whether anything did. How long it is follows from how many had their say, never from what they chose to say.
"""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from portal.database import DatabaseAway
from portal.feedback.rules import Feedback, Planned, may_be_in_the_store
from portal.settings import settings

BLOCK = 64 * 1024  # bytes; the file is as long as a number of these
ROOM = 4 * 1024  # of it for everybody who had their say, as much as the longest words could ever need
PATIENCE = 15.0  # seconds until another process has written
NO_BACKUP = "Signature: 8a477f597d28d172789f06886806bc55\n# Leave this folder out of every backup: docs/operating.md\n"

OLD = "the store of feedback is an old copy: published was more since it was made; docs/operating.md says what to do"
GONE = "the store of feedback is not there any more; docs/operating.md says what to do"
UNREADABLE = "the store of feedback cannot be opened with PORTAL_KEYS; docs/operating.md says what to do"
UNWRITABLE = "the store of feedback cannot be written; docs/operating.md says what to do"


class StoreAway(DatabaseAway):
    """Nothing that was acknowledged is lost by it, nothing new is, and whoever runs the portal has to look."""


@dataclass(frozen=True, slots=True)
class Contents:
    looked_on: str = ""  # the Monday on which it was last asked what could be published
    turns: Mapping[str, frozenset[str]] = field(default_factory=dict)  # quarter to the members who had their say
    had: Mapping[str, int] = field(default_factory=dict)  # quarters that are over, and how many those were in each
    waiting: tuple[Feedback, ...] = ()
    planned: Mapping[str, Planned] = field(default_factory=dict)  # being published just now, by the batch's id

    def has_had_a_say(self, member: str, quarter: str) -> bool:
        """Of a quarter that is over everybody has, also where a clock is set back: who they were is known no more."""
        return member in self.turns.get(quarter, frozenset()) or any(quarter <= over for over in self.had)

    def with_turn(self, member: str, quarter: str, said: Feedback | None) -> "Contents":
        """One for each person and quarter: the first counts."""
        if self.has_had_a_say(member, quarter):
            return self
        turns = {**self.turns, quarter: self.turns.get(quarter, frozenset()) | {member}}
        more = (replace(said, quarter=quarter),) if said else ()
        return replace(self, turns=turns, waiting=(*self.waiting, *more))

    def as_of(self, quarter: str) -> "Contents":
        """Who had their say in an earlier quarter is forgotten with it; that it is over is not, ever. How many stays
        known for as long as anything they said could be in here, and longer: the length of the file follows from it,
        whatever they chose."""
        over = {of: len(members) for of, members in self.turns.items() if of < quarter}
        return replace(
            self,
            turns={of: members for of, members in self.turns.items() if of >= quarter},
            had={of: many if may_be_in_the_store(of, now=quarter) else 0 for of, many in {**self.had, **over}.items()},
        )

    def without(self, published: Iterable[str]) -> "Contents":
        gone = set(published)
        return replace(self, planned={id_: one for id_, one in self.planned.items() if id_ not in gone})


def read() -> Contents | None:
    """As it is at this moment; None where there is none yet, or none any more."""
    try:
        ciphertext = settings().feedback_file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreAway(UNREADABLE) from error
    try:
        return _from_json(json.loads(_master().decrypt(ciphertext)))
    except (InvalidToken, ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreAway(UNREADABLE) from error


def change(edit: Callable[[Contents], Contents], new: Contents) -> Contents:
    """Read, edited and written again with no other writer between, also of another process. Even where `edit` changes
    nothing. `new`: where there is none to read."""
    try:
        with _alone():
            after = edit(read() or new)
            _write(_master().encrypt_at_time(_padded(after), 0))  # the time would stand in it for all to see
            return after
    except OSError as error:
        raise StoreAway(UNWRITABLE) from error


def forget() -> None:
    """As if there had never been one."""
    with suppress(FileNotFoundError):
        settings().feedback_file.unlink()


@contextmanager
def _alone() -> Iterator[None]:
    """The lock of the database is not enough: it is let go when its connection, or who waits for this, is lost."""
    folder = settings().feedback_file.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    held = os.open(folder, os.O_RDONLY)
    try:
        until = time.monotonic() + PATIENCE
        while not _taken(held):
            if time.monotonic() > until:
                raise StoreAway(UNWRITABLE)
            time.sleep(0.005)
        yield
    finally:
        os.close(held)  # which gives the lock back


def _taken(held: int) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _write(ciphertext: bytes) -> None:
    """The old one stays whole until the new one is."""
    file = settings().feedback_file
    _say_that_it_is_not_for_backups(file.parent)
    fresh = file.with_suffix(".new")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(ciphertext)
            out.flush()
            os.utime(fresh, (0, 0))
            os.fsync(out.fileno())
        fresh.replace(file)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _say_that_it_is_not_for_backups(folder: Path) -> None:
    """In a way that most programs for backups understand."""
    tag = folder / "CACHEDIR.TAG"
    if not tag.exists():
        tag.write_text(NO_BACKUP)


def _padded(contents: Contents) -> bytes:
    rooms = sum(len(members) for members in contents.turns.values()) + sum(contents.had.values())
    plain = json.dumps(_as_json(contents), ensure_ascii=False).encode(errors="replace")
    return plain.ljust(BLOCK * -(-max(rooms * ROOM, len(plain), 1) // BLOCK))


def _as_json(contents: Contents) -> dict[str, Any]:
    return {
        "looked_on": contents.looked_on,
        "turns": {quarter: sorted(members) for quarter, members in sorted(contents.turns.items())},
        "had": dict(sorted(contents.had.items())),
        "waiting": _shuffled(contents.waiting),
        "planned": {id_: {**asdict(one), "said": _shuffled(one.said)} for id_, one in contents.planned.items()},
    }


def _from_json(found: dict[str, Any]) -> Contents:
    return Contents(
        looked_on=found["looked_on"],
        turns={quarter: frozenset(members) for quarter, members in found["turns"].items()},
        had=dict(found["had"]),
        waiting=tuple(Feedback(**one) for one in found["waiting"]),
        planned={
            id_: Planned(**{**one, "said": tuple(Feedback(**said) for said in one["said"])})
            for id_, one in found["planned"].items()
        },
    )


def _shuffled(said: Iterable[Feedback]) -> list[dict[str, Any]]:
    found = [asdict(one) for one in said]
    secrets.SystemRandom().shuffle(found)
    return found


def _master() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings().keys])
