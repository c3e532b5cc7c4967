"""An open page of two hears that there is something new, never what, and for as long as it is theirs."""

import pytest

from portal import clock
from portal.web import streams
from tests.integration.cast import Cast
from tests.integration.chats.talking import say, talk_here
from tests.integration.conftest import Enter
from tests.integration.exclusions.listing import keep_apart
from tests.integration.messages.lines import NEW, OVER, QUIET, OpenLine


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=9, minute=0, second=0, microsecond=0))


async def test_an_open_page_hears_that_there_is_something(cast: Cast, enter: Enter) -> None:
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await talk_here(omar, ruth, cast, "ruth")
    assert f'data-live="{chat}"' in (await ruth.get(chat)).text
    line = OpenLine(ruth, f"{chat}/stream")
    try:
        assert await line.says() == QUIET
        await say(omar, chat)
        assert await line.says() == NEW
    finally:
        await line.close()
    clock.travel(hours=60)
    assert (await (await enter("ruth")).get(f"{chat}/stream")).status_code == 404


async def test_it_hears_when_it_is_over(cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT", 0.02)
    omar, ruth = await enter("omar"), await enter("ruth")
    chat = await talk_here(omar, ruth, cast, "ruth")
    line = OpenLine(ruth, f"{chat}/stream")
    try:
        assert await line.says() == QUIET
        await keep_apart(cast, "omar", "Ruth")
        while (said := await line.says()) == QUIET:
            pass
        assert said == OVER
    finally:
        await line.close()
