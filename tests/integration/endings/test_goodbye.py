"""Goodbye in three small steps: what is saved, what the other sees and when, and that nothing else is written."""

from datetime import timedelta

import pytest

from portal import clock, sealed
from portal.check import check
from portal.endings.rules import SAID_ALREADY
from portal.enrolments.actions import rest_mentor
from portal.enrolments.tables import Availability, Enrolment
from portal.errors import NotPossible
from portal.mentorships.tables import Mentorship
from portal.notices.actions import tell
from portal.notices.tables import Notice
from tests.integration.browser import Browser, alike, title
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.ledger import counts, everything, on_disk
from tests.integration.told import goodbye

REMEMBERED = "Remembered like nothing else 3001."
NOTE = "Thanked like nobody else 3002."


@pytest.fixture(autouse=True)
async def now(cast: Cast) -> None:
    clock.set(clock.now())


async def remember(browser: Browser, talk: str) -> str:
    page = f"/talks/{talk}/goodbye/remember"
    return (await browser.post(page, {"remembered": REMEMBERED}, page=page)).headers["location"]


async def thank(browser: Browser, talk: str, step: str = "on") -> str:
    page = f"/talks/{talk}/goodbye/note"
    return (await browser.post(page, {"note": NOTE, "step": step}, page=page)).headers["location"]


async def part(browser: Browser, talk: str) -> str:
    page = f"/talks/{talk}/goodbye/last"
    return (await browser.post(page, page=page)).headers["location"]


async def readings(browser: Browser, talk: str) -> list[tuple[int, str]]:
    addresses = (f"/talks/{talk}", f"/talks/{talk}/goodbye", f"/talks/{talk}/kept", "/talks", "/home", "/me")
    return [alike(await browser.get(address)) for address in addresses]


