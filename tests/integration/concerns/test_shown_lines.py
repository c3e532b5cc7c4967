"""Lines of a pair that go with what one of the two tells: those that were chosen, for its readers, while they last."""

import re

import pytest

from portal import clock
from portal.audit import AuditEntry
from portal.concerns.actions import With, hand_on, say_it_is_off, worry
from portal.concerns.following import open_lines
from portal.concerns.rules import MOST_SHOWN
from portal.concerns.shown import Chosen, shown_in
from portal.concerns.tables import Concern, ShownMessage
from portal.errors import NotFound
from portal.messages.actions import forget_old, send
from portal.messages.tables import Message
from portal.sealed import erase_key
from tests.integration.browser import Browser
from tests.integration.cast import PEOPLE, Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import counts, everything
from tests.integration.told import goodbye

NOTE, QUESTION = "note", "question"
READ_THEM = "Read the two lines"


@pytest.fixture(autouse=True)
def stopped(cast: Cast) -> None:
    clock.set(clock.now())


@pytest.fixture
async def maya(cast: Cast, enter: Enter) -> Browser:
    return await enter("maya")


async def write(cast: Cast, *lines: str) -> list[str]:
    """Theo and Maya in turn."""
    written = []
    for place, words in enumerate(lines):
        name = ("theo", "maya")[place % 2]
        clock.travel(seconds=1)
        written.append(await send(await cast.side(name), by=cast.person(name), words=words, once=once()))
    return written


async def shows(cast: Cast, *lines: str, past_them: bool = False, name: str = "maya") -> str:
    return await say_it_is_off(
        await cast.side(name),
        by=cast.person(name),
        words="",
        past_them=past_them,
        also=With(shown=lines),
        once=once(),
    )


def ticks(page: str) -> list[str]:
    return re.findall(r'name="shown" value="(\w+)"', page)


@pytest.mark.parametrize("page", [NOTE, QUESTION])
async def test_lines_of_both_are_offered_and_nothing_is_ticked(cast: Cast, maya: Browser, page: str) -> None:
    at = f"/talks/{cast.talk}/{page}"
    assert 'name="shown"' not in (await maya.get(at)).text
    written = await write(cast, "line of Theo", "line of Maya")

    text = (await maya.get(at)).text
    assert ticks(text) == written[::-1], "the newest first"
    assert "line of Theo" in text
    assert "line of Maya" in text
    assert not re.search(r'name="shown"[^>]*checked', text)
    assert "Besides you and Theo, only" in text


async def test_the_newest_thirty(cast: Cast, maya: Browser) -> None:
    written = await write(cast, *(f"line {number}" for number in range(MOST_SHOWN + 3)))
    assert ticks((await maya.get(f"/talks/{cast.talk}/note")).text) == written[:2:-1]


@pytest.mark.parametrize(("page", "form"), [(NOTE, {"reader": "facilitator"}), (QUESTION, {})])
async def test_the_reader_opens_those_that_were_chosen(
    cast: Cast, enter: Enter, maya: Browser, page: str, form: dict[str, str]
) -> None:
    one, _, three = await write(cast, "the first", "the second", "the third")
    answer = await maya.post(f"/talks/{cast.talk}/{page}", {**form, "shown": [one, three]})
    assert answer.status_code == 303
    concern = answer.headers["location"].removeprefix("/told/")
    assert (
        "You chose two lines to go with it. They can be read there until they are erased."
        in (await maya.get(f"/told/{concern}")).text
    )
    await write(cast, "written after")

    fay, at = await enter("fay"), f"/desk/concerns/{concern}"
    text = (await fay.get(at)).text
    assert READ_THEM in text
    assert "the first" not in text
    answer = await fay.post(f"{at}/lines", page=at)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{at}#lines")
    text = (await fay.get(at)).text
    assert text.index("the first") < text.index("the third")
    assert "the second" not in text
    assert "written after" not in text
    assert READ_THEM not in text
    assert "the first" not in await everything()


async def test_before_they_say_that_they_open_them_no_line_is_opened(cast: Cast) -> None:
    """Not even for a page that would not show it; and of one reader it says nothing of another."""
    concern = await shows(cast, *await write(cast, "the first", "the second"))
    fay = cast.person("fay")
    assert await shown_in(concern, to=fay) == Chosen(2, False, [])
    await open_lines(concern, by=fay)
    opened = await shown_in(concern, to=fay)
    assert (opened.how_many, opened.is_opened) == (2, True)
    assert [line.words for line in opened.lines] == ["the first", "the second"]
    assert await shown_in(concern, to=cast.person("cora")) == Chosen(2, False, [])


async def test_no_more_than_thirty_go_with_it(cast: Cast, maya: Browser) -> None:
    """The newest of those that were ticked, also where more were offered while lines were being written."""
    written = await write(cast, *(f"line {number}" for number in range(MOST_SHOWN + 3)))
    answer = await maya.post(f"/talks/{cast.talk}/note", {"reader": "facilitator", "shown": written})
    assert answer.status_code == 303
    rows = await ShownMessage.select(ShownMessage.message)
    assert {row["message"] for row in rows} == set(written[-MOST_SHOWN:])


