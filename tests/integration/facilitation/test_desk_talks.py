"""The pairs of a group, as whoever runs it sees them: that they talk and when, never what; and closing one for someone
who has gone."""

import re
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest

from portal import clock
from portal.check_ins.actions import Said, log
from portal.check_ins.tables import CheckIn
from portal.database import counted, write_transaction
from portal.facilitation.actions import see_to
from portal.mentorships.actions import pause
from portal.mentorships.agreeing import say_still_in_touch
from portal.mentorships.tables import Mentorship
from portal.messages.tables import Message
from portal.notices.actions import tell as tell_of
from portal.proposals.tables import Proposal
from tests.integration.browser import Browser, alike, title
from tests.integration.cast import PEOPLE, SATURDAY, TUESDAY, Cast, once, words
from tests.integration.conftest import Enter
from tests.integration.facilitation.at_the_desk import offers, runs, waits
from tests.integration.ledger import counts
from tests.integration.told import goodbye, tell

CLOSING = "Close for someone who has gone"
MAYA_AND_THEO = "Maya + Theo"


@pytest.fixture(autouse=True)
def stopped(cast: Cast) -> None:
    clock.set(clock.now())


@pytest.fixture
async def fay(cast: Cast, enter: Enter) -> Browser:
    return await enter("fay")


async def pairs(browser: Browser, group: str = "") -> list[tuple[str, str]]:
    """Names, and the small line below them."""
    page = (await browser.get(f"/desk/talks{'?group=' + group if group else ''}")).text.partition("<main")[2]
    return re.findall(r"<p>([^<]*)</p><p class=\"small\">([^<]*)</p>", page)


async def becomes(cast: Cast, **values: object) -> None:
    await Mentorship.update(values).where(Mentorship.id == cast.talk)  # type: ignore[arg-type]


def plain(day: date) -> str:
    return f"{day.day} {day:%B}" + ("" if day.year == clock.now().year else f" {day.year}")


async def test_since_when_and_that_they_have_not_talked(cast: Cast, fay: Browser) -> None:
    since = plain((clock.now() - timedelta(days=30)).date())
    assert await pairs(fay) == [(MAYA_AND_THEO, f"Since {since}. No check-in yet.")]
    assert "/desk/talks?group=" in (await fay.get("/desk")).text


async def test_the_last_day_they_talked_and_nothing_of_it(cast: Cast, fay: Browser) -> None:
    told = await tell(cast)
    today = clock.now().date()
    await CheckIn.update({CheckIn.day: today - timedelta(days=1)}).where(CheckIn.mentorship == cast.talk)

    [(_, small), *_] = [pair for pair in await pairs(fay) if pair[0] == MAYA_AND_THEO]
    page = (await fay.get("/desk/talks")).text

    assert small.endswith("Last check-in yesterday.")
    for what in ("shared_note", "own_note", "milestone", "saw", "remembered", "gratitude_note"):
        for name in ("maya", "theo", "ines", "ruth"):
            assert words(what, of=name) not in page
    assert "hard" not in page.partition("<main")[2].lower()
    assert told.ended not in page


@pytest.mark.parametrize("until", [True, False])
async def test_a_pause_and_until_when_but_not_the_word_with_it(cast: Cast, fay: Browser, until: bool) -> None:
    day = clock.now().date() + timedelta(days=9)
    await becomes(cast, state="paused", paused_until=day if until else None, pause_word="word-with-the-pause")

    [(_, small)] = await pairs(fay)

    assert f". A pause{' until ' + plain(day) if until else ''}. No check-in yet." in small
    assert "word-with-the-pause" not in (await fay.get("/desk/talks")).text


async def test_a_goodbye_and_the_day_it_closes(cast: Cast, fay: Browser) -> None:
    await goodbye(cast, "maya")
    closes = plain((clock.now() + timedelta(days=14)).date())
    assert f"A goodbye was said; the page closes on {closes}." in (await pairs(fay))[0][1]

    clock.travel(days=14)
    fay = await _again(cast, fay)
    assert f"Over since {closes}. A goodbye was said." in (await pairs(fay))[0][1]
    assert CLOSING not in (await fay.get("/desk/talks")).text


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("goodbye", "A goodbye was said."),
        ("closed", "It was closed for someone who has gone."),
        ("without", "Without a goodbye."),
    ],
)
async def test_over_for_a_month_and_how_in_no_more_words_than_that(
    cast: Cast, fay: Browser, how: str, says: str
) -> None:
    await becomes(cast, state="ended", ended_at=clock.now(), ended_how=how)
    [(names, small)] = await pairs(fay)
    assert (names, says in small) == (MAYA_AND_THEO, True)

    clock.travel(days=31)
    assert await pairs(await _again(cast, fay)) == []


async def _again(cast: Cast, browser: Browser) -> Browser:
    return await browser.enter(cast.accounts["fay"])


