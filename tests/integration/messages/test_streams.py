"""An open page hears that there is something new: that, and no more, and for no longer than it may."""

import asyncio

import pytest

from portal import clock
from portal.accounts.actions import choose_password, invite
from portal.accounts.tables import Account, Session
from portal.mentorships.tables import Mentorship
from portal.web import streams
from tests.integration.browser import Browser
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.messages.lines import ASLEEP, LEFT, NEW, OVER, QUIET, SOON, OpenLine, listening, write
from tests.integration.told import goodbye

WORDS = "A line like no other 1851."


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """A heartbeat that need not be waited for."""
    monkeypatch.setattr(streams, "HEARTBEAT", 0.02)


async def test_both_of_a_pair_hear_it_and_no_other_pair(cast: Cast, enter: Enter) -> None:
    another = await cast.begin_talk("ines", "ruth")
    async with (
        listening(await enter("maya"), cast.talk) as maya,
        listening(await enter("theo"), cast.talk) as theo,
        listening(await enter("ines"), another) as ines,
    ):
        await write(cast, "maya", WORDS)

        assert [await maya.says(), await theo.says()] == [NEW, NEW]
        assert await ines.is_quiet()
        await write(cast, "ines", WORDS, talk=another)
        assert await ines.says() == NEW
        assert await maya.is_quiet()


async def test_what_it_carries(cast: Cast, enter: Enter) -> None:
    async with listening(await enter("maya"), cast.talk) as maya:
        assert maya.status == 200
        kept = {name: maya.headers[name] for name in ("content-type", "cache-control", "x-accel-buffering")}
        assert kept == {
            "content-type": "text/event-stream; charset=utf-8",
            "cache-control": "no-store",
            "x-accel-buffering": "no",
        }
        assert "default-src 'none'" in maya.headers["content-security-policy"]


async def test_several_lines_at_once_are_told_at_least_once(cast: Cast, enter: Enter) -> None:
    async with listening(await enter("maya"), cast.talk) as maya:
        await asyncio.gather(*(write(cast, "theo", str(number)) for number in range(5)))

        assert await maya.says() == NEW


async def test_what_came_before_the_line_was_open_is_told(cast: Cast, enter: Enter) -> None:
    maya, address = await enter("maya"), f"/talks/{cast.talk}/messages/stream"
    shown = await write(cast, "theo", "shown")
    newest = await write(cast, "theo", "not shown")
    told = {}
    for seen in (shown, newest):
        line = OpenLine(maya, address, seen)
        told[seen] = await line.says()
        await line.close()

    assert told == {shown: NEW, newest: QUIET}


async def test_what_another_process_wrote_is_found_at_the_next_heartbeat(
    cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch, often: None
) -> None:
    async with listening(await enter("maya"), cast.talk) as maya:
        elsewhere = streams.Hub()
        monkeypatch.setattr(streams, "tell", elsewhere.tell)
        await write(cast, "theo", WORDS)

        assert await _next_but_quiet(maya) == NEW


async def test_leaving_ends_every_line_of_that_phone_and_no_other(cast: Cast, enter: Enter) -> None:
    maya, other_phone, theo = await enter("maya"), await enter("maya"), await enter("theo")
    async with (
        listening(maya, cast.talk) as one,
        listening(maya, cast.talk) as another_tab,
        listening(other_phone, cast.talk) as elsewhere,
        listening(theo, cast.talk) as of_theo,
    ):
        await maya.post("/leave")

        for line in (one, another_tab):
            assert [await line.says(), await line.says()] == [LEFT, None]
        for line in (elsewhere, of_theo):
            assert await line.is_quiet(0.02)
        await write(cast, "theo", WORDS)
        assert await elsewhere.says() == NEW


async def test_a_new_password_ends_all_of_them(cast: Cast, enter: Enter) -> None:
    async with listening(await enter("maya"), cast.talk) as one, listening(await enter("maya"), cast.talk) as other:
        await choose_password(await invite(cast.accounts["maya"]), "four lanterns above a mill")

        assert [await one.says(), await other.says()] == [LEFT, LEFT]


