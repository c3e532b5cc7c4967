"""New until it is read; read and answered by a day; and how soon one usually answers."""

import re
from datetime import timedelta

import pytest

from portal import clock
from portal.messages.actions import read
from portal.messages.queries import news_in
from portal.messages.rules import NOTHING_TO_ANSWER
from tests.integration.browser import alike
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.messages.lines import ABSENT, HTMX, WORDS, answer_tomorrow, text, to_open, write
from tests.integration.rows import all_rows


async def test_new_until_it_is_read(cast: Cast, enter: Enter, at: str) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    await write(cast, "maya", "before")
    newest = await write(cast, "maya", WORDS)
    page = (await theo.get(at)).text
    assert re.findall(r'class="new">New<|class="said">([^<]*)', page) == ["", "before", WORDS]
    assert 'class="new"' not in (await maya.get(at)).text
    assert (await news_in(await cast.side("theo"))).is_new

    answer = await theo.post(f"{at}/reading", {"seen": newest}, page=at)

    assert (answer.status_code, answer.headers["location"]) == (303, f"{at}#latest")
    assert 'class="new"' not in (await theo.get(at)).text
    assert not (await news_in(await cast.side("theo"))).is_new
    assert await to_open(cast, "theo") == []
    assert "has read" not in (await maya.get(at)).text, "that is theirs to say"


async def test_looking_changes_nothing(cast: Cast, enter: Enter, at: str) -> None:
    theo = await enter("theo")
    await write(cast, "maya", WORDS)
    before = await all_rows()
    for page in (at, f"{at}/lately", f"{at}/stream", f"{at}?part=1"):
        assert (await theo.get(page)).status_code == 200

    assert await all_rows() == before


async def test_what_came_after_the_page_was_opened_stays_new(cast: Cast) -> None:
    seen = await write(cast, "maya", "seen")
    await write(cast, "maya", "not seen")

    await read(await cast.side("theo"), seen=seen)

    assert (await news_in(await cast.side("theo"))).is_new
    assert await to_open(cast, "theo") == ["message"]


async def test_an_old_page_takes_nothing_back(cast: Cast) -> None:
    older, newer = await write(cast, "maya", "older"), await write(cast, "maya", "newer")
    for seen in (newer, older):
        await read(await cast.side("theo"), seen=seen)

    assert not (await news_in(await cast.side("theo"))).is_new


@pytest.mark.parametrize("seen", ["", ABSENT, "nonsense", "\x00", "another"])
async def test_what_is_no_line_of_theirs_is_not_read(cast: Cast, seen: str) -> None:
    await write(cast, "maya", WORDS)
    another = await cast.begin_talk("ines", "ruth")
    there = await write(cast, "ines", WORDS, talk=another)

    await read(await cast.side("theo"), seen=there if seen == "another" else seen)

    assert (await news_in(await cast.side("theo"))).is_new


async def test_whoever_answers_has_read(cast: Cast, enter: Enter, at: str) -> None:
    theo = await enter("theo")
    newest = await write(cast, "maya", WORDS)

    await theo.post(at, {"words": "Yes.", "seen": newest}, page=at)

    assert 'class="new"' not in (await theo.get(at)).text
    assert await to_open(cast, "theo") == []


async def test_read_and_answered_by_a_day(cast: Cast, enter: Enter, at: str) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    newest = await write(cast, "maya", WORDS)

    answer = await theo.post(f"{at}/answering", {"by": "three_days", "seen": newest}, page=at)

    assert (answer.status_code, answer.headers["location"]) == (303, f"{at}#latest")
    by = f"{clock.now() + timedelta(days=3):%A}"
    assert text(await maya.get(at)).count(f"Theo answers by {by}.") == 1
    assert f"Maya knows that you answer by {by}." in text(await theo.get(at))
    assert await to_open(cast, "maya") == ["answers_by"]
    assert "Theo has read what you wrote" in (await maya.get("/home")).text

    newest = await write(cast, "maya", "One more thing.")
    before = alike(await maya.get(at))
    assert f"Theo answers by {by}." in text(await maya.get(at))
    await theo.post(f"{at}/reading", {"seen": newest}, page=at)
    assert alike(await maya.get(at)) == before, "how far Theo has read since is Theo's"

    await write(cast, "theo", "Here I am.")
    assert f"by {by}" not in text(await maya.get(at)) + text(await theo.get(at))


async def test_a_day_that_is_over_is_not_held_against_anybody(cast: Cast, enter: Enter, at: str) -> None:
    newest = await write(cast, "maya", WORDS)
    await answer_tomorrow(cast, newest)
    clock.travel(days=2)

    assert "answers by" not in text(await (await enter("maya")).get(at))


async def test_with_nothing_to_answer_there_is_no_day(cast: Cast, enter: Enter, at: str) -> None:
    theo = await enter("theo")
    for words in ("", "I wrote last."):
        if words:
            await write(cast, "theo", words)
        assert "I will answer later" not in (await theo.get(at)).text
        answer = await theo.post(f"{at}/answering", {"by": "tomorrow"}, page=at)
        assert answer.status_code == 409
        assert NOTHING_TO_ANSWER in text(answer)
    assert await to_open(cast, "maya") == ["message"]


async def test_how_soon_one_usually_answers(cast: Cast, enter: Enter, at: str) -> None:
    maya, now = await enter("maya"), clock.now()
    assert "An answer may take a few days. For tonight: Help now." in text(await maya.get(at))
    clock.set(now - timedelta(days=20))
    for _ in range(3):
        await write(cast, "maya", "asks")
        clock.travel(hours=30)
        await write(cast, "theo", "answers")
    clock.set(now)

    assert "Theo usually answers within two days. For tonight: Help now." in text(await (await enter("maya")).get(at))
    assert "usually" not in text(await (await enter("theo")).get(at)), "nobody waited for Maya"


async def test_the_day_is_said_with_htmx_too(cast: Cast, enter: Enter, at: str) -> None:
    theo = await enter("theo")
    newest = await write(cast, "maya", WORDS)
    answer = await theo.post(f"{at}/answering", {"by": "tomorrow", "seen": newest}, page=at, **HTMX)

    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="lines"')
    assert "Maya knows that you answer by tomorrow." in text(answer)
