"""How somebody may be reached: what has to be filled in, that it is sealed, and who reads it."""

import pytest

from portal.database import counted
from portal.enrolments.applying import begin
from portal.members.tables import Member
from tests.integration.browser import Browser
from tests.integration.cast import TUESDAY, Cast, email, once, phone
from tests.integration.conftest import Enter
from tests.integration.ledger import everything, on_disk
from tests.integration.rows import all_rows

NUMBER, ADDRESS = "+44 20 7946 0123", "nobody-knows@elsewhere.example"
SAM = "It is Sam, about the garden."
Form = dict[str, str | list[str]]
REACHED: Form = {"means": ["phone"], "phone": NUMBER, "email": ADDRESS}
SAFELY: Form = {"calling": "message_first", "voicemail": "no", "if_answered": SAM}
CALLS = ("Message first, please.", "No voicemail, please.", f"If someone else answers: “{SAM}”")


@pytest.fixture
async def maya(enter: Enter) -> Browser:
    return await enter("maya")


async def kept(browser: Browser) -> str:
    return (await browser.get("/me/contact")).text


async def test_it_is_kept_and_sealed(cast: Cast, maya: Browser) -> None:
    form: Form = {"means": ["phone", "video"], "phone": f" {NUMBER} ", "email": ADDRESS}
    answer = await maya.post("/me/contact", form, page="/me/contact")
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")

    assert "Phone or video" in (await maya.get("/me")).text
    page = await kept(maya)
    assert f'value="{NUMBER}"' in page
    assert f'value="{ADDRESS}"' in page
    for words in (NUMBER, ADDRESS, phone("maya"), email("theo")):
        assert words not in await everything()
        assert words.encode() not in on_disk()
    [row] = await Member.select(Member.means).where(Member.id == cast.members["maya"])
    assert row["means"] == "phone,video"


async def test_all_of_it_may_be_empty(cast: Cast, maya: Browser) -> None:
    assert (await maya.post("/me/contact", {"phone": "", "email": ""}, page="/me/contact")).status_code == 303
    [row] = await Member.select(Member.means, Member.phone, Member.email).where(Member.id == cast.members["maya"])
    assert row == {"means": "", "phone": None, "email": None}


async def test_how_to_call_is_kept_and_what_to_say_is_sealed(cast: Cast, maya: Browser) -> None:
    form: Form = {**REACHED, "calling": "message_first", "voicemail": "no", "if_answered": f"  {SAM} "}
    assert (await maya.post("/me/contact", form, page="/me/contact")).status_code == 303

    page = await kept(maya)
    assert f'value="{SAM}"' in page
    for chosen in ("message_first", "no"):
        assert f'value="{chosen}" checked' in page
    assert SAM not in await everything()
    assert SAM.encode() not in on_disk()

    assert (await maya.post("/me/contact", REACHED, page="/me/contact")).status_code == 303
    asked = (Member.calling, Member.voicemail, Member.if_answered)
    [row] = await Member.select(*asked).where(Member.id == cast.members["maya"])
    assert row == {"calling": "", "voicemail": "", "if_answered": None}


async def test_where_nothing_was_said_of_calls_nothing_is_chosen(cast: Cast, maya: Browser) -> None:
    await maya.post("/me/contact", REACHED, page="/me/contact")
    for radio in ("calling", "voicemail"):
        found = (await kept(maya)).partition(f'<fieldset class="choices choices--one" id="{radio}"')[2]
        assert " checked" not in found.partition("</fieldset>")[0]


async def test_the_same_form_twice_is_kept_once(cast: Cast, maya: Browser) -> None:
    form: Form = {**REACHED, "if_answered": SAM, **await maya.tokens("/me/contact")}
    assert (await maya.post_as_it_is("/me/contact", form)).status_code == 303
    before = await everything()
    assert (await maya.post_as_it_is("/me/contact", form)).status_code == 303
    assert await everything() == before


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        ({"means": "text", "phone": ""}, "phone", "Phone and text need a number. Fill it in, or untick them."),
        ({"means": "email"}, "email", "E-mail and video need an e-mail address. Fill it in, or untick them."),
        ({"phone": "call me"}, "phone", "Write the number with digits, as you would dial it."),
        ({"phone": "12345"}, "phone", "Write the whole number. It needs at least seven digits."),
        ({"phone": "202 555 0104 / 202 555 0105"}, "phone", "One number at a time, please."),
        ({"phone": "202 555 0104 202 555 0105"}, "phone", "One number at a time, please."),
        ({"phone": "1" * 41}, "phone", "This is longer than the 40 characters we can keep."),
        ({"email": "maya at home"}, "email", "An address looks like name@example.org."),
        ({"email": "@"}, "email", "An address looks like name@example.org."),
        ({"means": "pigeon"}, "means", "Choose among these."),
        ({"calling": "pigeon"}, "calling", "Choose one of these."),
        ({"voicemail": "<b>"}, "voicemail", "Choose one of these."),
        ({"if_answered": "x" * 121}, "if_answered", "This is longer than the 120 characters we can keep."),
    ],
)
async def test_what_will_not_do(cast: Cast, maya: Browser, form: Form, field: str, sentence: str) -> None:
    before = await Member.select().where(Member.id == cast.members["maya"])
    typed = {"if_answered": SAM, "calling": "just_call", **form}
    answer = await maya.post("/me/contact", typed, page="/me/contact")
    assert answer.status_code == 422
    assert form.keys() & {"if_answered"} or f'value="{SAM}"' in answer.text
    assert form.keys() & {"calling"} or 'value="just_call" checked' in answer.text
    assert f'id="{field}-error"' in answer.text
    assert sentence in answer.text
    assert await Member.select().where(Member.id == cast.members["maya"]) == before


