"""How often a page of chats asks the database: at most eight times, and as often with thirty as with one."""

import pytest

from portal import clock
from portal.chats import actions, saying
from portal.database import counted
from tests.integration.browser import Browser
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.chats.talking import opt_in, put_up, reply, take
from tests.integration.conftest import Enter
from tests.integration.newcomers import arrive


@pytest.fixture(autouse=True)
async def at_night(cast: Cast) -> None:
    """When pages say the most."""
    clock.set(clock.now().replace(hour=23, minute=0, second=0, microsecond=0))


async def so_many(nth: range, cast: Cast, *chats: str) -> None:
    """Newcomers who each put one up and reply to both of Omar's before one is taken up."""
    names = [f"crowd-{number}" for number in nth]
    await arrive(cast, *names)
    for name in names:
        by = cast.person(name)
        await actions.put_up(
            by=by, group=cast.groups[TUESDAY], kind="ask", line="Hm.", means=["here"], hours=8, once=once()
        )
        for chat in chats:
            await actions.reply(chat[-16:], by=by, words="Yes.", means=["phone"], once=once())
        await opt_in(cast, name)


async def say_much(many: int, cast: Cast, chat: str) -> None:
    for nth in range(many):
        await saying.say(chat[-16:], by=cast.person(("omar", "ruth")[nth % 2]), words="Hm.", once=once())


async def asks(browser: Browser, address: str) -> int:
    with counted() as heard:
        assert (await browser.get(address)).status_code == 200
    return len(heard)


@pytest.mark.only_on("sqlite")  # what a page asks is alike on both
async def test_thirty_cost_as_many_as_one(cast: Cast, enter: Enter) -> None:
    omar, ruth, noor = await enter("omar"), await enter("ruth"), await enter("noor")
    replied, taken = [await put_up(omar, cast, kind=kind, means=["any"], hours="8") for kind in ("ask", "offer")]
    await so_many(range(1), cast, replied, taken)
    await so_many(range(1, 30), cast, taken)
    await reply(ruth, taken, "any")
    await take(omar, taken, cast, "ruth")
    await say_much(1, cast, taken)
    looks = [
        *((browser, page) for browser in (omar, ruth, noor) for page in ("/chats", "/me/chats", replied)),
        *((browser, f"{taken}{act}") for browser in (omar, ruth) for act in ("", "/lately", "/stream")),
        (noor, taken),
    ]
    with_one = [await asks(*look) for look in looks]
    assert max(with_one) <= 8, dict(zip([page for _, page in looks], with_one, strict=True))

    await so_many(range(30, 60), cast, replied)
    await say_much(30, cast, taken)
    assert [await asks(*look) for look in looks] == with_one
