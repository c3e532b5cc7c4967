"""Ninety days after an ending the lines are gone; no other is."""

from datetime import timedelta

from portal import clock
from portal.database import counted
from portal.messages.actions import forget_old
from portal.messages.tables import Message
from tests.integration.cast import Cast
from tests.integration.ledger import acts
from tests.integration.messages.lines import write
from tests.integration.told import goodbye


async def test_ninety_days_after_the_ending_they_are_gone(cast: Cast) -> None:
    await _one_that_goes_on_and_one_that_ended(cast)
    ended_at = clock.now()

    assert await forget_old(ended_at + timedelta(days=90, seconds=-1)) == 0
    assert await Message.count() == 3
    assert await forget_old(ended_at + timedelta(days=90)) == 2
    assert await Message.select(Message.author) == [{"author": cast.members["ines"]}]
    assert await acts("messages.forget") == ["messages.forget"]


async def test_forgetting_twice_is_forgetting_once(cast: Cast) -> None:
    await _one_that_goes_on_and_one_that_ended(cast)
    later = clock.now() + timedelta(days=1000)

    assert [await forget_old(later), await forget_old(later)] == [2, 0]
    assert await acts("messages.forget") == ["messages.forget"]


async def test_where_nothing_is_old_it_is_one_question_and_no_write(cast: Cast) -> None:
    await _one_that_goes_on_and_one_that_ended(cast)

    with counted() as heard:
        assert await forget_old(clock.now()) == 0

    assert [statement.split()[0] for statement in heard] == ["SELECT"]


async def _one_that_goes_on_and_one_that_ended(cast: Cast) -> None:
    clock.set(clock.now())
    goes_on = await cast.begin_talk("ines", "ruth")
    await write(cast, "ines", "stays", talk=goes_on)
    for name in ("maya", "theo"):
        await write(cast, name, "goes")
    for name in ("maya", "theo"):
        await goodbye(cast, name)
