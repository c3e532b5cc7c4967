"""After the taps: kind words, and ways to carry less, each with what others will know of it. They know nothing else."""

import pytest

from portal import clock
from portal.care.rules import Said
from portal.concerns.tables import Concern
from portal.database import counted
from portal.enrolments.actions import rest_after
from portal.enrolments.rules import NOT_OFFERING
from portal.enrolments.tables import Availability
from portal.errors import NotPossible
from portal.groups.tables import Facilitation
from tests.integration.browser import Browser, title
from tests.integration.care.tapping import FINE, LEFT_OUT, LOW, says
from tests.integration.cast import SATURDAY, TUESDAY, Cast, once
from tests.integration.concerns.telling import heard
from tests.integration.conftest import Enter
from tests.integration.facilitation.at_the_desk import joins, offers
from tests.integration.ledger import counts

WAYS_ON = "/me/care/ways-on"
KIND = {"low": "That sounds like a lot to carry", "fine": "Thank you for looking after yourself"}


@pytest.fixture
async def theo(cast: Cast, enter: Enter) -> Browser:
    clock.set(clock.now())
    return await enter("theo")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([], KIND["fine"]),
        ([FINE], KIND["fine"]),
        ([LOW], KIND["low"]),
        ([LOW, FINE], KIND["fine"]),
        ([LOW, LEFT_OUT], "Not this month, then"),
    ],
)
async def test_kind_words_that_fit(cast: Cast, theo: Browser, answers: list[Said], words: str) -> None:
    for said in answers:
        clock.travel(minutes=1)
        await says(cast, said)

    answer = await theo.get(WAYS_ON)

    assert title(answer) == words
    for way in ("Rest until a day you choose", "Nobody new for now", "Talk it over with Fay", "/me/care/self-care"):
        assert way in answer.text


async def test_each_way_says_what_others_will_know(theo: Browser) -> None:
    page = (await theo.get(WAYS_ON)).text

    for sentence in (
        "Whoever runs your group sees only the day.",
        "Whoever runs your group sees only how many.",
        "Whoever runs your group sees only “no room”.",
        "Whoever runs your group sees only that you rest, once you do.",
        "Fay gets in touch, and reads only that you would like to talk.",
    ):
        assert page.count(sentence) == 1


async def test_fewer_at_once_in_one_tap(cast: Cast, theo: Browser) -> None:
    answer = await theo.post("/me/room", {"capacity": "1"}, page=WAYS_ON)

    assert answer.headers["location"] == "/me/room"
    [row] = await Availability.select().where(Availability.id == cast.rooms["theo"])
    assert row["capacity"] == 1
    assert "Fewer people at once" not in (await theo.get(WAYS_ON)).text


async def test_a_rest_after_these_talks_and_back(cast: Cast, theo: Browser) -> None:
    assert "Rest after the talks with Maya" in (await theo.get(WAYS_ON)).text
    for form, rests in (("rest", True), ("rest", True), ("no-rest", False)):
        answer = await theo.post(f"/me/care/{form}", page=WAYS_ON)
        assert (answer.status_code, answer.headers["location"]) == (303, WAYS_ON)
        [row] = await Availability.select().where(Availability.id == cast.rooms["theo"])
        assert bool(row["rests_after"]) is rests
        assert ("You rest after the talks you are in" in (await theo.get(WAYS_ON)).text) is rests


async def test_the_same_rest_twice_is_once(cast: Cast, theo: Browser) -> None:
    typed = await theo.tokens()
    for _ in range(2):
        assert (await theo.post_as_it_is("/me/care/rest", typed)).status_code == 303
    before = await counts()
    await theo.post_as_it_is("/me/care/rest", typed)
    assert await counts() == before


async def test_who_does_not_offer_has_nothing_to_rest_from(cast: Cast) -> None:
    with pytest.raises(NotPossible) as refused:
        await rest_after(by=cast.person("maya"), wanted=True, once=once())
    assert refused.value.sentence == NOT_OFFERING


# --- a talk ---


async def test_whoever_runs_the_group_hears_that_and_not_why(cast: Cast, enter: Enter, theo: Browser) -> None:
    await says(cast, LOW)
    answer = await theo.post("/me/care/talk", {"group": cast.groups[TUESDAY]}, page=WAYS_ON)

    [row] = await Concern.select()
    assert (answer.status_code, answer.headers["location"]) == (303, f"/told/{row['id']}")
    assert (row["kind"], row["words"], row["about"], row["mentorship"], row["reader"]) == (
        "talk",
        None,
        None,
        None,
        "facilitator",
    )
    assert await heard(cast, row["id"]) == {("fay", "concern")}
    fay = await enter("fay")
    assert "Theo would like to talk with you" in (await fay.get("/desk")).text
    page = await fay.get(f"/desk/concerns/{row['id']}")
    assert title(page) == "Theo would like to talk with you"
    assert "Nothing was written with it." in page.text
    assert "weigh" not in page.text
    assert "You would like to talk</figcaption>" in (await theo.get(f"/told/{row['id']}")).text
    assert "Fay knows that you would like to talk" in (await theo.get(WAYS_ON)).text


async def test_asked_again_before_it_was_looked_after_it_is_the_same(cast: Cast, theo: Browser) -> None:
    form = {"group": cast.groups[TUESDAY]}
    typed = {**await theo.tokens(), **form}
    answers = [await theo.post_as_it_is("/me/care/talk", typed) for _ in range(2)]
    answers.append(await theo.post("/me/care/talk", form))

    assert len({answer.headers["location"] for answer in answers}) == 1
    assert await Concern.count() == 1


@pytest.mark.parametrize("group", ["saturday", "", "no-such-group"])
async def test_only_where_they_mentor(cast: Cast, theo: Browser, group: str) -> None:
    before = await counts("sessions")
    answer = await theo.post("/me/care/talk", {"group": cast.groups.get(group, group)})

    assert answer.status_code == 404
    assert await counts("sessions") == before


async def test_in_each_group_where_they_mentor(cast: Cast, enter: Enter) -> None:
    await joins(cast, "lena", TUESDAY)
    await offers(cast, "lena", group=SATURDAY)
    lena = await enter("lena")
    assert "Talk it over with Gus" in (await lena.get(WAYS_ON)).text
    assert "Fay" not in (await lena.get(WAYS_ON)).text


async def test_who_runs_the_group_themselves_talks_with_the_coordinator(cast: Cast, enter: Enter) -> None:
    await Facilitation.update({Facilitation.member: cast.members["theo"]}).where(
        Facilitation.member == cast.members["fay"]
    )
    theo = await enter("theo")
    assert "Talk it over with the coordinator" in (await theo.get(WAYS_ON)).text

    await theo.post("/me/care/talk", {"group": cast.groups[TUESDAY]})
    [row] = await Concern.select()
    assert await heard(cast, row["id"]) == {("cora", "concern")}


async def test_pages_cost_as_many_statements_as_ever(cast: Cast, theo: Browser) -> None:
    pages = ("/me/care", WAYS_ON, "/me/care/self-care")
    await says(cast, LOW)
    with_one = [await _statements(theo, page) for page in pages]
    for _ in range(29):
        await says(cast, LOW)

    assert [await _statements(theo, page) for page in pages] == with_one
    assert max(with_one) <= 8


async def _statements(browser: Browser, address: str) -> int:
    with counted() as asked:
        assert (await browser.get(address)).status_code == 200
    return len(asked)
