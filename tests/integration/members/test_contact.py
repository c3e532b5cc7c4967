"""How somebody may be reached: what has to be filled in, that it is sealed, and who reads it."""

import pytest

from portal.members.tables import Member
from tests.integration.browser import Browser
from tests.integration.cast import Cast, email, phone
from tests.integration.conftest import Enter
from tests.integration.ledger import everything, on_disk

NUMBER, ADDRESS = "+44 20 7946 0123", "nobody-knows@elsewhere.example"
Form = dict[str, str | list[str]]


@pytest.fixture
async def maya(enter: Enter) -> Browser:
    return await enter("maya")


async def kept(browser: Browser) -> str:
    return (await browser.get("/me/contact")).text


async def test_it_is_kept_and_sealed(cast: Cast, maya: Browser) -> None:
    form: Form = {"means": ["phone", "video"], "phone": f" {NUMBER} ", "email": ADDRESS}
    answer = await maya.post("/me/contact", form, page="/me/contact")
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")

    assert "Phone, Video" in (await maya.get("/me")).text
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


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        ({"means": "text", "phone": ""}, "phone", "Phone and text need a number. Fill it in, or untick them."),
        ({"means": "email"}, "email", "E-mail and video need an e-mail address. Fill it in, or untick them."),
        ({"phone": "call me"}, "phone", "Write the number with digits, as you would dial it."),
        ({"phone": "1" * 41}, "phone", "This is longer than the 40 characters we can keep."),
        ({"email": "maya at home"}, "email", "An address looks like name@example.org."),
        ({"email": "@"}, "email", "An address looks like name@example.org."),
        ({"means": "pigeon"}, "means", "Choose among these."),
    ],
)
async def test_what_will_not_do(cast: Cast, maya: Browser, form: Form, field: str, sentence: str) -> None:
    before = await Member.select().where(Member.id == cast.members["maya"])
    answer = await maya.post("/me/contact", form, page="/me/contact")
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert sentence in answer.text
    assert await Member.select().where(Member.id == cast.members["maya"]) == before


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


@pytest.mark.parametrize("name", ["noor", "ruth", "omar", "lena", "fay", "gus", "cora"])
async def test_nobody_else_reads_it(cast: Cast, enter: Enter, name: str) -> None:
    browser = await enter(name)
    for address in ("/home", "/talks", "/proposals", f"/proposals/{cast.proposal}", "/chats", "/me", "/desk"):
        page = (await browser.get(address)).text
        for other in ("maya", "theo"):
            assert phone(other) not in page
            assert email(other) not in page
