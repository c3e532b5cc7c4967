"""Lines between the two: written, read, answered by a day; once, in their order, and by nobody else."""

import asyncio
import re
from datetime import timedelta

import pytest

from portal import clock
from portal.audit import AuditEntry
from portal.check import check
from portal.errors import NotPossible
from portal.mentorships.rules import GOODBYE_SAID
from portal.mentorships.tables import Mentorship, Side
from portal.messages.actions import answer_by, read
from portal.messages.queries import news_in
from portal.messages.rules import LONGEST, NOT_A_WAY, NOTHING_TO_ANSWER
from portal.messages.tables import Message
from portal.notices.tables import Notice
from tests.integration.browser import Browser, alike
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import everything, on_disk
from tests.integration.messages.lines import write
from tests.integration.rows import all_rows
from tests.integration.told import goodbye

WORDS = "A line like no other 1851."
HTMX = {"hx_request": "true", "hx_request_type": "partial"}
ABSENT = "k3v9k3v9k3v9k3v9"


@pytest.fixture
def at(cast: Cast) -> str:
    return f"/talks/{cast.talk}/messages"


def said(page: str) -> list[str]:
    return re.findall(r'<p class="said">([^<]*)</p>', page)


async def lines(browser: Browser, at: str) -> list[str]:
    return said((await browser.get(at)).text)


async def to_open(cast: Cast, name: str) -> list[str]:
    """Of messages, what this one was told and has not opened."""
    rows = await Notice.select(Notice.kind).where(Notice.member == cast.members[name], Notice.seen_at.is_null())
    return [row["kind"] for row in rows if row["kind"] in ("message", "answers_by")]


async def test_a_line_is_read_by_both_and_by_nobody_else(cast: Cast, enter: Enter, at: str) -> None:
    maya, theo = await enter("maya"), await enter("theo")
    answer = await maya.post(at, {"words": WORDS}, page=at)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{at}#latest")

    assert await lines(maya, at) == await lines(theo, at) == [WORDS]
    home = (await theo.get("/home")).text
    assert "Maya wrote to you" in home
    assert WORDS not in home
    assert WORDS not in await everything()
    assert WORDS.encode() not in on_disk()
    for name in ("noor", "lena", "fay", "gus", "cora", "stranger"):
        browser = await enter(name)
        absent = alike(await browser.get(f"/talks/{ABSENT}/messages"))
        for page in (at, f"{at}/lately", f"{at}/stream"):
            assert alike(await browser.get(page)) == absent
    assert await check() == []


async def test_nobody_else_writes_there(cast: Cast, enter: Enter, at: str) -> None:
    for name in ("noor", "fay", "cora", "stranger"):
        browser = await enter(name)
        for to in (at, f"{at}/reading", f"{at}/answering"):
            absent = alike(await browser.post(f"/talks/{ABSENT}/messages", {"words": WORDS, "by": "tomorrow"}))
            assert alike(await browser.post(to, {"words": WORDS, "by": "tomorrow"})) == absent
    assert await Message.count() == 0


async def test_lines_stay_in_the_order_they_came(cast: Cast, enter: Enter, at: str) -> None:
    """Also where the clock stands still, or is put back."""
    clock.set(clock.now())
    await write(cast, "maya", "one")
    await write(cast, "theo", "two")
    clock.travel(hours=-1)
    await write(cast, "maya", "three")

    assert await lines(await enter("maya"), at) == ["one", "two", "three"]


async def test_sending_twice_is_sending_once(cast: Cast, enter: Enter, at: str) -> None:
    maya = await enter("maya")
    form = {**await maya.tokens(at), "words": WORDS}
    for _ in range(2):
        assert (await maya.post_as_it_is(at, form)).status_code == 303

    assert await lines(maya, at) == [WORDS]
    assert await to_open(cast, "theo") == ["message"]


async def test_the_same_words_sent_twice_on_purpose_are_two(cast: Cast, enter: Enter, at: str) -> None:
    maya = await enter("maya")
    for _ in range(2):
        await maya.post(at, {"words": WORDS}, page=at)

    assert await lines(maya, at) == [WORDS, WORDS]


