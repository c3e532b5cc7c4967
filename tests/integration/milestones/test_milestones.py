"""A milestone, and what the other side saw in it: once, and never by the one who marked it."""

import pytest

from portal import clock
from portal.check import check
from portal.errors import NotPossible
from portal.mentorships.rules import GOODBYE_SAID
from portal.milestones.actions import mark, say_what_you_saw
from portal.milestones.rules import SAID_ALREADY
from portal.milestones.tables import Milestone
from tests.integration.browser import alike
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import counts, everything, on_disk
from tests.integration.told import goodbye

WORDS = "A milestone like no other 1871."
SAW = "Seen like nothing else 1917."


@pytest.fixture
async def milestone(cast: Cast) -> str:
    """Marked by Maya; its page of Theo's."""
    today = clock.now().date()
    marked = await mark(await cast.side("maya"), by=cast.person("maya"), words=WORDS, day=today, once=once())
    return f"/talks/{cast.talk}/milestones/{marked}"


async def test_marking_it(cast: Cast, enter: Enter) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    page = f"/talks/{cast.talk}/milestone"
    answer = await maya.post(page, {"words": WORDS, "day": "1999-12-31"}, page=page)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}?lit#milestones")

    for browser in (maya, theo):
        assert WORDS in (await browser.get(f"/talks/{cast.talk}/milestones")).text
    home = (await theo.get("/home")).text
    assert "Maya marked a milestone" in home
    assert WORDS not in home


async def test_the_other_says_what_they_saw(cast: Cast, enter: Enter, milestone: str) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    assert WORDS in (await theo.get(milestone)).text
    answer = await theo.post(milestone, {"saw": SAW}, page=milestone)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}#milestones")

    for browser, whose in ((maya, "Theo"), (theo, "You")):
        assert f"{whose}: “{SAW}”" in (await browser.get(f"/talks/{cast.talk}/milestones")).text
    assert "Theo added to your milestone" in (await maya.get("/home")).text
    for words in (WORDS, SAW):
        assert words not in await everything()
        assert words.encode() not in on_disk()
    assert await check() == []


async def test_nobody_adds_to_their_own(cast: Cast, enter: Enter, milestone: str) -> None:
    maya = await enter("maya")
    absent = alike(await maya.get(f"/talks/{cast.talk}/milestones/k3v9k3v9k3v9k3v9"))
    assert absent[0] == 404
    assert alike(await maya.get(milestone)) == absent
    assert alike(await maya.post(milestone, {"saw": SAW})) == absent
    with pytest.raises(NotPossible):
        await say_what_you_saw(await cast.side("maya"), milestone[-16:], by=cast.person("maya"), saw=SAW, once=once())
    assert await Milestone.exists().where(Milestone.saw.is_not_null()) is False


async def test_once_only(enter: Enter, milestone: str) -> None:
    theo = await enter("theo")
    await theo.post(milestone, {"saw": SAW}, page=milestone)
    before = await counts()
    for answer in (await theo.get(milestone), await theo.post(milestone, {"saw": "And this."})):
        assert answer.status_code == 409
        assert SAID_ALREADY in answer.text
    assert await counts() == before
    assert "And this." not in (await theo.get(milestone[:23])).text


@pytest.mark.parametrize("name", ["noor", "ruth", "lena", "fay", "gus", "cora"])
async def test_for_everybody_else_it_is_not_there(cast: Cast, enter: Enter, milestone: str, name: str) -> None:
    browser = await enter(name)
    before = await counts()
    absent = alike(await browser.get("/talks/k3v9k3v9k3v9k3v9/milestone"))
    assert absent[0] == 404
    form = {"words": WORDS, "day": "1999-12-31", "saw": SAW}
    for address in (f"/talks/{cast.talk}/milestone", milestone):
        assert alike(await browser.get(address)) == absent
        assert alike(await browser.post(address, form)) == absent
    assert await counts() == before


async def test_a_milestone_is_found_in_its_own_talks_only(cast: Cast, enter: Enter, milestone: str) -> None:
    talk = await cast.begin_talk("ines", "ruth")
    elsewhere = milestone.replace(cast.talk, talk)
    ruth = await enter("ruth")
    assert (await ruth.get(elsewhere)).status_code == 404
    assert (await ruth.post(elsewhere, {"saw": SAW})).status_code == 404


async def test_nothing_new_after_a_goodbye(cast: Cast, enter: Enter, milestone: str) -> None:
    await goodbye(cast, "theo")
    for name, address in (
        ("maya", f"/talks/{cast.talk}/milestone"),
        ("theo", f"/talks/{cast.talk}/milestone"),
        ("theo", milestone),
    ):
        browser = await enter(name)
        before = await counts()
        form = {"words": WORDS, "day": "1999-12-31", "saw": SAW}
        for answer in (await browser.get(address), await browser.post(address, form)):
            assert answer.status_code == 409
            assert GOODBYE_SAID in answer.text
        assert await counts() == before
