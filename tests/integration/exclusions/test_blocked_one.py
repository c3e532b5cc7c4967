"""Two copies of one world: in one of them somebody was blocked. They read the same on every page, byte by byte."""

import re
from datetime import timedelta

import pytest

from portal import clock
from portal.check_ins.actions import Said, log
from portal.database import counted
from portal.mentorships.actions import pause
from portal.messages.actions import answer_by
from portal.milestones.actions import mark
from portal.tick import tick
from tests.integration.browser import Browser
from tests.integration.cast import Cast, gather, once
from tests.integration.endings.reading import pages
from tests.integration.exclusions.blocks import take_it_back, want_nothing
from tests.integration.home.test_next_talk import planned
from tests.integration.messages.lines import write
from tests.integration.told import goodbye, part
from tests.schema import empty

READ = (
    *("/home", "/talks", "/me", "/me/room", "/me/contact", "/me/apart", "/enrolments", "/enrolments/{wish}"),
    *("/proposals", "/proposals/{proposal}", "/chats", "/guide", "/help-now", "/desk"),
    "/talks/{talk}",
    *(
        f"/talks/{{talk}}/{page}"
        for page in (
            *("messages", "messages?part=1", "messages/lately", "messages/stream", "plans", "check-ins", "check-in"),
            *("milestones", "milestone", "ways", "beginning", "how", "found", "still", "note", "question", "pause"),
            *("meanwhile", "ending", "ending/now", "ending/quiet", "goodbye/remember", "kept", "kept/page"),
        )
    ),
)
_AN_ID = re.compile(r"\b[a-z0-9]{16}\b")
Read = dict[str, tuple[int, str]]


async def nothing_more(cast: Cast, blocked: str) -> None:
    pass


async def a_goodbye(cast: Cast, blocked: str) -> None:
    await goodbye(cast, blocked)


async def an_end(cast: Cast, blocked: str) -> None:
    await part(cast, blocked, "alone")


async def a_pause(cast: Cast, blocked: str) -> None:
    until = clock.now().date() + timedelta(days=20)
    await pause(await cast.side(blocked), by=cast.person(blocked), until=until, word="Away.", once=once())


async def world(blocked: str, other: str, then: str, *, apart: str) -> tuple[Read, int, int]:
    """What the blocked one reads there, in how many statements, and in how many they did what they did."""
    now = clock.now()
    cast = await gather()
    clock.set(now)
    await write(cast, blocked, "Before.")
    await write(cast, other, "And before.")
    await planned(cast, clock.now() + timedelta(days=2))
    clock.travel(minutes=1)
    if apart:
        one = await want_nothing(cast, other, blocked)
        if apart == "taken back":
            await take_it_back(cast, other, one)
    clock.travel(minutes=1)
    with counted() as acted:
        await _lives_on(cast, blocked)
        await LATER[then](cast, blocked)
    clock.travel(days=4)
    await tick()

    ids = {"talk": cast.talk, "wish": cast.enrolments[blocked], "proposal": cast.proposal}
    browser = await Browser().enter(cast.accounts[blocked])
    with counted() as read_in:
        read = await pages(browser, *READ, **ids)
    await browser.close()
    await empty()
    return {at: (status, _AN_ID.sub("*", html)) for at, (status, html) in read.items()}, len(read_in), len(acted)


async def _lives_on(cast: Cast, name: str) -> None:
    """What somebody does who knows of nothing."""
    side, by, today = await cast.side(name), cast.person(name), clock.now().date()
    await answer_by(side, by=by, day=today + timedelta(days=3), once=once())
    await write(cast, name, "Since then.")
    await log(side, by=by, said=Said(today, "phone", [], "shared", "", hard_day=False, weighs=False), once=once())
    await mark(side, by=by, day=today, words="A milestone.", is_hard=False, once=once())


LATER = {"nothing": nothing_more, "goodbye": a_goodbye, "end": an_end, "pause": a_pause}


@pytest.mark.parametrize("then", LATER)
@pytest.mark.parametrize(("blocked", "other"), [("maya", "theo"), ("theo", "maya")])
async def test_the_blocked_one_finds_all_as_it_would_be(schema: None, blocked: str, other: str, then: str) -> None:
    noon = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)
    worlds = {}
    for apart in ("", "blocked", "taken back"):
        clock.set(noon)
        worlds[apart] = await world(blocked, other, then, apart=apart)
    clock.reset()
    first, *numbers = worlds[""]
    assert first["/talks/{talk}" if then != "end" else "/talks/{talk}/kept"][0] == 200
    for apart in ("blocked", "taken back"):
        read, *asked = worlds[apart]
        assert {address for address in READ if read[address] != first[address]} == set(), apart
        assert asked == numbers
