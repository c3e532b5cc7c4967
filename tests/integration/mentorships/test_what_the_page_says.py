"""What the pair's page says besides who and what comes next; and that nothing on it counts."""

import re
from datetime import timedelta

import pytest

from portal import clock
from portal.check_ins.actions import Said, log
from portal.groups.tables import Group
from portal.mentorships.tables import Mentorship
from portal.web.dates import in_words
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import counts
from tests.integration.mentorships.asking import began_just_now
from tests.integration.mentorships.test_pair_page import many
from tests.integration.messages.lines import text

FIRST = "First by phone, or in a public place."
NUMBER = r"(?:\d+|" + "|".join(in_words(number) for number in range(1, 13)) + r")"
COUNTED = re.compile(
    rf"\b{NUMBER}\s+(?:new|unread|more|talks?|check-ins?|milestones?|messages?|lines?|hard days?)\b"
    r"|\b(?:talks|check-ins|milestones|messages)\W{1,3}\d+\b",
    re.IGNORECASE,
)


async def said(cast: Cast, name: str = "maya", *strands: str) -> None:
    day = clock.now().date()
    words = Said(day, "phone", list(strands), shared="", own="", hard_day=False, weighs=False)
    await log(await cast.side(name), by=cast.person(name), said=words, once=once())


@pytest.mark.parametrize("name", ["maya", "theo"])
async def test_since_when(cast: Cast, enter: Enter, name: str) -> None:
    await began_just_now(cast, found_at=clock.now())
    began = clock.now() - timedelta(days=40)
    await Mentorship.update({Mentorship.began_at: began}).where(Mentorship.id == cast.talk)
    year = "" if began.year == clock.now().year else f" {began.year}"
    page = text(await (await enter(name)).get(f"/talks/{cast.talk}"))
    assert f"Talks since {began.day} {began:%B}{year}" in page


async def test_the_first_talk_is_by_phone_or_in_a_public_place_until_there_was_one(cast: Cast, enter: Enter) -> None:
    await began_just_now(cast)
    maya = await enter("maya")
    assert FIRST in (await maya.get(f"/talks/{cast.talk}")).text
    await said(cast)
    page = (await maya.get(f"/talks/{cast.talk}")).text
    assert FIRST not in page
    assert "Only you and Theo see this, as long as your talks go on." in page


async def test_a_check_in_shows_that_they_found_each_other(cast: Cast) -> None:
    await began_just_now(cast)
    await said(cast)
    [row] = await Mentorship.select(Mentorship.found_at).where(Mentorship.id == cast.talk)
    assert row["found_at"] == clock.now()


async def test_what_the_talks_have_been_so_far(cast: Cast, enter: Enter) -> None:
    maya, at = await enter("maya"), f"/talks/{cast.talk}/check-ins"
    assert "What your talks have been so far" not in (await maya.get(at)).text
    await said(cast, "maya", "celebrating")
    await said(cast, "theo", "connecting", "celebrating")
    for name in ("maya", "theo"):
        page = (await (await enter(name)).get(at)).text
        so_far = re.search(r'aria-label="What your talks have been so far">(.*?)</ul>', page, re.DOTALL)
        assert so_far is not None
        assert re.findall(r"<li>([^<]+)</li>", so_far[1]) == ["Connecting", "Celebrating"]


async def test_when_the_group_meets(cast: Cast, enter: Enter) -> None:
    await said(cast)
    await Group.update({Group.meeting_weekday: 1, Group.meeting_time: "19:00"}).where(Group.id == cast.groups[TUESDAY])
    assert "The group meets Tuesday" in text(await (await enter("maya")).get(f"/talks/{cast.talk}"))


@pytest.mark.parametrize("name", ["maya", "theo"])
async def test_an_open_page_is_left_at_once_whatever_ways_they_have(cast: Cast, enter: Enter, name: str) -> None:
    """Also where they only call: the number stays on no open page when the talks are over."""
    await began_just_now(cast)
    browser, at = await enter(name), f"/talks/{cast.talk}"
    await browser.post(f"{at}/ways", {"ways": ["phone"]}, page=f"{at}/ways")
    page = (await browser.get(at)).text
    assert f'href="{at}/messages"' not in page
    assert page.count(f'data-live="{at}/messages"') == 1


async def test_a_check_in_is_saved_with_what_stands_in_the_form_and_one_tap(cast: Cast, enter: Enter) -> None:
    await began_just_now(cast)
    maya, at = await enter("maya"), f"/talks/{cast.talk}/check-in"
    page = (await maya.get(at)).text
    [button] = re.findall(r"<button[^>]*>\s*That is all, save it", page)
    assert page.index(button) < page.index('name="length"') < page.index('name="shared"'), "before all that is optional"
    filled = {
        "day": re.findall(r'name="day"[^>]*value="([^"]+)"', page)
        or re.findall(r'value="([^"]+)"[^>]*name="day"', page)
    }
    chosen = [one for one in re.findall(r"<input[^>]+>", page) if 'name="means"' in one and " checked" in one]
    assert filled["day"] == [clock.now().date().isoformat()]
    assert len(chosen) == 1, "how they talked is chosen already"
    before = (await counts())["check_ins"]
    means = re.findall(r'value="(\w+)"', chosen[0])[0]
    assert (await maya.post(at, {"day": filled["day"][0], "means": means}, page=at)).status_code == 303
    assert (await counts())["check_ins"] == before + 1


async def test_whoever_worries_while_logging_reads_where_to_turn(cast: Cast, enter: Enter) -> None:
    for name, other in (("maya", "Theo"), ("theo", "Maya")):
        page = (await (await enter(name)).get(f"/talks/{cast.talk}/check-in")).text
        assert f"I am worried about {other}" in page
        assert f'href="/talks/{cast.talk}/question"' in page
        assert 'href="/help-now"' in page


@pytest.mark.parametrize("name", ["maya", "theo"])
async def test_nothing_counts_up_and_what_is_new_has_no_number(cast: Cast, enter: Enter, name: str) -> None:
    await many(7, cast)
    browser, at = await enter(name), f"/talks/{cast.talk}"
    for address in ("/home", "/talks", at, f"{at}/messages", f"{at}/check-ins", f"{at}/milestones"):
        shown = re.sub(r"<(svg|time)\b.*?</\1>", " ", (await browser.get(address)).text, flags=re.DOTALL)
        shown = " ".join(re.sub(r"<[^>]+>", " ", shown).split())
        assert [found.group() for found in COUNTED.finditer(shown)] == [], address


def test_a_number_before_what_could_be_counted_is_found() -> None:
    for counts_up in ("4 new from Maya", "12 talks so far", "three milestones", "Check-ins: 12", "Messages (7)"):
        assert COUNTED.search(counts_up)
    for calm in ("Talks since 1 September", "A talk, 7:30 pm", "New from Maya, a day ago", "See all seven"):
        assert not COUNTED.search(calm)
