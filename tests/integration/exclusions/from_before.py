"""A process of its own: a database as it was before there were exclusions, with somebody in it, brought up to now.

Prints how many marks there are, whether Lou is kept apart from Kim, who excludes Lou's number and address each written
in another way, and whether from Max, who left none.
"""

import asyncio
import json

from piccolo.apps.migrations.commands.forwards import run_forwards

from portal import clock, sealed
from portal.audit import AuditEntry
from portal.columns import new_id
from portal.database import close_database, open_database, write_transaction
from portal.exclusions.actions import exclude, take_back
from portal.exclusions.queries import are_kept_apart
from portal.exclusions.tables import Detail
from portal.person import Person

BEFORE = "2026-11-22T10:00:00:000000"
DETAILS = {"Lou": ("+44 20 7946 0018", "lou@mail.example"), "Kim": ("", ""), "Max": ("12 34 5", "")}


async def move_in(name: str) -> Person:
    """By plain SQL: the tables of today have columns that were not there."""
    account, member = new_id(), new_id()
    ring = await sealed.ring_to_write(member)
    phone, email = (ring.seal(detail, of=member) for detail in DETAILS[name])
    await AuditEntry.raw(
        "INSERT INTO accounts (id, sign_in_name, is_coordinator, created_at) VALUES ({}, {}, {}, {})",
        *(account, name, False, clock.now()),
    )
    await AuditEntry.raw(
        "INSERT INTO members (id, account, name, zone, home, means, phone, email)"
        " VALUES ({}, {}, {}, {}, {}, {}, {}, {})",
        *(member, account, name, "UTC", "open", "phone", phone, email),
    )
    return Person(account=account, member=member, name=name)


async def holds(by: Person, kind: str, said: str, other: Person) -> bool:
    exclusion = await exclude(by=by, kind=kind, said=said, once="")
    apart = await are_kept_apart(by.member, other.member)
    await take_back(exclusion, by=by, once="")
    return apart and not await are_kept_apart(by.member, other.member)


async def main() -> None:
    await open_database()
    async with write_transaction():
        assert (await run_forwards(app_name="portal", migration_id=BEFORE)).success
        lou, kim, max_ = [await move_in(name) for name in DETAILS]
    async with write_transaction():
        assert (await run_forwards(app_name="portal")).success
    found = {
        "marks": await Detail.count(),
        "phone": await holds(kim, "phone", "(020) 7946-0018", lou),
        "email": await holds(kim, "email", "LOU+x@mail.example", lou),
        "another": await holds(kim, "phone", "020 7946 0019", lou),
        "too short": await holds(kim, "phone", "00 12 34 5", max_),
    }
    await close_database()
    print(f"found {json.dumps(found)}")  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main())
