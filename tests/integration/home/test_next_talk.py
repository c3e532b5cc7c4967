"""The next conversation on Home, and the question afterwards: at most three cards, and nothing that costs more."""

from datetime import datetime, timedelta

import pytest

from portal import clock
from portal.check_ins.tables import CheckIn
from portal.database import counted
from portal.members.tables import Member
from portal.plans.tables import Plan
from tests.integration.browser import title
from tests.integration.cast import Cast
from tests.integration.conftest import Enter

AT_HOME = 4
NEXT, TALKED = "Your next talk", "Did you talk"


async def planned(cast: Cast, taken: datetime) -> str:
    """A time that maya and theo have taken."""
    plan = Plan(
        mentorship=cast.talk,
        author=cast.members["theo"],
        state="taken",
        means="phone",
        first=taken,
        taken=taken,
        created_at=clock.now() - timedelta(days=7),
    )
    await Plan.insert(plan)
    return plan.id


@pytest.fixture(autouse=True)
def noon(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=12, minute=0, second=0, microsecond=0))


@pytest.mark.parametrize("name", ["maya", "theo"])
async def test_the_next_talk_stands_there_for_both(cast: Cast, enter: Enter, name: str) -> None:
    at = clock.now() + timedelta(days=2, hours=7, minutes=30)
    await planned(cast, at)
    page = (await (await enter(name)).get("/home")).text
    assert NEXT in page
    assert f"{at:%A} 7:30\u00a0pm" in page
    assert f"Get ready for {at:%A}" in page
    assert TALKED not in page
    assert page.count(f'href="/talks/{cast.talk}"') == 1


@pytest.mark.parametrize("name", ["noor", "ines", "ruth", "omar", "lena", "fay", "cora", "stranger"])
async def test_nobody_else_reads_of_it(cast: Cast, enter: Enter, name: str) -> None:
    await planned(cast, clock.now() + timedelta(days=2))
    await planned(cast, clock.now() - timedelta(days=2))
    page = (await (await enter(name)).get("/home")).text
    assert NEXT not in page
    assert TALKED not in page


async def test_of_several_the_soonest(cast: Cast, enter: Enter) -> None:
    soon = clock.now() + timedelta(days=1)
    await planned(cast, clock.now() + timedelta(days=3))
    await planned(cast, soon)
    page = (await (await enter("maya")).get("/home")).text
    assert page.count(NEXT) == 1
    assert "Get ready for tomorrow" in page


async def test_did_you_talk_and_one_tap_says_so(cast: Cast, enter: Enter) -> None:
    plan = await planned(cast, clock.now() - timedelta(days=1))
    maya = await enter("maya")
    page = (await maya.get("/home")).text
    assert "Did you talk yesterday?" in page
    action = f"/talks/{cast.talk}/plans/{plan}/talked"
    assert f'action="{action}"' in page
    assert (await maya.post(action, {"answer": "yes"}, page="/home")).status_code == 303
    assert await CheckIn.count().where(CheckIn.mentorship == cast.talk) == 1
    for name in ("maya", "theo"):
        assert TALKED not in (await (await enter(name)).get("/home")).text


async def test_not_yet_is_fine_and_is_not_asked_again(cast: Cast, enter: Enter) -> None:
    plan = await planned(cast, clock.now() - timedelta(days=1))
    maya = await enter("maya")
    await maya.post(f"/talks/{cast.talk}/plans/{plan}/talked", {"answer": "not_yet"}, page="/home")
    assert TALKED not in (await maya.get("/home")).text
    assert await CheckIn.count().where(CheckIn.mentorship == cast.talk) == 0


async def test_at_most_three_cards_the_most_human_first(cast: Cast, enter: Enter) -> None:
    """Theo is asked about noor, has talked, will talk, was told, and has talks."""
    await planned(cast, clock.now() - timedelta(days=1))
    await planned(cast, clock.now() + timedelta(days=2))
    page = (await (await enter("theo")).get("/home")).text
    assert page.count('<li class="card') == 3
    order = [page.index(words) for words in ("Would you be a mentor for Noor?", TALKED, NEXT)]
    assert order == sorted(order)


async def test_covered_it_says_when_and_how_much_and_no_name(cast: Cast, enter: Enter) -> None:
    await Member.update({Member.home: "hidden"}).where(Member.id == cast.members["maya"])
    at = clock.now() + timedelta(days=2, hours=7, minutes=30)
    await planned(cast, at)
    maya = await enter("maya")
    covered = await maya.get("/home")
    assert f"{at:%A} 7:30\u00a0pm" in title(covered)
    assert title(covered).endswith(" · 1 new item")
    for word in ("Theo", "mentor", "talk", "Phone", cast.talk):
        assert word not in covered.text, word
    assert NEXT in (await maya.post("/home", page="/home")).text


@pytest.mark.parametrize("name", ["maya", "theo", "fay"])
async def test_it_asks_no_more_often_with_many(cast: Cast, enter: Enter, name: str) -> None:
    browser = await enter(name)
    for number in (1, 100):
        for at in range(number):
            await planned(cast, clock.now() + timedelta(days=1, minutes=at))
        with counted() as heard:
            await browser.get("/home")
        assert len(heard) <= AT_HOME
