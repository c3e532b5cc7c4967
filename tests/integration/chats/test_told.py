"""Whoever asked to be told hears that a chat is open, once, when they are awake; nobody else does."""

from datetime import timedelta

import pytest

from portal import clock
from portal.chats import actions
from portal.chats.actions import expire_due, tell_open
from portal.chats.tables import Chat
from portal.chats.telling import be_told
from portal.database import counted
from portal.groups.tables import Membership
from portal.members.tables import Member
from portal.notices.tables import Notice
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.chats.talking import opt_in, put_up, reply, take, told_of
from tests.integration.conftest import Enter
from tests.integration.exclusions.listing import keep_apart


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=9, minute=0, second=0, microsecond=0))


async def live_in(cast: Cast, name: str, zone: str) -> None:
    await Member.update({Member.zone: zone}).where(Member.id == cast.members[name])


@pytest.mark.parametrize(
    ("kind", "notice", "line"),
    [("ask", "chat_open", "Omar would like a chat"), ("offer", "chat_offered", "Omar offers a chat")],
)
async def test_who_asked_to_be_told_is_told_at_once(
    cast: Cast, enter: Enter, kind: str, notice: str, line: str
) -> None:
    await opt_in(cast, "ruth", "omar", "lena", "fay")
    omar, ruth, ines = await enter("omar"), await enter("ruth"), await enter("ines")
    chat = await put_up(omar, cast, kind=kind)
    assert await told_of(chat, cast) == await told_of(chat, cast, notice) == ["ruth"]
    assert line in (await ruth.get("/home")).text
    for browser in (omar, ines, await enter("lena"), await enter("fay")):
        assert line not in (await browser.get("/home")).text
    [row] = await Notice.select().where(Notice.about == chat[-16:])
    assert row["whose"] == cast.members["omar"]


async def test_once_however_often_the_clock_looks(cast: Cast, enter: Enter) -> None:
    await opt_in(cast, "ruth")
    chat = await put_up(await enter("omar"), cast)
    for _ in range(3):
        assert await tell_open(clock.now()) == 0
    await Notice.update({Notice.seen_at: clock.now()}).where(Notice.about == chat[-16:])
    assert await tell_open(clock.now()) == 0
    assert await told_of(chat, cast, seen=True) == ["ruth"]


async def test_who_asks_to_be_told_later_hears_of_what_is_open_still(cast: Cast, enter: Enter) -> None:
    omar = await enter("omar")
    first, over = await put_up(omar, cast, hours="8"), await put_up(omar, cast, kind="offer", hours="2")
    clock.travel(hours=2)
    await opt_in(cast, "ruth")
    assert await tell_open(clock.now()) == 1
    assert await told_of(first, cast) == ["ruth"]
    assert await told_of(over, cast) == []
    await be_told(by=cast.person("ruth"), told=False, also_at_night=False, once=once())
    later = await put_up(await enter("omar"), cast, kind="offer")
    assert await told_of(later, cast) == []


async def test_at_night_only_who_wants_to_be_and_the_others_at_eight(cast: Cast, enter: Enter) -> None:
    """Ruth sleeps; Noor wants to be told by night too; where Ines lives it is day, and where Maya lives night ends
    later."""
    await opt_in(cast, "ruth", "ines", "maya")
    await opt_in(cast, "noor", also_at_night=True)
    await live_in(cast, "ines", "Pacific/Auckland")
    await live_in(cast, "maya", "America/New_York")
    clock.set(clock.now().replace(month=7, day=15, hour=23))
    chat = await put_up(await enter("omar"), cast, hours="24")
    assert await told_of(chat, cast) == ["ines", "maya", "noor"], "in New York it is seven in the evening"

    clock.set(clock.now() + timedelta(hours=9, microseconds=-1))
    assert await tell_open(clock.now()) == 0
    clock.travel(microseconds=1)
    assert await tell_open(clock.now()) == 1
    assert await told_of(chat, cast) == ["ines", "maya", "noor", "ruth"]
    assert await tell_open(clock.now()) == 0


async def test_who_slept_is_not_told_of_what_is_over_by_morning(cast: Cast, enter: Enter) -> None:
    await opt_in(cast, "ruth")
    clock.set(clock.now().replace(hour=23))
    chat = await put_up(await enter("omar"), cast, hours="4")
    clock.travel(hours=9)
    assert await tell_open(clock.now()) == 0
    assert await told_of(chat, cast, seen=True) == []


@pytest.mark.parametrize("how", ["taken", "withdrawn", "expired"])
async def test_when_it_is_over_nobody_is_called_to_it(cast: Cast, enter: Enter, how: str) -> None:
    await opt_in(cast, "ruth", "noor")
    omar, ines = await enter("omar"), await enter("ines")
    chat, other = await put_up(omar, cast), await put_up(omar, cast, kind="offer", hours="8")
    await reply(ines, chat)
    if how == "taken":
        await take(omar, chat, cast, "ines")
    elif how == "withdrawn":
        await omar.post(f"{chat}/withdrawal", page="/chats")
    else:
        clock.travel(hours=4)
        assert await expire_due(clock.now()) == 1
    assert await told_of(chat, cast) == []
    assert await told_of(other, cast) == ["noor", "ruth"]
    assert await tell_open(clock.now()) == 0


async def test_who_has_replied_need_not_be_told(cast: Cast, enter: Enter) -> None:
    await opt_in(cast, "ruth", "noor")
    chat = await put_up(await enter("omar"), cast)
    await reply(await enter("ruth"), chat)
    assert await told_of(chat, cast) == ["noor"]
    clock.set(clock.now().replace(hour=23))
    chat = await put_up(await enter("omar"), cast, hours="24")
    await reply(await enter("ruth"), chat)
    clock.travel(hours=9)
    assert await tell_open(clock.now()) == 1
    assert await told_of(chat, cast) == ["noor"]


async def test_not_who_is_kept_apart_nor_who_has_left(cast: Cast, enter: Enter) -> None:
    await opt_in(cast, "ruth", "ines", "noor", "maya")
    await keep_apart(cast, "ruth", "Omar")
    await keep_apart(cast, "omar", "Ines")
    await Membership.update({Membership.left_on: clock.now().date()}).where(Membership.member == cast.members["maya"])
    chat = await put_up(await enter("omar"), cast)
    assert await told_of(chat, cast, seen=True) == ["noor"]
    assert await tell_open(clock.now()) == 0


async def test_many_are_told_with_as_many_statements_as_one(cast: Cast) -> None:
    async def heard() -> int:
        omar, group = cast.person("omar"), cast.groups[TUESDAY]
        chat = await actions.put_up(by=omar, group=group, kind="ask", line="", means=["here"], hours=4, once=once())
        await Notice.delete().where(Notice.about == chat)
        with counted() as statements:
            await tell_open(clock.now())
        await Chat.delete().where(Chat.id == chat)
        return len(statements)

    await opt_in(cast, "ruth")
    with_one = await heard()
    await opt_in(cast, "ines", "noor", "maya", "theo")
    assert await heard() == with_one
