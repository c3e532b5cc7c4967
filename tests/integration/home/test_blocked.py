"""Home of somebody who wants nothing from another just now: nothing of theirs comes there; what is ours to say does."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import counted
from portal.members.tables import Member
from portal.notices.actions import tell
from portal.notices.rules import KINDS
from tests.integration.browser import title
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.exclusions.blocks import take_it_back, want_nothing
from tests.integration.home.test_next_talk import NEXT, TALKED, planned
from tests.integration.ledger import sql

WAITS = frozenset(
    {
        *("matched", "message", "answers_by", "ways", "beginning", "plan", "plan_taken", "plan_changed"),
        *("check_in", "check_in_added", "milestone", "saw", "for_next_time", "found", "how_is_it", "still"),
        *("good_for_both", "paused", "resumed", "goodbye", "goodbye_answered"),
        *("chat_reply", "chat_taken", "chat_open", "chat_offered", "chat_said"),
    }
)
OF_NOBODY = frozenset(
    {"application_late", "still_looking", "care", "help_lines", "silent", "unanswered", "chat_over", "say"}
)


@pytest.fixture(autouse=True)
def noon(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=12, minute=0, second=0, microsecond=0))


async def is_told(cast: Cast, enter: Enter, kind: str, *, whose: str | None) -> bool:
    """Whether omar, who has nothing else there, reads it on Home."""
    name = {cast.members["omar"]: cast.members[whose]} if whose else None
    await tell(cast.members["omar"], kind=kind, about="k3v9k3v9k3v9k3v9", whose=name)
    return "/notices/" in (await (await enter("omar")).get("/home")).text


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_told_of_them_all_the_same(cast: Cast, enter: Enter, kind: str) -> None:
    """What is ours to say, and the work of whoever runs a group; nothing that they did, wrote or wait for."""
    await want_nothing(cast, "omar", "ruth")
    whose = None if kind in OF_NOBODY else "ruth"
    assert await is_told(cast, enter, kind, whose=whose) == (kind not in WAITS)


@pytest.mark.parametrize("kind", sorted(WAITS))
async def test_of_anybody_else_everything_is_told(cast: Cast, enter: Enter, kind: str) -> None:
    await want_nothing(cast, "omar", "ruth")
    await want_nothing(cast, "theo", "omar")
    assert await is_told(cast, enter, kind, whose="theo")


async def test_it_is_there_when_it_is_taken_back(cast: Cast, enter: Enter) -> None:
    blocked = await want_nothing(cast, "omar", "ruth")
    assert not await is_told(cast, enter, "milestone", whose="ruth")
    await take_it_back(cast, "omar", blocked)
    assert "Ruth marked a milestone" in (await (await enter("omar")).get("/home")).text


async def test_many_of_theirs_take_nobody_else_s_place(cast: Cast, enter: Enter) -> None:
    await want_nothing(cast, "omar", "ruth")
    await is_told(cast, enter, "milestone", whose="theo")
    for _ in range(60):
        clock.travel(minutes=1)
        await tell(
            cast.members["omar"],
            kind="milestone",
            about="k3v9k3v9k3v9k3v8",
            whose={cast.members["omar"]: cast.members["ruth"]},
        )
    assert "Theo marked a milestone" in (await (await enter("omar")).get("/home")).text


async def test_nor_is_anything_of_what_was_planned(cast: Cast, enter: Enter) -> None:
    await planned(cast, clock.now() + timedelta(days=2))
    await planned(cast, clock.now() - timedelta(days=2))
    await want_nothing(cast, "maya", "theo")
    maya = (await (await enter("maya")).get("/home")).text
    theo = (await (await enter("theo")).get("/home")).text
    for words in (NEXT, TALKED):
        assert words not in maya
        assert words in theo
    assert maya.count(f'href="/talks/{cast.talk}"') == 1, "a row that leads there stays"
    assert "Theo still counts on your talk " in maya, "who calls all the same is no surprise"
    assert "Nothing to do today" not in maya
    assert "still counts on your talk" in (await (await enter("maya")).get(f"/talks/{cast.talk}")).text


async def test_covered_it_counts_nothing_of_theirs(cast: Cast, enter: Enter) -> None:
    await Member.update({Member.home: "hidden"}).where(Member.id == cast.members["omar"])
    await want_nothing(cast, "omar", "ruth")
    await is_told(cast, enter, "milestone", whose="ruth")
    assert title(await (await enter("omar")).get("/home")) == "Nothing new"


async def test_it_asks_as_often(cast: Cast, enter: Enter) -> None:
    maya, heard = await enter("maya"), []
    for others in ([], ["theo"], ["ruth", "omar", "noor", "lena", "ines"]):
        for other in others:
            await want_nothing(cast, "maya", other)
        with counted() as statements:
            await maya.get("/home")
        heard.append(len(statements))
    assert heard == [4, 4, 4]


async def test_how_it_has_been_leaves_by_the_clock_and_being_followed_is_not_written_down(
    cast: Cast, enter: Enter
) -> None:
    assert await is_told(cast, enter, "say", whose=None)
    omar = await enter("omar")
    [notice] = await sql("SELECT id FROM notices WHERE kind = 'say'")
    before = await sql("SELECT * FROM notices ORDER BY id")
    answer = await omar.post(f"/notices/{notice['id']}", page="/home")
    assert (answer.status_code, answer.headers["location"]) == (303, "/me/say")
    assert await sql("SELECT * FROM notices ORDER BY id") == before
    clock.travel(days=7)
    assert "How has it been?" not in (await (await enter("omar")).get("/home")).text
