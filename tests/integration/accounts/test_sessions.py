"""How a session begins, what ends it, and that nothing brings it back."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from portal import clock
from portal.accounts.actions import begin_session, invite, leave, touch
from portal.accounts.rules import token_hash
from portal.accounts.tables import Account, Session
from portal.enrolments.actions import choose_capacity
from portal.errors import SignedOut
from portal.groups.actions import recognise
from portal.groups.queries import session_and_person
from portal.web.visit import session_cookie
from tests.integration.browser import Browser
from tests.integration.cast import PASSWORD, Cast
from tests.integration.conftest import Enter
from tests.integration.rows import all_rows

PLANTED = "planted-by-somebody-with-the-phone"


async def test_a_planted_cookie_does_not_survive_signing_in(enter: Enter) -> None:
    browser = await enter("")
    browser.keep(session_cookie(), PLANTED)
    assert not await _is_in(browser)

    await browser.sign_in("maya")

    assert await _is_in(browser)
    assert browser.session != PLANTED
    browser.keep(session_cookie(), PLANTED)
    assert not await _is_in(browser)


async def test_a_planted_session_of_somebody_else_is_over_when_maya_signs_in(cast: Cast, enter: Enter) -> None:
    """The one who planted it could otherwise go on, or be taken for her."""
    browser, planter = await enter("omar"), Browser()
    planter.keep(session_cookie(), browser.session or "")

    await browser.sign_in("maya")

    assert await _is_in(browser)
    assert not await _is_in(planter)
    assert await Session.select(Session.account) == [{"account": cast.accounts["maya"]}]


async def test_each_sign_in_has_a_session_of_its_own_and_only_its_hash_is_kept(enter: Enter) -> None:
    one, other = await enter(""), await enter("")
    for browser in (one, other):
        await browser.sign_in("maya")

    kept = {row["token_hash"] for row in await Session.select(Session.token_hash)}

    assert kept == {token_hash(one.session or ""), token_hash(other.session or "")}


async def test_leaving_one_phone_does_not_sign_out_another(enter: Enter) -> None:
    one, other = await enter("maya"), await enter("maya")

    await one.post("/leave")

    assert (await _is_in(one), await _is_in(other)) == (False, True)


async def test_a_request_that_was_recognised_before_leaving_brings_nothing_back(cast: Cast) -> None:
    """Step by step: it is recognised; she leaves; only then it comes to noting that the session was used."""
    token = await begin_session(cast.accounts["maya"], own_phone=False)
    clock.travel(minutes=5)
    recognised = (await session_and_person(token_hash(token)))[0]

    await leave(token_hash(token), by=cast.accounts["maya"])
    await touch(recognised["token_hash"], seen_at=recognised["seen_at"], now=clock.now())

    assert not await Session.exists()


@pytest.mark.parametrize("how", ["leave", "disable the account"])
async def test_an_act_that_was_on_its_way_does_nothing_any_more(how: str, cast: Cast) -> None:
    token = await begin_session(cast.accounts["ruth"], own_phone=False)
    ruth = await recognise(token)
    assert ruth
    before = await all_rows()

    if how == "leave":
        await leave(ruth.session, by=ruth.account)
    else:
        await Account.update({Account.disabled_at: clock.now()}).where(Account.id == ruth.account)
    with pytest.raises(SignedOut):
        await choose_capacity(by=ruth, capacity=3, once="")

    assert (await all_rows())["availabilities"] == before["availabilities"]


@pytest.mark.parametrize("how", ["leave", "choose another password"])
async def test_a_slow_request_brings_nothing_back(how: str, cast: Cast, enter: Enter) -> None:
    """It has been let in, and is still sending its form, when the session ends."""
    maya, other = await enter("maya"), await enter("")
    is_let_in, last_part = asyncio.Event(), asyncio.Event()
    tokens = await maya.tokens()
    clock.travel(minutes=5)
    slow = asyncio.create_task(_slowly(maya, f"csrf={tokens['csrf']}&once=slow&home=open", is_let_in, last_part))
    await is_let_in.wait()

    await _end(how, maya, other, cast)
    last_part.set()
    answer = await slow

    assert "set-cookie" not in answer.headers
    assert not await _is_in(maya)
    assert [row["account"] for row in await Session.select(Session.account)] == (
        [cast.accounts["maya"]] if other.session else []
    )


async def test_many_requests_at_once_with_leaving_among_them(enter: Enter) -> None:
    maya = await enter("maya")
    tokens = await maya.tokens()
    clock.travel(minutes=5)

    answers = await asyncio.gather(
        *(maya.get("/home") for _ in range(5)),
        maya.post_as_it_is("/leave", tokens),
        *(maya.get("/home") for _ in range(5)),
    )

    assert {answer.status_code for answer in answers} <= {200, 303}
    assert not await Session.exists()


@pytest.mark.parametrize("how", ["leave", "disable", "choose another password"])
async def test_it_ends_at_once(how: str, cast: Cast, enter: Enter) -> None:
    maya, other = await enter("maya"), await enter("")
    assert await _is_in(maya)

    await _end(how, maya, other, cast)

    assert not await _is_in(maya)


async def _is_in(browser: Browser) -> bool:
    status = (await browser.get("/home")).status_code
    assert status in (200, 303)
    return status == 200


async def _end(how: str, maya: Browser, other: Browser, cast: Cast) -> None:
    """In another browser of hers, or from the desk."""
    account = cast.accounts["maya"]
    if how == "leave":
        await leave(token_hash(maya.session or ""), by=account)
    elif how == "disable":
        await Account.update({Account.disabled_at: clock.now()}).where(Account.id == account)
    else:
        password = {"password": f"{PASSWORD} by night", "again": f"{PASSWORD} by night"}
        assert (await other.post(f"/invitation/{await invite(account)}", password)).status_code == 303


async def _slowly(browser: Browser, form: str, is_let_in: asyncio.Event, last_part: asyncio.Event) -> httpx.Response:
    async def parts() -> AsyncIterator[bytes]:
        is_let_in.set()  # nobody reads the form before the session was looked at
        yield form[:20].encode()
        await last_part.wait()
        yield form[20:].encode()

    headers = {"sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded"}
    return await browser.http.post("/me/home", content=parts(), headers=headers)
