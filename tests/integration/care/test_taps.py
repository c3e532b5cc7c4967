"""Three taps, each of which may be left out; kept for the mentor alone."""

import pytest

from portal import clock
from portal.care.actions import answer, ask
from portal.care.rules import Said
from portal.care.tables import CareAnswer
from portal.database import write_transaction
from portal.enrolments.actions import step_back
from portal.errors import NotFound
from portal.notices.rules import KINDS
from portal.proposals.candidates import candidates
from tests.integration.browser import Browser, alike, title
from tests.integration.care.tapping import FINE, LEFT_OUT, LOW, asked, kept, opened, said_by, says
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.facilitation.at_the_desk import offers
from tests.integration.ledger import acts, counts, everything
from tests.integration.told import goodbye

TAPPED = {"energy": "low", "weight": "some", "glad": "mixed"}


@pytest.fixture
async def theo(cast: Cast, enter: Enter) -> Browser:
    clock.set(clock.now())
    return await enter("theo")


async def test_three_taps_and_one_to_leave_it_out(theo: Browser) -> None:
    answer = await theo.get("/me/care")

    assert title(answer) == "How are you, Theo?"
    assert answer.text.count('class="tap"') == 9
    assert answer.text.count("<legend>") == 3
    assert "checked" not in answer.text
    assert "Only you see your answers." in answer.text
    assert 'name="skip" value="yes">Not this month</button>' in answer.text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (TAPPED, Said("low", "some", "mixed")),
        ({"glad": "yes"}, Said(glad="yes")),
        ({}, LEFT_OUT),
        ({**TAPPED, "skip": "yes"}, LEFT_OUT),
    ],
)
async def test_saved_as_it_was_tapped(cast: Cast, theo: Browser, form: dict[str, str], said: Said) -> None:
    answer = await theo.post("/me/care", form, page="/me/care")

    assert (answer.status_code, answer.headers["location"]) == (303, "/me/care/ways-on")
    assert await said_by(cast) == [said]
    assert await acts("care.answer") == ["care.answer"]


async def test_what_is_kept_tells_nothing(cast: Cast, theo: Browser) -> None:
    """Neither what was tapped nor what was left out, nor in how long it is."""
    for said in (LOW, FINE, LEFT_OUT, Said(glad="yes")):
        await says(cast, said)

    rows = await kept(cast)
    assert len({len(row["said"]) for row in rows}) == 1
    assert len({len(words) for words in await opened(cast)}) == 1
    assert set(rows[0]) == {"id", "member", "said", "created_at"}
    assert set(await acts()) & {"care.skip", "care.low"} == set()
    for word in ("a_lot", "not_now", "plenty"):
        assert word not in await everything()


async def test_twice_is_once(cast: Cast, theo: Browser) -> None:
    typed = {**await theo.tokens(), **TAPPED}
    first, second = [await theo.post_as_it_is("/me/care", typed) for _ in range(2)]

    assert first.headers["location"] == second.headers["location"]
    assert await CareAnswer.count() == 1


@pytest.mark.parametrize("question", ["energy", "weight", "glad"])
async def test_what_is_no_answer_comes_back(cast: Cast, theo: Browser, question: str) -> None:
    before = await counts("sessions")
    for htmx in ({}, {"hx_request_type": "partial"}):
        answer = await theo.post("/me/care", {**TAPPED, question: "dreadful"}, **htmx)
        assert answer.status_code == 422
        assert "Choose one of these." in answer.text
        assert answer.text.startswith('<div id="care-form"') == bool(htmx)
        assert answer.text.count("checked") == 2

    assert await counts("sessions") == before


async def test_said_before_in_words_by_month(cast: Cast, enter: Enter, theo: Browser) -> None:
    assert "What you said before" not in (await theo.get("/me/care")).text
    await says(cast, LOW)
    await says(cast, LEFT_OUT)

    page = (await theo.get("/me/care")).text

    assert "Low energy, a lot stayed with you, not glad just then." in page
    assert "Not that month." in page
    assert f"{clock.now():%B}</time>" in page


