"""What staff read of it: whole batches, of their groups and of the programme; and nobody else anything."""

import html
import re
from datetime import UTC, datetime

import httpx
import pytest

from portal import clock
from portal.columns import new_id
from portal.database import counted, write_transaction
from portal.feedback.release import publish
from portal.feedback.rules import MENTEES, QUESTIONS, Feedback, Planned
from portal.groups.tables import Group
from tests.integration.browser import alike, title
from tests.integration.cast import SATURDAY, TUESDAY, Cast
from tests.integration.conftest import Enter
from tests.integration.feedback.talking import on_monday, talk
from tests.integration.feedback.writers import WRITERS, more_mentees, say

PAGE = "/desk/feedback"
FRIDAY = datetime(2026, 11, 20, 20, tzinfo=UTC)


@pytest.fixture
async def of_tuesday(cast: Cast) -> Cast:
    """Five mentees of Tuesday Evening, of whom four wrote words."""
    clock.set(FRIDAY)
    await more_mentees(cast, *WRITERS, mentor="ruth")
    await say(cast, *WRITERS, words="written by {name}", talks="good", heard="partly")
    await say(cast, "maya", talks="hard")
    assert await on_monday() == 1
    return cast


async def test_nothing_yet(cast: Cast, enter: Enter) -> None:
    answer = await (await enter("fay")).get(PAGE)
    assert (answer.status_code, title(answer)) == (200, "What people say of their talks")
    assert "Nothing yet." in answer.text


@pytest.mark.parametrize("name", ["maya", "theo", "omar", "stranger"])
async def test_for_staff_alone(of_tuesday: Cast, enter: Enter, name: str) -> None:
    somebody = await enter(name)
    assert (await somebody.get(PAGE)).status_code == 404
    assert alike(await somebody.get(PAGE)) == alike(await somebody.get("/desk/nothing-here"))


@pytest.mark.parametrize(("name", "reads"), [("fay", True), ("cora", True), ("gus", False)])
async def test_who_runs_the_group_reads_it_and_the_coordinator(
    of_tuesday: Cast, enter: Enter, name: str, reads: bool
) -> None:
    text = _text(await (await enter(name)).get(PAGE))
    assert ("Tuesday Evening, mentees" in text) == reads
    assert ("written by bea" in text) == reads
    assert ("Nothing yet." in text) != reads


@pytest.mark.parametrize("ended", [None, datetime(2026, 1, 2, tzinfo=UTC)])
async def test_nobody_reads_of_a_group_in_which_they_have_or_had_talks(
    of_tuesday: Cast, enter: Enter, ended: datetime | None
) -> None:
    """Nor of the whole programme, in which theirs may be. The coordinator does."""
    await _published(words="a word of the programme")
    fay, cora = await enter("fay"), await enter("cora")
    before = _text(await fay.get(PAGE))
    assert ("written by bea" in before, "a word of the programme" in before) == (True, True)

    await talk(of_tuesday.groups[TUESDAY], of_tuesday.person("fay"), of_tuesday.person("omar"), ended_at=ended)
    after = _text(await fay.get(PAGE))
    assert "Nothing yet." in after
    assert ("written by bea" in after, "a word of the programme" in after) == (False, False)
    assert "somebody else reads it" in after
    of_cora = _text(await cora.get(PAGE))
    assert ("written by bea" in of_cora, "a word of the programme" in of_cora) == (True, True)


async def test_who_has_talks_in_another_group_reads_that_of_theirs(of_tuesday: Cast, enter: Enter) -> None:
    await talk(of_tuesday.groups[SATURDAY], of_tuesday.person("fay"), of_tuesday.person("omar"))
    assert "written by bea" in _text(await (await enter("fay")).get(PAGE))


