"""*I am worried about Maya*: the local line first, whoever reads it told now, the other never."""

from datetime import timedelta

import pytest

from portal import clock
from portal.concerns.actions import worry
from portal.concerns.rules import LONGEST_WORDS
from portal.concerns.tables import Concern
from portal.errors import NotFound
from portal.groups.tables import Facilitation
from portal.visibility import who_can_see
from portal.web.dates import Dates
from tests.integration.browser import Browser, alike, title
from tests.integration.cast import Cast, once
from tests.integration.concerns.telling import WORDS, heard, is_worried, row_of
from tests.integration.conftest import Enter
from tests.integration.ledger import acts, counts, everything
from tests.integration.told import goodbye


@pytest.fixture(autouse=True)
def stopped(cast: Cast) -> None:
    clock.set(clock.now())


@pytest.fixture
async def theo(cast: Cast, enter: Enter) -> Browser:
    return await enter("theo")


async def test_the_page_says_whom_to_call_who_reads_it_and_what_then(cast: Cast, theo: Browser) -> None:
    page = (await theo.get(f"/talks/{cast.talk}/question")).text

    line, then, form = (page.index(words) for words in ("tel:911", "What happens when you tell", "<textarea"))
    assert line < then < form
    assert "Fay and the coordinator are told at once" in page
    assert "Maya does not learn of it here" in page
    assert f"By {Dates(clock.now()).by(clock.now() + timedelta(days=3))}. On your own page" in page
    assert who_can_see("concern", reader="Fay and the coordinator", other="Maya") in page
    assert ">Tell Fay and the coordinator now</button>" in page


async def test_told_now_to_both_and_to_nobody_else(cast: Cast, theo: Browser) -> None:
    answer = await theo.post(f"/talks/{cast.talk}/question", {"words": WORDS}, page=f"/talks/{cast.talk}/question")

    [row] = await Concern.select()
    assert (answer.status_code, answer.headers["location"]) == (303, f"/told/{row['id']}")
    assert (row["kind"], row["reader"], row["state"]) == ("worried", "both", "open")
    assert (row["author"], row["about"], row["mentorship"], row["group"], row["created_at"]) == (
        cast.members["theo"],
        cast.members["maya"],
        cast.talk,
        cast.groups["tuesday"],
        clock.now(),
    )
    assert await heard(cast, row["id"]) == {("fay", "concern"), ("cora", "concern")}
    assert WORDS not in await everything()
    assert await acts("concerns.worry", "concerns.tell") == ["concerns.tell", "concerns.worry"]


async def test_nothing_has_to_be_written(cast: Cast, theo: Browser) -> None:
    answer = await theo.post(f"/talks/{cast.talk}/question", {"words": ""})

    [row] = await Concern.select()
    assert answer.status_code == 303
    assert row["words"] is None


async def test_with_htmx_it_leads_on(cast: Cast, theo: Browser) -> None:
    answer = await theo.post(f"/talks/{cast.talk}/question", {"words": WORDS}, hx_request_type="partial")

    [row] = await Concern.select(Concern.id)
    assert (answer.status_code, answer.text) == (200, "")
    assert answer.headers["hx-redirect"] == f"/told/{row['id']}"


async def test_too_long_comes_back_with_a_sentence_and_nothing_is_kept(cast: Cast, theo: Browser) -> None:
    before, long = await counts("sessions"), WORDS * LONGEST_WORDS
    for htmx in ({}, {"hx_request_type": "partial"}):
        answer = await theo.post(f"/talks/{cast.talk}/question", {"words": long}, **htmx)
        assert answer.status_code == 422
        assert long in answer.text
        assert "This is longer than the 2,000 characters we can keep." in answer.text
        piece = '<div id="worry-form"'
        assert piece in answer.text
        assert answer.text.startswith(piece) == bool(htmx)

    assert await counts("sessions") == before


async def test_twice_is_once_and_the_same_words_again_are_another(cast: Cast, theo: Browser) -> None:
    typed = {**await theo.tokens(), "words": WORDS}
    first, second = [await theo.post_as_it_is(f"/talks/{cast.talk}/question", typed) for _ in range(2)]
    assert first.headers["location"] == second.headers["location"]
    assert await Concern.count() == 1

    await theo.post(f"/talks/{cast.talk}/question", {"words": WORDS})
    assert await Concern.count() == 2


@pytest.mark.parametrize("name", ["noor", "omar", "lena", "fay", "gus", "cora", "stranger"])
async def test_of_somebody_elses_talks_nobody_can(cast: Cast, enter: Enter, name: str) -> None:
    browser, before = await enter(name), await counts("sessions")
    nothing = alike(await browser.get("/talks/aaaaaaaaaaaaaaaa/worry"))

    answers = [
        await browser.get(f"/talks/{cast.talk}/question"),
        await browser.post(f"/talks/{cast.talk}/question", {"words": WORDS}),
    ]

    assert [alike(answer) for answer in answers] == [nothing] * 2
    assert nothing[0] == 404
    assert await counts("sessions") == before


async def test_after_a_goodbye_too(cast: Cast, enter: Enter) -> None:
    await goodbye(cast, "maya")
    theo, at = await enter("theo"), f"/talks/{cast.talk}/question"
    assert f'href="/talks/{cast.talk}">' in (await theo.get(at)).text
    assert (await theo.post(at, {"words": WORDS})).status_code == 303

    await goodbye(cast, "theo")
    assert f'href="/talks/{cast.talk}/kept">' in (await theo.get(at)).text
    assert (await theo.post(at, {"words": WORDS})).status_code == 303
    assert {await Concern.count(), await Concern.count().where(Concern.kind == "worried")} == {2}


@pytest.mark.parametrize("side", ["theo", "maya"])
async def test_a_side_who_runs_the_group_is_not_who_reads_it(cast: Cast, enter: Enter, side: str) -> None:
    """Neither the one who tells it nor the one it is about: with nobody else, the coordinator."""
    await Facilitation.update({Facilitation.member: cast.members[side]}).where(
        Facilitation.member == cast.members["fay"]
    )
    page = (await (await enter("theo")).get(f"/talks/{cast.talk}/question")).text
    assert ">Tell the coordinator now</button>" in page
    assert "The coordinator is told at once" in page

    concern = await is_worried(cast)
    assert (await row_of(concern))["reader"] == "coordinator"
    assert await heard(cast, concern) == {("cora", "concern")}


async def test_told_already_leads_to_where_it_stands(cast: Cast, enter: Enter, theo: Browser) -> None:
    concern = await is_worried(cast)

    assert f"/told/{concern}" in (await theo.get(f"/talks/{cast.talk}/question")).text
    assert "/told/" not in (await (await enter("maya")).get(f"/talks/{cast.talk}/question")).text


async def test_the_act_itself_is_for_the_side_alone(cast: Cast) -> None:
    with pytest.raises(NotFound):
        await worry(await cast.side("theo"), by=cast.person("maya"), words=WORDS, once=once())
    assert await Concern.count() == 0


async def test_what_was_told_is_read_again_by_who_told_it(cast: Cast, theo: Browser) -> None:
    concern = await is_worried(cast)

    answer = await theo.get(f"/told/{concern}")

    assert title(answer) == "What you told", "it says no name where somebody looks over a shoulder"
    assert "You are worried about Maya</figcaption>" in answer.text
    assert WORDS in answer.text
    assert "You told Fay and the coordinator" in answer.text
    assert "Next: it is read" in answer.text
    assert "If nobody has read it by then" not in answer.text  # the coordinator knows already
