"""The ways to talk: only what both agree to; what is taken away holds at once, what is added is offered."""

import pytest

from portal.members.rules import MEANS
from portal.members.tables import Member
from portal.mentorships.rules import NOT_A_WAY_OF_YOURS
from portal.mentorships.tables import Side
from tests.integration.browser import Form, alike
from tests.integration.cast import MEANS as MEANS_OF_ALL
from tests.integration.cast import Cast, email, phone, words
from tests.integration.conftest import Enter
from tests.integration.ledger import counts
from tests.integration.mentorships.asking import OUTSIDERS, began_just_now, told
from tests.integration.plans.planning import moment, typed
from tests.integration.told import goodbye

WITHOUT_PHONE: Form = {"ways": ["email", "messages"]}


async def ways_of(cast: Cast, name: str) -> str:
    [row] = await Side.select(Side.ways).where(Side.mentorship == cast.talk, Side.member == cast.members[name])
    return str(row["ways"])


async def test_they_begin_with_what_each_has_ticked(cast: Cast, enter: Enter) -> None:
    for name, other in (("maya", "theo"), ("theo", "maya")):
        page = (await (await enter(name)).get(f"/talks/{cast.talk}")).text
        for shown in (phone(other), email(other), words("if_answered", of=other)):
            assert shown in page


@pytest.mark.parametrize("name", ["maya", "theo"])
async def test_what_one_takes_away_holds_at_once_for_both(cast: Cast, enter: Enter, name: str) -> None:
    await began_just_now(cast)
    browser, page = await enter(name), f"/talks/{cast.talk}/ways"
    answer = await browser.post(page, WITHOUT_PHONE, page=page)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}#reach")
    for reader, other in (("maya", "theo"), ("theo", "maya")):
        shown = (await (await enter(reader)).get(f"/talks/{cast.talk}")).text
        assert phone(other) not in shown
        assert words("if_answered", of=other) not in shown
        assert email(other) in shown
        assert await told(cast, reader) == []


async def test_what_one_adds_is_offered_and_the_other_says_yes_with_one_tap(cast: Cast, enter: Enter) -> None:
    await began_just_now(cast)
    page, maya, theo = f"/talks/{cast.talk}/ways", await enter("maya"), await enter("theo")
    for browser in (maya, theo):
        await browser.post(page, WITHOUT_PHONE, page=page)
    await maya.post(page, {"ways": ["phone", "email", "messages"]}, page=page)
    assert (await told(cast, "theo"), await told(cast, "maya")) == (["ways"], [])
    assert phone("theo") not in (await maya.get(f"/talks/{cast.talk}")).text
    shown = (await theo.get(page)).text
    assert "Maya would also talk this way: phone" in shown
    assert "Theo has not ticked it" in (await maya.get(page)).text

    typed = {**await theo.tokens(page), "way": "phone"}
    for _ in range(2):
        assert (await theo.post_as_it_is(f"{page}/addition", typed)).status_code == 303
    assert phone("theo") in (await maya.get(f"/talks/{cast.talk}")).text
    assert phone("maya") in (await theo.get(f"/talks/{cast.talk}")).text


async def test_what_nobody_offered_cannot_be_added_with_a_tap(cast: Cast, enter: Enter) -> None:
    page, maya, theo = f"/talks/{cast.talk}/ways", await enter("maya"), await enter("theo")
    for browser in (maya, theo):
        await browser.post(page, WITHOUT_PHONE, page=page)
    assert (await theo.post(f"{page}/addition", {"way": "phone"})).status_code == 409
    assert (await theo.post(f"{page}/addition", {"way": "pigeon"})).status_code == 422
    assert await ways_of(cast, "theo") == "email,messages"


async def test_only_what_one_is_reached_by_at_all(cast: Cast, enter: Enter) -> None:
    """Who takes a way away under Me is not reached by it here either, whatever was agreed."""
    await Member.update({Member.means: "email"}).where(Member.id == cast.members["theo"])
    page, maya, theo = f"/talks/{cast.talk}/ways", await enter("maya"), await enter("theo")
    assert phone("theo") not in (await maya.get(f"/talks/{cast.talk}")).text
    assert email("theo") in (await maya.get(f"/talks/{cast.talk}")).text
    assert (await theo.post(page, {"ways": ["phone"]}, page=page)).status_code == 422
    before = await counts()
    answer = await theo.post(f"{page}/addition", {"way": "phone"})
    assert answer.status_code == 409
    assert NOT_A_WAY_OF_YOURS in answer.text
    assert await counts() == before


