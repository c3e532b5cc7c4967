"""Does this feel right? Each answers alone; nobody reads it; somebody else is a kind change."""

import pytest

from portal import sealed
from portal.check import check
from portal.concerns.tables import Concern
from portal.enrolments.tables import Enrolment
from portal.mentorships.rules import FEELS
from portal.mentorships.tables import Mentorship, Side
from tests.integration.browser import alike
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.ledger import counts, everything, on_disk
from tests.integration.mentorships.asking import OUTSIDERS, began_just_now, told
from tests.integration.told import goodbye


async def said_by(cast: Cast, name: str) -> str:
    member = cast.members[name]
    [row] = await Side.select(Side.feels).where(Side.mentorship == cast.talk, Side.member == member)
    return (await sealed.ring(member)).open(row["feels"], of=member)


@pytest.mark.parametrize("said", ["right", "finding_out"])
async def test_it_is_kept_for_the_one_who_said_it(cast: Cast, enter: Enter, said: str) -> None:
    page, maya = f"/talks/{cast.talk}/how", await enter("maya")
    answer = await maya.post(page, {"feels": said}, page=page)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}")
    assert await said_by(cast, "maya") == said
    assert f'value="{said}" checked' in (await maya.get(page)).text
    assert " checked" not in (await (await enter("theo")).get(page)).text


async def test_it_can_be_changed_and_the_same_tap_twice_is_once(cast: Cast, enter: Enter) -> None:
    page, maya = f"/talks/{cast.talk}/how", await enter("maya")
    typed = {**await maya.tokens(page), "feels": "right"}
    await maya.post_as_it_is(page, typed)
    await maya.post(page, {"feels": "finding_out"}, page=page)
    await maya.post_as_it_is(page, typed)
    assert await said_by(cast, "maya") == "finding_out"


async def test_nobody_else_learns_anything_of_it(cast: Cast, enter: Enter) -> None:
    """Every page of the other side and of whoever runs the group is the same, byte for byte, whatever was said."""
    page, maya = f"/talks/{cast.talk}/how", await enter("maya")
    seen = []
    for said in ("right", "finding_out", "someone_else"):
        await maya.post(page, {"feels": said}, page=page)
        seen.append(
            [
                alike(await (await enter(name)).get(address))
                for name, addresses in {
                    "theo": ("/home", "/talks", f"/talks/{cast.talk}", page),
                    "fay": ("/home", "/desk", "/desk/talks"),
                    "cora": ("/home", "/desk"),
                }.items()
                for address in addresses
            ]
        )
    assert seen[0] == seen[1] == seen[2]
    assert await Concern.count() == 0
    dump = await everything()
    for said in FEELS:
        if said != "right":
            assert said not in dump
            assert said.encode() not in on_disk()


async def test_someone_else_is_asked_once_more_and_nothing_has_happened_yet(cast: Cast, enter: Enter) -> None:
    page, maya = f"/talks/{cast.talk}/how", await enter("maya")
    await began_just_now(cast)
    answer = await maya.post(page, {"feels": "someone_else"}, page=page)
    assert answer.headers["location"] == f"{page}/another"
    shown = (await maya.get(f"{page}/another")).text
    assert "Fay hears that you would like someone else" in shown
    [row] = await Mentorship.select(Mentorship.state).where(Mentorship.id == cast.talk)
    assert row["state"] == "active"
    assert await told(cast, "theo") == []


@pytest.mark.parametrize(("name", "other"), [("maya", "theo"), ("theo", "maya")])
async def test_then_it_is_over_and_both_keep_a_page_and_the_facilitator_hears_only_that(
    cast: Cast, enter: Enter, name: str, other: str
) -> None:
    page, browser = f"/talks/{cast.talk}/how", await enter(name)
    await began_just_now(cast)
    await browser.post(page, {"feels": "someone_else"}, page=page)
    typed = await browser.tokens(f"{page}/another")
    for _ in range(2):
        answer = await browser.post_as_it_is(f"{page}/another", typed)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}/kept")
    [row] = await Mentorship.select(Mentorship.state, Mentorship.ended_how).where(Mentorship.id == cast.talk)
    assert row == {"state": "ended", "ended_how": "without"}
    assert await told(cast, other) == ["kept"]
    [concern] = await Concern.select(Concern.kind, Concern.words, Concern.author)
    assert concern == {"kind": "someone_else", "words": None, "author": cast.members[name]}
    [wish] = await Enrolment.select(Enrolment.state).where(Enrolment.id == cast.enrolments["maya"])
    assert wish["state"] == "active"
    assert (await (await enter(other)).get(f"/talks/{cast.talk}/kept")).status_code == 200
    assert await check() == []


@pytest.mark.parametrize("name", OUTSIDERS)
async def test_for_everybody_else_it_is_not_there(cast: Cast, enter: Enter, name: str) -> None:
    browser = await enter(name)
    before = await counts()
    absent = alike(await browser.get("/talks/k3v9k3v9k3v9k3v9/how"))
    assert absent[0] == 404
    for address in ("how", "how/another"):
        assert alike(await browser.get(f"/talks/{cast.talk}/{address}")) == absent
        assert alike(await browser.post(f"/talks/{cast.talk}/{address}", {"feels": "right"})) == absent
    assert await counts() == before


async def test_nothing_is_asked_after_a_goodbye(cast: Cast, enter: Enter) -> None:
    await goodbye(cast, "maya")
    theo = await enter("theo")
    before = await counts()
    assert (await theo.get(f"/talks/{cast.talk}/how")).status_code == 409
    assert (await theo.post(f"/talks/{cast.talk}/how", {"feels": "right"})).status_code == 409
    assert await counts() == before
