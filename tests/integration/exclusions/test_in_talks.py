"""Keeping apart from somebody one talks with: it leads to where the talks can be ended, and ends nothing by itself."""

import re

import pytest

from portal.check import check
from portal.exclusions.actions import take_back
from portal.exclusions.tables import Exclusion
from portal.mentorships.tables import Mentorship
from tests.integration.browser import Browser, title
from tests.integration.cast import Cast, email, once, phone
from tests.integration.conftest import Enter
from tests.integration.told import goodbye, part

PAGE = "/me/apart"
KEPT = "Kept. It holds from now on."


def ways(name: str) -> dict[str, str]:
    return {"name": name.capitalize(), "phone": phone(name), "email": email(name)}


async def exclude(browser: Browser, kind: str, said: str) -> str:
    """Where it leads to."""
    answer = await browser.post(PAGE, {"kind": kind, "said": said}, page=PAGE)
    assert answer.status_code == 303
    return str(answer.headers["location"])


async def state(cast: Cast) -> str:
    [row] = await Mentorship.select(Mentorship.state).where(Mentorship.id == cast.talk)
    return str(row["state"])


@pytest.mark.parametrize("kind", ["name", "phone", "email"])
@pytest.mark.parametrize(("who", "whom"), [("maya", "theo"), ("theo", "maya")])
async def test_it_leads_to_where_they_can_be_ended(cast: Cast, enter: Enter, who: str, whom: str, kind: str) -> None:
    browser = await enter(who)
    unsafe = f"/talks/{cast.talk}/ending/now"
    assert await exclude(browser, kind, ways(whom)[kind]) == unsafe
    assert await state(cast) == "active", "nothing ends by itself"
    page = await browser.get(unsafe)
    assert title(page) == "You do not feel safe"
    assert f"Your talks with {whom.capitalize()} are still on." in page.text
    await browser.post(unsafe, {"words": ""}, page=unsafe)
    assert await state(cast) == "ended"
    assert await check() == []


async def test_by_htmx_as_well(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    said = {"kind": "phone", "said": phone("theo")}
    answer = await maya.post(PAGE, said, page=PAGE, hx_request="true", hx_request_type="partial")
    assert answer.headers["hx-redirect"] == f"/talks/{cast.talk}/ending/now"


async def test_while_a_goodbye_can_be_answered(cast: Cast, enter: Enter) -> None:
    await goodbye(cast, "theo")
    assert await exclude(await enter("maya"), "name", "Theo") == f"/talks/{cast.talk}/ending/now"


@pytest.mark.parametrize("name", ["Noor", "Ruth", "Lena", "Nobody Here"])
async def test_of_anybody_else_nothing_is_said(cast: Cast, enter: Enter, name: str) -> None:
    assert await exclude(await enter("maya"), "name", name) == PAGE


async def test_somebody_who_was_said_before_leads_nowhere_again(cast: Cast, enter: Enter) -> None:
    """Only what is said now is looked at."""
    maya = await enter("maya")
    await exclude(maya, "name", "Theo")
    assert await exclude(maya, "name", "Quentin Vale") == PAGE


async def test_nor_somebody_with_whom_it_is_over(cast: Cast, enter: Enter) -> None:
    await part(cast, "maya", "alone")
    maya = await enter("maya")
    assert await exclude(maya, "name", "Theo") == PAGE
    assert KEPT not in re.sub("<[^>]+>", "", (await maya.get(PAGE)).text)


async def test_one_form_sent_again_with_other_words_answers_nothing(cast: Cast, enter: Enter) -> None:
    """Else it would tell whose number it is, as often as one likes."""
    maya = await enter("maya")
    form = await maya.tokens(PAGE)
    said = [("name", f"Zed {letter}") for letter in "abcdefgh"] + [(kind, ways("theo")[kind]) for kind in ways("theo")]
    answers = [await maya.post_as_it_is(PAGE, {**form, "kind": kind, "said": what}) for kind, what in said]
    assert {answer.headers.get("location") for answer in answers} <= {PAGE, None}
    assert await Exclusion.count() <= 5


async def test_what_was_kept_is_answered_twice_alike_until_it_is_taken_back(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    said = {**await maya.tokens(PAGE), "kind": "name", "said": "Theo"}
    leads_to = [(await maya.post_as_it_is(PAGE, said)).headers["location"] for _ in range(2)]
    assert leads_to == [f"/talks/{cast.talk}/ending/now"] * 2
    [kept] = await Exclusion.select(Exclusion.id)
    await take_back(kept["id"], by=cast.person("maya"), once=once())
    assert (await maya.post_as_it_is(PAGE, said)).headers["location"] == PAGE
