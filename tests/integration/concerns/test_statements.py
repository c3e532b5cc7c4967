"""Each page asks the database a few times, and as often with one thing on it as with very many."""

import pytest

from portal import clock
from portal.chats.tables import Chat, Reply
from portal.concerns.actions import With, acknowledge, say_it_is_off
from portal.concerns.following import hold, open_lines
from portal.concerns.steps import take_step
from portal.concerns.tables import ShownMessage
from portal.database import counted
from portal.messages.actions import send
from tests.integration.browser import Browser
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.conftest import Enter

MANY = 40


@pytest.fixture(autouse=True)
def stopped(cast: Cast) -> None:
    clock.set(clock.now())


async def statements(browser: Browser, address: str) -> int:
    with counted() as heard:
        assert (await browser.get(address)).status_code == 200
    return len(heard)


async def test_with_one_and_with_many(cast: Cast, enter: Enter) -> None:
    maya, cora = await enter("maya"), await enter("cora")
    line = await say(cast)
    concern = await say_it_is_off(
        await cast.side("maya"),
        by=cast.person("maya"),
        words="",
        past_them=True,
        also=With(shown=[line], apart=True),
        once=once(),
    )
    await acknowledge(concern, by=cast.person("cora"), once=once())
    await open_lines(concern, by=cast.person("cora"))
    await hold(concern, cast.members["theo"], by=cast.person("cora"), once=once())
    await step(cast, concern)
    await chat(cast)
    looks = [
        (maya, "/me"),
        (maya, "/note"),
        (maya, "/question"),
        (maya, f"/talks/{cast.talk}/note"),
        (maya, f"/talks/{cast.talk}/question"),
        (maya, f"/told/{concern}"),
        (cora, f"/desk/concerns/{concern}"),
        (cora, "/desk"),
    ]
    with_one = [await statements(*look) for look in looks]

    for _ in range(MANY):
        await ShownMessage.insert(ShownMessage(concern=concern, message=await say(cast)))
        await step(cast, concern)
        await chat(cast)
        await say_it_is_off(await cast.side("maya"), by=cast.person("maya"), words="", past_them=True, once=once())
    assert [await statements(*look) for look in looks] == with_one
    assert max(with_one) <= 8, dict(zip([address for _, address in looks], with_one, strict=True))


@pytest.mark.parametrize("at", ["/note", "/question"])
async def test_the_second_step_too(cast: Cast, enter: Enter, at: str) -> None:
    omar = await enter("omar")
    typed = {**await omar.tokens(), "step": "write", "of": "person", "whom": cast.members["fay"]}
    with counted() as heard:
        assert (await omar.post_as_it_is(at, typed)).status_code == 200
    assert len(heard) <= 8


async def say(cast: Cast) -> str:
    return await send(await cast.side("theo"), by=cast.person("theo"), words="A line.", once=once())


async def step(cast: Cast, concern: str) -> None:
    await take_step(concern, by=cast.person("cora"), words="I call you.", once=once())


async def chat(cast: Cast) -> None:
    """Of hers, with a reply of Omar's."""
    now = clock.now()
    row = Chat(
        author=cast.members["maya"],
        group=cast.groups[TUESDAY],
        kind="ask",
        means="phone",
        until=now,
        state="expired",
        created_at=now,
    )
    await Chat.insert(row)
    await Reply.insert(Reply(chat=row.id, author=cast.members["omar"], means="phone", created_at=now))
