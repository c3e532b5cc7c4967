"""Who could write, and who has had their say."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from piccolo.query import Select

from portal.database import prepared
from portal.feedback import store
from portal.feedback.release import OWNER
from portal.feedback.rules import FEWEST, STILL_OF_IT, Could, last_monday, quarter_of
from portal.feedback.store import Contents, StoreAway
from portal.feedback.tables import Batch
from portal.person import Person
from portal.sealed import MemberKey

# Everybody with talks that go on, or ended lately, once for each group and side. Nobody who reads what is published:
# they could take their own away. The value: from when on an ending is not too long ago.
_COULD = """
    SELECT DISTINCT sides."group", sides.side, sides.member FROM (
        SELECT "group", 'mentors' AS side, mentor AS member, state, ended_at FROM mentorships
        UNION ALL SELECT "group", 'mentees' AS side, mentee AS member, state, ended_at FROM mentorships
    ) sides
    JOIN members ON members.id = sides.member
    JOIN accounts ON accounts.id = members.account
    WHERE (sides.state <> 'ended' OR sides.ended_at > {})
        AND accounts.disabled_at IS NULL AND NOT accounts.is_coordinator
        AND NOT EXISTS (SELECT 1 FROM facilitations WHERE facilitations.member = sides.member)
"""


@dataclass(frozen=True, slots=True)
class Place:
    """From where somebody can have their say."""

    group: str
    name: str
    side: str  # mentors or mentees
    could_write: int  # people of this group and side, the writer among them

    @property
    def joins_programme(self) -> bool:
        """Then it is kept without group and side from the beginning."""
        return self.could_write < FEWEST


@prepared
def _places(since: datetime, me: str, again: datetime) -> Any:
    return Batch.raw(
        'SELECT could."group", could.side, support_groups.name, COUNT(*) AS could_write'  # noqa: S608 - our own names
        f' FROM ({_COULD}) could JOIN support_groups ON support_groups.id = could."group"'
        f" WHERE EXISTS (SELECT 1 FROM ({_COULD}) mine WHERE mine.member = {{}}"
        ' AND mine."group" = could."group" AND mine.side = could.side)'
        ' GROUP BY could."group", could.side, support_groups.name ORDER BY support_groups.name, could.side',
        since,
        again,
        me,
    )


async def places_of(me: Person, now: datetime) -> list[Place]:
    """None for who has no talks, and for who reads what is published."""
    since = now - STILL_OF_IT
    rows = await _places(since, me.member, since)
    return [Place(row["group"], row["name"], row["side"], row["could_write"]) for row in rows]


@prepared
def _could_write(since: datetime, again: datetime) -> Any:
    return Batch.raw(
        f'SELECT could."group", could.side, COUNT(*) AS n FROM ({_COULD}) could GROUP BY could."group", could.side'  # noqa: S608
        f" UNION ALL SELECT '', '', COUNT(DISTINCT everybody.member) FROM ({_COULD}) everybody",
        since,
        again,
    )


async def could_write(now: datetime) -> Could:
    since = now - STILL_OF_IT
    found = {(row["group"], row["side"]): row["n"] for row in await _could_write(since, since)}
    everybody = found.pop(("", ""))
    return Could(of=found, everybody=everybody)


@prepared
def _newest() -> Select[Any]:
    return Batch.select(Batch.released_on).order_by(Batch.released_on, ascending=False).limit(1)


async def contents(now: datetime) -> Contents:
    """What is in the store, or what a first one begins with. Where one was begun and is not there any more, or is older
    than what was published, nothing goes on before somebody has looked."""
    newest = await last_published()  # asked first: the store is written before anything is published
    if found := await asyncio.to_thread(store.read):
        if newest > found.looked_on:
            raise StoreAway(store.OLD)
        return found
    if await MemberKey.exists().where(MemberKey.owner == OWNER):
        raise StoreAway(store.GONE)
    return Contents(looked_on=last_monday(now).isoformat())


async def last_published() -> str:
    """On which Monday; "" where nothing was."""
    newest = await _newest.first()
    if newest is None:
        return ""
    day = newest["released_on"]
    return str(day - timedelta(days=day.weekday()))


async def has_had_a_say(member: str, now: datetime) -> bool:
    """In this quarter, or chose not to: nobody can tell which."""
    return (await contents(now)).has_had_a_say(member, quarter_of(now))


async def why_not_read(now: datetime) -> str:
    """A sentence for whoever runs the portal; nothing where all is well."""
    try:
        await contents(now)
    except StoreAway as away:
        return str(away)
    return ""
