"""How the two reach each other: what each way does, who is first and what they then do, and how soon one answers."""

import re
from datetime import timedelta

import pytest

from portal import clock
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship, Side
from tests.integration.browser import Browser
from tests.integration.cast import Cast, phone
from tests.integration.check_ins.logged import logged
from tests.integration.conftest import Enter
from tests.integration.mentorships.asking import began_just_now
from tests.integration.messages.lines import text, write

PUBLIC = "First by phone, or in a public place."


async def agreed(cast: Cast, ways: str) -> None:
    """All that they have ticked, of themselves as well."""
    members = [cast.members[name] for name in ("maya", "theo")]
    await Member.update({Member.means: ways}).where(Member.id.is_in(members))
    await Side.update({Side.ways: ways}).where(Side.mentorship == cast.talk)


async def talk_page(browser: Browser, cast: Cast) -> str:
    return (await browser.get(f"/talks/{cast.talk}")).text


# --- the page of two who have begun ---


async def test_how_soon_the_other_usually_answers(cast: Cast, enter: Enter) -> None:
    now = clock.now()
    clock.set(now - timedelta(days=20))
    for _ in range(3):
        await write(cast, "maya", "asks")
        clock.travel(hours=30)
        await write(cast, "theo", "answers")
    clock.set(now)
    maya, theo = [text(await (await enter(name)).get(f"/talks/{cast.talk}")) for name in ("maya", "theo")]
    assert "Theo usually answers within two days. For tonight: Help now." in maya
    assert "usually" not in theo


# --- how to reach each other ---


async def test_each_way_says_what_it_does(cast: Cast, enter: Enter) -> None:
    number = phone("theo").replace(" ", "")
    for ways, shown, hidden in (
        ("phone", [f'href="tel:{number}">Call Theo<'], ["sms:", "mailto:"]),
        ("text", [f'href="sms:{number}">Text Theo<'], ["tel:", "mailto:"]),
        ("phone,text", [f'href="tel:{number}">Call Theo<', f'href="sms:{number}">Text Theo<'], ["mailto:"]),
        ("messages", [f'href="/talks/{cast.talk}/messages">Write to Theo<'], ["tel:", "sms:", "mailto:"]),
    ):
        await agreed(cast, ways)
        reach = (await talk_page(await enter("maya"), cast)).partition('id="reach"')[2].partition("</section>")[0]
        assert [words in reach for words in shown] == [True] * len(shown), ways
        assert [words in reach for words in hidden] == [False] * len(hidden), ways


async def test_in_the_open_until_they_have_talked_and_then_one_line(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    before = (await talk_page(maya, cast)).partition('id="reach"')[2]
    assert re.search(r"<details( open)?>", before)[1] == " open"  # type: ignore[index]
    assert PUBLIC in before
    await logged(cast, "maya")
    after = (await talk_page(maya, cast)).partition('id="reach"')[2]
    assert re.search(r"<details( open)?>", after)[1] is None  # type: ignore[index]
    assert PUBLIC not in after
    assert phone("theo") in after


async def test_what_both_agree_to_is_said_where_it_is_changed(cast: Cast, enter: Enter) -> None:
    await agreed(cast, "phone,messages")
    page = (await (await enter("maya")).get(f"/talks/{cast.talk}/ways")).text
    assert "Now you both agree to: <strong>phone, messages here</strong>." in page


# --- the first word ---


@pytest.mark.parametrize(
    ("ways", "verb", "button"),
    [
        ("phone", "call", "Call Maya"),
        ("phone,text", "write", "Text Maya"),
        ("phone,messages", "write", "Write to Maya"),
        ("email,phone", "write", "Write an e-mail to Maya"),
        ("in_person", "write", ""),
    ],
)
async def test_who_is_first_has_one_thing_to_do(cast: Cast, enter: Enter, ways: str, verb: str, button: str) -> None:
    await began_just_now(cast)
    await agreed(cast, ways)
    theirs, mine = await talk_page(await enter("maya"), cast), await talk_page(await enter("theo"), cast)
    assert f"Theo {verb}s first, by" in theirs
    assert f"You {verb} first, by" in mine
    now = mine.partition('aria-label="Now"')[2].partition("</section>")[0]
    assert re.findall(r'class="btn" href="[^"]*">([^<]*)<', now) == ([button] if button else [])
    assert 'class="btn"' not in theirs.partition('aria-label="Now"')[2].partition("</section>")[0]
    for page in (theirs, mine):
        assert f'href="/talks/{cast.talk}/plans"' in page


@pytest.mark.parametrize(("ways", "at_once"), [("messages", False), ("phone", True)])
async def test_nothing_is_asked_before_anything_could_come(cast: Cast, enter: Enter, ways: str, at_once: bool) -> None:
    """What comes by phone the portal cannot know: there it can be said at once."""
    await began_just_now(cast)
    await agreed(cast, ways)
    for name in ("maya", "theo"):
        assert (f"/talks/{cast.talk}/found" in await talk_page(await enter(name), cast)) is at_once
    clock.travel(days=3)
    for name in ("maya", "theo"):
        assert f"/talks/{cast.talk}/found" in await talk_page(await enter(name), cast)


@pytest.mark.parametrize("ways", ["messages", "phone"])
async def test_every_open_page_of_a_pair_hears_that_it_is_over(cast: Cast, enter: Enter, ways: str) -> None:
    """Also where nothing is written here, and while a goodbye waits."""
    await agreed(cast, ways)
    maya = await enter("maya")
    listens = f'data-live="/talks/{cast.talk}/messages"'
    assert (await talk_page(maya, cast)).count(listens) == 1
    await Mentorship.update({"state": "ending", "closes_at": clock.now() + timedelta(days=14)}).where(
        Mentorship.id == cast.talk
    )
    assert (await talk_page(maya, cast)).count(listens) == 1
