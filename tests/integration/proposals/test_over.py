"""A proposal that was matched, once its talks are over: it says so, and leads to what is kept."""

import pytest

from portal import clock
from portal.database import counted
from portal.mentorships.tables import Mentorship
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.told import goodbye, part

ENDED = ("goodbye", "by the clock", "alone", "unsafe", "someone_else")


@pytest.fixture(autouse=True)
def stopped(cast: Cast) -> None:
    clock.set(clock.now())


async def end(cast: Cast, how: str) -> None:
    if how not in ("goodbye", "by the clock"):
        await part(cast, "maya", how)
        return
    await goodbye(cast, "maya")
    if how == "goodbye":
        await goodbye(cast, "theo")
    else:
        clock.travel(days=14)


@pytest.mark.parametrize("how", ENDED)
@pytest.mark.parametrize(("name", "other"), [("maya", "Theo"), ("theo", "Maya")])
async def test_it_leads_to_what_is_kept(cast: Cast, enter: Enter, name: str, other: str, how: str) -> None:
    [row] = await Mentorship.select(Mentorship.proposal).where(Mentorship.id == cast.talk)
    proposal, browser = f"/proposals/{row['proposal']}", await enter(name)
    page = (await browser.get(proposal)).text
    assert f"Your talks with {other} can begin." in page
    assert f'href="/talks/{cast.talk}"' in page

    await end(cast, how)
    browser = await enter(name)
    with counted() as statements:
        page = (await browser.get(proposal)).text
    assert f"Your talks with {other} are over." in page
    assert f'href="/talks/{cast.talk}/kept"' in page
    assert f'href="/talks/{cast.talk}"' not in page
    assert (await browser.get(f"/talks/{cast.talk}/kept")).status_code == 200
    assert len(statements) <= 8
