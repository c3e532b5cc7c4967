"""What somebody was told: followed and put away by a form, by the one it was told to, and by nobody else."""

import pytest

from portal import clock
from portal.milestones.actions import mark
from portal.notices.actions import tell
from portal.notices.rules import KINDS
from portal.notices.tables import Notice
from tests.integration.browser import alike
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter


@pytest.fixture
async def notice(cast: Cast) -> str:
    """Told to Theo: Maya marked a milestone."""
    await Notice.delete().where(Notice.member == cast.members["theo"])
    day = clock.now().date()
    await mark(await cast.side("maya"), by=cast.person("maya"), words="Slept.", day=day, once=once())
    [row] = await Notice.select(Notice.id).where(Notice.member == cast.members["theo"])
    return str(row["id"])


async def unseen(notice: str) -> bool:
    return await Notice.exists().where(Notice.id == notice, Notice.seen_at.is_null())


async def test_following_it_puts_it_away(cast: Cast, enter: Enter, notice: str) -> None:
    theo = await enter("theo")
    assert f"/notices/{notice}" in (await theo.get("/home")).text
    for _ in range(2):
        answer = await theo.post(f"/notices/{notice}", page="/home")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/talks/{cast.talk}")
    assert not await unseen(notice)
    assert f"/notices/{notice}" not in (await theo.get("/home")).text


async def test_looking_changes_nothing(enter: Enter, notice: str) -> None:
    theo = await enter("theo")
    absent = alike(await theo.get("/notices/k3v9k3v9k3v9k3v9"))
    assert absent[0] in (404, 405)
    assert alike(await theo.get(f"/notices/{notice}")) == absent
    await theo.get("/home")
    assert await unseen(notice)


@pytest.mark.parametrize("name", ["maya", "noor", "lena", "fay", "cora"])
async def test_nobody_elses(enter: Enter, notice: str, name: str) -> None:
    browser = await enter(name)
    absent = alike(await browser.post("/notices/k3v9k3v9k3v9k3v9"))
    assert absent[0] == 404
    assert alike(await browser.post(f"/notices/{notice}")) == absent
    assert await unseen(notice)


@pytest.mark.parametrize("kind", list(KINDS))
async def test_every_kind_is_said_on_home_and_leads_somewhere(cast: Cast, enter: Enter, kind: str) -> None:
    omar = await enter("omar")
    member = cast.members["omar"]
    await tell(member, kind=kind, about="k3v9", whose={member: cast.members["ruth"]})
    [row] = await Notice.select(Notice.id).where(Notice.member == member)
    assert KINDS[kind].line.format(whose="Ruth") in (await omar.get("/home")).text
    answer = await omar.post(f"/notices/{row['id']}", page="/home")
    assert answer.headers["location"] == KINDS[kind].leads_to.format(about="k3v9")


async def test_only_what_has_words_is_told(cast: Cast) -> None:
    with pytest.raises(ValueError, match="gossip"):
        await tell(cast.members["omar"], kind="gossip", about="k3v9")
