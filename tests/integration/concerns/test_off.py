"""*Something is off*: its writer chooses who reads it, and may choose the coordinator past whoever runs the group."""

import pytest

from portal import clock
from portal.concerns.actions import hand_on, say_it_is_off
from portal.concerns.tables import Concern
from portal.endings.actions import close_for
from portal.errors import NotFound
from portal.groups.tables import Facilitation
from tests.integration.browser import Browser, alike, title
from tests.integration.cast import PEOPLE, TUESDAY, Cast, once
from tests.integration.concerns.telling import WORDS, finds, heard
from tests.integration.conftest import Enter
from tests.integration.facilitation.at_the_desk import runs
from tests.integration.ledger import counts, everything
from tests.integration.told import goodbye, part


@pytest.fixture(autouse=True)
def stopped(cast: Cast) -> None:
    clock.set(clock.now())


@pytest.fixture
async def maya(cast: Cast, enter: Enter) -> Browser:
    return await enter("maya")


def at(cast: Cast) -> str:
    return f"/talks/{cast.talk}/note"


async def told(browser: Browser, cast: Cast, reader: str) -> str:
    answer = await browser.post(at(cast), {"reader": reader, "words": WORDS}, page=at(cast))
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).rpartition("/")[2]


async def test_who_reads_it_is_asked_in_words(cast: Cast, maya: Browser) -> None:
    answer = await maya.get(at(cast))

    assert title(answer) == "Something is off?"
    assert "<span>Fay</span>" in answer.text
    assert "<span>The coordinator, and not Fay</span>" in answer.text
    assert "checked" not in answer.text
    assert "/help-now" in answer.text


@pytest.mark.parametrize(("reader", "name"), [("facilitator", "fay"), ("coordinator", "cora")])
async def test_only_whom_they_chose(cast: Cast, enter: Enter, maya: Browser, reader: str, name: str) -> None:
    concern = await told(maya, cast, reader)

    assert await heard(cast, concern) == {(name, "concern")}
    found = {one: await finds(await enter(one), concern) for one in PEOPLE}
    assert {one: what for one, what in found.items() if what} == {"maya": {"own"}, name: {"desk"}}
    page = await (await enter(name)).get(f"/desk/concerns/{concern}")
    assert title(page) == "Maya says that something is off with Theo"
    assert WORDS in page.text
    assert WORDS not in await everything()


async def test_past_the_facilitator_stays_past_the_facilitator(cast: Cast, enter: Enter, maya: Browser) -> None:
    """Also when its days are over, and where they are a coordinator themselves."""
    concern = await told(maya, cast, "coordinator")
    await runs(cast, "cora")
    assert await finds(await enter("cora"), concern) == set()
    await Facilitation.delete().where(Facilitation.member == cast.members["cora"])

    clock.travel(days=5)
    assert await hand_on(clock.now()) == 1
    fay = await enter("fay")
    assert await finds(fay, concern) == set()
    assert "/desk/concerns/" not in (await fay.get("/desk")).text
    assert await heard(cast, concern) == {("cora", "concern")}


async def test_where_nobody_else_runs_it_there_is_nothing_to_choose(cast: Cast, enter: Enter) -> None:
    await Facilitation.update({Facilitation.member: cast.members["theo"]}).where(
        Facilitation.group == cast.groups[TUESDAY]
    )
    maya = await enter("maya")
    page = (await maya.get(at(cast))).text
    assert page.count('name="reader"') == 1
    assert 'value="coordinator" checked' in page
    assert (await maya.post(at(cast), {"reader": "facilitator"})).status_code == 422

    assert await heard(cast, await told(maya, cast, "coordinator")) == {("cora", "concern")}


@pytest.mark.parametrize("reader", ["", "both", "nobody"])
async def test_nobody_chosen_comes_back_with_what_was_written(cast: Cast, maya: Browser, reader: str) -> None:
    before = await counts("sessions")
    for htmx in ({}, {"hx_request_type": "partial"}):
        answer = await maya.post(at(cast), {"words": WORDS, **({"reader": reader} if reader else {})}, **htmx)
        assert answer.status_code == 422
        assert WORDS in answer.text
        assert 'id="reader-error"' in answer.text
        assert answer.text.startswith('<div id="off-form"') == bool(htmx)

    assert await counts("sessions") == before


async def test_twice_is_once(cast: Cast, maya: Browser) -> None:
    typed = {**await maya.tokens(), "reader": "facilitator", "words": WORDS}
    first, second = [await maya.post_as_it_is(at(cast), typed) for _ in range(2)]

    assert first.headers["location"] == second.headers["location"]
    assert await Concern.count() == 1


@pytest.mark.parametrize("name", ["noor", "omar", "fay", "gus", "cora", "stranger"])
async def test_of_somebody_elses_talks_nobody_can(cast: Cast, enter: Enter, name: str) -> None:
    browser, before = await enter(name), await counts("sessions")
    nothing = alike(await browser.get("/talks/aaaaaaaaaaaaaaaa/something-off"))

    assert alike(await browser.get(at(cast))) == nothing
    assert alike(await browser.post(at(cast), {"reader": "facilitator"})) == nothing
    with pytest.raises(NotFound):
        await say_it_is_off(await cast.side("theo"), by=cast.person(name), words=WORDS, past_them=False, once=once())
    assert await counts("sessions") == before


@pytest.mark.parametrize("how", ["goodbye", "alone", "unsafe", "someone_else", "closed"])
async def test_after_the_talks_too_and_kept_leads_there(cast: Cast, enter: Enter, how: str) -> None:
    """For both, whichever way they ended."""
    if how == "goodbye":
        for name in ("maya", "theo"):
            await goodbye(cast, name)
    elif how == "closed":
        await close_for(cast.talk, by=cast.person("fay"), once=once())
    else:
        await part(cast, "theo", how)
    await Concern.delete(force=True)
    for name, other in (("maya", "Theo"), ("theo", "Maya")):
        browser = await enter(name)
        assert f'href="{at(cast)}">Something is off</a>' in (await browser.get(f"/talks/{cast.talk}/kept")).text
        page = await browser.get(at(cast))
        assert f'href="/talks/{cast.talk}/kept">' in page.text
        assert f"{other} is not told" in page.text
        concern = await told(browser, cast, "facilitator")
        assert await heard(cast, concern) == {("fay", "concern")}