async def test_who_is_disabled_hears_no_more(cast: Cast, enter: Enter, often: None) -> None:
    async with listening(await enter("maya"), cast.talk) as maya:
        await Account.update({Account.disabled_at: clock.now()}).where(Account.id == cast.accounts["maya"])

        assert [await _next_but_quiet(maya), await maya.says()] == [LEFT, None]


async def test_before_anything_is_said_it_is_asked_who_hears_it(cast: Cast, enter: Enter) -> None:
    """Not only at the next heartbeat."""
    async with listening(await enter("maya"), cast.talk) as maya:
        await Session.delete().where(Session.account == cast.accounts["maya"])
        await write(cast, "theo", WORDS)

        assert [await maya.says(), await maya.says()] == [LEFT, None]


async def test_the_end_of_the_talks_is_the_end_of_the_line(cast: Cast, enter: Enter) -> None:
    async with listening(await enter("maya"), cast.talk) as maya:
        for name in ("theo", "maya"):
            await goodbye(cast, name)
        streams.close(topic=cast.talk)

        while (last := await maya.says()) == NEW:
            pass
        assert [last, await maya.says()] == [OVER, None]


async def test_the_end_is_found_by_the_heartbeat_too(cast: Cast, enter: Enter, often: None) -> None:
    async with listening(await enter("maya"), cast.talk) as maya:
        await Mentorship.update({Mentorship.state: "ended"}).where(Mentorship.id == cast.talk)

        assert [await _next_but_quiet(maya), await maya.says()] == [OVER, None]


async def test_a_session_that_ended_by_the_clock_is_told_apart(cast: Cast, enter: Enter, often: None) -> None:
    """What somebody was writing may still be sent, once they are back."""
    async with listening(await enter("maya"), cast.talk) as maya:
        clock.travel(minutes=31)

        assert [await _next_but_quiet(maya), await maya.says()] == [ASLEEP, None]


async def test_an_open_page_keeps_no_session_awake(cast: Cast, enter: Enter, often: None) -> None:
    maya, at = await enter("maya"), f"/talks/{cast.talk}/messages"
    clock.set(clock.now())
    tokens = await maya.tokens(at)
    async with listening(maya, cast.talk) as line:
        for _ in range(10):
            assert (await maya.get(f"{at}/lately")).status_code == 200
            assert (await maya.post_as_it_is(f"{at}/reading", tokens)).status_code == 303
            clock.travel(minutes=3)
        assert await _next_but_quiet(line) == ASLEEP

    answer = await maya.get("/home")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


async def test_a_page_that_somebody_opens_keeps_it(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    clock.set(clock.now())
    for _ in range(4):
        clock.travel(minutes=20)
        assert (await maya.get(f"/talks/{cast.talk}/messages")).status_code == 200


async def test_nothing_of_it_is_left_when_the_page_goes(cast: Cast, enter: Enter) -> None:
    before = len(streams.hub)
    async with listening(await enter("maya"), cast.talk):
        assert len(streams.hub) == before + 1

    assert len(streams.hub) == before


async def test_whoever_does_not_wait_hears_how_it_stands(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    newest = await write(cast, "theo", WORDS)
    address = f"/talks/{cast.talk}/messages/stream"

    answers = [(await maya.get(f"{address}?seen={seen}")).text for seen in ("", newest)]

    assert answers == [NEW, QUIET]


async def test_for_who_is_signed_out_there_is_no_line(cast: Cast) -> None:
    browser = Browser()
    answer = await browser.get(f"/talks/{cast.talk}/messages/stream")
    await browser.close()

    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/sign-in")


async def _next_but_quiet(line: OpenLine) -> str | None:
    async with asyncio.timeout(SOON):
        while (said := await line.says()) == QUIET:
            pass
        return said
