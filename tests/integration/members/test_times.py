"""When somebody can talk, and whose clock they read."""

from datetime import timedelta

import pytest

from portal import clock
from portal.members.tables import Member
from tests.integration.browser import Browser
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.ledger import everything

HERE = "/me/times"
Form = dict[str, str | list[str]]


@pytest.fixture
async def maya(enter: Enter) -> Browser:
    return await enter("maya")


async def kept(cast: Cast) -> tuple[str, str]:
    [row] = await Member.select(Member.times, Member.zone).where(Member.id == cast.members["maya"])
    return row["times"], row["zone"]


async def test_they_are_kept_and_said(cast: Cast, maya: Browser) -> None:
    form: Form = {"times": ["3m", "1e", "3m"], "zone": "America/New_York"}
    answer = await maya.post(HERE, form, page=HERE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")
    assert await kept(cast) == ("1e,3m", "America/New_York")

    assert "Tuesday evenings, Thursday mornings" in (await maya.get("/me")).text
    page = (await maya.get(HERE)).text
    assert page.count(" checked>") == 2
    assert all(f'value="{time}" checked' in page for time in ("1e", "3m"))
    assert "Times are by your own clock: New York" in page
    assert '<option value="America/New_York" selected>New York (America)</option>' in page


async def test_each_tick_says_its_day(maya: Browser) -> None:
    page = (await maya.get(HERE)).text
    assert 'value="1e"><span><span class="unseen">Tuesday </span>evening</span>' in page
    assert page.count('name="times"') == 28


async def test_nothing_ticked_is_any_time(cast: Cast, maya: Browser) -> None:
    await maya.post(HERE, {"times": ["0m"], "zone": "UTC"}, page=HERE)
    assert (await maya.post(HERE, {"zone": "UTC"}, page=HERE)).status_code == 303
    assert await kept(cast) == ("", "UTC")
    assert "Any time" in (await maya.get("/me")).text
    assert "Tick nothing, and any time will do." in (await maya.get(HERE)).text


async def test_whoever_has_said_no_zone_yet_is_asked(maya: Browser) -> None:
    page = (await maya.get(HERE)).text
    assert "<details" not in page
    assert '<select id="zone"' in page


async def test_without_a_zone_theirs_stays(cast: Cast, maya: Browser) -> None:
    await maya.post(HERE, {"zone": "Europe/London"}, page=HERE)
    assert (await maya.post(HERE, {"times": ["2n"]}, page=HERE)).status_code == 303
    assert await kept(cast) == ("2n", "Europe/London")


async def test_the_next_page_is_by_the_new_clock(cast: Cast, enter: Enter) -> None:
    clock.set(clock.now().replace(hour=12))
    tomorrow = (clock.now() + timedelta(days=1)).date().isoformat()
    maya, address = await enter("maya"), f"/talks/{cast.talk}/check-in"
    assert f'max="{tomorrow}"' not in (await maya.get(address)).text
    await maya.post(HERE, {"zone": "Pacific/Kiritimati"}, page=HERE)  # fourteen hours ahead
    assert f'max="{tomorrow}"' in (await maya.get(address)).text


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        ({"times": ["1e", "7m"]}, "times", "Choose among these."),
        ({"times": ["1e", "<script>alert(1)</script>"]}, "times", "Choose among these."),
        ({"zone": "Mars/Olympus_Mons"}, "zone", "Choose one of these."),
        ({"zone": "../../etc/passwd"}, "zone", "Choose one of these."),
        ({"zone": "Europe"}, "zone", "Choose one of these."),
        ({"zone": ""}, "zone", "Choose one of these."),
        ({"zone": "\x00" * 100}, "zone", "Choose one of these."),
    ],
)
async def test_what_will_not_do(cast: Cast, maya: Browser, form: Form, field: str, sentence: str) -> None:
    await maya.post(HERE, {"times": ["0m"], "zone": "Europe/London"}, page=HERE)
    before = await everything()
    answer = await maya.post(HERE, {"times": ["1e"], "zone": "Europe/Paris", **form}, page=HERE)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert sentence in answer.text
    assert 'value="1e" checked' in answer.text
    chosen = "Europe/London" if field == "zone" else "Europe/Paris"
    assert f'<option value="{chosen}" selected>' in answer.text
    assert ("<details" in answer.text) == (field != "zone")
    assert "<script>alert" not in answer.text
    assert await everything() == before


async def test_the_same_form_twice_is_kept_once(cast: Cast, maya: Browser) -> None:
    form: Form = {"times": ["1e"], "zone": "Europe/London", **await maya.tokens(HERE)}
    assert (await maya.post_as_it_is(HERE, form)).status_code == 303
    before = await everything()
    assert (await maya.post_as_it_is(HERE, form)).status_code == 303
    assert await everything() == before


async def test_with_htmx_the_form_alone_comes_back(maya: Browser) -> None:
    answer = await maya.post(HERE, {"times": ["pigeon"]}, page=HERE, hx_request="true", hx_request_type="partial")
    assert answer.status_code == 422
    assert answer.text.startswith('<div id="times-form"')


async def test_somebody_who_runs_a_group_sees_what_is_theirs(enter: Enter) -> None:
    fay, maya = (await (await enter("fay")).get("/me")).text, (await (await enter("maya")).get("/me")).text
    for address in ("/enrolments", "/me/about"):
        assert (f'href="{address}"' in maya, f'href="{address}"' in fay) == (True, False)
    for address in ("/me/contact", "/me/times", "/me/apart"):
        assert (f'href="{address}"' in maya, f'href="{address}"' in fay) == (True, True)
