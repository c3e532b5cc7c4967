"""A mentor's own page: moments of their own, thanks they were given, what they were part of. Nobody else has it."""

from datetime import timedelta

import pytest

from portal import clock, sealed
from portal.check import check
from portal.database import counted
from portal.milestones.actions import keep_own
from portal.milestones.tables import OwnMoment
from tests.integration.browser import alike
from tests.integration.cast import PEOPLE, Cast, once, words
from tests.integration.conftest import Enter
from tests.integration.ledger import acts, counts, everything, on_disk
from tests.integration.told import goodbye, tell

PAGE = "/me/moments"
WORDS = "My own way like nothing else 6006."
NEW = "Another way to say it 7007."
MENTORS = ("theo", "ruth")


async def kept(cast: Cast, name: str = "theo") -> str:
    return await keep_own(by=cast.person(name), words=WORDS, day=clock.now().date(), once=once())


async def test_keeping_correcting_and_removing_one(cast: Cast, enter: Enter) -> None:
    theo = await enter("theo")
    answer = await theo.post(PAGE, {"words": WORDS, "day": "2001-02-03"}, page=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert WORDS in (await theo.get(PAGE)).text
    assert WORDS not in await everything()
    assert WORDS.encode() not in on_disk()

    [row] = await OwnMoment.select(OwnMoment.id)
    one = f"{PAGE}/{row['id']}"
    assert WORDS in (await theo.get(one)).text
    clock.travel(days=90)
    theo = await enter("theo")
    assert (await theo.post(one, {"words": NEW, "day": "2001-02-04"}, page=one)).headers["location"] == PAGE
    shown = (await theo.get(PAGE)).text
    assert (NEW in shown, WORDS in shown) == (True, False)

    tokens = await theo.tokens(one)
    removed = [await theo.post_as_it_is(f"{one}/removal", tokens) for _ in range(2)]
    assert [(one.status_code, one.headers["location"]) for one in removed] == [(303, PAGE)] * 2
    assert await OwnMoment.count() == 0
    assert await acts("milestones.remove_own") == ["milestones.remove_own"]
    assert await check() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"words": " ", "day": "2001-02-03"}, "Write a few words, however small."),
        ({"words": NEW, "day": ""}, "Choose the day it happened."),
        ({"words": NEW, "day": "2199-01-01"}, "This day is still to come. Choose today, or the day it happened."),
        ({"words": "a" * 1001, "day": "2001-02-03"}, "This is longer than the 1,000 characters we can keep."),
    ],
)
async def test_what_is_not_right_comes_back(cast: Cast, enter: Enter, typed: dict[str, str], sentence: str) -> None:
    theo, one = await enter("theo"), f"{PAGE}/{await kept(cast)}"
    for address in (PAGE, one):
        answer = await theo.post(address, typed, page=address)
        assert answer.status_code == 422
        assert sentence in answer.text
        assert typed["words"] in answer.text
    assert await OwnMoment.count() == 1


@pytest.mark.parametrize("name", sorted({*PEOPLE} - {*MENTORS}))
async def test_who_never_offered_to_mentor_has_no_such_page(cast: Cast, enter: Enter, name: str) -> None:
    browser = await enter(name)
    before = await counts("sessions")
    absent = alike(await browser.get("/nothing-of-ours"))
    assert alike(await browser.get(PAGE)) == absent
    assert alike(await browser.post(PAGE, {"words": WORDS, "day": "2001-02-03"})) == absent
    assert PAGE not in (await browser.get("/me")).text
    assert await counts("sessions") == before


@pytest.mark.parametrize("name", sorted({*PEOPLE} - {"theo"}))
async def test_a_moment_is_its_owners_alone(cast: Cast, enter: Enter, name: str) -> None:
    moment, browser = await kept(cast), await enter(name)
    before = await counts("sessions")
    absent = alike(await browser.get(f"{PAGE}/k3v9k3v9k3v9k3v9"))
    assert absent[0] == 404
    assert alike(await browser.get(f"{PAGE}/{moment}")) == absent
    for what in ("", "/removal"):
        assert alike(await browser.post(f"{PAGE}/{moment}{what}", {"words": NEW, "day": "2001-02-03"})) == absent
    assert await counts("sessions") == before


async def test_thanks_that_were_given_and_the_strands_in_words(cast: Cast, enter: Enter) -> None:
    await tell(cast)
    ruth, theo, ines = await enter("ruth"), await enter("theo"), await enter("ines")
    shown = (await ruth.get(PAGE)).text
    assert words("gratitude_note", of="ines") in shown
    assert words("gratitude_note", of="ruth") not in shown
    assert "<li>Connecting</li>" in shown
    assert "<li>Sharing</li>" not in shown
    assert PAGE in (await ruth.get("/me")).text
    # a note that is written and not given is nobody's yet
    assert words("gratitude_note", of="maya") not in (await theo.get(PAGE)).text
    await goodbye(cast, "maya")
    assert words("gratitude_note", of="maya") in (await theo.get(PAGE)).text
    assert (await ines.get(PAGE)).status_code == 404


async def test_as_many_statements_with_two_hundred(cast: Cast, enter: Enter) -> None:
    await kept(cast)
    theo = await enter("theo")
    with counted() as one:
        await theo.get(PAGE)
    ring, now = await sealed.ring(cast.members["theo"]), clock.now()
    sealed_words = ring.seal(WORDS, of=cast.members["theo"])
    await OwnMoment.insert(
        *(
            OwnMoment(
                member=cast.members["theo"],
                day=now.date() - timedelta(days=at),
                words=sealed_words,
                created_at=now,
            )
            for at in range(199)
        )
    )
    with counted() as many:
        assert (await theo.get(PAGE)).text.count(WORDS) == 200
    assert (len(many), len(many) <= 8) == (len(one), True)