@pytest.mark.parametrize("page", ["/me/contact", "ways"])
async def test_changed_five_times_a_day_it_is_asked_again_with_what_was_typed(
    cast: Cast, maya: Browser, page: str
) -> None:
    if page == "ways":
        begun = await begin(by=cast.person("maya"), role="mentor", group=cast.groups[TUESDAY], once=once())
        page = f"/enrolments/{begun}/ways"
    for number in range(5):
        assert (await maya.post(page, {**REACHED, "phone": f"020 7946 000{number}"}, page=page)).status_code == 303
    before = await all_rows()
    answer = await maya.post(page, {**REACHED, "if_answered": SAM}, page=page)
    assert answer.status_code == 422
    assert 'id="phone-error"' in answer.text
    assert "changed five times within a day" in answer.text
    assert all(f'value="{typed}"' in answer.text for typed in (NUMBER, ADDRESS, SAM))
    assert await all_rows() == before
    form = {**REACHED, "phone": "020 7946 0004", "if_answered": SAM}
    assert (await maya.post(page, form, page=page)).status_code == 303


async def test_a_pair_sees_the_ways_both_ticked_and_what_these_need(enter: Enter, cast: Cast, maya: Browser) -> None:
    theo = await enter("theo")
    page = (await theo.get(f"/talks/{cast.talk}")).text
    assert (phone("maya") in page, email("maya") in page) == (True, True)

    await maya.post("/me/contact", {"means": "phone", "phone": NUMBER, "email": ADDRESS}, page="/me/contact")
    page = (await theo.get(f"/talks/{cast.talk}")).text
    assert (NUMBER in page, ADDRESS in page) == (True, False)

    await maya.post("/me/contact", {"means": "in_person", "phone": NUMBER, "email": ADDRESS}, page="/me/contact")
    page = (await theo.get(f"/talks/{cast.talk}")).text
    assert (NUMBER in page, ADDRESS in page) == (False, False)
    assert "There is no way to talk yet that you both ticked." in page


async def test_a_pair_sees_how_to_call_where_both_ticked_a_way_that_rings(
    enter: Enter, cast: Cast, maya: Browser
) -> None:
    theo, talk = await enter("theo"), f"/talks/{cast.talk}"
    with counted() as before:
        page = (await theo.get(talk)).text
    assert not any(words in page for words in CALLS)

    await maya.post("/me/contact", {**REACHED, **SAFELY}, page="/me/contact")
    with counted() as after:
        page = (await theo.get(talk)).text
    assert [words in page for words in CALLS] == [True] * 3
    assert len(after) == len(before)
    page = (await maya.get(talk)).text  # it is for who calls her
    assert not any(words in page for words in CALLS)

    await maya.post("/me/contact", {**REACHED, **SAFELY, "means": ["email", "in_person"]}, page="/me/contact")
    page = (await theo.get(talk)).text
    assert not any(words in page for words in CALLS)


async def test_after_a_goodbye_how_to_call_is_no_longer_shown(enter: Enter, cast: Cast, maya: Browser) -> None:
    await maya.post("/me/contact", {**REACHED, **SAFELY}, page="/me/contact")
    await maya.post(f"/talks/{cast.talk}/goodbye/last", {}, page=f"/talks/{cast.talk}/goodbye/last")
    answer = await (await enter("theo")).get(f"/talks/{cast.talk}")
    assert answer.status_code == 200
    assert not any(words in answer.text for words in CALLS)


async def test_words_for_who_answers_are_words_alone(cast: Cast, enter: Enter, maya: Browser) -> None:
    form: Form = {**REACHED, "if_answered": '"><script>alert(1)</script>'}
    await maya.post("/me/contact", form, page="/me/contact")
    for page in (await kept(maya), (await (await enter("theo")).get(f"/talks/{cast.talk}")).text):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("name", ["noor", "ruth", "omar", "lena", "fay", "gus", "cora"])
async def test_nobody_else_reads_it(cast: Cast, enter: Enter, maya: Browser, name: str) -> None:
    form: Form = {"means": ["phone", "email"], "phone": phone("maya"), "email": email("maya"), **SAFELY}
    await maya.post("/me/contact", form, page="/me/contact")
    browser = await enter(name)
    for address in ("/home", "/talks", "/proposals", f"/proposals/{cast.proposal}", "/chats", "/me", "/desk"):
        page = (await browser.get(address)).text
        for other in ("maya", "theo"):
            assert phone(other) not in page
            assert email(other) not in page
        assert not any(words in page for words in (SAM, *CALLS))