async def test_thirty_two_at_once_with_one_key_are_one(cast: Cast) -> None:
    sent = await asyncio.gather(*(write(cast, "maya", WORDS, key="one") for _ in range(32)))

    assert len(set(sent)) == 1
    assert await Message.count() == 1
    assert await AuditEntry.count().where(AuditEntry.act == "messages.send") == 1


async def test_thirty_two_at_once_are_thirty_two(cast: Cast, enter: Enter, at: str) -> None:
    await asyncio.gather(*(write(cast, name, str(number)) for name in ("maya", "theo") for number in range(16)))

    assert sorted(await lines(await enter("maya"), at)) == sorted([str(number) for number in range(16)] * 2)
    moments = await Message.select(Message.created_at)
    assert len({row["created_at"] for row in moments}) == 32
    assert await to_open(cast, "maya") == await to_open(cast, "theo") == ["message"]


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
    assert _text(await maya.get(at)).count(f"Theo has read this and answers by {by}.") == 1
    assert f"Maya knows that you answer by {by}." in _text(await theo.get(at))
    assert await to_open(cast, "maya") == ["answers_by"]
    assert "Theo has read what you wrote" in (await maya.get("/home")).text

    await write(cast, "maya", "One more thing.")
    assert f"Theo answers by {by}." in _text(await maya.get(at))

    await write(cast, "theo", "Here I am.")
    assert f"by {by}" not in _text(await maya.get(at)) + _text(await theo.get(at))


async def test_a_day_that_is_over_is_not_held_against_anybody(cast: Cast, enter: Enter, at: str) -> None:
    newest = await write(cast, "maya", WORDS)
    await _answers_tomorrow(cast, newest)
    clock.travel(days=2)

    assert "answers by" not in _text(await (await enter("maya")).get(at))


async def test_with_nothing_to_answer_there_is_no_day(cast: Cast, enter: Enter, at: str) -> None:
    theo = await enter("theo")
    for words in ("", "I wrote last."):
        if words:
            await write(cast, "theo", words)
        assert "I will answer later" not in (await theo.get(at)).text
        answer = await theo.post(f"{at}/answering", {"by": "tomorrow"}, page=at)
        assert answer.status_code == 409
        assert NOTHING_TO_ANSWER in _text(answer)
    assert await to_open(cast, "maya") == ["message"]


async def test_how_soon_one_usually_answers(cast: Cast, enter: Enter, at: str) -> None:
    maya, now = await enter("maya"), clock.now()
    assert "An answer may take a few days. For tonight: Help now." in _text(await maya.get(at))
    clock.set(now - timedelta(days=20))
    for _ in range(3):
        await write(cast, "maya", "asks")
        clock.travel(hours=30)
        await write(cast, "theo", "answers")
    clock.set(now)

    assert "Theo usually answers within two days. For tonight: Help now." in _text(await (await enter("maya")).get(at))
    assert "usually" not in _text(await (await enter("theo")).get(at)), "nobody waited for Maya"


@pytest.mark.parametrize("without", ["maya", "theo"])
async def test_where_one_has_not_agreed_to_it_there_is_a_way_on(
    cast: Cast, enter: Enter, at: str, without: str
) -> None:
    maya = await enter("maya")
    await write(cast, "theo", "before")
    tokens = await maya.tokens(at)
    await Side.update({Side.ways: "phone"}).where(Side.member == cast.members[without])

    page = await maya.get(at)
    assert (page.status_code, said(page.text)) == (200, ["before"])
    assert "<textarea" not in page.text
    assert f'href="/talks/{cast.talk}/ways"' in page.text

    answer = await maya.post_as_it_is(at, {**tokens, "words": WORDS})
    assert answer.status_code == 409
    assert NOT_A_WAY in _text(answer)
    assert f">\n{WORDS}</textarea>" in answer.text, "what was typed is there"
    assert await Message.count() == 1


async def test_after_a_goodbye_it_can_be_read_and_nothing_is_written(cast: Cast, enter: Enter, at: str) -> None:
    maya = await enter("maya")
    await write(cast, "theo", "before")
    tokens = await maya.tokens(at)
    await goodbye(cast, "theo")

    page = await maya.get(at)
    assert (page.status_code, said(page.text)) == (200, ["before"])
    assert "<textarea" not in page.text

    answer = await maya.post_as_it_is(at, {**tokens, "words": WORDS})
    assert answer.status_code == 409
    assert GOODBYE_SAID in _text(answer)
    assert f">\n{WORDS}</textarea>" in answer.text
    with pytest.raises(NotPossible, match=re.escape(GOODBYE_SAID)):
        await _answers_tomorrow(cast, "", name="maya")
    assert await Message.count() == 1


