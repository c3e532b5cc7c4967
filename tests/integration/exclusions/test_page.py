"""The list is its writer's alone: kept sealed, shown to nobody else, and what will not do is asked again."""

import httpx
import pytest

from portal import clock
from portal.enrolments.applying import begin
from portal.exclusions.rules import (
    ENOUGH,
    ENOUGH_TODAY,
    KINDS,
    MOST,
    NEW_A_DAY,
    NO_ADDRESS,
    TOO_FEW_DIGITS,
    masked,
)
from portal.exclusions.tables import Exclusion
from tests.integration.browser import Browser, alike, title
from tests.integration.cast import PEOPLE, TUESDAY, Cast, once
from tests.integration.conftest import Enter
from tests.integration.exclusions.listing import apart, keep_apart, leave_details
from tests.integration.ledger import acts, counts, everything, on_disk

PAGE = "/me/apart"
NAME, NUMBER, ADDRESS = "Quentin Vale", "+44 20 7946 0018", "nobody-knows@elsewhere.example"
SAID = {"name": NAME, "phone": NUMBER, "email": ADDRESS}
GOES_ON = "A talk that is on goes on until one of you ends it."


@pytest.fixture
async def maya(enter: Enter) -> Browser:
    return await enter("maya")


async def take_back(browser: Browser, exclusion: str, **more: str) -> tuple[int, str]:
    answer = await browser.post(f"{PAGE}/{exclusion}/removal", more, page="/guide")
    return answer.status_code, answer.headers.get("location", "")


async def test_it_is_kept_sealed_and_read_by_its_writer(maya: Browser) -> None:
    for kind, said in SAID.items():
        answer = await maya.post(PAGE, {"kind": kind, "said": f" {said} "}, page=PAGE)
        assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    page = (await maya.get(PAGE)).text
    stored = await everything()
    for kind, said in SAID.items():
        assert f"<p>{masked(kind, said)}</p>" in page
        assert said not in page
        assert said not in stored
        assert said.encode() not in on_disk()
    assert await acts("exclusions.exclude") == ["exclusions.exclude"] * 3


@pytest.mark.parametrize("name", sorted({*PEOPLE} - {"maya"}))
async def test_nobody_else_sees_or_takes_back_any_of_it(cast: Cast, enter: Enter, name: str) -> None:
    exclusions = [await keep_apart(cast, "maya", said, kind) for kind, said in SAID.items()]
    browser = await enter(name)
    before = await counts()
    absent = await browser.post(f"{PAGE}/k3v9k3v9k3v9k3v9/removal", page="/guide")
    assert absent.status_code == 404
    for exclusion in exclusions:
        assert alike(await browser.post(f"{PAGE}/{exclusion}/removal", page="/guide")) == alike(absent)
        assert (await browser.get(f"{PAGE}/{exclusion}")).status_code == 404
    assert await counts() == before
    for address in (PAGE, "/home", "/me", "/chats", "/talks", "/desk", "/admin/"):
        page = (await browser.get(address)).text
        assert not any(said in page for said in (*SAID.values(), *exclusions))


async def test_what_was_found_is_never_said(cast: Cast, enter: Enter) -> None:
    """The same answer to a name that is here and to one that is not."""
    await leave_details(cast, "ruth", phone=NUMBER)
    answers = []
    for name, said in (("ines", "Ruth"), ("omar", "Zeno"), ("noor", "Theo")):
        browser = await enter(name)
        answer = await browser.post(PAGE, {"kind": "name", "said": said}, page=PAGE, hx_request_type="partial")
        answers.append(
            (answer.status_code, alike(answer)[1].replace(said, "*").count("*"), len(answer.text) - 2 * len(said))
        )
        assert "Kept. It holds from now on." in answer.text
    assert len(set(answers)) == 1


@pytest.mark.parametrize(
    ("kind", "said", "sentence"),
    [
        ("phone", "12 34", TOO_FEW_DIGITS),
        ("email", "quentin at home", NO_ADDRESS),
        ("name", "", "Write a number, an address or a name."),
        ("name", "x" * 300, "This is longer than the 254 characters we can keep."),
    ],
)
async def test_what_will_not_do_is_asked_again(maya: Browser, kind: str, said: str, sentence: str) -> None:
    before = await counts()
    answer = await maya.post(PAGE, {"kind": kind, "said": said}, page=PAGE)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{said}"' in answer.text
    assert f'value="{kind}" checked' in answer.text
    assert await counts() == before


async def test_without_a_kind_and_with_one_that_is_none(maya: Browser) -> None:
    for form in ({"said": NAME}, {"kind": "pigeon", "said": NAME}):
        answer = await maya.post(PAGE, form, page=PAGE)
        assert answer.status_code == 422
        assert 'id="kind-error"' in answer.text
        assert f'value="{NAME}"' in answer.text
    assert await Exclusion.count() == 0


