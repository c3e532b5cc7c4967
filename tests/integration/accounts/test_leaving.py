"""Leave: on every page, at once, and nothing stays on the phone."""

import re

import pytest

from portal import clock
from portal.accounts.tables import KeptForm, Session
from portal.audit import AuditEntry
from portal.settings import settings
from tests.integration.browser import Browser, title
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.web.routes import get_routes

PLAIN_PAGES = [route.path for route in get_routes() if not route.names and route.path != "/health"]
FIRST_CONTROL = re.compile(r"<body.*?(<(?:a|button|form|input(?! type=\"hidden\"))[^>]*>)", re.DOTALL)


async def test_it_ends_the_session_and_empties_the_browser(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")

    answer = await maya.post("/leave", page="/home")

    assert (answer.status_code, answer.headers["location"]) == (303, "/leave")
    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert answer.headers["cache-control"] == "no-store"
    assert [cookie.partition(";")[0] for cookie in answer.headers.get_list("set-cookie")] == ['session=""']
    assert (maya.session, await Session.exists()) == (None, False)
    last = await AuditEntry.select(AuditEntry.by).where(AuditEntry.act == "accounts.leave")
    assert last == [{"by": cast.accounts["maya"]}]


async def test_it_lands_on_a_page_that_says_nothing_and_goes_on_elsewhere(enter: Enter) -> None:
    maya = await enter("maya")
    await maya.post("/leave")

    landed = await maya.get("/leave")

    assert landed.status_code == 200
    assert landed.text.count(settings().outside) >= 1
    assert re.findall(r"(?i)maya|talk|mentor|heal|group|signed", landed.text) == []


async def test_twice_is_once(enter: Enter) -> None:
    maya = await enter("maya")
    tokens = await maya.tokens()

    answers = [await maya.post_as_it_is("/leave", tokens) for _ in range(2)]

    assert [(one.status_code, one.headers["location"]) for one in answers] == [(303, "/leave")] * 2


async def test_somebody_signed_in_is_asked_when_they_only_open_its_address(enter: Enter) -> None:
    """Nothing changes on a GET: a picture on another page must not sign anybody out."""
    maya = await enter("maya")

    answer = await maya.get("/leave")

    assert (answer.status_code, title(answer)) == (200, "Leave now?")
    assert await Session.exists()


async def test_what_was_kept_of_a_form_is_gone(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    page = f"/talks/{cast.talk}/milestone"
    tokens = await maya.tokens()
    clock.travel(minutes=31)
    await maya.post_as_it_is(page, {**tokens, "words": "typed too late", "page": page})
    assert await KeptForm.count() == 1

    await maya.enter(cast.accounts["maya"])
    await maya.post("/leave")

    assert await KeptForm.count() == 0


@pytest.mark.parametrize("name", ["maya", "fay", "cora", "stranger"])
async def test_it_is_the_first_thing_on_every_page_of_somebody_signed_in(name: str, enter: Enter) -> None:
    browser = await enter(name)

    first = {}
    for address in (*PLAIN_PAGES, "/nothing-of-ours"):
        answer = await browser.get(address)
        if answer.status_code != 303:
            first[address] = _first_control(answer.text)

    assert first == dict.fromkeys(first, '<form id="leave" action="/leave" method="post">')
    assert {"/home", "/guide", "/help-now", "/me", "/nothing-of-ours"} <= set(first)


async def test_it_is_there_when_something_went_wrong(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    answers = [
        await maya.post_as_it_is("/home"),
        await maya.get("/talks/none"),
        await maya.post("/me/contact", {"phone": "x"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 404, 422]
    assert {_first_control(answer.text) for answer in answers} == {'<form id="leave" action="/leave" method="post">'}


async def test_who_is_signed_out_has_it_too() -> None:
    browser = Browser()
    for address in ("/", "/sign-in", "/guide", "/help-now"):
        assert (
            _first_control((await browser.get(address)).text) == '<a class="plain plain--ink" id="leave" href="/leave">'
        )
    await browser.close()


def _first_control(page: str) -> str:
    found = FIRST_CONTROL.search(page)
    return found[1] if found else ""