async def test_none_at_all_is_possible_and_says_so(cast: Cast, enter: Enter) -> None:
    page, maya = f"/talks/{cast.talk}/ways", await enter("maya")
    await maya.post(page, {}, page=page)
    assert await ways_of(cast, "maya") == ""
    assert "There is no way to talk yet that you both ticked." in (await maya.get(f"/talks/{cast.talk}")).text


@pytest.mark.parametrize("name", OUTSIDERS)
async def test_for_everybody_else_it_is_not_there(cast: Cast, enter: Enter, name: str) -> None:
    browser = await enter(name)
    before = await counts()
    absent = alike(await browser.get("/talks/k3v9k3v9k3v9k3v9/ways"))
    assert absent[0] == 404
    assert alike(await browser.get(f"/talks/{cast.talk}/ways")) == absent
    assert alike(await browser.post(f"/talks/{cast.talk}/ways", WITHOUT_PHONE)) == absent
    assert alike(await browser.post(f"/talks/{cast.talk}/ways/addition", {"way": "phone"})) == absent
    assert await counts() == before


async def test_nothing_of_it_is_shown_or_changed_after_a_goodbye(cast: Cast, enter: Enter) -> None:
    await goodbye(cast, "maya")
    theo = await enter("theo")
    before = await counts()
    assert (await theo.get(f"/talks/{cast.talk}/ways")).status_code == 409
    assert (await theo.post(f"/talks/{cast.talk}/ways", WITHOUT_PHONE)).status_code == 409
    assert await counts() == before
    assert phone("maya") not in (await theo.get(f"/talks/{cast.talk}")).text


@pytest.mark.parametrize("name", ["maya", "theo"])
async def test_what_one_takes_away_under_me_is_no_way_here_either(cast: Cast, enter: Enter, name: str) -> None:
    """For both, on every page: a way counts where both agreed to it here and both still have it."""
    await began_just_now(cast)
    contact, by = "/me/contact", await enter(name)
    assert (await by.post(contact, {"means": ["email"], "email": email(name)}, page=contact)).status_code == 303
    at = f"/talks/{cast.talk}"
    for reader in ("maya", "theo"):
        browser = await enter(reader)
        side = await cast.side(reader)
        assert side.ways == ["email"]
        assert [way for way in MEANS if f'value="{way}"' in (await browser.get(f"{at}/plans")).text] == ["email"]
        assert "<textarea" not in (await browser.get(f"{at}/messages")).text
        before = await counts()
        assert (await browser.post(f"{at}/messages", {"words": "A line."})).status_code == 409
        answer = await browser.post(f"{at}/plans", typed(moment(3), moment(4), means="phone"))
        assert answer.status_code == 422
        assert await counts() == before
        page = (await browser.get(at)).text
        assert f'href="{at}/messages"' not in page
        assert phone({"maya": "theo", "theo": "maya"}[reader]) not in page
        assert "Now you both agree to: <strong>e-mail</strong>." in (await browser.get(f"{at}/ways")).text

    await Member.update({Member.means: MEANS_OF_ALL}).where(Member.id == cast.members[name])
    assert (await cast.side("maya")).ways == ["phone", "email", "messages"], "what was agreed to is still agreed to"


async def test_one_tap_adds_a_way_whatever_else_was_taken_away_under_me(cast: Cast, enter: Enter) -> None:
    await began_just_now(cast)
    page, maya = f"/talks/{cast.talk}/ways", await enter("maya")
    await maya.post(page, {"ways": ["phone", "messages"]}, page=page)
    await Member.update({Member.means: "email,messages"}).where(Member.id == cast.members["maya"])
    answer = await maya.post(f"{page}/addition", {"way": "email"}, page=page)
    assert answer.status_code == 303
    assert (await cast.side("maya")).ways == ["email", "messages"]
