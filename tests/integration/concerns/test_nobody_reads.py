"""Where nobody may read it just now, nobody is named: it is kept, and waits for whoever may."""

import pytest

from portal import clock
from portal.accounts.tables import Account
from portal.concerns.actions import hand_on, worry
from portal.concerns.tables import Concern
from portal.groups.tables import Facilitation
from portal.mentorships.tables import Mentorship
from portal.tick import tick
from tests.integration.browser import Browser, title
from tests.integration.cast import Cast, once
from tests.integration.concerns.telling import WORDS, finds, heard, is_worried
from tests.integration.conftest import Enter

NOBODY = "Nobody here may read it just now"
PAGES = ("", "/question", "/note", "/ending/quiet", "/ending/now", "/found", "/how", "/how/another")


@pytest.fixture(autouse=True)
async def of_theo_alone(cast: Cast) -> None:
    """Theo, who is the other of the two, runs the group and coordinates; nobody else does either."""
    clock.set(clock.now())
    await Facilitation.update({Facilitation.member: cast.members["theo"]}).where(
        Facilitation.member == cast.members["fay"]
    )
    await coordinates(cast, "cora", False)
    await coordinates(cast, "theo", True)


@pytest.fixture
async def maya(cast: Cast, of_theo_alone: None, enter: Enter) -> Browser:
    return await enter("maya")


async def coordinates(cast: Cast, name: str, does: bool) -> None:
    await Account.update({Account.is_coordinator: does}).where(Account.id == cast.accounts[name])


async def test_no_page_names_a_reader(cast: Cast, maya: Browser) -> None:
    await Mentorship.update({Mentorship.found_at: None}).where(Mentorship.id == cast.talk)
    for page in PAGES:
        answer = await maya.get(f"/talks/{cast.talk}{page}")
        assert answer.status_code == 200, page
        assert "he coordinator" not in answer.text.replace("the next coordinator", "").replace("The next coord", "")
        assert "Nobody but  can" not in answer.text
    for page in ("question", "note", "ending/now"):
        text = (await maya.get(f"/talks/{cast.talk}/{page}")).text
        assert NOBODY in text
        assert "Nobody but the next coordinator can read this. Theo does not learn of it here." in text
        assert "is told at once" not in text
        assert "Told at once" not in text


@pytest.mark.parametrize(("page", "form"), [("question", {}), ("note", {"reader": "coordinator"})])
async def test_what_is_told_is_kept_and_promises_nothing(
    cast: Cast, enter: Enter, maya: Browser, page: str, form: dict[str, str]
) -> None:
    answer = await maya.post(f"/talks/{cast.talk}/{page}", {"words": WORDS, **form})

    assert answer.status_code == 303
    told = (await maya.get(answer.headers["location"])).text
    for words in ("You kept it here", NOBODY, "/help-now", WORDS):
        assert words in told
    for words in ("You told", "Next: it is read", "The coordinator", "You hear when"):
        assert words not in told
    assert await heard(cast, answer.headers["location"].rpartition("/")[2]) == set()
    assert await finds(await enter("theo"), answer.headers["location"].rpartition("/")[2]) == set()


async def test_ended_because_it_is_not_safe_it_ends_all_the_same(cast: Cast, enter: Enter, maya: Browser) -> None:
    answer = await maya.post(f"/talks/{cast.talk}/ending/now", {"words": WORDS})

    assert answer.status_code == 303
    assert NOBODY in (await maya.get(answer.headers["location"])).text
    assert title(await maya.get(f"/talks/{cast.talk}/kept")) == "Your talks with Theo are over"
    assert "Help now is there at any hour." in (await maya.get(f"/talks/{cast.talk}/kept")).text
    assert (await (await enter("theo")).get(f"/talks/{cast.talk}")).status_code == 404
    [row] = await Concern.select(Concern.id, Concern.kind)
    assert row["kind"] == "unsafe"
    assert await finds(await enter("theo"), row["id"]) == set()


async def test_whoever_may_read_it_one_day_is_told_then(cast: Cast, enter: Enter, maya: Browser) -> None:
    """However long that takes: what nobody could read was not handed on to anybody."""
    concern = await is_worried(cast, "maya")
    clock.travel(days=5)
    assert await hand_on(clock.now()) == 0
    await tick()

    await coordinates(cast, "cora", True)
    await tick()
    assert await heard(cast, concern) == {("cora", "concern")}
    assert await finds(await enter("cora"), concern) == {"desk"}
    assert NOBODY not in (await (await enter("maya")).get(f"/told/{concern}")).text
    assert await hand_on(clock.now()) == 0


async def test_where_there_is_no_coordinator_besides_none_is_named(cast: Cast, enter: Enter, maya: Browser) -> None:
    """Fay runs the group again; the one who coordinates is the other of the two."""
    await Facilitation.update({Facilitation.member: cast.members["fay"]}).where(
        Facilitation.member == cast.members["theo"]
    )
    assert ">Tell Fay now</button>" in (await maya.get(f"/talks/{cast.talk}/question")).text
    assert "We tell Fay now" in (await maya.get(f"/talks/{cast.talk}/ending/now")).text
    off = await maya.post(f"/talks/{cast.talk}/note", {"words": WORDS, "reader": "facilitator"})
    for concern in (
        off.headers["location"],
        f"/told/{await worry(await cast.side('maya'), by=cast.person('maya'), words='', once=once())}",
    ):
        told = (await maya.get(concern)).text
        assert "You told Fay" in told
        assert "oordinator" not in told
    clock.travel(days=4)
    await tick()
    assert "oordinator" not in (await (await enter("maya")).get(off.headers["location"])).text