async def test_each_step_is_kept_and_one_may_stop_after_any(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    steps = f"/talks/{cast.talk}/goodbye"
    assert (await maya.get(steps)).headers["location"] == f"{steps}/remember"
    assert await remember(maya, cast.talk) == f"{steps}/note"
    assert await thank(maya, cast.talk, step="later") == f"/talks/{cast.talk}"

    again = await enter("maya")
    assert f">{REMEMBERED}</textarea>" in (await again.get(f"{steps}/remember")).text.replace("\n", "")
    assert f">{NOTE}</textarea>" in (await again.get(f"{steps}/note")).text.replace("\n", "")
    assert await thank(again, cast.talk) == f"{steps}/last"
    assert NOTE in (await again.get(f"{steps}/last")).text
    assert await Mentorship.exists().where(Mentorship.id == cast.talk, Mentorship.state == "active")


async def test_nor_does_who_said_goodbye_read_what_the_other_has_only_drafted(cast: Cast, enter: Enter) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    await part(maya, cast.talk)
    await remember(theo, cast.talk)
    await thank(theo, cast.talk)

    drafted = [words for _, page in await readings(maya, cast.talk) for words in (REMEMBERED, NOTE) if words in page]

    assert drafted == []


async def test_the_other_sees_nothing_of_it_before(cast: Cast, enter: Enter) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    before = await readings(theo, cast.talk)
    await remember(maya, cast.talk)
    await thank(maya, cast.talk)
    assert await readings(theo, cast.talk) == before

    assert await part(maya, cast.talk) == f"/talks/{cast.talk}/kept"
    assert await readings(theo, cast.talk) != before


async def test_the_other_is_told_and_reads_the_note(cast: Cast, enter: Enter) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    await remember(maya, cast.talk)
    await thank(maya, cast.talk)
    await part(maya, cast.talk)

    home = (await theo.get("/home")).text
    assert "Maya said goodbye" in home
    assert NOTE not in home
    told = await theo.get(f"/talks/{cast.talk}/goodbye")
    assert title(told) == "Maya said goodbye"
    assert NOTE in told.text
    assert REMEMBERED not in told.text
    assert title(await maya.get(f"/talks/{cast.talk}/kept")) == "Kept from your talks with Theo"
    assert (await theo.get(f"/talks/{cast.talk}/kept")).status_code == 404
    assert "/kept" not in (await theo.get("/me")).text
    for browser in (maya, theo):
        page = await browser.get(f"/talks/{cast.talk}")
        assert "A goodbye was said here" in page.text
        assert "202 555" not in page.text, "no way to reach somebody after a goodbye"
        assert "@cast.example" not in page.text


async def test_sealed_like_everything_else(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    await remember(maya, cast.talk)
    await thank(maya, cast.talk)
    await part(maya, cast.talk)
    for words in (REMEMBERED, NOTE):
        assert words not in await everything()
        assert words.encode() not in on_disk()


async def test_a_given_note_is_its_receivers(cast: Cast, enter: Enter) -> None:
    """With Maya's key erased, what she wrote is gone, but for what she has given."""
    maya, theo = await enter("maya"), await enter("theo")
    await remember(maya, cast.talk)
    await thank(maya, cast.talk)
    await part(maya, cast.talk)
    await sealed.erase_key(cast.members["maya"])

    assert NOTE in (await theo.get(f"/talks/{cast.talk}/goodbye")).text
    await part(theo, cast.talk)
    assert NOTE in (await theo.get(f"/talks/{cast.talk}/kept")).text
    kept = await maya.get(f"/talks/{cast.talk}/kept")
    assert kept.status_code == 200
    assert REMEMBERED not in kept.text
    assert NOTE not in kept.text


async def test_the_answer_ends_it(cast: Cast, enter: Enter) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    await part(maya, cast.talk)
    await thank(theo, cast.talk)
    assert await part(theo, cast.talk) == f"/talks/{cast.talk}/kept"

    [row] = await Mentorship.select(Mentorship.state, Mentorship.ended_at).where(Mentorship.id == cast.talk)
    assert row == {"state": "ended", "ended_at": clock.now()}
    assert "Theo answered your goodbye" in (await maya.get("/home")).text
    assert NOTE in (await maya.get(f"/talks/{cast.talk}/kept")).text
    assert await check() == []


@pytest.mark.parametrize("name", ["theo", "maya"])
async def test_both_rest_and_after_fourteen_days_the_mentor_has_room(cast: Cast, enter: Enter, name: str) -> None:
    await part(await enter(name), cast.talk)
    [row] = await Enrolment.select(Enrolment.state).where(Enrolment.id == cast.enrolments["maya"])
    assert row["state"] == "paused"

    clock.travel(days=13)
    with pytest.raises(NotPossible) as refused:
        await cast.ask("ines", "theo")
    assert refused.value.sentence == "Theo is resting after a talk that ended."
    clock.travel(days=1)
    assert await cast.ask("ines", "theo")
    assert await check() == []


async def test_a_longer_rest_is_not_cut_short(cast: Cast, enter: Enter) -> None:
    longer = clock.now().date() + timedelta(days=20)
    await rest_mentor(cast.members["theo"], until=longer)
    await part(await enter("theo"), cast.talk)
    [room] = await Availability.select(Availability.rests_until).where(Availability.id == cast.rooms["theo"])
    assert room["rests_until"] == longer


async def test_what_was_given_is_not_written_again(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    await thank(maya, cast.talk)
    await part(maya, cast.talk)
    before = await counts()
    for step in ("remember", "note", "last"):
        page = f"/talks/{cast.talk}/goodbye/{step}"
        for answer in (await maya.get(page), await maya.post(page, {"note": "More.", "remembered": "More."})):
            assert answer.status_code == 409
            assert SAID_ALREADY in answer.text
    assert await counts() == before


@pytest.mark.parametrize("name", ["noor", "ruth", "lena", "fay", "gus", "cora"])
async def test_for_everybody_else_it_is_not_there(cast: Cast, enter: Enter, name: str) -> None:
    await part(await enter("maya"), cast.talk)
    browser = await enter(name)
    before = await counts()
    absent = alike(await browser.get("/talks/k3v9k3v9k3v9k3v9/goodbye"))
    assert absent[0] == 404
    for address in ("/goodbye", "/goodbye/remember", "/goodbye/note", "/goodbye/last", "/kept", ""):
        assert alike(await browser.get(f"/talks/{cast.talk}{address}")) == absent
    for step in ("remember", "note", "last"):
        assert alike(await browser.post(f"/talks/{cast.talk}/goodbye/{step}", {"note": "x"})) == absent
    assert await counts() == before


async def test_a_note_can_be_left_out(cast: Cast, enter: Enter) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    await part(maya, cast.talk)
    assert "Maya left no note." in (await theo.get(f"/talks/{cast.talk}/goodbye")).text


async def test_what_was_news_is_none_after_a_goodbye_but_words_that_nobody_has_read(cast: Cast) -> None:
    both = {cast.members["maya"]: cast.members["theo"], cast.members["theo"]: cast.members["maya"]}
    for kind in ("check_in", "milestone", "feels", "how_is_it", "resumed", "message"):
        await tell(*both, kind=kind, about=cast.talk, whose=both)
    await goodbye(cast, "maya")
    rows = await Notice.select(Notice.member, Notice.kind).where(Notice.about == cast.talk, Notice.seen_at.is_null())
    maya, theo = cast.members["maya"], cast.members["theo"]
    assert {(row["member"], row["kind"]) for row in rows} == {
        (maya, "message"),
        (theo, "message"),
        (theo, "goodbye"),
    }


@pytest.mark.parametrize("once_more", [False, True])
async def test_no_news_of_the_pair_is_left_on_home_for_either(cast: Cast, enter: Enter, once_more: bool) -> None:
    """But the goodbye, and the answer to it."""
    both = {cast.members["maya"]: cast.members["theo"], cast.members["theo"]: cast.members["maya"]}
    for kind in ("matched", "check_in", "milestone", "feels", "resumed", "plan", "plan_changed", "for_next_time"):
        await tell(*both, kind=kind, about=cast.talk, whose=both)
    await goodbye(cast, "maya")
    if once_more:
        await goodbye(cast, "theo")
    left: dict[str, list[str]] = {"maya": [], "theo": []}
    for name in left:
        waits = Notice.member == cast.members[name], Notice.about == cast.talk, Notice.seen_at.is_null()
        left[name] = [row["kind"] for row in await Notice.select(Notice.kind).where(*waits)]
    assert left == ({"maya": ["goodbye_answered"], "theo": []} if once_more else {"maya": [], "theo": ["goodbye"]})
    home = (await (await enter("theo")).get("/home")).text
    assert ("Maya said goodbye" in home) is not once_more
    for line in ("Talks with Maya go on", "Maya marked a milestone", "Does this feel right?"):
        assert line not in home


async def test_how_long_the_page_can_be_read_is_said_as_it_is(cast: Cast, enter: Enter) -> None:
    """Until the other has answered: then it is not there any more, and nobody was promised that it would be."""
    maya, theo, at = await enter("maya"), await enter("theo"), f"/talks/{cast.talk}"
    last = (await maya.get(f"{at}/goodbye/last")).text
    assert "This page can be read until Theo has answered" in last
    assert "Or for fourteen days." in last
    await part(maya, cast.talk)
    assert "You can read this page until Theo answers, and no longer than" in (await maya.get(at)).text
    assert "You can read this page until you answer, and no longer than" in (await theo.get(at)).text
    await part(theo, cast.talk)
    for browser in (maya, theo):
        assert (await browser.get(at)).status_code == 404
