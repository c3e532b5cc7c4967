"""A mentor's room in two taps: how many at once, a pause with its return; and a mentee who waits again."""

from datetime import timedelta

import pytest

from portal import clock
from portal.enrolments.tables import Availability, Enrolment
from portal.members.tables import Member
from portal.web.dates import Dates
from tests.integration.browser import Browser, alike
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.ledger import counts
from tests.integration.told import goodbye


@pytest.fixture
async def ruth(cast: Cast, enter: Enter) -> Browser:
    clock.set(clock.now())
    return await enter("ruth")


def in_days(days: int) -> str:
    return (clock.now().date() + timedelta(days=days)).isoformat()


async def said(browser: Browser) -> str:
    """What the page says of one's room."""
    page = (await browser.get("/me/room")).text
    return page.partition('<h2 id="how-many"')[2].partition(">")[2].partition("</h2>")[0]


@pytest.mark.parametrize(
    ("capacity", "sentence"),
    [
        ("0", "Nobody new for now"),
        ("1", "Room for one at once"),
        ("2", "Room for two at once"),
        ("3", "Room for three at once"),
    ],
)
async def test_one_tap_says_how_many(cast: Cast, ruth: Browser, capacity: str, sentence: str) -> None:
    clock.travel(minutes=5)
    answer = await ruth.post("/me/room", {"capacity": capacity}, page="/me/room")
    assert (answer.status_code, answer.headers["location"]) == (303, "/me/room")

    assert await said(ruth) == sentence
    assert sentence in (await ruth.get("/me")).text
    page = (await ruth.get("/me/room")).text
    assert page.count('aria-pressed="true"') == 1
    assert f'aria-pressed="true" name="capacity" value="{capacity}"' in page
    [row] = await Availability.select().where(Availability.id == cast.rooms["ruth"])
    assert (row["capacity"], row["changed_at"]) == (int(capacity), clock.now())


async def test_with_htmx_the_piece_alone_comes_back(ruth: Browser) -> None:
    answer = await ruth.post("/me/room", {"capacity": "2"}, page="/me/room", hx_request_type="partial")
    assert answer.status_code == 200
    assert answer.text.startswith('<div id="room"')
    assert "Room for two at once" in answer.text


async def test_a_pause_and_its_return(cast: Cast, ruth: Browser) -> None:
    day = clock.now().date() + timedelta(days=3)
    await ruth.post("/me/room/pause", {"until": day.isoformat()}, page="/me/room")
    assert await said(ruth) == f"You are taking a pause until {Dates(clock.now()).plain(day)}"

    await ruth.post("/me/room/return", page="/me/room")
    assert await said(ruth) == "Room for one at once"
    [row] = await Availability.select().where(Availability.id == cast.rooms["ruth"])
    assert row["paused_until"] is None


async def test_back_on_the_day_itself_without_doing_anything(cast: Cast, enter: Enter, ruth: Browser) -> None:
    await ruth.post("/me/room/pause", {"until": in_days(2)}, page="/me/room")
    clock.set((clock.now() + timedelta(days=2)).replace(hour=0, minute=0, second=0, microsecond=0))
    assert await said(await enter("ruth")) == "Room for one at once"
    assert await cast.ask("ines", "ruth")


async def test_tomorrow_is_the_mentors_own_tomorrow(cast: Cast, enter: Enter) -> None:
    clock.set(clock.now().replace(hour=12, minute=0))
    for zone, status in (("Pacific/Kiritimati", 422), ("Pacific/Niue", 303)):
        await Member.update({Member.zone: zone}).where(Member.id == cast.members["ruth"])
        ruth = await enter("ruth")
        assert (await ruth.post("/me/room/pause", {"until": in_days(1)}, page="/me/room")).status_code == status


async def test_less_room_ends_nothing(cast: Cast, enter: Enter) -> None:
    theo = await enter("theo")
    await theo.post("/me/room", {"capacity": "0"}, page="/me/room")
    assert (await theo.get(f"/talks/{cast.talk}")).status_code == 200
    assert await cast.say("yes", cast.proposal, "noor") == "open"
    assert await cast.say("yes", cast.proposal, "theo") == "matched"


@pytest.mark.parametrize("name", ["omar", "maya", "fay", "cora", "stranger"])
async def test_who_does_not_mentor_has_no_such_page(enter: Enter, name: str) -> None:
    browser = await enter(name)
    before = await counts()
    absent = alike(await browser.get("/me/nothing-of-the-kind"))
    assert absent[0] == 404
    assert alike(await browser.get("/me/room")) == absent
    forms = {"/me/room": {"capacity": "2"}, "/me/room/pause": {"until": in_days(2)}, "/me/room/return": {}}
    for address, form in forms.items():
        answer = await browser.post(address, form)
        assert answer.status_code in (404, 409), address
    assert await counts() == before


async def test_after_a_goodbye_a_mentee_waits_again_when_they_say_so(cast: Cast, enter: Enter) -> None:
    clock.set(clock.now())
    await goodbye(cast, "maya")
    clock.travel(minutes=20)
    maya, address = await enter("maya"), f"/enrolments/{cast.enrolments['maya']}/waiting"
    assert "You are resting" in (await maya.get("/me")).text
    assert (await maya.post(address, page="/me")).headers["location"] == "/me"

    [row] = await Enrolment.select().where(Enrolment.id == cast.enrolments["maya"])
    assert (row["state"], row["waiting_since"]) == ("active", clock.now())
    assert "You are resting" not in (await maya.get("/me")).text
    assert (await maya.post(address, page="/me")).status_code == 409


async def test_nobody_says_so_for_somebody_else(cast: Cast, enter: Enter) -> None:
    await goodbye(cast, "maya")
    address = f"/enrolments/{cast.enrolments['maya']}/waiting"
    for name in ("theo", "ines", "fay", "cora", "lena"):
        browser = await enter(name)
        absent = alike(await browser.post("/enrolments/k3v9k3v9k3v9k3v9/waiting"))
        assert absent[0] == 404
        assert alike(await browser.post(address)) == absent
    assert await Enrolment.exists().where(Enrolment.id == cast.enrolments["maya"], Enrolment.state == "paused")
