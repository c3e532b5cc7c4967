"""Telling of chats when many want to hear: nobody who writes waits long for it, and nobody is told for nothing."""

import asyncio
from typing import Protocol

import pytest

from portal import clock
from portal.accounts.tables import Account
from portal.chats.actions import tell_open
from portal.chats.telling import tell_of
from portal.database import counted, engine, write_transaction
from portal.groups.tables import Membership
from portal.notices.actions import tell, tell_many
from portal.notices.tables import Notice
from tests.integration.cast import TUESDAY, Cast
from tests.integration.chats.talking import opt_in, put_up, told_of
from tests.integration.conftest import Enter


@pytest.fixture(autouse=True)
async def at_night(cast: Cast) -> None:
    """When nobody is told yet."""
    clock.set(clock.now().replace(hour=23, minute=0, second=0, microsecond=0))


class Gone(Protocol):
    async def __call__(self, cast: Cast, name: str, *, back: bool = False) -> None: ...


async def it_is_morning() -> int:
    clock.travel(hours=9)
    return await tell_open(clock.now())


async def leave(cast: Cast, name: str, *, back: bool = False) -> None:
    mine = Membership.member == cast.members[name], Membership.group == cast.groups[TUESDAY]
    await Membership.update({Membership.left_on: None if back else clock.now().date()}).where(*mine)


async def shut_out(cast: Cast, name: str, *, back: bool = False) -> None:
    at = None if back else clock.now()
    await Account.update({Account.disabled_at: at}).where(Account.id == cast.accounts[name])


@pytest.mark.parametrize("gone", [leave, shut_out])
async def test_nobody_is_told_of_who_is_not_there_any_more(cast: Cast, enter: Enter, gone: Gone) -> None:
    await opt_in(cast, "ruth", "noor")
    chat = await put_up(await enter("omar"), cast, hours="24")
    await gone(cast, "omar")
    assert await it_is_morning() == 0
    assert await told_of(chat, cast, seen=True) == []
    await gone(cast, "omar", back=True)
    assert await tell_open(clock.now()) == 2
    assert await told_of(chat, cast) == ["noor", "ruth"]


@pytest.mark.parametrize("gone", [leave, shut_out])
async def test_nobody_is_told_who_is_not_there_any_more(cast: Cast, enter: Enter, gone: Gone) -> None:
    await opt_in(cast, "ruth", "noor")
    chat = await put_up(await enter("omar"), cast, hours="24")
    await gone(cast, "ruth")
    assert await it_is_morning() == 1
    assert await told_of(chat, cast, seen=True) == ["noor"]


async def test_a_new_chat_tells_of_itself_alone(cast: Cast, enter: Enter) -> None:
    clock.travel(hours=10)
    earlier = await put_up(await enter("omar"), cast)
    await opt_in(cast, "ruth")
    later = await put_up(await enter("ines"), cast)
    assert (await told_of(earlier, cast), await told_of(later, cast)) == ([], ["ruth"])
    assert await tell_open(clock.now()) == 1
    assert await told_of(earlier, cast) == ["ruth"]


async def test_what_has_ended_since_the_clock_looked_is_told_nobody(cast: Cast, enter: Enter) -> None:
    await opt_in(cast, "ruth")
    omar = await enter("omar")
    chat = await put_up(omar, cast, hours="24")
    await omar.post(f"{chat}/withdrawal", page="/chats")
    clock.travel(hours=9)
    assert await tell_of(chat[-16:], clock.now()) == 0
    assert await told_of(chat, cast, seen=True) == []


async def test_where_nobody_is_to_be_told_nobody_waits_for_the_clock(cast: Cast, enter: Enter) -> None:
    """It runs to its end while somebody else writes: it asks for nothing that only one may have."""
    await opt_in(cast, "ruth")
    await put_up(await enter("omar"), cast, hours="24")
    begun, over = asyncio.Event(), asyncio.Event()

    async def writes() -> None:
        async with write_transaction():
            begun.set()
            await over.wait()

    writing = asyncio.create_task(writes())
    await begun.wait()
    try:
        async with asyncio.timeout(5):
            assert await tell_open(clock.now()) == 0
    finally:
        over.set()
        await writing


@pytest.mark.only_on("sqlite")  # PostgreSQL chooses by how many rows there are
async def test_whether_somebody_was_told_is_looked_up_by_chat_and_member(cast: Cast, enter: Enter) -> None:
    await opt_in(cast, "ruth")
    await put_up(await enter("omar"), cast, hours="24")
    with counted() as heard:
        await tell_open(clock.now())
    [asked] = [sql for sql in heard if "FROM chats" in sql]
    plan = await engine().rows(f"EXPLAIN QUERY PLAN {asked}", [None] * asked.count("?"))
    looked_up = [row["detail"] for row in plan if " notices " in row["detail"]]
    assert looked_up == ["SEARCH notices USING COVERING INDEX notices_of_a_record (about=? AND member=?)"]


async def test_many_are_told_the_same_as_one_by_one(cast: Cast) -> None:
    ruth, noor, omar = (cast.members[name] for name in ("ruth", "noor", "omar"))
    told = [Notice.member, Notice.kind, Notice.about, Notice.whose, Notice.created_at, Notice.seen_at]
    await tell(ruth, noor, kind="chat_open", about="one by one", whose=dict.fromkeys((ruth, noor), omar))
    await tell_many([ruth, noor], kind="chat_open", about="one by one", whose=omar)
    rows = await Notice.select(*told).where(Notice.about == "one by one").order_by(Notice.member)
    assert rows[0] == rows[1]
    assert rows[2] == rows[3]
    with pytest.raises(ValueError, match="no kind"):
        await tell_many([ruth], kind="no kind", about="one by one", whose=omar)
