"""From a session's token to the person it belongs to."""

from dataclasses import replace
from typing import Any

from portal import clock
from portal.accounts.actions import touch
from portal.accounts.rules import is_over, token_hash
from portal.groups.queries import session_and_person
from portal.person import Person


async def recognise(token: str, *, by_itself: bool = False) -> Person | None:
    """Whose session this is, `over` where it has ended by the clock. None: unknown, left, or disabled.

    `by_itself`: a page asked, nobody tapped. That keeps no session awake."""
    rows = await session_and_person(token_hash(token))
    person = _person(rows)
    if person and not person.over and not by_itself:
        await touch(person.session, seen_at=rows[0]["seen_at"], now=clock.now())
    return person


async def still_there(session: str) -> Person | None:
    """As `recognise`, by the session's own name, for what was let in a while ago. It keeps no session awake."""
    return _person(await session_and_person(session))


def _person(rows: list[dict[str, Any]]) -> Person | None:
    if not rows:
        return None
    first = rows[0]
    person = Person(
        account=first["account"],
        member=first["member"],
        name=first["name"],
        zone=first["zone"],
        home=first["home"],
        belongs=bool(first["belongs"]),
        is_coordinator=bool(first["is_coordinator"]),
        facilitates=frozenset(row["runs"] for row in rows if row["runs"]),
        session=first["token_hash"],
    )
    over = is_over(
        began_at=first["began_at"],
        seen_at=first["seen_at"],
        own_phone=bool(first["own_phone"]),
        staff=person.is_staff,
        now=clock.now(),
    )
    return replace(person, over=True) if over else person