async def test_an_ask_leaves_home_with_the_answer(cast: Cast, theo: Browser) -> None:
    async with write_transaction():
        await ask(cast.members["theo"])
        await ask(cast.members["theo"])
    assert await asked(cast) == 1
    assert KINDS["care"].line in (await theo.get("/home")).text

    await theo.post("/me/care", {"skip": "yes"}, page="/me/care")
    assert await asked(cast) == 0


# --- for whom ---


@pytest.mark.parametrize("name", ["maya", "noor", "omar", "lena", "fay", "gus", "cora", "stranger"])
async def test_who_does_not_mentor_finds_nothing(cast: Cast, enter: Enter, name: str) -> None:
    browser, before = await enter(name), await counts("sessions")
    nothing = alike(await browser.get("/talks/aaaaaaaaaaaaaaaa"))

    for page in ("/me/care", "/me/care/ways-on", "/me/care/self-care"):
        assert alike(await browser.get(page)) == nothing
    for form in ("/me/care", "/me/care/rest", "/me/care/no-rest", "/me/care/talk"):
        assert alike(await browser.post(form, {"group": cast.groups["tuesday"]})) == nothing
    with pytest.raises(NotFound):
        await answer(by=cast.person(name), said=FINE, once=once())
    assert nothing[0] == 404
    assert await counts("sessions") == before


async def test_who_offers_does_and_so_does_who_mentors_without_offering_any_more(cast: Cast, enter: Enter) -> None:
    assert (await (await enter("ruth")).get("/me/care")).status_code == 200
    theo = await enter("theo")
    await step_back(by=cast.person("theo"), once=once())
    for page in ("/me/care", "/me/care/ways-on", "/me/care/self-care"):
        assert (await theo.get(page)).status_code == 200

    await goodbye(cast, "maya")
    assert (await theo.get("/me/care")).status_code == 404


# --- nobody else ---


async def test_nowhere_but_on_the_mentors_own_page(cast: Cast, enter: Enter) -> None:
    """Nothing that anybody else opens changes by what was tapped: no desk, no pair, no records, no Home."""
    await offers(cast, "omar")
    others = ("maya", "noor", "ines", "fay", "gus", "cora", "ruth")
    before = {name: await _all_pages(await enter(name), cast) for name in others}

    for said in (LOW, LOW, LEFT_OUT, LOW):
        for name in ("theo", "omar"):
            await says(cast, said, name)

    assert {name: await _all_pages(await enter(name), cast) for name in others} == before
    assert "care" not in " ".join((await (await enter("cora")).get("/admin/api/tables/")).json())


async def test_matching_knows_only_what_was_chosen(cast: Cast, enter: Enter) -> None:
    """The same people, in the same order, with the same words: until the mentor chooses something."""
    fay = await enter("fay")
    desk, people = await _desk(fay, cast), await _known(cast)
    for said in (LOW, LOW, LOW):
        await says(cast, said, "ruth")
    assert (await _desk(fay, cast), await _known(cast)) == (desk, people)

    ruth = await enter("ruth")
    await ruth.post("/me/room", {"capacity": "0"}, page="/me/care/ways-on")
    assert await _desk(fay, cast) != desk
    assert await _known(cast) != people


async def _desk(fay: Browser, cast: Cast) -> list[tuple[int, str]]:
    pair = f"/desk/pairs/{cast.enrolments['ines']}/{cast.rooms['ruth']}"
    return [alike(await fay.get(page)) for page in ("/desk", f"/desk/waiting/{cast.enrolments['ines']}", pair)]


async def _known(cast: Cast) -> str:
    found = await candidates([cast.groups["tuesday"]], now=clock.now())
    return repr((found.mentors, found.mentees, found.facts))


async def _all_pages(browser: Browser, cast: Cast) -> list[tuple[int, str]]:
    addresses = ["/home", "/talks", "/me", "/enrolments", "/desk", "/desk/talks", "/desk/people", f"/talks/{cast.talk}"]
    addresses += [f"/desk/waiting/{cast.enrolments['ines']}"]
    addresses += [f"/admin/api/tables/{name}/" for name in ("availabilities", "members", "mentorships", "enrolments")]
    return [alike(await browser.get(address)) for address in addresses]
