"""What was typed into a page whose session had ended meanwhile is given back, unsent, to whoever typed it."""

import httpx
import pytest

from portal import clock
from portal.accounts.tables import KeptForm
from portal.milestones.tables import Milestone
from tests.integration.browser import Browser
from tests.integration.cast import Cast, words
from tests.integration.conftest import Enter

TYPED = words("milestone", of="maya")


async def test_it_is_back_after_signing_in_and_not_sent(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    onward = await _too_late(maya, cast)

    back = await maya.sign_in("maya", next=onward)
    page = await maya.get(back.headers["location"])

    assert back.headers["location"].startswith(f"/talks/{cast.talk}/milestone?kept=")
    assert page.text.count(TYPED) == 1
    assert await Milestone.count() == 0


async def test_it_can_be_sent_then(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    back = await maya.sign_in("maya", next=await _too_late(maya, cast))
    address = f"/talks/{cast.talk}/milestone"
    form = {"words": TYPED, "day": clock.now().date().isoformat()}

    assert (await maya.post(address, form, page=back.headers["location"])).status_code == 303
    assert await Milestone.count() == 1


async def test_it_is_kept_sealed(cast: Cast, enter: Enter) -> None:
    await _too_late(await enter("maya"), cast)

    [row] = await KeptForm.select()

    assert TYPED not in str(row)
    assert row["account"] == cast.accounts["maya"]


async def test_nobody_else_gets_it(cast: Cast, enter: Enter) -> None:
    """Not even the other side, on the very page."""
    onward = await _too_late(await enter("maya"), cast)
    theo = await enter("theo")

    page = await theo.get(onward)

    assert (page.status_code, page.text.count(TYPED)) == (200, 0)


async def test_it_is_gone_after_an_hour(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    onward = await _too_late(maya, cast)
    clock.travel(hours=1)
    await maya.sign_in("maya")

    assert (await maya.get(onward)).text.count(TYPED) == 0


async def test_it_is_gone_after_leaving(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    onward = await _too_late(maya, cast)
    await maya.sign_in("maya")
    await maya.post("/leave")
    await maya.sign_in("maya")

    assert (await maya.get(onward)).text.count(TYPED) == 0
    assert await KeptForm.count() == 0


@pytest.mark.parametrize("how", [{"sec_fetch_site": "cross-site"}, {"csrf": "0" * 64}], ids=["elsewhere", "no token"])
async def test_nothing_is_kept_of_a_forged_form(how: dict[str, str], cast: Cast, enter: Enter) -> None:
    onward = await _too_late(await enter("maya"), cast, **how)

    assert onward == "/home"
    assert await KeptForm.count() == 0


async def test_nothing_is_kept_after_leaving_elsewhere(cast: Cast, enter: Enter) -> None:
    """The session did not end by the clock: somebody wished to be gone."""
    maya = await enter("maya")
    tokens, other = await maya.tokens(), Browser()
    other.keep("session", maya.session or "")
    await other.post("/leave")

    answer = await maya.post_as_it_is(f"/talks/{cast.talk}/milestone", {**tokens, "words": TYPED})

    assert answer.headers["location"] == "/sign-in?next=/home"
    assert await KeptForm.count() == 0
    await other.close()


@pytest.mark.parametrize("page", ["//elsewhere.example", "https://elsewhere.example", "javascript:alert(1)"])
async def test_one_is_not_led_elsewhere_by_it(page: str, cast: Cast, enter: Enter) -> None:
    onward = await _too_late(await enter("maya"), cast, page=page)

    assert onward.partition("?")[0] == "/home"


@pytest.mark.parametrize("kept", ["%00", "none", "a" * 16, "", "a" * 5000])
async def test_what_was_never_kept_changes_nothing(kept: str, enter: Enter) -> None:
    maya = await enter("maya")

    assert (await maya.get(f"/me/contact?kept={kept}")).status_code == 200


async def _too_late(maya: Browser, cast: Cast, **other: str) -> str:
    """Sends a form half an hour after the last page. Returns where the door says one may go on to."""
    address = f"/talks/{cast.talk}/milestone"
    form = {**await maya.tokens(address), "words": TYPED, "day": "2026-11-20", "page": address}
    elsewhere = {name: other.pop(name) for name in ("sec_fetch_site",) if name in other}
    clock.travel(minutes=31)

    answer = await maya.post_as_it_is(address, {**form, **other}, **elsewhere)

    assert answer.status_code == 303
    return httpx.URL(answer.headers["location"]).params["next"]
