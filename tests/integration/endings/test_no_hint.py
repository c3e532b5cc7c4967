"""Who was left reads the same, byte by byte, whichever of the three it was."""

import pytest

from portal import clock
from portal.database import counted
from portal.enrolments.tables import Availability
from portal.notices.tables import Notice
from portal.tick import tick
from tests.integration.browser import Browser
from tests.integration.cast import Cast, gather
from tests.integration.endings.reading import pages
from tests.integration.told import part
from tests.schema import empty

READ = (
    "/home",
    "/talks",
    "/me",
    "/me/room",
    "/me/contact",
    "/me/apart",
    "/enrolments",
    "/enrolments/{wish}",
    "/proposals",
    "/chats",
    "/guide",
    "/help-now",
    "/talks/{talk}",
    "/talks/{talk}/kept",
    "/talks/{talk}/kept/page",
    "/talks/{talk}/kept/page?names=no",
    "/talks/{talk}/ending/now",
    "/talks/{talk}/messages",
)
HOWS = ("alone", "unsafe", "someone_else")
Read = dict[str, tuple[int, str]]


async def world(enter_as: str, how: str, *, rests_after: bool, days: int) -> tuple[Read, int]:
    """Made anew, at the same moment: what the one who was left then reads, and in how many statements."""
    cast = await gather()
    left, leaver = (enter_as, "theo" if enter_as == "maya" else "maya")
    if rests_after:
        await Availability.update({Availability.rests_after: True}).where(Availability.id == cast.rooms["theo"])
    await part(cast, leaver, how, "Words that only fay reads." if how == "unsafe" else "")
    clock.travel(days=days, minutes=5)
    await tick()

    browser = await Browser().enter(cast.accounts[left])
    with counted() as statements:
        read = await pages(browser, *READ, **_ids(cast, left))
    await browser.close()
    await empty()
    return read, len(statements)


def _ids(cast: Cast, name: str) -> dict[str, str]:
    return {
        "talk": cast.talk,
        "wish": cast.enrolments[name],
        "proposal": cast.proposal,
        **{f"member-{one}": id_ for one, id_ in cast.members.items()},
        **{f"group-{one}": id_ for one, id_ in cast.groups.items()},
    }


@pytest.mark.parametrize(
    ("left", "days", "rests_after"),
    [("maya", 0, False), ("maya", 100, False), ("theo", 0, False), ("theo", 22, True), ("theo", 100, False)],
)
async def test_no_hint_which_of_the_three_it_was(schema: None, left: str, days: int, rests_after: bool) -> None:
    now = clock.now()
    worlds = {}
    for how in HOWS:
        clock.set(now)
        worlds[how] = await world(left, how, rests_after=rests_after, days=days)
    first, number = worlds["alone"]
    assert first["/talks/{talk}/kept"][0] == 200
    assert first["/talks/{talk}"][0] == 404
    for how in ("unsafe", "someone_else"):
        read, statements = worlds[how]
        assert {address for address in READ if read[address] != first[address]} == set(), how
        assert statements == number


async def test_nor_does_the_act_write_more_or_less_for_them(cast: Cast) -> None:
    """That they were told: one notice, of one kind, naming one person."""

    told = []
    for how in HOWS:
        here = await gather() if how != "alone" else cast
        await part(here, "maya", how)
        of_theo = Notice.member == here.members["theo"], Notice.about == here.talk, Notice.kind == "kept"
        told.append(await Notice.select(Notice.kind, Notice.seen_at).where(*of_theo))
        await empty()
    assert told == [[{"kind": "kept", "seen_at": None}]] * 3
