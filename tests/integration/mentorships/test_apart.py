"""The pair's page of somebody who wants nothing from the other just now."""

import re
from datetime import timedelta

import pytest

from portal import clock
from portal.check_ins.actions import Said, add, log
from portal.check_ins.tables import CheckIn
from portal.guide.tables import QuestionCard
from portal.mentorships.actions import pause
from portal.messages.actions import send
from portal.milestones.actions import mark, say_what_you_saw
from portal.milestones.tables import Milestone
from portal.plans.actions import offer
from portal.plans.aside import put_aside
from tests.integration.browser import Browser
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.exclusions.blocks import take_it_back, want_nothing
from tests.integration.told import goodbye

BOTH_WAYS = pytest.mark.parametrize(("name", "other"), [("maya", "theo"), ("theo", "maya")])


@pytest.fixture(autouse=True)
def noon(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=12, minute=0, second=0, microsecond=0))


async def a_talk_and_a_light(cast: Cast, name: str) -> None:
    side, by, today = await cast.side(name), cast.person(name), clock.now().date()
    shared = f"shared by {name}"
    await log(side, by=by, said=Said(today, "phone", [], shared, "", hard_day=False, weighs=False), once=once())
    await mark(side, by=by, words=f"a light of {name}", day=today, once=once())
    clock.travel(minutes=1)


async def page(browser: Browser, cast: Cast) -> str:
    return (await browser.get(f"/talks/{cast.talk}")).text


def path(html: str) -> list[str]:
    """What stands on it, as its list says it."""
    return re.findall(r"</time> · ([^<]+)</p>", html)


@BOTH_WAYS
async def test_what_the_other_adds_is_not_on_it_and_one_s_own_is(
    cast: Cast, enter: Enter, name: str, other: str
) -> None:
    browser = await enter(name)
    await a_talk_and_a_light(cast, other)
    blocked = await want_nothing(cast, name, other)
    clock.travel(minutes=1)
    await a_talk_and_a_light(cast, other)
    await a_talk_and_a_light(cast, name)

    html = await page(browser, cast)
    assert path(html) == ["A talk, by phone"] * 2 + ["A milestone"] * 2
    assert "shared by" not in html
    assert "a light of" not in html
    assert "How to reach" not in html
    for kept, words in (("check-ins", "shared by"), ("milestones", "a light of")):
        whole = (await browser.get(f"/talks/{cast.talk}/{kept}")).text
        assert (whole.count(f"{words} {other}"), whole.count(f"{words} {name}")) == (1, 1), "from before, and one's own"
    assert path(await page(await enter(other), cast)) == ["A talk, by phone"] * 3 + ["A milestone"] * 3

    await take_it_back(cast, name, blocked)
    assert path(await page(browser, cast)) == ["A talk, by phone"] * 3 + ["A milestone"] * 3


@BOTH_WAYS
@pytest.mark.parametrize("ends", [False, True])
async def test_whatever_the_other_writes_is_on_no_page(
    cast: Cast, enter: Enter, name: str, other: str, ends: bool
) -> None:
    """One act each: logged, added to mine, marked, seen in mine, put aside, suggested, written."""
    await a_talk_and_a_light(cast, name)
    blocked, browser, at = await want_nothing(cast, name, other), await enter(name), f"/talks/{cast.talk}"
    clock.travel(minutes=1)
    side, by = await cast.side(other), cast.person(other)
    [check_in], [light] = await CheckIn.select(CheckIn.id), await Milestone.select(Milestone.id)
    await a_talk_and_a_light(cast, other)
    await add(side, check_in["id"], by=by, words="an added word", once=once())
    await say_what_you_saw(side, light["id"], by=by, saw="what they saw", once=once())
    await send(side, by=by, words="a line of theirs", once=once())
    [card, *_] = await QuestionCard.select(QuestionCard.id)
    await put_aside(side, by=by, kind="card", what=card["id"], once=once())
    await offer(side, by=by, times=[clock.now() + timedelta(days=2)], means="phone", once=once())
    [theirs] = await CheckIn.select(CheckIn.id).where(CheckIn.author == cast.members[other])
    if ends:
        await goodbye(cast, name)
    canaries = [f"shared by {other}", "an added word", f"a light of {other}", "what they saw", "a line of theirs"]
    looks = [at, *(f"{at}/{page}" for page in ("check-ins", "milestones", f"check-ins/{check_in['id']}", "messages"))]
    looks += [f"{at}/kept"] if ends else [f"{at}/plans", f"{at}/next"]
    for look in looks:
        html = (await browser.get(look)).text
        assert [words for words in canaries if words in html] == [], look
        assert f"{other.title()} suggests" not in html
        assert f"from {other.title()}</span>" not in html
    assert (await browser.get(f"{at}/check-ins/{theirs['id']}")).status_code == 404
    await take_it_back(cast, name, blocked)
    whole = "".join([(await browser.get(look)).text for look in looks])
    assert [words for words in canaries if words not in whole] == [], "taken back, it is there"


@BOTH_WAYS
async def test_what_it_means_and_the_way_back_stand_first(cast: Cast, enter: Enter, name: str, other: str) -> None:
    browser, blocked = await enter(name), await want_nothing(cast, name, other)
    html = (await page(browser, cast)).partition("<main")[2]
    assert f"You want nothing from {other.title()} just now" in html
    form = f'action="/me/apart/{blocked}/return"'
    assert html.count(form) == 1
    assert html.index(form) < html.index("Messages from before")
    assert "Something is off" in html
    there = f"/talks/{cast.talk}"
    answer = await browser.post(f"/me/apart/{blocked}/return", {"page": there}, page=there)
    assert (answer.status_code, answer.headers["location"]) == (303, there)
    assert "You want nothing" not in await page(browser, cast)


async def test_a_pause_of_the_other_s_is_not_put_before_them(cast: Cast, enter: Enter) -> None:
    await want_nothing(cast, "maya", "theo")
    until = clock.now().date() + timedelta(days=9)
    await pause(await cast.side("theo"), by=cast.person("theo"), until=until, word="A word of theo.", once=once())
    maya = await enter("maya")
    for address in ("/home", f"/talks/{cast.talk}"):
        html = (await maya.get(address)).text
        assert "needs a pause" not in html
        assert "A word of theo." not in html
