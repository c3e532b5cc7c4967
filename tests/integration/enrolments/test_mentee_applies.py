"""Omar looks for a mentor: over two visits, page by page, until it is sent."""

from datetime import timedelta

import pytest

from portal import clock, sealed
from portal.aspects.queries import answers_of, aspects
from portal.audit import AuditEntry
from portal.check import check
from portal.database import counted
from portal.enrolments.rules import NO_WAYS
from portal.enrolments.steps import PAGES
from portal.enrolments.tables import Enrolment
from portal.members.tables import Member
from tests.integration.browser import Browser, title
from tests.integration.cast import TUESDAY, Cast, phone
from tests.integration.conftest import Enter
from tests.integration.enrolments.sending import Form, begun, row_of, save, told
from tests.integration.ledger import everything, on_disk

HARD, LINE = "I read the same page for an hour.", "I read the same page for an hour, and nights are long."
NOW: Form = {
    "attending": "sometimes",
    "hard_about": ["nights", "trust"],
    "hard_now": HARD,
    "line": LINE,
    "support": "just_listen",
}
WAYS: Form = {"means": ["phone"], "phone": phone("omar"), "email": ""}


@pytest.fixture
async def omar(enter: Enter) -> Browser:
    clock.set(clock.now())
    return await enter("omar")


async def test_two_visits_with_the_browser_closed_in_between(cast: Cast, enter: Enter, omar: Browser) -> None:
    at = await begun(omar, cast, "mentee")
    assert await save(omar, at, "now", NOW) == "/about"
    first = (await aspects())[0]
    option = next(iter(first.options))
    about: Form = {f"option_{first.id}": option, f"wish_{first.id}": "closer to mine", f"shown_{first.id}": "yes"}
    assert await save(omar, at, "about", {**about, "then": "later"}) == ""
    await omar.close()

    clock.travel(days=2)
    later = await enter("omar")
    page = (await later.get(at)).text
    assert f'href="{at}/ways"' in page.partition("Go on where you left off")[0]
    assert page.count('<p class="small">Saved</p>') == 2
    kept = (await later.get(f"{at}/now")).text
    assert HARD in kept
    assert f'value="{LINE}"' in kept
    assert kept.count(" checked") == 4
    assert await save(later, at, "ways", WAYS) == "/times"
    assert await save(later, at, "times", {"times": ["1e"], "zone": "Europe/London"}) == "/apart"
    assert await save(later, at, "apart") == "/send"

    look = (await later.get(f"{at}/send")).text
    assert LINE in look
    assert HARD not in look
    answer = await later.post(f"{at}/sending", page=f"{at}/send")
    assert (answer.status_code, answer.headers["location"]) == (303, at)
    stands = await later.get(at)
    assert title(stands) == "Your application is sent"
    assert "Next: Fay reads it" in stands.text

    row, ring = await row_of(at), await sealed.ring(cast.members["omar"])
    assert (row["state"], row["sent_at"], row["attending"], row["support"]) == (
        "submitted",
        clock.now(),
        "sometimes",
        "just_listen",
    )
    opened = [ring.open(row[name], of=cast.members["omar"]) for name in ("hard_about", "hard_now", "line")]
    assert opened == ["nights,trust", HARD, LINE]
    assert (await answers_of(cast.members["omar"], ring=ring))[first.id].option == option
    [member] = await Member.select(Member.times, Member.zone).where(Member.id == cast.members["omar"])
    assert member == {"times": "1e", "zone": "Europe/London"}
    assert await told(cast, "fay") == [("application", row["id"])]
    assert await told(cast, "cora") == []
    assert await check() == []


async def test_what_was_written_is_sealed(cast: Cast, omar: Browser) -> None:
    at = await begun(omar, cast, "mentee")
    await save(omar, at, "now", NOW)
    rows, disk = await everything(), on_disk()
    for said in (HARD, LINE, "nights,trust"):
        assert said not in rows
        assert said.encode() not in disk


async def test_nothing_is_asked_but_a_way_to_talk(cast: Cast, omar: Browser) -> None:
    at = await begun(omar, cast, "mentee")
    for page in ("now", "about", "times", "apart"):
        await save(omar, at, page, {"zone": "UTC"} if page == "times" else {})
    await save(omar, at, "ways", {"means": [], "phone": "", "email": ""})
    before = await row_of(at)
    answer = await omar.post(f"{at}/sending", page=f"{at}/send")
    assert answer.status_code == 422
    assert NO_WAYS in answer.text
    assert 'href="#ways"' in answer.text
    assert await row_of(at) == before
    await save(omar, at, "ways", WAYS)
    assert (await omar.post(f"{at}/sending", page=f"{at}/send")).status_code == 303


async def test_prefer_not_to_say_takes_an_answer_back(cast: Cast, omar: Browser) -> None:
    at = await begun(omar, cast, "mentee")
    await save(omar, at, "now", NOW)
    await save(omar, at, "now", {"attending": "", "support": "", "hard_now": "", "line": ""})
    row = await row_of(at)
    assert (row["attending"], row["support"]) == ("", "")
    assert (row["hard_about"], row["hard_now"], row["line"]) == (None, None, None)