async def test_a_pair_that_may_need_somebody_stands_out_until_they_have_talked(cast: Cast, fay: Browser) -> None:
    kindly = "Ask each of them kindly how it is."
    assert kindly not in (await fay.get("/desk/talks")).text
    async with write_transaction():
        await tell_of(cast.members["fay"], kind="silent", about=cast.talk)
    assert kindly in (await fay.get("/desk/talks")).text

    for days, stands_out in ((1, True), (0, False)):
        await CheckIn.insert(
            CheckIn(
                mentorship=cast.talk,
                author=cast.members["maya"],
                day=clock.now().date() - timedelta(days=days),
                means="phone",
                created_at=clock.now(),
            )
        )
        assert (kindly in (await fay.get("/desk/talks")).text) is stands_out


async def _asked(cast: Cast) -> None:
    async with write_transaction():
        await tell_of(cast.members["fay"], kind="silent", about=cast.talk)


async def _talks(cast: Cast) -> None:
    said = Said(clock.now().date() - timedelta(days=9), "phone", [], "", "", hard_day=False, weighs=False)
    await log(await cast.side("maya"), by=cast.person("maya"), said=said, once=once())


async def _writes(cast: Cast) -> None:
    await Message.insert(Message(mentorship=cast.talk, author=cast.members["theo"], words="", created_at=clock.now()))


async def _says_they_are_in_touch(cast: Cast) -> None:
    await say_still_in_touch(await cast.side("theo"), by=cast.person("theo"), once=once())


async def _says_they_found_each_other(cast: Cast) -> None:
    await becomes(cast, found_at=clock.now())


async def _takes_a_pause(cast: Cast) -> None:
    until = clock.now().date() + timedelta(days=9)
    await pause(await cast.side("maya"), by=cast.person("maya"), until=until, word="", once=once())


async def _says_goodbye(cast: Cast) -> None:
    await goodbye(cast, "theo")


async def _are_asked(cast: Cast) -> None:
    await see_to(cast.talk, by=cast.person("fay"), once=once())


SIGNS = [
    _talks,
    _writes,
    _says_they_are_in_touch,
    _says_they_found_each_other,
    _takes_a_pause,
    _says_goodbye,
    _are_asked,
]


@pytest.mark.parametrize("sign", SIGNS)
async def test_any_sign_of_life_ends_that_here_and_on_the_desk(
    cast: Cast, fay: Browser, sign: Callable[[Cast], Awaitable[None]]
) -> None:
    kindly, thing = "Ask each of them kindly how it is.", "Maya + Theo: not much was heard lately"
    await becomes(cast, found_at=None)
    await _asked(cast)
    clock.travel(minutes=1)
    assert kindly in (await fay.get("/desk/talks")).text
    assert thing in (await fay.get("/desk")).text

    await sign(cast)

    assert kindly not in (await fay.get("/desk/talks")).text
    assert thing not in (await fay.get("/desk")).text


async def test_asked_again_it_stands_out_again(cast: Cast, fay: Browser) -> None:
    await _asked(cast)
    clock.travel(minutes=1)
    answer = await fay.post(f"/desk/talks/{cast.talk}/looked-after", page="/desk/talks")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/desk/talks?group={cast.groups[TUESDAY]}")
    assert "I have asked them" not in (await fay.get("/desk/talks")).text

    clock.travel(days=1)
    await _asked(cast)
    assert "I have asked them" in (await (await _again(cast, fay)).get("/desk/talks")).text


async def test_only_whoever_was_asked_reads_it_and_a_side_never(cast: Cast, enter: Enter) -> None:
    await _asked(cast)
    assert "not much was heard" not in (await (await enter("cora")).get("/desk")).text
    await runs(cast, "theo")
    async with write_transaction():
        await tell_of(cast.members["theo"], kind="silent", about=cast.talk)
    theo = await enter("theo")
    assert "not much was heard" not in (await theo.get("/desk")).text
    assert (await theo.post(f"/desk/talks/{cast.talk}/looked-after")).status_code == 404
    for name in ("maya", "gus", "stranger"):
        assert (await (await enter(name)).post(f"/desk/talks/{cast.talk}/looked-after")).status_code == 404


# --- who sees which ---


async def test_each_of_their_own_groups(cast: Cast, enter: Enter) -> None:
    own = {"fay": TUESDAY, "gus": SATURDAY, "cora": TUESDAY}
    seen = {name: await pairs(await enter(name), cast.groups[group]) for name, group in own.items()}
    assert {name: [names for names, _ in found] for name, found in seen.items()} == {
        "fay": [MAYA_AND_THEO],
        "gus": [],
        "cora": [MAYA_AND_THEO],
    }
    assert (await (await enter("gus")).get(f"/desk/talks?group={cast.groups[TUESDAY]}")).status_code == 404
    for name in ("maya", "theo", "stranger"):
        assert (await (await enter(name)).get("/desk/talks")).status_code == 404


