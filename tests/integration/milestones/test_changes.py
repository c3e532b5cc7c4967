"""One tap instead of words, hard days kept too; and for a day whoever marked one can correct it or take it back."""

from datetime import timedelta

import pytest

from portal import clock, sealed
from portal.check import check
from portal.database import counted
from portal.errors import NotFound, NotPossible
from portal.mentorships.path import way
from portal.mentorships.rules import GOODBYE_SAID
from portal.milestones.actions import correct, mark, say_what_you_saw, take_back
from portal.milestones.queries import milestones_of
from portal.milestones.rules import A_FEW_WORDS, SUGGESTIONS, TOO_LATE
from portal.milestones.tables import Milestone
from tests.integration.browser import alike
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import acts, counts
from tests.integration.told import goodbye

WORDS = "A milestone like no other 1871."
NEW = "Corrected like nothing else 3003."
OTHERS = ("noor", "ruth", "lena", "fay", "gus", "cora", "stranger")
NO_ID = "k3v9k3v9k3v9k3v9"


def today() -> str:
    return clock.now().date().isoformat()


async def marked(cast: Cast, name: str = "maya", *, is_hard: bool = False) -> str:
    side, by = await cast.side(name), cast.person(name)
    return await mark(side, by=by, words=WORDS, day=clock.now().date(), is_hard=is_hard, once=once())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"suggested": "sleep"}, (SUGGESTIONS["sleep"], False)),
        ({"suggested": "sleep", "words": WORDS}, (WORDS, False)),
        ({"words": WORDS, "is_hard": "y"}, (WORDS, True)),
        ({"is_hard": "y"}, ("", True)),
    ],
)
async def test_a_tap_is_enough(cast: Cast, enter: Enter, typed: dict[str, str], kept: tuple[str, bool]) -> None:
    maya, page = await enter("maya"), f"/talks/{cast.talk}/milestone"
    answer = await maya.post(page, {"day": today(), **typed}, page=page)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}?lit#milestones")
    keys, [row] = await sealed.ring(cast.members["maya"]), await Milestone.select(Milestone.words, Milestone.is_hard)
    assert (keys.open(row["words"], of=cast.members["maya"]), row["is_hard"]) == kept
    assert (kept[0] or "A hard day") in (await maya.get(f"/talks/{cast.talk}/milestones")).text


@pytest.mark.parametrize("typed", [{}, {"words": "  "}, {"suggested": "SLEEP"}, {"suggested": ""}])
async def test_nothing_is_no_milestone(cast: Cast, enter: Enter, typed: dict[str, str]) -> None:
    maya, page = await enter("maya"), f"/talks/{cast.talk}/milestone"
    answer = await maya.post(page, {"day": today(), **typed}, page=page)
    assert answer.status_code == 422
    assert A_FEW_WORDS in answer.text
    assert await Milestone.count() == 0


async def test_a_hard_day_is_a_dip_on_the_path_and_a_hard_day_in_the_list(cast: Cast, enter: Enter) -> None:
    await marked(cast)
    await marked(cast, "theo", is_hard=True)
    ring = await sealed.ring(cast.members["maya"], cast.members["theo"])
    lights = await milestones_of(cast.talk, reader=cast.members["maya"], other=cast.members["theo"], ring=ring)
    assert way([], lights).letters == "mh"
    for name in ("maya", "theo"):
        assert "A hard day, today" in (await (await enter(name)).get(f"/talks/{cast.talk}/milestones")).text


async def test_correcting_it_keeps_what_the_other_saw(cast: Cast, enter: Enter) -> None:
    milestone = await marked(cast)
    await say_what_you_saw(await cast.side("theo"), milestone, by=cast.person("theo"), saw="Seen 1917.", once=once())
    maya, theo = await enter("maya"), await enter("theo")
    page = f"/talks/{cast.talk}/milestones/{milestone}/correction"
    assert WORDS in (await maya.get(page)).text
    answer = await maya.post(page, {"words": NEW, "day": "1999-12-31", "is_hard": "y"}, page=page)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}#milestones")
    for browser in (maya, theo):
        shown = (await browser.get(f"/talks/{cast.talk}/milestones")).text
        assert NEW in shown
        assert "Seen 1917." in shown
        assert "A hard day, on Friday, 31 December 1999" in shown
        assert WORDS not in shown
    assert await check() == []


@pytest.mark.parametrize(
    ("later", "status"), [(timedelta(hours=23, minutes=59), 303), (timedelta(hours=24, seconds=1), 409)]
)
async def test_for_a_day(cast: Cast, enter: Enter, later: timedelta, status: int) -> None:
    clock.set(clock.now())
    here = f"/talks/{cast.talk}/milestones/{await marked(cast)}"
    clock.travel(seconds=later.total_seconds())
    maya = await enter("maya")
    before = await counts("sessions")
    assert (await maya.get(f"{here}/correction")).status_code == (200 if status == 303 else 409)
    answers = [
        await maya.post(f"{here}/correction", {"words": NEW, "day": today()}),
        await maya.post(f"{here}/removal"),
    ]
    assert [answer.status_code for answer in answers] == [status, status]
    if status == 409:
        assert all(TOO_LATE in answer.text for answer in answers)
        assert await counts("sessions") == before
        assert "Correct it" not in (await maya.get(f"/talks/{cast.talk}/milestones")).text
    else:
        assert await Milestone.count() == 0


