"""Telling that something is off can at once keep somebody away; nothing ends by it, and its readers do not learn it."""

import re

import pytest

from portal import clock
from portal.chats.actions import put_up, reply, take
from portal.concerns.actions import With, say_it_is_off
from portal.exclusions.actions import unblock
from portal.exclusions.queries import blocked_by
from portal.exclusions.tables import Block
from portal.mentorships.tables import Mentorship
from tests.integration.browser import Browser, alike
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import counts

NOTHING_FOR_NOW = "You want nothing from Theo for now"


@pytest.fixture(autouse=True)
def stopped(cast: Cast) -> None:
    clock.set(clock.now())


@pytest.fixture
async def maya(cast: Cast, enter: Enter) -> Browser:
    return await enter("maya")


async def test_one_tick_in_the_form(cast: Cast, maya: Browser) -> None:
    at = f"/talks/{cast.talk}/note"
    page = (await maya.get(at)).text
    assert "I want nothing from Theo for now" in page
    assert "Theo is not told, and may still have your number. You take it back under Me" in page
    assert f'href="/talks/{cast.talk}/ending/now"' in page
    answer = await maya.post(at, {"reader": "facilitator", "apart": "y"}, page=at)

    [block] = await blocked_by(cast.members["maya"])
    assert (block.other, block.name) == (cast.members["theo"], "Theo")
    told = (await maya.get(answer.headers["location"])).text
    assert NOTHING_FOR_NOW in told
    assert 'href="/me/apart"' in told
    assert f'href="/talks/{cast.talk}/ending/now"' in told
    [talk] = await Mentorship.select(Mentorship.state).where(Mentorship.id == cast.talk)
    assert talk["state"] == "active"

    await unblock(block.id, by=cast.person("maya"), once=once())
    assert NOTHING_FOR_NOW not in (await maya.get(answer.headers["location"])).text


async def test_without_the_tick_nobody_is_kept_away(cast: Cast, maya: Browser) -> None:
    at = f"/talks/{cast.talk}/note"
    await maya.post(at, {"reader": "facilitator"}, page=at)
    assert await Block.count() == 0


async def test_whoever_reads_it_does_not_learn_of_it(cast: Cast, enter: Enter) -> None:
    """Two that say the same, one with the tick: on the desk they read alike."""
    side, maya = await cast.side("maya"), cast.person("maya")
    pages = []
    for apart in (False, True):
        concern = await say_it_is_off(side, by=maya, words="", past_them=False, also=With(apart=apart), once=once())
        status, page = alike(await (await enter("fay")).get(f"/desk/concerns/{concern}"))
        pages.append((status, page.replace(concern, "")))
    assert pages[0] == pages[1]
    assert await Block.count() == 1


async def test_the_other_side_reads_what_they_ever_did(cast: Cast, enter: Enter) -> None:
    theo = await enter("theo")
    addresses = ["/home", "/talks", f"/talks/{cast.talk}", "/me", f"/talks/{cast.talk}/messages"]
    before = [alike(await theo.get(address)) for address in addresses]
    await say_it_is_off(
        await cast.side("maya"),
        by=cast.person("maya"),
        words="",
        past_them=False,
        also=With(apart=True),
        once=once(),
    )
    assert [alike(await theo.get(address)) for address in addresses] == before


async def test_of_somebody_from_a_chat_too(cast: Cast, enter: Enter) -> None:
    chat = await put_up(
        by=cast.person("ruth"), group=cast.groups[TUESDAY], kind="ask", line="", means=["phone"], hours=2, once=once()
    )
    replied = await reply(chat, by=cast.person("omar"), words="", means=["phone"], once=once())
    await take(chat, replied, by=cast.person("ruth"), once=once())
    omar = await enter("omar")
    form = {
        "step": "tell",
        "of": "person",
        "whom": cast.members["ruth"],
        "reader": "coordinator",
        "apart": "y",
    }
    answer = await omar.post("/note", form, page="/note")
    assert answer.status_code == 303
    assert [one.other for one in await blocked_by(cast.members["omar"])] == [cast.members["ruth"]]
    assert "You want nothing from Ruth for now" in (await omar.get(answer.headers["location"])).text


async def test_refused_it_is_not_half_done(cast: Cast, maya: Browser) -> None:
    before = await counts("sessions")
    answer = await maya.post(f"/talks/{cast.talk}/note", {"apart": "y", "words": "Some."})
    assert answer.status_code == 422
    assert re.search(r'name="apart"[^>]*checked', answer.text)
    assert await counts("sessions") == before


async def test_blocked_already_it_is_there_once(cast: Cast, maya: Browser) -> None:
    for _ in range(2):
        answer = await maya.post(f"/talks/{cast.talk}/note", {"reader": "facilitator", "apart": "y"})
        assert answer.status_code == 303
    assert await Block.count() == 1
