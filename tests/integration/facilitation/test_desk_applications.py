"""Applications at the desk: read, and answered with kind words. Never one's own, nor what is for matching only."""

import json

import pytest

from portal.enrolments.tables import Enrolment
from portal.mentorships.tables import Mentorship
from portal.notices.tables import Notice
from portal.sealed import ring_to_write
from tests.integration.browser import alike
from tests.integration.cast import SATURDAY, Cast, words
from tests.integration.conftest import Enter
from tests.integration.facilitation.at_the_desk import application, applies, runs, say

KIND = "Come to three more evenings, and let us talk again."


async def test_a_mentees_application_whole(cast: Cast, enter: Enter) -> None:
    ring = await ring_to_write(cast.members["omar"])
    hard_about = ring.seal("nights,trust", of=cast.members["omar"])
    await applies(cast, "omar", "mentee", hard_about=hard_about, attending="yes", support="some_thoughts")
    await say(cast, "omar", Gender=("Man", "no matter", True), Age=("Fifties", "closer to mine", False))

    page = (await (await enter("fay")).get(application(cast, "omar"))).text

    for said in (
        "Omar wishes for a mentor",
        words("hard_now", of="omar"),
        words("line", of="omar"),
        "Sleep and nights and Trust",
        "Listen, and share some thoughts",
        "Man; open to any",
        '<th scope="row">Comes to meetings (Omar says)</th><td colspan="2">Yes</td>',
        '<th scope="row">At a meeting lately (your note)</th><td colspan="2">Not known</td>',
        "Welcome Omar",
        "Not yet, with these words",
        '<th scope="row">Age</th><td colspan="2">private</td>',
    ):
        assert said in page, said
    assert "Fifties" not in page


async def test_a_mentors_application_whole(cast: Cast, enter: Enter) -> None:
    ring = await ring_to_write(cast.members["omar"])
    qualities = ring.seal(json.dumps({"willing": "already", "safe": "growing"}), of=cast.members["omar"])
    await applies(cast, "omar", "mentor", qualities=qualities)

    page = (await (await enter("fay")).get(application(cast, "omar"))).text

    for said in (
        "Omar offers to mentor",
        words("introduction", of="omar"),
        words("depth", of="omar"),
        "13 months",
        "I want to give something back",
        "Already me",
        "Growing",
        "In Omar’s own words",
        "Why Omar feels ready",
    ):
        assert said in page, said


@pytest.mark.parametrize("state", ["active", "ended"])
async def test_was_mentored_here_and_has_mentored_here(cast: Cast, enter: Enter, state: str) -> None:
    """Maya was, by theo, who has: in a talk that goes on or is over."""
    await Mentorship.update({Mentorship.state: state}).where(Mentorship.id == cast.talk)
    for name in ("maya", "omar"):
        await applies(cast, name, "mentor")
    fay = await enter("fay")

    for name, was, has in (("maya", "Yes", "No"), ("theo", "No", "Yes"), ("omar", "No", "No")):
        page = (await fay.get(application(cast, name))).text
        for what, said in (("Was", was), ("Has", has)):
            assert f'<th scope="row">{what} mentored here</th><td colspan="2">{said}</td>' in page, (name, what)


async def test_in_another_group_is_not_here(cast: Cast, enter: Enter) -> None:
    await Mentorship.update({Mentorship.group: cast.groups[SATURDAY]}).where(Mentorship.id == cast.talk)

    page = (await (await enter("fay")).get(application(cast, "theo"))).text

    assert '<th scope="row">Has mentored here</th><td colspan="2">No</td>' in page


async def test_saying_that_one_has_read_it_tells_the_applicant(cast: Cast, enter: Enter) -> None:
    await applies(cast, "omar", "mentee")
    fay, page = await enter("fay"), application(cast, "omar")
    assert "Not read yet." in (await fay.get("/desk")).text

    assert (await fay.post(f"{page}/reading", page=page)).status_code == 303

    text = (await fay.get(page)).text
    assert ("by Fay" in text, "I have read it" in text) == (True, False)
    assert "Read, not answered yet." in (await fay.get("/desk")).text
    assert await Notice.exists().where(Notice.member == cast.members["omar"], Notice.kind == "application_read")


