"""What is said of an application or an offer is true just now: a pause, talks, a change of mind, kind words."""

from datetime import timedelta

import pytest

from portal import clock
from portal.enrolments.applying import again, withdraw
from portal.enrolments.rules import NO_WAY_LEFT
from portal.enrolments.tables import Availability
from portal.members.tables import Member
from portal.web.dates import Dates
from tests.integration.browser import Browser, title
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.enrolments.sending import answered, begun, row_of, save, sent

IN_TEN_DAYS = timedelta(days=10)
WORDS = "Let us talk after the next meeting."


@pytest.fixture(autouse=True)
def stopped(cast: Cast) -> None:
    clock.set(clock.now().replace(hour=12))


async def pages_of(name: str, cast: Cast, enter: Enter) -> tuple[str, str, str]:
    """Home, the two doors, and the page of it."""
    browser = await enter(name)
    addresses = ("/home", "/enrolments", f"/enrolments/{cast.enrolments[name]}")
    home, doors, its_own = [(await browser.get(address)).text for address in addresses]
    return home, doors, its_own


async def change_room(cast: Cast, **values: object) -> None:
    await Availability.update(values).where(Availability.id == cast.rooms["ruth"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("column", "at_the_door", "heading"),
    [("paused_until", "Pause until", "You are taking a pause"), ("rests_until", "Resting until", "You are resting")],
)
async def test_who_takes_a_pause_is_not_told_that_they_can_be_asked(
    cast: Cast, enter: Enter, column: str, at_the_door: str, heading: str
) -> None:
    day = clock.now().date() + IN_TEN_DAYS
    await change_room(cast, **{column: day})
    said = Dates(clock.now()).plain(day)
    home, doors, its_own = await pages_of("ruth", cast, enter)
    assert heading in home
    assert f"Until {said}." in home
    assert f"{at_the_door} {said}" in doors
    assert f"<h1>{heading}</h1>" in its_own
    assert f"Nobody new is suggested to you before {said}" in its_own
    for page in (home, doors, its_own):
        assert "ou can be asked" not in page
        assert "You are asked here" not in page

    clock.travel(days=10)
    home, doors, its_own = await pages_of("ruth", cast, enter)
    assert "You offer to mentor" in home
    assert "You can be asked" in doors
    assert "<h1>You are welcome as a mentor</h1>" in its_own


async def test_who_has_no_room_reads_so(cast: Cast, enter: Enter) -> None:
    await change_room(cast, capacity=0)
    for page in await pages_of("ruth", cast, enter):
        assert "Nobody new for now" in page
        assert "ou can be asked" not in page


async def test_who_is_asked_or_in_talks_is_not_on_the_list(cast: Cast, enter: Enter) -> None:
    for name, words in (
        ("maya", "In talks with Theo"),
        ("noor", "You are asked about Theo"),
        ("ines", "You are on the list"),
    ):
        _, doors, _ = await pages_of(name, cast, enter)
        assert words in doors
        assert (name == "ines") == ("You are on the list" in doors)


async def test_what_is_sent_is_not_left_without_a_way(cast: Cast, enter: Enter) -> None:
    omar = await enter("omar")
    at = f"/enrolments/{await sent(cast, 'omar')}"
    ways = Member.select(Member.means).where(Member.id == cast.members["omar"])
    before = await ways
    answer = await omar.post(f"{at}/ways", {"phone": "", "email": ""}, page=f"{at}/ways")
    assert answer.status_code == 422
    assert NO_WAY_LEFT in answer.text
    assert 'id="means-error"' in answer.text
    assert await ways == before


async def test_a_draft_may_be_kept_without_a_way_and_does_not_call_it_optional(cast: Cast, enter: Enter) -> None:
    omar = await enter("omar")
    at = await begun(omar, cast, "mentee")
    page = (await omar.get(f"{at}/ways")).text
    assert "<legend>How do you like to talk?</legend>" in page
    assert "So at least one is needed." in page
    assert '<span class="maybe">(optional)</span></legend>' in (await omar.get("/me/contact")).text
    assert await save(omar, at, "ways", {"phone": "", "email": ""}) == "/times"


async def test_whoever_mends_a_page_from_the_last_look_comes_back_to_it(cast: Cast, enter: Enter) -> None:
    omar = await enter("omar")
    at = await begun(omar, cast, "mentee")
    await save(omar, at, "apart")
    ways = {"means": ["text"], "phone": "+44 20 7946 0144", "email": ""}
    assert await save(omar, at, "ways", ways) == "/send"  # type: ignore[arg-type]


async def test_kind_words_stay_while_it_is_changed_and_home_leads_there(cast: Cast, enter: Enter) -> None:
    enrolment = await sent(cast, "omar")
    await answered(cast, enrolment, welcome=False, words=WORDS)
    omar, at = await enter("omar"), f"/enrolments/{enrolment}"
    home = (await omar.get("/home")).text
    assert "Fay wrote: not yet" in home
    assert WORDS not in home
    await again(enrolment, by=cast.person("omar"), once=once())
    page = (await omar.get(at)).text
    assert WORDS in page
    assert page.count('<p class="small">Next</p>') == 1  # what was once sent has its last look before it
    assert page.partition("Look it over and send it")[2].lstrip().startswith('</a></p><p class="small">Next</p>')


async def test_a_welcome_without_words_is_still_said(cast: Cast, enter: Enter) -> None:
    for role in ("mentee", "mentor"):
        enrolment = await sent(cast, "omar", role)
        await answered(cast, enrolment, welcome=True)
        assert "Fay said welcome" in (await (await enter("omar")).get(f"/enrolments/{enrolment}")).text


async def test_whoever_stops_mentoring_reads_that_they_have(cast: Cast, enter: Enter) -> None:
    theo, at = await enter("theo"), f"/enrolments/{cast.enrolments['theo']}"
    stopping = "/me/room/stepping-back"
    assert (await theo.post(stopping, page=stopping)).headers["location"] == at
    page = await theo.get(at)
    assert title(page) == "You no longer mentor in Tuesday Evening"
    assert "Talks you are in go on." in page.text
    assert "Offer again" in page.text
    doors = (await theo.get("/enrolments")).text
    assert "You no longer mentor" in doors
    assert "Taken back" not in doors


async def test_before_one_stops_looking_only_what_is_true_is_said(cast: Cast, enter: Enter) -> None:
    for name, there, absent in (
        ("ines", ("You give up your place in the list",), ("You are asked about", "go on</p>")),
        ("noor", ("You give up your place", "You are asked about Theo just now."), ("go on</p>",)),
        ("maya", ("Your talks with Theo go on",), ("You are asked about", "You give up your place")),
    ):
        page = (await (await enter(name)).get(f"/enrolments/{cast.enrolments[name]}/withdrawal")).text
        assert all(words in page for words in there), name
        assert not any(words in page for words in absent), name


async def test_whoever_stopped_looking_reads_that_they_have(cast: Cast, enter: Enter) -> None:
    await withdraw(cast.enrolments["ines"], by=cast.person("ines"), once=once())
    ines, at = await enter("ines"), f"/enrolments/{cast.enrolments['ines']}"
    assert title(await ines.get(at)) == "You stopped looking"
    assert "You stopped looking" in (await ines.get("/enrolments")).text


async def test_the_last_look_says_who_reads_it(cast: Cast, enter: Enter) -> None:
    omar: Browser = await enter("omar")
    at = await begun(omar, cast, "mentee")
    page = (await omar.get(f"{at}/send")).text
    assert "It goes to Fay, who usually reads it within three days." in page
    assert "None of your own words." in page
    assert (await row_of(at))["state"] == "draft"
