"""Offering to mentor: with twelve months, or with a depth that corresponds; and what a mentee will read of it."""

import json
from datetime import timedelta

import pytest

from portal import clock, sealed
from portal.check import check
from portal.database import counted
from portal.enrolments.rules import NO_INTRODUCTION, NO_WAYS, NOT_AGREED, QUALITIES
from portal.enrolments.steps import PAGES
from portal.enrolments.tables import Availability, Enrolment
from portal.groups.tables import Membership
from portal.members.tables import Member
from tests.integration.browser import Browser, title
from tests.integration.cast import SATURDAY, TUESDAY, Cast
from tests.integration.conftest import Enter
from tests.integration.enrolments.sending import Form, begun, row_of, save, told
from tests.integration.ledger import everything
from tests.integration.newcomers import arrive, join
from tests.integration.told import tell

STORY = "This is my story.\n\nI have time on Sundays."
DEPTH = "I was accompanied for a year, elsewhere."
TIMES: Form = {"times": ["6m"], "zone": "UTC", "capacity": "2"}
SEEN = 'class="said">This is my story.\n\nI have time on Sundays.</blockquote>'


@pytest.fixture
async def omar(enter: Enter) -> Browser:
    """A member for four hundred days."""
    clock.set(clock.now())
    return await enter("omar")


@pytest.fixture
async def mira(cast: Cast, enter: Enter) -> Browser:
    """A member for sixty days."""
    await arrive(cast, "mira")
    return await enter("mira")


async def all_pages(browser: Browser, at: str, depth: Form | None = None) -> None:
    assert await save(browser, at, "experience", depth or {}) == "/qualities"
    assert (
        await save(browser, at, "qualities", {"willing": "already", "safe": "not_yet", "present": ""})
        == "/introduction"
    )
    assert await save(browser, at, "introduction", {"introduction": STORY, "then": "look"}) == "/introduction"
    assert SEEN in (await browser.get(f"{at}/introduction")).text
    assert await save(browser, at, "introduction", {"introduction": STORY}) == "/about"
    assert await save(browser, at, "about") == "/ways"
    assert await save(browser, at, "ways", {"means": ["text"], "phone": "+1 202 555 0142", "email": ""}) == "/times"
    assert await save(browser, at, "times", TIMES) == "/apart"
    assert await save(browser, at, "apart") == "/send"


async def test_with_twelve_months_nobody_asks_why(cast: Cast, omar: Browser) -> None:
    at = await begun(omar, cast, "mentor")
    page = (await omar.get(f"{at}/experience")).text
    assert "About 13 months in Tuesday Evening" in page
    assert "Why do you feel ready" not in page
    assert "You had a mentor here yourself" not in page
    await all_pages(omar, at)

    assert SEEN in (await omar.get(f"{at}/send")).text
    assert (await omar.post(f"{at}/sending", {"agreed": "y"}, page=f"{at}/send")).headers["location"] == at
    row, ring = await row_of(at), await sealed.ring(cast.members["omar"])
    assert (row["state"], row["agreed_at"], row["sent_at"]) == ("submitted", clock.now(), clock.now())
    assert ring.open(row["introduction"], of=cast.members["omar"]) == STORY
    assert json.loads(ring.open(row["qualities"], of=cast.members["omar"])) == {"willing": "already", "safe": "not_yet"}
    [room] = await Availability.select().where(Availability.member == cast.members["omar"])
    assert room["capacity"] == 2
    assert await told(cast, "fay") == [("application", row["id"])]
    assert await check() == []


async def test_with_less_there_is_a_depth_that_corresponds(cast: Cast, mira: Browser) -> None:
    at = await begun(mira, cast, "mentor")
    assert "Why do you feel ready" in (await mira.get(f"{at}/experience")).text
    await all_pages(mira, at, {"depth": DEPTH})
    assert DEPTH in (await mira.get(f"{at}/experience")).text
    assert DEPTH not in (await mira.get(f"{at}/send")).text
    assert (await mira.post(f"{at}/sending", {"agreed": "y"}, page=f"{at}/send")).status_code == 303
    assert DEPTH not in await everything()


async def test_that_they_were_mentored_here_is_known(cast: Cast, enter: Enter) -> None:
    """Ines has talks behind her; what she said of herself as a mentee is there already."""
    await tell(cast)
    await Member.update({Member.times: "2a"}).where(Member.id == cast.members["ines"])
    ines = await enter("ines")
    at = await begun(ines, cast, "mentor")
    assert "You had a mentor here yourself" in (await ines.get(f"{at}/experience")).text
    assert 'value="2a" checked' in (await ines.get(f"{at}/times")).text
    assert 'value="phone" checked' in (await ines.get(f"{at}/ways")).text
    assert (await row_of(cast.enrolments["ines"]))["state"] == "active"


async def test_what_must_be_there(cast: Cast, omar: Browser) -> None:
    await Member.update({Member.means: ""}).where(Member.id == cast.members["omar"])
    at = await begun(omar, cast, "mentor")
    before = await row_of(at)
    answer = await omar.post(f"{at}/sending", page=f"{at}/send")
    assert answer.status_code == 422
    for sentence in (NO_WAYS, NO_INTRODUCTION, NOT_AGREED):
        assert sentence in answer.text
    assert await row_of(at) == before
    piece = await omar.post(f"{at}/sending", page=f"{at}/send", hx_request_type="partial")
    assert piece.text.lstrip().startswith('<div id="send-form"')
    assert not await Availability.exists().where(Availability.member == cast.members["omar"])


