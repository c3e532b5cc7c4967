"""Did you find each other, are you still in touch, and what would the mentee like of the next talk?"""

import pytest

from portal import clock
from portal.concerns.tables import Concern
from portal.mentorships.actions import found
from portal.mentorships.rules import FOUND_ALREADY
from portal.mentorships.tables import Mentorship, Prompt, Side
from tests.integration.browser import Form, alike
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.ledger import counts
from tests.integration.mentorships.asking import OUTSIDERS, began_just_now, days_go_by, told
from tests.integration.told import goodbye

POSTS: dict[str, Form] = {
    "found": {"found": "yes"},
    "still": {},
    "wish": {"wish": "just_listen"},
    "going-on": {},
}


async def test_yes_we_found_each_other(cast: Cast, enter: Enter) -> None:
    await began_just_now(cast)
    page = f"/talks/{cast.talk}/found"
    clock.travel(days=2)
    for _ in range(2):
        maya = await enter("maya")
        assert (await maya.post(page, {"found": "yes"})).headers["location"] == f"/talks/{cast.talk}"
        clock.travel(days=1)
    maya = await enter("maya")
    [row] = await Mentorship.select(Mentorship.began_at, Mentorship.found_at).where(Mentorship.id == cast.talk)
    assert (row["found_at"] - row["began_at"]).days == 2
    assert "Did you find each other?" not in (await maya.get(f"/talks/{cast.talk}")).text
    await days_go_by(15)
    assert "found" not in await told(cast, "theo")


async def test_a_later_sign_of_life_changes_nothing(cast: Cast) -> None:
    await began_just_now(cast)
    first = clock.now()
    await found(cast.talk, first)
    clock.travel(days=1)
    await found(cast.talk, clock.now())
    [row] = await Mentorship.select(Mentorship.found_at).where(Mentorship.id == cast.talk)
    assert row["found_at"] == first


async def test_not_yet_is_told_to_whoever_runs_the_group_once_and_they_are_named(cast: Cast, enter: Enter) -> None:
    await began_just_now(cast)
    page, maya = f"/talks/{cast.talk}/found", await enter("maya")
    for _ in range(2):
        answer = await maya.post(page, {"found": "not_yet"})
        assert (answer.status_code, answer.headers["location"]) == (303, page)
    rows = await Concern.select(Concern.kind, Concern.author, Concern.words)
    assert rows == [{"kind": "no_word", "author": cast.members["maya"], "words": None}]
    assert "Fay was told, and looks after it." in (await maya.get(page)).text
    assert await told(cast, "theo") == []
    await days_go_by(20)
    assert "silent" not in await told(cast, "fay")  # it was told already

    await (await enter("maya")).post(page, {"found": "yes"})
    answer = await (await enter("theo")).post(page, {"found": "not_yet"})
    assert answer.status_code == 409
    assert FOUND_ALREADY in answer.text


async def test_still_in_touch_is_a_sign_of_life(cast: Cast, enter: Enter) -> None:
    await began_just_now(cast, feels_asked_at=clock.now(), found_at=clock.now())
    await days_go_by(36)
    assert "still" in await told(cast, "theo")
    page = f"/talks/{cast.talk}/still"
    for name in ("maya", "theo"):
        answer = await (await enter(name)).post(page)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}")
    assert await Prompt.count().where(Prompt.kind == "in_touch") == 1
    await days_go_by(20)
    assert await told(cast, "fay") == []


async def test_what_the_mentee_would_like_is_one_tap_and_their_mentor_reads_it(cast: Cast, enter: Enter) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    answer = await maya.post(f"/talks/{cast.talk}/wish", {"wish": "just_listen"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}#wish")
    assert "Maya asked: just listen." in (await theo.get(f"/talks/{cast.talk}")).text
    piece = await maya.post(f"/talks/{cast.talk}/wish", {"wish": "not_sure"}, hx_request_type="partial")
    assert piece.status_code == 200
    assert piece.text.strip().startswith('<div id="wish"')
    assert "Maya asked: not sure yet." in (await theo.get(f"/talks/{cast.talk}")).text


async def test_a_mentor_has_no_wish_of_that_kind(cast: Cast, enter: Enter) -> None:
    theo = await enter("theo")
    assert (await theo.post(f"/talks/{cast.talk}/wish", {"wish": "just_listen"})).status_code == 404
    assert 'aria-pressed="' not in (await theo.get(f"/talks/{cast.talk}")).text
    assert {row["wish"] for row in await Side.select(Side.wish)} == {""}


async def test_an_answer_that_there_is_not(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    before = await counts()
    for address, field in (("wish", "wish"), ("found", "found")):
        assert (await maya.post(f"/talks/{cast.talk}/{address}", {field: "pigeon"})).status_code == 422
        assert (await maya.post(f"/talks/{cast.talk}/{address}")).status_code == 422
    assert await counts() == before


@pytest.mark.parametrize("name", OUTSIDERS)
async def test_for_everybody_else_it_is_not_there(cast: Cast, enter: Enter, name: str) -> None:
    browser = await enter(name)
    before = await counts()
    absent = alike(await browser.get("/talks/k3v9k3v9k3v9k3v9"))
    assert absent[0] == 404
    for address, form in POSTS.items():
        assert alike(await browser.post(f"/talks/{cast.talk}/{address}", form)) == absent
    for address in ("found", "still"):
        assert alike(await browser.get(f"/talks/{cast.talk}/{address}")) == absent
    assert await counts() == before


async def test_nothing_of_it_after_a_goodbye(cast: Cast, enter: Enter) -> None:
    await goodbye(cast, "theo")
    maya = await enter("maya")
    before = await counts()
    for address, form in POSTS.items():
        assert (await maya.post(f"/talks/{cast.talk}/{address}", form)).status_code == 409
    for address in ("found", "still"):
        assert (await maya.get(f"/talks/{cast.talk}/{address}")).status_code == 409
    assert await counts() == before