@pytest.mark.parametrize(
    "said", ["<script>alert(1)</script>", "' OR '1'='1", "{{ 7 * 7777 }}", "🌊" * 20, "שלום", "%s{}\\"]
)
async def test_hostile_words_are_words(cast: Cast, maya: Browser, said: str) -> None:
    for kind in KINDS:
        answer = await maya.post(PAGE, {"kind": kind, "said": said}, page=PAGE)
        assert answer.status_code in (303, 422)
        assert "<script>alert" not in answer.text
    page = (await maya.get(PAGE)).text
    assert "<script>alert" not in page
    assert "54439" not in page
    assert not await apart(cast, "maya", "ruth")


async def test_twice_is_once(maya: Browser) -> None:
    form = {**await maya.tokens(PAGE), "kind": "name", "said": NAME}
    answers = [await maya.post_as_it_is(PAGE, form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert await Exclusion.count() == 1
    [row] = await Exclusion.select(Exclusion.id)
    tokens = await maya.tokens(PAGE)
    removed = [await maya.post_as_it_is(f"{PAGE}/{row['id']}/removal", tokens) for _ in range(2)]
    assert [(answer.status_code, answer.headers["location"]) for answer in removed] == [(303, PAGE)] * 2
    assert await Exclusion.count() == 0
    assert await acts("exclusions.exclude", "exclusions.take_back") == ["exclusions.exclude", "exclusions.take_back"]


async def test_as_many_as_can_be_kept(cast: Cast, enter: Enter) -> None:
    clock.set(clock.now())
    for number in range(MOST):
        if number % NEW_A_DAY == 0:
            clock.travel(hours=24)
        await keep_apart(cast, "maya", f"020 7946 {number:04}", "phone")
    clock.travel(hours=24)
    maya = await enter("maya")
    answer = await maya.post(PAGE, {"kind": "name", "said": NAME}, page=PAGE)
    await asked_again(answer, ENOUGH)
    assert await Exclusion.count() == MOST
    assert (await maya.post(PAGE, {"kind": "phone", "said": "020 7946 0000"}, page=PAGE)).status_code == 303


@pytest.mark.parametrize("page", [PAGE, "apart"])
async def test_as_many_as_may_be_new_in_a_day(cast: Cast, maya: Browser, page: str) -> None:
    """Also as a page of an application, with what was typed still there."""
    if page == "apart":
        begun = await begin(by=cast.person("maya"), role="mentor", group=cast.groups[TUESDAY], once=once())
        page = f"/enrolments/{begun}/apart"
    for number in range(NEW_A_DAY):
        form = {"kind": "phone", "said": f"020 7946 000{number}", "page": page}
        assert (await maya.post(PAGE, form, page=page)).headers["location"] == page
    answer = await maya.post(PAGE, {"kind": "name", "said": NAME, "page": page}, page=page)
    await asked_again(answer, ENOUGH_TODAY)
    assert f'name="page" value="{page}"' in answer.text
    assert await Exclusion.count() == NEW_A_DAY


async def asked_again(answer: httpx.Response, sentence: str) -> None:
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'id="apart-said-error"' in answer.text
    assert f'value="{NAME}"' in answer.text


async def test_it_goes_back_to_the_page_it_stands_on(cast: Cast, maya: Browser) -> None:
    answer = await maya.post(PAGE, {"kind": "name", "said": NAME, "page": "/guide"}, page=PAGE)
    assert answer.headers["location"] == "/guide"
    answer = await maya.post(PAGE, {"kind": "name", "said": "", "page": "/guide"}, page=PAGE)
    assert 'name="page" value="/guide"' in answer.text
    exclusion = await keep_apart(cast, "maya", NAME)
    assert await take_back(maya, exclusion, page="/guide") == (303, "/guide")
    exclusion = await keep_apart(cast, "maya", NAME)
    assert await take_back(maya, exclusion, page="//elsewhere.example") == (303, PAGE)


async def test_the_piece_alone_comes_back(maya: Browser) -> None:
    for form, status in (({"kind": "name", "said": NAME}, 200), ({"kind": "name", "said": ""}, 422)):
        answer = await maya.post(PAGE, form, page=PAGE, hx_request_type="partial")
        assert answer.status_code == status
        assert answer.text.lstrip().startswith('<div id="apart"')
        assert 'name="page" value="/me/apart"' in answer.text
    [row] = await Exclusion.select(Exclusion.id)
    answer = await maya.post(f"{PAGE}/{row['id']}/removal", page=PAGE, hx_request_type="partial")
    assert masked("name", NAME) not in answer.text
    assert "Taken back." in answer.text
    assert 'name="page" value="/me/apart"' in answer.text


async def test_whoever_has_talks_is_told_that_they_go_on(enter: Enter) -> None:
    for name, has_talks in (("maya", True), ("theo", True), ("ruth", False), ("omar", False), ("fay", False)):
        answer = await (await enter(name)).get(PAGE)
        assert (GOES_ON in answer.text) is has_talks
        assert title(answer) == "Someone to stay apart from"
        assert "Only you." in answer.text