async def test_opening_is_written_down_once_for_each_reader(cast: Cast, enter: Enter) -> None:
    concern = await worry(
        await cast.side("maya"),
        by=cast.person("maya"),
        words="",
        shown=await write(cast, "the first", "the second"),
        once=once(),
    )
    for name in ("fay", "fay", "cora"):
        browser = await enter(name)
        if name == "cora":
            assert READ_THEM in (await browser.get(f"/desk/concerns/{concern}")).text
        assert (await browser.post(f"/desk/concerns/{concern}/lines")).status_code == 303
    rows = await AuditEntry.select(AuditEntry.by, AuditEntry.about).where(AuditEntry.act == "concerns.read_lines")
    assert sorted((row["by"], row["about"]) for row in rows) == sorted(
        (cast.accounts[name], concern) for name in ("fay", "cora")
    )


@pytest.mark.parametrize("past_them", [False, True])
async def test_nobody_else_opens_them_or_finds_any(cast: Cast, enter: Enter, past_them: bool) -> None:
    concern = await shows(cast, *await write(cast, "the first", "the second"), past_them=past_them)
    reader = "cora" if past_them else "fay"
    others = {name: await enter(name) for name in PEOPLE if name != reader}
    before = await counts("sessions")
    for name, browser in others.items():
        assert (await browser.post(f"/desk/concerns/{concern}/lines")).status_code == 404
        with pytest.raises(NotFound):
            await open_lines(concern, by=cast.person(name))
        for address in ("/desk", "/home", "/desk/talks"):
            assert "the first" not in (await browser.get(address)).text
    assert await counts("sessions") == before


async def test_handed_on_the_coordinator_opens_them_as_well(cast: Cast, enter: Enter) -> None:
    concern = await shows(cast, *await write(cast, "the first", "the second"))
    clock.travel(days=3)
    await hand_on(clock.now())
    await open_lines(concern, by=cast.person("cora"))
    assert "the first" in (await (await enter("cora")).get(f"/desk/concerns/{concern}")).text


async def test_after_ninety_days_they_are_gone_there_too(cast: Cast, enter: Enter, maya: Browser) -> None:
    written = await write(cast, "the first", "the second")
    for name in ("maya", "theo"):
        await goodbye(cast, name)
    assert ticks((await maya.get(f"/talks/{cast.talk}/note")).text) == written[::-1]
    concern = await shows(cast, *written)
    await open_lines(concern, by=cast.person("fay"))
    assert "the second" in (await (await enter("fay")).get(f"/desk/concerns/{concern}")).text

    clock.travel(days=91)
    await forget_old(clock.now())
    assert await Message.count() == 0
    text = (await (await enter("fay")).get(f"/desk/concerns/{concern}")).text
    assert "the first" not in text
    assert "What was shown here is erased by now" in text
    assert 'name="shown"' not in (await (await enter("maya")).get(f"/talks/{cast.talk}/note")).text


async def test_with_its_writers_key_a_line_is_gone(cast: Cast, enter: Enter) -> None:
    concern = await shows(cast, *await write(cast, "the first", "the second"))
    await open_lines(concern, by=cast.person("fay"))
    await erase_key(cast.members["theo"])
    text = (await (await enter("fay")).get(f"/desk/concerns/{concern}")).text
    assert "the second" in text
    assert "What else was shown here is erased by now" in text


async def test_lines_of_others_never_go_with_it(cast: Cast, enter: Enter, maya: Browser) -> None:
    """Neither from the form nor from the act."""
    other = await cast.begin_talk("ines", "ruth")
    theirs = await send(await cast.side("ruth", other), by=cast.person("ruth"), words="not yours", once=once())
    answer = await maya.post(f"/talks/{cast.talk}/note", {"reader": "facilitator", "shown": [theirs]})
    assert answer.status_code == 422
    assert 'id="shown-error"' in answer.text
    assert await Concern.count() == 0
    concern = await shows(cast, theirs)
    assert await ShownMessage.count() == 0
    await ShownMessage.insert(ShownMessage(concern=concern, message=theirs))
    await open_lines(concern, by=cast.person("fay"))
    assert "not yours" not in (await (await enter("fay")).get(f"/desk/concerns/{concern}")).text


async def test_what_was_ticked_is_ticked_still(cast: Cast, maya: Browser) -> None:
    one, _ = await write(cast, "the first", "the second")
    answer = await maya.post(f"/talks/{cast.talk}/note", {"words": "Some.", "shown": [one]})
    assert answer.status_code == 422
    assert f'name="shown" value="{one}" checked' in answer.text
    assert answer.text.count("checked") == 1
    assert "<details" in answer.text
