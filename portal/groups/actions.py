"""From a session's token to the person it belongs to."""

from dataclasses import replace

from portal import clock
from portal.accounts.actions import touch
from portal.accounts.rules import is_over, token_hash
from portal.groups.queries import session_and_person
from portal.person import Person


async def recognise(token: str) -> Person | None:
    """Whose session this is, `over` where it has ended by the clock. None: unknown, left, or disabled."""
    rows = await session_and_person(token_hash(token))
    if not rows:
        return None
    first, now = rows[0], clock.now()
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
    if is_over(
        began_at=first["began_at"],
        seen_at=first["seen_at"],
        own_phone=bool(first["own_phone"]),
        staff=person.is_staff,
        now=now,
    ):
        return replace(person, over=True)
    await touch(person.session, seen_at=first["seen_at"], now=now)
    return person