@pytest.mark.parametrize("side", ["maya", "theo"])
@pytest.mark.parametrize("state", ["active", "ended"])
async def test_their_own_they_never_see_here_also_when_it_is_over(
    cast: Cast, enter: Enter, side: str, state: str
) -> None:
    """Otherwise they would read here how it ended."""
    await runs(cast, side)
    await becomes(cast, state=state, ended_at=clock.now() if state == "ended" else None, ended_how="without")
    browser = await enter(side)

    assert await pairs(browser, cast.groups[TUESDAY]) == []
    assert (await browser.get(f"/desk/talks/{cast.talk}/closing")).status_code == 404
    assert (await browser.post(f"/desk/talks/{cast.talk}/closing")).status_code == 404


async def test_nor_of_whom_they_are_a_side(cast: Cast, enter: Enter, fay: Browser) -> None:
    await waits(cast, "omar", days=4)
    await offers(cast, "fay")
    await cast.ask("omar", "fay", by="cora")
    assert len(await pairs(fay)) == 1

    await becomes(cast, mentee=cast.members["omar"])
    assert await pairs(await enter("fay")) == []
    assert (await (await enter("fay")).get(f"/desk/talks/{cast.talk}/closing")).status_code == 404


# --- closing ---


async def test_before_it_is_closed_it_says_what_that_is(cast: Cast, fay: Browser) -> None:
    answer = await fay.get(f"/desk/talks/{cast.talk}/closing")

    assert title(answer) == "Close the talks of Maya and Theo?"
    assert "Nothing has changed yet." in answer.text
    assert "It cannot be taken back" in answer.text


async def test_closed_for_both_with_a_page_of_their_own(cast: Cast, enter: Enter, fay: Browser) -> None:
    at = f"/desk/talks/{cast.talk}/closing"
    answer = await fay.post(at, page=at)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/desk/talks?group={cast.groups[TUESDAY]}")

    [row] = await Mentorship.select().where(Mentorship.id == cast.talk)
    assert (row["state"], row["ended_how"], row["ended_at"]) == ("ended", "closed", clock.now())
    assert CLOSING not in (await fay.get("/desk/talks")).text
    for name in ("maya", "theo"):
        browser = await enter(name)
        assert (await browser.get(f"/talks/{cast.talk}")).status_code == 404
        assert (await browser.get(f"/talks/{cast.talk}/kept")).status_code == 200
        assert "are over" in (await browser.get("/home")).text
    answer = await fay.get(at)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/desk/talks?group={cast.groups[TUESDAY]}")


async def test_closed_twice_is_once_and_anew_is_refused(cast: Cast, fay: Browser) -> None:
    at, typed = f"/desk/talks/{cast.talk}/closing", await fay.tokens()
    first = await fay.post_as_it_is(at, typed)
    before = await counts()
    second = await fay.post_as_it_is(at, typed)
    assert (second.status_code, second.headers["location"]) == (first.status_code, first.headers["location"])
    assert await counts() == before

    assert (await fay.post(at)).status_code == 409
    assert await counts() == before


@pytest.mark.parametrize("name", [name for name in PEOPLE if name not in ("fay", "cora")])
async def test_nobody_else_closes_it(cast: Cast, enter: Enter, name: str) -> None:
    browser = await enter(name)
    before, at = await counts(), f"/desk/talks/{cast.talk}/closing"
    nowhere = "/desk/talks/aaaaaaaaaaaaaaaa/closing"

    assert alike(await browser.get(at)) == alike(await browser.get(nowhere))
    assert alike(await browser.post(at)) == alike(await browser.post(nowhere))
    assert (await browser.get(at)).status_code == 404
    assert await counts() == before


# --- how many statements ---


async def test_thirty_pairs_cost_as_many_statements_as_one(cast: Cast, enter: Enter, fay: Browser) -> None:
    with_one = await _statements(fay)
    for index in range(29):
        await _another_pair(cast, index)
    assert len(await pairs(fay)) == 30

    assert await _statements(fay) == with_one <= 8


async def _another_pair(cast: Cast, index: int) -> None:
    [row] = await Mentorship.select().where(Mentorship.id == cast.talk)
    [proposal] = await Proposal.select().where(Proposal.id == row["proposal"])
    copied = Proposal(**{name: value for name, value in proposal.items() if name != "id"})
    await Proposal.insert(copied)
    await Mentorship.insert(
        Mentorship(
            proposal=copied.id,
            mentor=row["mentor"],
            mentee=row["mentee"],
            group=row["group"],
            state="paused",
            began_at=clock.now() - timedelta(days=index),
        )
    )


async def _statements(browser: Browser) -> int:
    with counted() as asked:
        assert (await browser.get("/desk/talks")).status_code == 200
    return len(asked)
