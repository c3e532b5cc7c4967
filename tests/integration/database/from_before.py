"""A process of its own: a database as it was before blocks, holds, lines of chats and what becomes of a concern, with a
pair, a chat and concerns in it; brought up to now; back again, and up once more.

Prints what is there each time, and what can be done with it now.
"""

import asyncio
import json
from datetime import timedelta
from typing import Any

from piccolo.apps.migrations.commands.backwards import run_backwards
from piccolo.apps.migrations.commands.forwards import run_forwards

from portal import clock, sealed
from portal.audit import AuditEntry
from portal.chats.saying import say
from portal.check import check
from portal.concerns.actions import acknowledge, hand_on
from portal.concerns.following import hold
from portal.concerns.steps import take_step
from portal.database import close_database, open_database, write_transaction
from portal.exclusions.actions import block
from portal.mentorships.queries import talk_by_id
from portal.messages.queries import messages_of
from portal.person import Person
from tests.integration.check_ins.from_before import insert, move_in

BEFORE, FIRST = "2026-11-22T15:30:00:000000", "2026-11-22T17:30:00:000000"
NEW = ("blocks", "holds", "chat_lines", "concern_steps", "shown_messages", "told_of_chats", "feedback_batches")
KEPT = ("members", "mentorships", "messages", "chats", "replies", "concerns", "audit_entries")


async def begin() -> dict[str, str]:
    """By plain SQL: the tables of today have columns that were not there."""
    now = clock.now()
    long_ago = now - timedelta(days=5)
    lou, kim, cora = [await move_in(name) for name in ("Lou", "Kim", "Cora")]
    await AuditEntry.raw("UPDATE accounts SET is_coordinator = {} WHERE sign_in_name = 'Cora'", True)
    group = await insert("support_groups", name="Tuesday")
    for member in (lou, kim):
        await insert("memberships", member=member, group=group, joined_on=now.date())
    wish = await insert("enrolments", member=lou, group=group, role="mentee", state="active", waiting_since=now)
    await insert("enrolments", member=kim, group=group, role="mentor", state="active")
    room = await insert("availabilities", member=kim, capacity=1, changed_at=now)
    asked = await insert(
        "proposals", group=group, proposed_by=kim, mentee=wish, mentor=room, state="matched", opened_at=long_ago,
        closes_at=now, mentee_answer="yes", mentor_answer="yes",
    )  # fmt: skip
    talk = await insert(
        "mentorships", proposal=asked, group=group, mentor=kim, mentee=lou, state="active", began_at=long_ago
    )
    for member in (lou, kim):
        await insert("talk_sides", mentorship=talk, member=member, ways="phone,messages")
    ring = await sealed.ring_to_write(lou, kim)
    for member in (lou, kim):
        words = ring.seal("Hello.", of=member)
        await insert("messages", mentorship=talk, author=member, words=words, created_at=now)
    chat = await insert(
        "chats", author=lou, group=group, kind="ask", means="phone,here", until=now + timedelta(hours=4), state="taken",
        created_at=now,
    )  # fmt: skip
    await insert("replies", chat=chat, author=kim, means="here", created_at=now, taken_at=now)
    told = {"author": lou, "about": kim, "group": group, "mentorship": talk, "kind": "off"}
    read = await insert("concerns", **told, reader="coordinator", state="open", created_at=long_ago)
    await insert("audit_entries", act="concerns.hand_on", about=read, by="clock", at=now)
    await insert("audit_entries", act="mentorships.begin", about=talk, by="clock", at=long_ago)
    return {"lou": lou, "kim": kim, "cora": cora, "talk": talk, "chat": chat, "concern": read}


async def counts(*tables: str) -> list[int]:
    return [(await AuditEntry.raw(f"SELECT COUNT(*) AS n FROM {table}"))[0]["n"] for table in tables]  # noqa: S608


async def person(member: str, *, is_coordinator: bool = False) -> Person:
    [row] = await AuditEntry.raw("SELECT account, name FROM members WHERE id = {}", member)
    return Person(account=row["account"], member=member, name=row["name"], is_coordinator=is_coordinator)


async def as_it_is(ids: dict[str, str]) -> dict[str, Any]:
    return {
        "new": await counts(*NEW),
        "of": [row["of"] for row in await AuditEntry.raw("SELECT of FROM concerns")],
        "lines of Help now": (await counts("help_lines"))[0],
        "does not hold": await check(),
        "handed on": await hand_on(clock.now()),
        "lines": [line.words for line in await lines(ids, "kim")],
    }


async def lines(ids: dict[str, str], name: str) -> list[Any]:
    talk = await talk_by_id(ids["talk"], me=ids[name])
    assert talk is not None
    return (await messages_of(talk, ring=await sealed.ring(ids["lou"], ids["kim"]))).lines


async def can_be_done(ids: dict[str, str]) -> list[int]:
    lou, kim, cora = [await person(ids[name], is_coordinator=name == "cora") for name in ("lou", "kim", "cora")]
    await say(ids["chat"], by=kim, words="Here.", once="")
    for _ in range(2):
        await block(ids["kim"], by=lou, once="")
    await acknowledge(ids["concern"], by=cora, once="")
    await take_step(ids["concern"], by=cora, words="I call.", once="")
    await hold(ids["concern"], ids["kim"], by=cora, once="")
    return await counts(*NEW)


async def forwards() -> None:
    async with write_transaction():
        assert (await run_forwards(app_name="portal")).success


async def main() -> None:
    await open_database()
    async with write_transaction():
        assert (await run_forwards(app_name="portal", migration_id=BEFORE)).success
        ids = await begin()
        before = await counts(*KEPT)
    await forwards()
    found: dict[str, Any] = {"now": await as_it_is(ids), "stays": await counts(*KEPT) == before}
    async with write_transaction():
        assert (await run_backwards(app_name="portal", migration_id=FIRST, auto_agree=True)).success
    found["stays back then"] = await counts(*KEPT) == before
    await forwards()
    found["once more"] = await as_it_is(ids) == found["now"]
    found["done"] = await can_be_done(ids)
    await close_database()
    print(f"found {json.dumps(found)}")  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main())