async def test_counts_as_numbers_and_as_bars(of_tuesday: Cast, enter: Enter) -> None:
    answer = await (await enter("fay")).get(PAGE)
    text = _text(answer)

    assert "Published today. 5 answers, from at least five people. 5 could have written." in text
    assert _rows(answer, "talks") == {
        "Good": "4 of 5",
        "Mixed": "0 of 5",
        "Hard": "1 of 5",
        "Prefer not to say": "0 of 5",
    }
    assert _rows(answer, "heard") == {
        "Yes": "0 of 5",
        "Partly": "4 of 5",
        "No": "0 of 5",
        "Prefer not to say": "1 of 5",
    }
    for name, question in QUESTIONS.items():
        assert f'<table class="two" aria-labelledby="batch-1-{name}">' in answer.text
        assert f'<h3 class="as-text" id="batch-1-{name}">{question.words}</h3>' in answer.text
    bars = re.findall(r'<rect y="5" width="([\d.]+)" height="10" fill="currentColor"/>', answer.text)
    assert bars[:2] == ["80.0", "20.0"]
    svgs = re.findall(r"<svg class=\"light\"[^>]*>", answer.text)
    assert len(svgs) == sum(len(question.choices) for question in QUESTIONS.values())
    assert all('aria-hidden="true"' in svg for svg in svgs)
    assert "style=" not in answer.text


async def test_words_stand_apart_in_no_order_of_writing(of_tuesday: Cast, enter: Enter) -> None:
    text = _text(await (await enter("fay")).get(PAGE))
    words = re.findall(r'<blockquote class="said">(.*?)</blockquote>', text)
    assert sorted(words) == sorted(f"written by {name}" for name in WRITERS)


async def test_the_programmes_is_for_everybody_on_the_staff(cast: Cast, enter: Enter) -> None:
    clock.set(FRIDAY)
    await _published(words="a word of the programme")
    for name in ("fay", "gus", "cora"):
        text = _text(await (await enter(name)).get(PAGE))
        assert (text.count('<h2 id="batch-1">The whole programme</h2>'), text.count("a word of the programme")) == (
            1,
            5,
        )
        assert "5 answers, from at least five people. Of which groups they are is not kept." in text
        assert "could have written" not in text


async def test_newest_first(cast: Cast, enter: Enter) -> None:
    for number, day in enumerate(("2026-11-02", "2026-11-16", "2026-11-09")):
        await _published(words=f"batch {number}", on=day)
    text = _text(await (await enter("cora")).get(PAGE))
    assert list(dict.fromkeys(re.findall(r"batch \d", text))) == ["batch 1", "batch 2", "batch 0"]


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "{{ 7 * 7 }}", "a\nb\n\nc", "\u202eabc", "'\"><img src=x>"]
)
async def test_hostile_words_are_words(cast: Cast, enter: Enter, words: str) -> None:
    await Group.update({Group.name: words}).where(Group.id == cast.groups[TUESDAY])
    await _published(words=words, group=cast.groups[TUESDAY])
    text = (await (await enter("cora")).get(PAGE)).text
    assert (
        text.count(
            f'<blockquote class="said">{html.escape(words).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")}<'
        )
        == 5
    )
    assert "<script>alert" not in text
    assert "<img" not in text


async def test_statements(cast: Cast, enter: Enter) -> None:
    browsers = [await enter(name) for name in ("fay", "cora")]

    async def asked() -> list[int]:
        found = []
        for browser in browsers:
            with counted() as heard:
                assert (await browser.get(PAGE)).status_code == 200
            found.append(len(heard))
        return found

    await _published(words="first")
    with_one = await asked()
    for _ in range(12):
        await _published(words="more", group=cast.groups[SATURDAY])
        await _published(words="more", group=cast.groups[TUESDAY])
    assert await asked() == with_one
    assert max(with_one) <= 8


async def _published(*, words: str, group: str = "", on: str = "2026-11-16") -> None:
    said = tuple(Feedback(group, MENTEES if group else "", {}, words, "2026Q4") for _ in range(5))
    async with write_transaction():
        groups = await Group.select(Group.id).output(as_list=True)
        side = MENTEES if group else ""
        await publish(Planned(said, 9, group, side, on), id_=new_id(), groups=groups)


def _text(answer: httpx.Response) -> str:
    assert answer.status_code == 200
    return html.unescape(answer.text)


def _rows(answer: httpx.Response, name: str) -> dict[str, str]:
    table = answer.text.split(f'aria-labelledby="batch-1-{name}">')[2].split("</table>")[0]
    return dict(re.findall(r'<th scope="row">(.*?)</th><td>.*?</td><td>(.*?)</td>', table))
