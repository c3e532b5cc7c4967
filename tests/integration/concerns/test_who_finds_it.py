"""Who finds what was told: whoever told it, whoever it was sent to; and no trace of it anywhere for anybody else."""

import pytest

from portal import clock
from portal.concerns.rules import ALONE, KINDS, NO_WORD, SOMEONE_ELSE, TALK, UNSAFE, WORRIED
from portal.groups.tables import Facilitation
from portal.mentorships.tables import Mentorship
from tests.integration.browser import Browser, alike
from tests.integration.cast import PEOPLE, SATURDAY, TUESDAY, Cast
from tests.integration.concerns.telling import WORDS, finds, heard, is_worried, tells
from tests.integration.conftest import Enter
from tests.integration.facilitation.at_the_desk import offers, runs, waits

TO_BOTH, TO_THE_FACILITATOR = (WORRIED, UNSAFE), (ALONE, SOMEONE_ELSE, NO_WORD)


@pytest.fixture(autouse=True)
def stopped(cast: Cast) -> None:
    clock.set(clock.now())


async def who_finds(enter: Enter, concern: str) -> dict[str, set[str]]:
    found = {name: await finds(await enter(name), concern) for name in PEOPLE}
    return {name: as_whose for name, as_whose in found.items() if as_whose}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != TALK])
async def test_whoever_told_it_and_whoever_it_was_sent_to(cast: Cast, enter: Enter, kind: str) -> None:
    concern = await tells(cast, kind)

    desk = ["fay", "cora"] if kind in TO_BOTH else ["fay"]
    assert await who_finds(enter, concern) == {"maya": {"own"}, **{name: {"desk"} for name in desk}}
    assert await heard(cast, concern) == {(name, "concern") for name in desk}


@pytest.mark.parametrize("kind", TO_THE_FACILITATOR)
async def test_the_coordinator_as_well_when_nobody_read_it_in_time(cast: Cast, enter: Enter, kind: str) -> None:
    """Judged by the clock, also before its act has run."""
    concern = await tells(cast, kind)
    cora = await enter("cora")
    clock.travel(days=3, seconds=-1)
    assert await finds(await enter("cora"), concern) == set()

    clock.travel(seconds=1)
    cora = await enter("cora")
    assert await finds(cora, concern) == {"desk"}
    assert f"/desk/concerns/{concern}" in (await cora.get("/desk")).text


@pytest.mark.parametrize("other", ["theo", "maya"])
async def test_the_two_themselves_never_whatever_they_run(cast: Cast, enter: Enter, other: str) -> None:
    """As the other side, facilitator of this group; as the one who told it, they have their own page and no desk."""
    author = "maya" if other == "theo" else "theo"
    for name in ("theo", "maya"):
        await runs(cast, name)
    concern = await tells(cast, UNSAFE, author)
    await Mentorship.update({Mentorship.state: "ended", Mentorship.ended_at: clock.now()}).where(
        Mentorship.id == cast.talk
    )

    assert await who_finds(enter, concern) == {author: {"own"}, "fay": {"desk"}, "cora": {"desk"}}
    assert "/desk/concerns/" not in (await (await enter(other)).get("/desk")).text
    assert "/desk/concerns/" not in (await (await enter(author)).get("/desk")).text


@pytest.mark.parametrize("role", ["runs the group", "coordinates"])
async def test_nor_who_has_something_of_their_own_with_one_of_them(cast: Cast, enter: Enter, role: str) -> None:
    """Ruth mentors Ines; Ines tells something of other talks of hers; Ruth runs the group, or all of them."""
    await cast.begin_talk("ines", "ruth")
    concern = await tells(cast, WORRIED, "theo")
    if role == "runs the group":
        await runs(cast, "ruth")
    assert await finds(await enter("ruth"), concern) == ({"desk"} if role == "runs the group" else set())

    await waits(cast, "omar", days=3)
    await offers(cast, "fay")
    await cast.ask("omar", "fay", by="cora")
    assert await finds(await enter("fay"), concern) == {"desk"}  # omar is neither of the two
    talk = await Mentorship.select().where(Mentorship.id == cast.talk).first()
    assert talk is not None
    await Mentorship.update({Mentorship.mentor: cast.members["fay"]}).where(Mentorship.id == cast.talk)
    assert await finds(await enter("fay"), concern) == set()


async def test_another_groups_facilitator_finds_nothing_and_reads_nothing(cast: Cast, enter: Enter) -> None:
    concern = await is_worried(cast)
    gus = await enter("gus")

    assert await finds(gus, concern) == set()
    assert "/desk/concerns/" not in (await gus.get("/desk")).text
    await Facilitation.insert(Facilitation(member=cast.members["gus"], group=cast.groups[TUESDAY]))
    gus = await enter("gus")
    assert await finds(gus, concern) == {"desk"}
    assert "Tuesday Evening." in (await gus.get(f"/desk?group={cast.groups[SATURDAY]}")).text


async def test_not_there_and_not_yours_are_the_same(cast: Cast, enter: Enter) -> None:
    concern = await is_worried(cast)
    for name in ("maya", "noor", "gus", "stranger"):
        browser = await enter(name)
        for address in ("/concerns", "/desk/concerns"):
            there, nowhere = [await browser.get(f"{address}/{one}") for one in (concern, "a" * 16)]
            assert alike(there) == alike(nowhere)
            assert there.status_code == 404


@pytest.mark.parametrize("name", ["maya", "noor", "omar", "lena", "gus", "stranger"])
async def test_nobody_else_finds_a_trace_of_it(cast: Cast, enter: Enter, name: str) -> None:
    browser = await enter(name)
    before = await _all_pages(browser, cast)

    await is_worried(cast)
    await tells(cast, NO_WORD, "theo")

    assert await _all_pages(browser, cast) == before


async def test_of_the_pair_whoever_reads_it_learns_nothing_else(cast: Cast, enter: Enter) -> None:
    """The desk shows a line and the page; on no other page of theirs anything changes."""
    concern = await is_worried(cast)
    fay = await enter("fay")

    assert WORDS in (await fay.get(f"/desk/concerns/{concern}")).text
    for address in ("/desk", "/home", "/desk/talks"):
        assert WORDS not in (await fay.get(address)).text


async def _all_pages(browser: Browser, cast: Cast) -> list[tuple[int, str]]:
    own = ("", "/question", "/check-in", "/goodbye/remember")
    addresses = [
        "/home",
        "/talks",
        "/chats",
        "/me",
        "/enrolments",
        "/proposals",
        "/desk",
        "/desk/talks",
        "/desk/people",
    ]
    addresses += [f"/talks/{cast.talk}{page}" for page in own]
    return [alike(await browser.get(address)) for address in addresses]
