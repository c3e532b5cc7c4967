"""What is being done: lines by whoever looks after it, sealed with their keys, which its author reads as well."""

import pytest

from portal import clock
from portal.concerns.actions import acknowledge, resolve
from portal.concerns.rules import IS_OVER, OFF, READ_FIRST, SOMEONE_ELSE, WORRIED
from portal.concerns.steps import take_step
from portal.concerns.tables import Step
from portal.errors import NotFound, NotPossible
from portal.notices.rules import KINDS
from tests.integration.browser import Browser
from tests.integration.cast import Cast, once
from tests.integration.concerns.telling import heard, tells
from tests.integration.conftest import Enter
from tests.integration.facilitation.at_the_desk import runs
from tests.integration.ledger import acts, counts, everything

LINE = "I call you on Thursday after the meeting."


@pytest.fixture(autouse=True)
def stopped(cast: Cast) -> None:
    clock.set(clock.now())


@pytest.fixture
async def fay(cast: Cast, enter: Enter) -> Browser:
    return await enter("fay")


async def is_read(cast: Cast, kind: str = SOMEONE_ELSE, *, by: str = "fay") -> str:
    """Told by Maya, and read."""
    concern = await tells(cast, kind)
    await acknowledge(concern, by=cast.person(by), once=once())
    return concern


async def test_its_author_reads_every_step(cast: Cast, enter: Enter, fay: Browser) -> None:
    concern = await is_read(cast)
    at = f"/desk/concerns/{concern}"
    page = (await fay.get(at)).text
    assert "Maya reads this, and whoever can read what Maya told. Nobody else." in page

    answer = await fay.post(f"{at}/steps", {"words": LINE}, page=at)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{at}#steps")

    assert LINE in (await fay.get(at)).text
    assert "Told today. Read, one step so far, not looked after yet." in (await fay.get("/desk")).text
    maya = await enter("maya")
    assert "Fay says what is being done" in (await maya.get(f"/told/{concern}")).text
    assert LINE in (await maya.get(f"/told/{concern}")).text
    assert KINDS["concern_step"].leads_to.format(about=concern) == f"/told/{concern}"
    assert "Fay says how it goes on" in (await maya.get("/home")).text
    assert LINE not in await everything()
    assert await heard(cast, concern) == {("maya", "concern_read"), ("maya", "concern_step")}
    assert await acts("concerns.take_step") == ["concerns.take_step"]


async def test_steps_stay_once_it_is_looked_after_and_its_author_hears_so(
    cast: Cast, enter: Enter, fay: Browser
) -> None:
    concern = await is_read(cast)
    await take_step(concern, by=cast.person("fay"), words=LINE, once=once())
    await resolve(concern, by=cast.person("fay"), once=once())

    maya = await enter("maya")
    page = (await maya.get(f"/told/{concern}")).text
    assert LINE in page
    assert "Fay has looked after it" in page
    assert "Fay has looked after what you told" in (await maya.get("/home")).text
    desk = (await fay.get(f"/desk/concerns/{concern}")).text
    assert LINE in desk
    assert "<form" not in desk.partition("<main")[2]


async def test_only_once_it_is_read_and_before_it_is_over(cast: Cast, fay: Browser) -> None:
    concern = await tells(cast, SOMEONE_ELSE)
    assert 'name="words"' not in (await fay.get(f"/desk/concerns/{concern}")).text
    await _is_refused(cast, concern, READ_FIRST)
    for act in (acknowledge, resolve):
        await act(concern, by=cast.person("fay"), once=once())
    await _is_refused(cast, concern, IS_OVER)
    for htmx in ({}, {"hx_request_type": "partial"}):
        answer = await fay.post(f"/desk/concerns/{concern}/steps", {"words": LINE}, **htmx)
        assert answer.status_code == 422
        assert IS_OVER in answer.text
        assert f"\n{LINE}</textarea>" in answer.text
        assert answer.text.startswith('<div id="step-form"') == bool(htmx)
    assert await Step.count() == 0


async def _is_refused(cast: Cast, concern: str, sentence: str) -> None:
    with pytest.raises(NotPossible) as refused:
        await take_step(concern, by=cast.person("fay"), words=LINE, once=once())
    assert refused.value.sentence == sentence


@pytest.mark.parametrize("words", ["", "   ", "\x00", "x" * 3000])
async def test_asked_again_with_what_was_typed(cast: Cast, fay: Browser, words: str) -> None:
    concern = await is_read(cast)
    before = await counts("sessions")
    answer = await fay.post(f"/desk/concerns/{concern}/steps", {"words": words})
    assert answer.status_code == 422
    assert 'id="words-error"' in answer.text
    assert words.strip("\x00 ") in answer.text
    assert await counts("sessions") == before


@pytest.mark.parametrize("name", ["maya", "theo", "noor", "gus", "cora", "stranger"])
async def test_nobody_else_can_or_reads_any(cast: Cast, enter: Enter, name: str) -> None:
    """Nor the coordinator, of what was sent to the facilitator alone and was read in time."""
    concern = await is_read(cast)
    await take_step(concern, by=cast.person("fay"), words=LINE, once=once())
    browser, before = await enter(name), await counts("sessions")

    assert (await browser.post(f"/desk/concerns/{concern}/steps", {"words": LINE})).status_code == 404
    with pytest.raises(NotFound):
        await take_step(concern, by=cast.person(name), words=LINE, once=once())
    assert await counts("sessions") == before
    for address in ("/home", "/me", "/desk", f"/desk/concerns/{concern}"):
        assert LINE not in (await browser.get(address)).text


async def test_past_the_facilitator_its_steps_are_too(cast: Cast, enter: Enter, fay: Browser) -> None:
    concern = await is_read(cast, WORRIED, by="cora")
    await take_step(concern, by=cast.person("cora"), words=LINE, once=once())
    assert LINE in (await fay.get(f"/desk/concerns/{concern}")).text
    await runs(cast, "theo")
    assert (await (await enter("theo")).get(f"/desk/concerns/{concern}")).status_code == 404


async def test_twice_is_once(cast: Cast, fay: Browser) -> None:
    concern = await is_read(cast, OFF)
    typed = {**await fay.tokens(), "words": LINE}
    for _ in range(2):
        answer = await fay.post_as_it_is(f"/desk/concerns/{concern}/steps", typed)
        assert answer.status_code == 303
    assert await Step.count() == 1