async def test_nothing_sensitive_is_needed(cast: Cast, mira: Browser) -> None:
    """Neither how one sees oneself, nor why the time is enough."""
    at = await begun(mira, cast, "mentor")
    await save(mira, at, "introduction", {"introduction": STORY})
    await save(mira, at, "ways", {"means": ["text"], "phone": "+1 202 555 0142", "email": ""})
    assert (await mira.post(f"{at}/sending", {"agreed": "y"}, page=f"{at}/send")).status_code == 303
    [room] = await Availability.select().where(Availability.member == cast.members["mira"])
    assert room["capacity"] == 1


@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("introduction", {"introduction": " \n"}),
        ("introduction", {"introduction": "x" * 2001}),
        ("experience", {"depth": "x" * 2001}),
        ("qualities", {"willing": "very"}),
        ("times", {**TIMES, "capacity": "4"}),
        ("times", {**TIMES, "capacity": ""}),
        ("times", {**TIMES, "times": ["9x"]}),
    ],
)
async def test_bad_input_saves_nothing(cast: Cast, mira: Browser, page: str, form: Form) -> None:
    at = await begun(mira, cast, "mentor")
    before = await everything()
    answer = await mira.post(f"{at}/{page}", form, page=f"{at}/{page}")
    assert answer.status_code == 422
    assert 'id="to-fix"' in answer.text
    assert await everything() == before


async def test_the_ten_sentences_are_asked(cast: Cast, omar: Browser) -> None:
    at = await begun(omar, cast, "mentor")
    page = (await omar.get(f"{at}/qualities")).text
    assert all(f'name="{name}"' in page for name in QUALITIES)
    assert " checked" not in page


async def test_an_applicant_has_no_room_to_show_yet(cast: Cast, omar: Browser) -> None:
    at = await begun(omar, cast, "mentor")
    await save(omar, at, "times", TIMES)
    assert (await omar.get("/me/room")).status_code == 404
    assert "/me/room" not in (await omar.get("/me")).text


async def test_a_member_of_the_past_can_mentor_and_not_be_mentored(cast: Cast, enter: Enter) -> None:
    left = clock.now().date() - timedelta(days=3)
    await Membership.update({Membership.left_on: left}).where(Membership.member == cast.members["omar"])
    omar = await enter("omar")
    page = (await omar.get("/enrolments")).text
    assert ('value="mentor"' in page, 'value="mentee"' in page) == (True, False)
    refused = await omar.post("/enrolments", {"role": "mentee", "group": cast.groups[TUESDAY]}, page="/enrolments")
    assert refused.status_code == 422
    assert "You can look for a mentor in a group that you belong to now." in refused.text
    assert not await Enrolment.exists().where(Enrolment.member == cast.members["omar"])
    assert title(await omar.get(await begun(omar, cast, "mentor"))) == "You as a mentor in Tuesday Evening"


async def test_of_several_groups_one_is_chosen(cast: Cast, enter: Enter) -> None:
    await join(cast, "omar", SATURDAY)
    omar = await enter("omar")
    assert 'type="radio" name="group"' in (await omar.get("/enrolments")).text
    answer = await omar.post("/enrolments", {"role": "mentor"}, page="/enrolments")
    assert answer.status_code == 422
    assert "Choose a group." in answer.text
    at = await begun(omar, cast, "mentor", SATURDAY)
    assert (await row_of(at))["group"] == cast.groups[SATURDAY]


async def test_a_group_that_is_not_theirs_is_not_there(cast: Cast, enter: Enter) -> None:
    omar, stranger = await enter("omar"), await enter("stranger")
    for browser in (omar, stranger):
        answer = await browser.post("/enrolments", {"role": "mentor", "group": cast.groups[SATURDAY]})
        assert answer.status_code == 422
    assert 'value="mentee"' not in (await stranger.get("/enrolments")).text


async def test_no_page_asks_more_than_eight_times(cast: Cast, enter: Enter) -> None:
    await tell(cast)
    ines = await enter("ines")
    at = await begun(ines, cast, "mentor")
    await all_pages(ines, at)
    for address in ("/enrolments", at, *(f"{at}/{page}" for page in PAGES["mentor"])):
        with counted() as heard:
            assert (await ines.get(address)).status_code == 200
        assert len(heard) <= 8, address


async def test_nobody_for_now_stays_nobody(cast: Cast, omar: Browser) -> None:
    """Chosen on the page, or in the room that one has already; sending it opens no place."""
    at = await begun(omar, cast, "mentor")
    assert 'name="capacity" value="1" checked' in (await omar.get(f"{at}/times")).text
    await save(omar, at, "times", {**TIMES, "capacity": "0"})
    page = (await omar.get(f"{at}/times")).text
    assert ('value="0" checked' in page, "Nobody for now" in page) == (True, True)

    await save(omar, at, "introduction", {"introduction": STORY})
    await save(omar, at, "ways", {"means": ["text"], "phone": "+1 202 555 0142", "email": ""})
    assert (await omar.post(f"{at}/sending", {"agreed": "y"}, page=f"{at}/send")).status_code == 303
    [room] = await Availability.select().where(Availability.member == cast.members["omar"])
    assert room["capacity"] == 0