async def test_taken_back_it_is_gone_and_so_is_the_word_of_it(cast: Cast, enter: Enter) -> None:
    milestone = await marked(cast)
    maya, theo = await enter("maya"), await enter("theo")
    assert "Maya marked a milestone" in (await theo.get("/home")).text
    here = f"/talks/{cast.talk}/milestones/{milestone}"
    tokens = await maya.tokens(f"{here}/correction")
    answers = [await maya.post_as_it_is(f"{here}/removal", tokens) for _ in range(2)]
    assert [(one.status_code, one.headers["location"]) for one in answers] == [
        (303, f"/talks/{cast.talk}#milestones")
    ] * 2
    assert await Milestone.count() == 0
    assert await acts("milestones.take_back") == ["milestones.take_back"]
    assert "Maya marked a milestone" not in (await theo.get("/home")).text
    assert (await theo.get(here)).status_code == 404


async def test_the_other_side_neither_corrects_nor_takes_back(cast: Cast, enter: Enter) -> None:
    milestone, theo = await marked(cast), await enter("theo")
    here = f"/talks/{cast.talk}/milestones"
    before = await counts("sessions")
    for what in ("correction", "removal"):
        absent = alike(await theo.post(f"{here}/{NO_ID}/{what}", {"words": NEW, "day": today()}))
        assert absent[0] == 404
        assert alike(await theo.post(f"{here}/{milestone}/{what}", {"words": NEW, "day": today()})) == absent
    assert (await theo.get(f"{here}/{milestone}/correction")).status_code == 404
    assert await counts("sessions") == before
    side, by, day = await cast.side("theo"), cast.person("theo"), clock.now().date()
    with pytest.raises(NotPossible):
        await correct(side, milestone, by=by, words=NEW, day=day, once=once())
    with pytest.raises(NotFound):
        await take_back(side, milestone, by=by, once=once())


@pytest.mark.parametrize("name", OTHERS)
async def test_for_everybody_else_it_is_not_there(cast: Cast, enter: Enter, name: str) -> None:
    here, browser = f"/talks/{cast.talk}/milestones", await enter(name)
    milestone = await marked(cast)
    before = await counts("sessions")
    absent = alike(await browser.get(f"/talks/{NO_ID}/milestones"))
    assert absent[0] == 404
    assert alike(await browser.get(here)) == absent
    assert alike(await browser.get(f"{here}/{milestone}/correction")) == absent
    for what in ("correction", "removal"):
        assert alike(await browser.post(f"{here}/{milestone}/{what}", {"words": NEW, "day": today()})) == absent
    assert await counts("sessions") == before


async def test_after_a_goodbye_they_are_read_and_not_changed(cast: Cast, enter: Enter) -> None:
    here = f"/talks/{cast.talk}/milestones/{await marked(cast)}"
    await goodbye(cast, "theo")
    maya = await enter("maya")
    assert WORDS in (await maya.get(f"/talks/{cast.talk}/milestones")).text
    for what in ("correction", "removal"):
        answer = await maya.post(f"{here}/{what}", {"words": NEW, "day": today()})
        assert answer.status_code == 409
        assert GOODBYE_SAID in answer.text
    assert (await maya.get(f"{here}/correction")).status_code == 409
    assert await Milestone.count() == 1


async def test_one_costs_as_many_statements_as_two_hundred(cast: Cast, enter: Enter) -> None:
    maya, page = await enter("maya"), f"/talks/{cast.talk}/milestones"
    await marked(cast)
    with counted() as one:
        await maya.get(page)
    ring, now = await sealed.ring(cast.members["maya"]), clock.now()
    await Milestone.insert(
        *(
            Milestone(
                mentorship=cast.talk,
                author=cast.members["maya"],
                day=now.date() - timedelta(days=at + 1),
                words=ring.seal(f"light-{at:03}", of=cast.members["maya"]),
                created_at=now - timedelta(days=at + 1),
            )
            for at in range(199)
        )
    )
    with counted() as many:
        newest = (await maya.get(page)).text
    assert (len(many), len(many) <= 8) == (len(one), True)
    assert [f"light-{at:03}" in newest for at in (0, 48, 49)] == [True, True, False]
    assert "light-198" in (await maya.get(f"{page}?part=3")).text


async def test_a_new_light_glows_right_after_it_was_marked_and_then_no_more(cast: Cast, enter: Enter) -> None:
    maya, here = await enter("maya"), f"/talks/{cast.talk}"
    await marked(cast, "theo")
    answer = await maya.post(f"{here}/milestone", {"suggested": "asked", "day": today()}, page=f"{here}/milestone")
    led_to = answer.headers["location"].removesuffix("#milestones")
    assert (await maya.get(led_to)).text.count("path-new") == 1
    assert (await maya.get(here)).text.count("path-new") == 0
    await marked(cast, is_hard=True)
    assert (await maya.get(led_to)).text.count("path-new") == 0
