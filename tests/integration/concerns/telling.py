"""Telling, reading and looking for what was told."""

from typing import Any

from portal import clock
from portal.concerns.actions import tell_of_talk, worry
from portal.concerns.tables import Concern
from portal.database import write_transaction
from portal.notices.tables import Notice
from tests.integration.browser import Browser
from tests.integration.cast import Cast, once

WORDS = "Maya said a thing on the phone that does not leave me."


async def is_worried(cast: Cast, name: str = "theo", words: str = WORDS) -> str:
    return await worry(await cast.side(name), by=cast.person(name), words=words, once=once())


async def tells(cast: Cast, kind: str, name: str = "maya", words: str = WORDS) -> str:
    """As another act of theirs would, inside its transaction."""
    async with write_transaction():
        return await tell_of_talk(await cast.side(name), by=cast.person(name), kind=kind, words=words, at=clock.now())


async def row_of(concern: str) -> dict[str, Any]:
    [row] = await Concern.select().where(Concern.id == concern)
    return row


async def heard(cast: Cast, concern: str) -> set[tuple[str, str]]:
    """Who was told something about it, and of what kind; what they have followed is left out."""
    rows = await Notice.select(Notice.member, Notice.kind).where(Notice.about == concern, Notice.seen_at.is_null())
    names = {member: name for name, member in cast.members.items()}
    assert len(rows) == len({(row["member"], row["kind"]) for row in rows})
    return {(names[row["member"]], row["kind"]) for row in rows}


async def finds(browser: Browser, concern: str) -> set[str]:
    """As whose they find it: `own`, `desk`, or neither."""
    found = set()
    for what, address in (("own", f"/told/{concern}"), ("desk", f"/desk/concerns/{concern}")):
        answer = await browser.get(address)
        assert answer.status_code in (200, 404)
        if answer.status_code == 200:
            found.add(what)
    return found
