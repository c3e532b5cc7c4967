"""Where lines are not written: no way that both agreed to, a goodbye, the end."""

import re

import pytest

from portal.errors import NotPossible
from portal.mentorships.rules import GOODBYE_SAID
from portal.mentorships.tables import Mentorship, Side
from portal.messages.rules import NOT_A_WAY
from portal.messages.tables import Message
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.messages.lines import WORDS, answer_tomorrow, said, text, write
from tests.integration.told import goodbye


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
    assert NOT_A_WAY in text(answer)
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
    assert GOODBYE_SAID in text(answer)
    assert f">\n{WORDS}</textarea>" in answer.text
    with pytest.raises(NotPossible, match=re.escape(GOODBYE_SAID)):
        await answer_tomorrow(cast, "", name="maya")
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