async def test_when_it_is_over_it_is_not_there(cast: Cast, enter: Enter, at: str) -> None:
    maya = await enter("maya")
    await write(cast, "theo", WORDS)
    tokens = await maya.tokens(at)
    for name in ("theo", "maya"):
        await goodbye(cast, name)

    for page in (at, f"{at}/lately", f"{at}/stream"):
        answer = await maya.get(page)
        assert answer.status_code == 404
        assert WORDS not in answer.text
    for to in (at, f"{at}/reading", f"{at}/answering"):
        assert (await maya.post_as_it_is(to, {**tokens, "words": WORDS, "by": "tomorrow"})).status_code == 404
    assert await Message.count() == 1


async def test_in_a_pause_one_can_write(cast: Cast) -> None:
    await Mentorship.update({Mentorship.state: "paused"}).where(Mentorship.id == cast.talk)

    await write(cast, "maya", WORDS)

    assert await Message.count() == 1


async def test_the_first_line_says_that_they_found_each_other(cast: Cast) -> None:
    await write(cast, "maya", WORDS)
    first = (await cast.side("maya")).found_at
    await write(cast, "theo", WORDS)

    assert first is not None
    assert (await cast.side("maya")).found_at == first


@pytest.mark.parametrize("words", ["", "   ", "\x00", "x" * (LONGEST + 1)])
async def test_what_will_not_do_is_asked_again(cast: Cast, enter: Enter, at: str, words: str) -> None:
    maya = await enter("maya")
    answer = await maya.post(at, {"words": words}, page=at)

    assert answer.status_code == 422
    assert 'id="words-error"' in answer.text
    assert f">\n{words.strip(chr(0)).strip()}</textarea>" in answer.text
    assert await Message.count() == 0


async def test_with_htmx_the_piece_comes_back_with_an_emptied_form(cast: Cast, enter: Enter, at: str) -> None:
    maya = await enter("maya")
    answer = await maya.post(at, {"words": WORDS}, page=at, **HTMX)

    assert (answer.status_code, said(answer.text)) == (200, [WORDS])
    assert answer.text.lstrip().startswith('<div id="messages"')
    assert ">\n</textarea>" in answer.text
    assert "data-announce>Sent.<" in answer.text
    assert "autofocus" in answer.text


async def test_the_day_is_said_with_htmx_too(cast: Cast, enter: Enter, at: str) -> None:
    theo = await enter("theo")
    newest = await write(cast, "maya", WORDS)
    answer = await theo.post(f"{at}/answering", {"by": "tomorrow", "seen": newest}, page=at, **HTMX)

    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="lines"')
    assert "Maya knows that you answer by tomorrow." in _text(answer)


async def test_the_newest_fifty_and_the_way_back(cast: Cast, enter: Enter, at: str) -> None:
    maya = await enter("maya")
    for number in range(60):
        await write(cast, "maya", f"line {number}")

    page = await maya.get(at)
    assert said(page.text) == [f"line {number}" for number in range(10, 60)]
    assert f'href="{at}?part=1"' in page.text
    before = await maya.get(f"{at}?part=1")
    assert said(before.text) == [f"line {number}" for number in range(10)]
    assert "<textarea" not in before.text
    assert "data-live" not in before.text
    for odd in ("-1", "x", "", "٣", "9" * 40):
        assert (await lines(maya, f"{at}?part={odd}"))[-1:] == ["line 59"]
    assert await lines(maya, f"{at}?part=2") == []


async def _answers_tomorrow(cast: Cast, seen: str, name: str = "theo") -> None:
    tomorrow = clock.now().date() + timedelta(days=1)
    await answer_by(await cast.side(name), by=cast.person(name), day=tomorrow, seen=seen, once=once())


def _text(answer: object) -> str:
    """As it is read: without tags, and with one space where there are many."""
    words = re.sub(r"<[^>]+>", "", getattr(answer, "text", ""))
    return " ".join(words.replace("&#39;", "'").split())