async def test_bad_input_keeps_what_was_typed_and_saves_nothing(cast: Cast, omar: Browser) -> None:
    at = await begun(omar, cast, "mentee")
    for bad in (
        {"support": "a lot"},
        {"hard_about": ["nights", "pigeon"]},
        {"line": "x" * 201},
        {"hard_now": "x" * 2001},
    ):
        before = await everything()
        answer = await omar.post(f"{at}/now", {**NOW, **bad}, page=f"{at}/now")
        assert answer.status_code == 422
        assert f'id="{next(iter(bad))}-error"' in answer.text
        assert ("x" * 201 in answer.text) if "line" in bad else LINE in answer.text
        assert await everything() == before
    piece = await omar.post(f"{at}/ways", {"means": ["phone"]}, page=f"{at}/ways", hx_request_type="partial")
    assert piece.status_code == 422
    assert piece.text.lstrip().startswith('<div id="contact-form"')
    assert f'action="{at}/ways"' in piece.text


async def test_the_same_page_sent_twice_is_saved_once(cast: Cast, omar: Browser) -> None:
    at = await begun(omar, cast, "mentee")
    times: Form = {"times": ["0m"], "zone": "UTC"}
    for page, form in (("now", NOW), ("ways", WAYS), ("times", times), ("about", {})):
        sent: Form = {**await omar.tokens(f"{at}/{page}"), **form}
        first = await omar.post_as_it_is(f"{at}/{page}", sent)
        kept, entries = await row_of(at), await AuditEntry.count()
        second = await omar.post_as_it_is(f"{at}/{page}", sent)
        assert (first.status_code, first.headers["location"]) == (second.status_code, second.headers["location"])
        assert (await row_of(at), await AuditEntry.count()) == (kept, entries)


async def test_begun_twice_is_one(cast: Cast, omar: Browser) -> None:
    tokens = await omar.tokens("/enrolments")
    form = {**tokens, "role": "mentee", "group": cast.groups[TUESDAY]}
    first, second = [await omar.post_as_it_is("/enrolments", form) for _ in range(2)]
    assert first.headers["location"] == second.headers["location"]
    fresh = await omar.tokens("/guide")
    third = await omar.post_as_it_is("/enrolments", {**form, **fresh})
    assert third.headers["location"] == first.headers["location"]
    assert await Enrolment.count().where(Enrolment.member == cast.members["omar"]) == 1


async def test_after_it_is_sent_a_page_can_be_changed_and_leads_back(cast: Cast, omar: Browser) -> None:
    at = await begun(omar, cast, "mentee")
    await omar.post(f"{at}/sending", page=f"{at}/send")
    assert await save(omar, at, "now", NOW) == ""
    assert (await row_of(at))["state"] == "submitted"
    assert (await omar.get(f"{at}/send")).headers["location"] == at


async def test_the_pages_of_a_mentor_are_not_there(cast: Cast, omar: Browser) -> None:
    at = await begun(omar, cast, "mentee")
    for page in ("experience", "qualities", "introduction"):
        assert (await omar.get(f"{at}/{page}")).status_code == 404
        assert (await omar.post(f"{at}/{page}", {"introduction": "Hello."})).status_code == 404


@pytest.mark.parametrize("name", ["ines", "fay", "cora", "lena", "stranger"])
async def test_other_peoples_are_not_there(cast: Cast, enter: Enter, omar: Browser, name: str) -> None:
    at = await begun(omar, cast, "mentee")
    other = await enter(name)
    for page in ("", *(f"/{page}" for page in PAGES["mentee"]), "/withdrawal"):
        assert (await other.get(f"{at}{page}")).status_code == 404, page
    for page in ("/now", "/apart", "/sending", "/withdrawal", "/again", "/waiting"):
        assert (await other.post(f"{at}{page}", {"hard_now": "Not mine."})).status_code == 404, page
    assert (await row_of(at))["hard_now"] is None


async def test_no_page_asks_more_than_eight_times(cast: Cast, omar: Browser) -> None:
    at = await begun(omar, cast, "mentee")
    await save(omar, at, "now", NOW)
    await omar.get("/enrolments")
    for address in ("/enrolments", at, *(f"{at}/{page}" for page in PAGES["mentee"]), "/me"):
        with counted() as heard:
            assert (await omar.get(address)).status_code == 200
        assert len(heard) <= 8, address


async def test_where_it_stands_says_by_when(cast: Cast, omar: Browser) -> None:
    clock.set(clock.now().replace(month=6, day=10, hour=12))
    omar = await omar.enter(cast.accounts["omar"])
    at = await begun(omar, cast, "mentee")
    await omar.post(f"{at}/sending", page=f"{at}/send")
    page = (await omar.get(at)).text
    assert f'<time datetime="{(clock.now() + timedelta(days=3)).isoformat()}">13 June</time>' in page
    assert "the coordinator hears of it on" in page
    assert ">17 June</time>" in page