@pytest.mark.parametrize(("answer", "said", "state"), [("welcome", "", "active"), ("not_yet", KIND, "not_yet")])
async def test_it_is_answered(cast: Cast, enter: Enter, answer: str, said: str, state: str) -> None:
    await applies(cast, "omar", "mentee")
    fay, page = await enter("fay"), application(cast, "omar")

    assert (await fay.post(f"{page}/answer", {"answer": answer, "words": said}, page=page)).status_code == 303

    row = await Enrolment.select(Enrolment.state).where(Enrolment.id == cast.enrolments["omar"]).first()
    assert row == {"state": state}
    text = (await fay.get(page)).text
    assert ("Your answer" in text, said in text) == (False, True)
    assert ("4 days" in (await fay.get("/desk")).text) is (answer == "welcome")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"answer": "not_yet", "words": "  "}, "Write a few kind words. Omar reads only these."),
        ({"answer": "maybe", "words": KIND}, "Choose one of the two answers."),
        ({"answer": "welcome", "words": "a" * 1001}, "longer than the 1,000 characters"),
    ],
)
@pytest.mark.parametrize("by_htmx", [True, False])
async def test_what_is_missing_is_said_and_the_words_stay(
    cast: Cast, enter: Enter, typed: dict[str, str], sentence: str, by_htmx: bool
) -> None:
    await applies(cast, "omar", "mentee")
    fay, page = await enter("fay"), application(cast, "omar")
    headers = {"hx_request": "true", "hx_request_type": "partial"} if by_htmx else {}

    answer = await fay.post(f"{page}/answer", typed, page=page, **headers)

    assert answer.status_code == 422
    assert (sentence in answer.text, typed["words"].strip() in answer.text) == (True, True)
    assert answer.text.lstrip().startswith("<div" if by_htmx else "<!doctype")


async def test_answered_by_another_meanwhile_the_words_are_not_lost(cast: Cast, enter: Enter) -> None:
    await applies(cast, "omar", "mentee")
    fay, cora, page = await enter("fay"), await enter("cora"), application(cast, "omar")
    await cora.post(f"{page}/answer", {"answer": "welcome", "words": ""}, page=page)

    answer = await fay.post(f"{page}/answer", {"answer": "not_yet", "words": KIND})

    assert (answer.status_code, KIND in answer.text) == (422, True)
    assert "This changed while you were reading it." in answer.text


async def test_ones_own_is_anothers_to_read(cast: Cast, enter: Enter) -> None:
    await applies(cast, "fay", "mentor")
    fay, cora = await enter("fay"), await enter("cora")
    absent = alike(await fay.get("/desk/applications/" + "a" * 16))

    assert alike(await fay.get(application(cast, "fay"))) == absent
    assert "Fay offers to mentor" not in (await fay.get("/desk")).text
    for act in ("reading", "answer"):
        typed = {**await fay.tokens(), "answer": "welcome"}
        assert (await fay.post_as_it_is(f"{application(cast, 'fay')}/{act}", typed)).status_code == 404
    assert (await cora.get(application(cast, "fay"))).status_code == 200
    await runs(cast, "gus")
    assert (await (await enter("gus")).get(application(cast, "fay"))).status_code == 200


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
async def test_what_is_not_sent_or_taken_back_is_nobodys(cast: Cast, enter: Enter, state: str) -> None:
    await applies(cast, "omar", "mentee", state=state)

    for name in ("fay", "cora"):
        browser = await enter(name)
        assert (await browser.get(application(cast, "omar"))).status_code == 404
        assert "Omar" not in (await browser.get("/desk")).text


async def test_another_groups_is_not_there(cast: Cast, enter: Enter) -> None:
    await applies(cast, "lena", "mentee", group=SATURDAY)

    assert (await (await enter("fay")).get(application(cast, "lena"))).status_code == 404
    assert (await (await enter("gus")).get(application(cast, "lena"))).status_code == 200
