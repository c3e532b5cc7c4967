"""How a pair begins: the same short page for both, who writes first, and how often each hopes to talk."""

from datetime import timedelta

import pytest

from portal import clock
from portal.mentorships.rules import BOUNDARIES
from portal.mentorships.tables import Mentorship, Side
from portal.notices.tables import Notice
from portal.plans.actions import offer
from tests.integration.browser import alike
from tests.integration.cast import Cast, once, words
from tests.integration.conftest import Enter
from tests.integration.ledger import counts
from tests.integration.mentorships.asking import OUTSIDERS, began_just_now, told
from tests.integration.told import goodbye

FORM = {"often": "weekly", "first_by": "mentor"}
STANDING = "Talks with Theo: you both said yes"


async def test_both_read_the_same_sentences_and_what_the_other_said_of_themselves(cast: Cast, enter: Enter) -> None:
    for name, own in (("maya", words("introduction", of="theo")), ("theo", words("hard_now", of="maya"))):
        page = (await (await enter(name)).get(f"/talks/{cast.talk}/beginning")).text
        assert [sentence in page for sentence in BOUNDARIES] == [True] * len(BOUNDARIES)
        for said in (
            "may stop, at any time",
            "not therapy",
            "do not date, and no",
            "stays between you",
            "in a public place",
        ):
            assert page.count(said) == 1
        assert own in page


async def test_each_says_how_often_and_the_page_shows_where_that_agrees(cast: Cast, enter: Enter) -> None:
    await began_just_now(cast)
    page = f"/talks/{cast.talk}/beginning"
    maya, theo = await enter("maya"), await enter("theo")
    answer = await maya.post(page, FORM, page=page)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}")
    assert await told(cast, "theo") == ["beginning"]
    shown = (await theo.get(page)).text
    assert "Maya said: once a week." in shown
    assert "You both hope to talk" not in shown
    await theo.post(page, FORM, page=page)
    for browser in (maya, theo):
        assert "You both hope to talk: <strong>once a week</strong>" in (await browser.get(page)).text
    await theo.post(page, {**FORM, "often": "monthly"}, page=page)
    for browser in (maya, theo):
        assert "You both hope to talk" not in (await browser.get(page)).text, "they differ"
    await theo.post(page, FORM, page=page)
    rows = await Side.select(Side.agreed_at).where(Side.mentorship == cast.talk)
    assert [row["agreed_at"] for row in rows] == [clock.now()] * 2


async def test_who_writes_first_can_be_chosen_until_somebody_has(cast: Cast, enter: Enter) -> None:
    await began_just_now(cast)
    page, maya = f"/talks/{cast.talk}/beginning", await enter("maya")
    assert "Theo writes first" in (await maya.get(f"/talks/{cast.talk}")).text
    await maya.post(page, {"first_by": "mentee"}, page=page)
    assert "You write first" in (await maya.get(f"/talks/{cast.talk}")).text
    assert "Maya writes first" in (await (await enter("theo")).get(f"/talks/{cast.talk}")).text
    await maya.post(f"/talks/{cast.talk}/found", {"found": "yes"})
    await maya.post(page, {"first_by": "mentor"}, page=page)
    [row] = await Mentorship.select(Mentorship.first_by).where(Mentorship.id == cast.talk)
    assert row["first_by"] == "mentee"


async def test_the_same_again_tells_nothing(cast: Cast, enter: Enter) -> None:
    await began_just_now(cast)
    page, maya = f"/talks/{cast.talk}/beginning", await enter("maya")
    for _ in range(2):
        await maya.post(page, FORM, page=page)
    assert await told(cast, "theo") == ["beginning"]
    typed = {**await maya.tokens(page), **FORM, "often": "monthly"}
    for _ in range(2):
        assert (await maya.post_as_it_is(page, typed)).status_code == 303
    assert await told(cast, "theo") == ["beginning", "beginning"]


@pytest.mark.parametrize("name", OUTSIDERS)
async def test_for_everybody_else_it_is_not_there(cast: Cast, enter: Enter, name: str) -> None:
    browser = await enter(name)
    before = await counts()
    absent = alike(await browser.get("/talks/k3v9k3v9k3v9k3v9/beginning"))
    assert absent[0] == 404
    assert alike(await browser.get(f"/talks/{cast.talk}/beginning")) == absent
    assert alike(await browser.post(f"/talks/{cast.talk}/beginning", FORM)) == absent
    assert await counts() == before


async def test_nothing_is_agreed_after_a_goodbye(cast: Cast, enter: Enter) -> None:
    await goodbye(cast, "maya")
    theo = await enter("theo")
    before = await counts()
    assert (await theo.post(f"/talks/{cast.talk}/beginning", FORM)).status_code == 409
    assert await counts() == before


async def _offer(cast: Cast) -> None:
    times = [clock.now() + timedelta(days=2)]
    await offer(await cast.side("maya"), by=cast.person("maya"), times=times, means="phone", once=once())


@pytest.mark.parametrize("act", ["agrees", "chooses the ways", "wishes", "suggests a time", "finds"])
async def test_that_both_said_yes_leaves_home_with_the_first_thing_that_one_does(
    cast: Cast, enter: Enter, act: str
) -> None:
    """For whoever does it; for both where it shows that they have found each other."""
    await Mentorship.update({Mentorship.found_at: None}).where(Mentorship.id == cast.talk)
    await Notice.update({Notice.seen_at: None}).where(Notice.kind == "matched")
    maya, theo, at = await enter("maya"), await enter("theo"), f"/talks/{cast.talk}"
    for page in ("", "/beginning", "/ways"):
        await maya.get(f"{at}{page}")
    assert STANDING in (await maya.get("/home")).text, "nothing changes by looking"

    if act == "agrees":
        await maya.post(f"{at}/beginning", FORM)
    elif act == "chooses the ways":
        await maya.post(f"{at}/ways", {"ways": "phone"})
    elif act == "wishes":
        await maya.post(f"{at}/wish", {"wish": "just_listen"})
    elif act == "finds":
        await maya.post(f"{at}/found", {"found": "yes"})
    else:
        await _offer(cast)

    assert STANDING not in (await maya.get("/home")).text
    assert (STANDING.replace("Theo", "Maya") in (await theo.get("/home")).text) == (act != "finds")
