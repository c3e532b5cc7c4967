"""Coming in by password: what everybody reads who may not, how often one may try, and where one gets to."""

import asyncio

import httpx
import pytest

from portal import clock
from portal.accounts import actions
from portal.accounts.rules import NOT_RECOGNISED, TRIES_PER_ADDRESS, TRIES_PER_NAME, WAIT_A_LITTLE
from portal.accounts.tables import Account, Attempt, Session
from portal.settings import settings
from tests.integration.browser import Browser, alike, title
from tests.integration.cast import PASSWORD, Cast
from tests.integration.conftest import Enter

WRONG = "not this one, I think"
EVIL = (
    "//elsewhere.example",
    "///elsewhere.example",
    "https://elsewhere.example",
    "https:elsewhere.example",
    "\\\\elsewhere.example",
    "/\\elsewhere.example",
    "/\t/elsewhere.example",
    "/home\r\nset-cookie: x=y",
    "javascript:alert(1)",
    "data:text/html,x",
    "elsewhere.example",
    "http://127.0.0.1:8000@elsewhere.example",
    "",
    "[",
    "//[",
)


async def test_name_and_password_let_in(cast: Cast, enter: Enter) -> None:
    browser = await enter("")

    answer = await browser.sign_in("maya")

    assert (answer.status_code, answer.headers["location"]) == (303, "/home")
    assert (await browser.get("/home")).status_code == 200
    rows = await Session.select(Session.account, Session.own_phone)
    assert rows == [{"account": cast.accounts["maya"], "own_phone": False}]


@pytest.mark.parametrize("name", ["Maya", " maya ", "MAYA"])
async def test_a_name_is_forgiven_what_keyboards_do(name: str, enter: Enter) -> None:
    assert (await (await enter("")).sign_in(name)).status_code == 303


@pytest.mark.parametrize("password", [PASSWORD.upper(), f" {PASSWORD}", f"{PASSWORD} ", PASSWORD[:-1]])
async def test_a_password_is_not(password: str, enter: Enter) -> None:
    assert (await (await enter("")).sign_in("maya", password)).status_code == 422


async def test_whoever_may_not_reads_the_same(cast: Cast, enter: Enter) -> None:
    """Wrong password, no such name, no password yet, and disabled, with the right password or a wrong one."""
    await Account.update({Account.password_hash: None}).where(Account.sign_in_name == "omar")
    await Account.update({Account.disabled_at: clock.now()}).where(Account.sign_in_name == "ruth")
    tries = [("maya", WRONG), ("nobody", WRONG), ("omar", PASSWORD), ("ruth", PASSWORD), ("ruth", WRONG)]

    answers = [await (await enter("")).sign_in(name, password) for name, password in tries]

    read = [_without(name, answer) for (name, _), answer in zip(tries, answers, strict=True)]
    assert read == [read[0]] * len(tries)
    assert read[0][0] == 422
    assert read[0][1].count(NOT_RECOGNISED) == 1
    assert [_headers(answer) for answer in answers] == [_headers(answers[0])] * len(tries)
    assert not await Session.exists()


async def test_what_was_typed_stays_but_the_password(enter: Enter) -> None:
    answer = await (await enter("")).sign_in("nobody<b>", WRONG, own_phone="y", next="/chats")

    assert answer.text.count("nobody&lt;b&gt;") == 1
    assert answer.text.count('value="/chats"') == 1
    assert answer.text.count(" checked") == 1
    assert answer.text.count(WRONG) == 0


async def test_nothing_typed(enter: Enter) -> None:
    answer = await (await enter("")).sign_in("", "")

    assert (answer.status_code, title(answer)) == (422, "Come in")
    assert answer.text.count('aria-invalid="true"') == 2


async def test_after_ten_tries_a_name_waits_whether_anybody_has_it_or_not(cast: Cast, enter: Enter) -> None:
    answers = {}
    for name in ("maya", "nobody"):
        browser = await enter("")
        await _fail(browser, name, times=9)
        assert (await browser.sign_in(name, WRONG)).text.count(NOT_RECOGNISED) == 1
        answers[name] = await browser.sign_in(name.title(), PASSWORD)

    assert _without("Maya", answers["maya"]) == _without("Nobody", answers["nobody"])
    assert answers["maya"].status_code == 422
    assert answers["maya"].text.count(WAIT_A_LITTLE) == 1
    assert (await (await enter("")).sign_in("theo")).status_code == 303

    clock.travel(minutes=15)
    assert (await (await enter("")).sign_in("maya")).status_code == 303


async def test_guesses_made_all_at_once_count_as_well(enter: Enter) -> None:
    """Ten of them are looked at, whichever those are."""
    guesses = [f"guess number {n}" for n in range(20)]

    tried = [actions.sign_in("maya", guess, own_phone=False, address="10.0.0.9") for guess in guesses]
    found = await asyncio.gather(*tried, return_exceptions=True)

    assert sorted(map(str, found)) == sorted([NOT_RECOGNISED] * TRIES_PER_NAME + [WAIT_A_LITTLE] * 10)
    assert (await (await enter("")).sign_in("maya")).text.count(WAIT_A_LITTLE) == 1


async def test_signing_in_is_no_try_that_failed(enter: Enter) -> None:
    for _ in range(TRIES_PER_NAME + 1):
        assert (await (await enter("")).sign_in("maya")).status_code == 303

    assert await Attempt.count() == 0


async def test_after_fifty_tries_an_address_waits(cast: Cast) -> None:
    there, elsewhere = Browser(address="10.0.0.9"), Browser(address="10.0.0.10")
    await _fail(there, "nobody", times=TRIES_PER_ADDRESS)

    assert (await there.sign_in("maya")).text.count(WAIT_A_LITTLE) == 1
    assert (await _sign_in_as_forwarded(there, "10.0.0.10")).text.count(WAIT_A_LITTLE) == 1
    assert (await elsewhere.sign_in("maya")).status_code == 303


async def test_a_proxy_that_is_known_says_whose_address_it_is(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_PROXIES", "10.0.0.1")
    settings.cache_clear()
    await _fail(Browser(address="10.0.0.9"), "nobody", times=TRIES_PER_ADDRESS)
    proxy = Browser(address="10.0.0.1")

    refused = await _sign_in_as_forwarded(proxy, "127.0.0.1, 10.0.0.9")  # what stands before the last is made up
    let_in = await _sign_in_as_forwarded(proxy, "10.0.0.9, 10.0.0.10")

    assert (refused.text.count(WAIT_A_LITTLE), let_in.status_code) == (1, 303)
    monkeypatch.undo()
    settings.cache_clear()


async def test_nobody_is_sent_elsewhere_from_the_door(enter: Enter) -> None:
    led = {}
    for onward in EVIL:
        browser = await enter("")
        answer = await browser.sign_in("maya", next=onward)
        again = await browser.http.get("/sign-in", params={"next": onward})
        led[onward] = [(one.status_code, one.headers["location"]) for one in (answer, again)]

    assert led == dict.fromkeys(EVIL, [(303, "/home")] * 2)


@pytest.mark.parametrize("onward", ["/chats", "/talks/k3v9", "/admin/", "/me?kept=abc"])
async def test_one_gets_to_where_one_wanted_to(onward: str, enter: Enter) -> None:
    browser = await enter("")
    shown = await browser.http.get("/sign-in", params={"next": onward})

    answer = await browser.sign_in("maya", next=onward)

    assert shown.text.count(f'name="next" value="{onward}"') == 1
    assert (answer.status_code, answer.headers["location"]) == (303, onward)


async def test_who_is_in_already_finds_no_door(enter: Enter) -> None:
    answer = await (await enter("maya")).get("/sign-in")

    assert (answer.status_code, answer.headers["location"]) == (303, "/home")


async def _fail(browser: Browser, name: str, *, times: int) -> None:
    """One try, written down as often as it is meant to have happened: each takes the time of a hash."""
    before = await Attempt.select(Attempt.id)
    await browser.sign_in(name, WRONG)
    rows = await Attempt.select(Attempt.against, Attempt.at).where(
        Attempt.id.not_in([row["id"] for row in before] or [""])
    )
    await Attempt.insert(*(Attempt(**row) for row in rows for _ in range(times - 1)))


async def _sign_in_as_forwarded(browser: Browser, forwarded: str) -> httpx.Response:
    form = {"name": "maya", "password": PASSWORD}
    return await browser.post("/sign-in", form, x_forwarded_for=forwarded)


def _without(name: str, answer: httpx.Response) -> tuple[int, str]:
    """The answer, with the name blanked that was typed into it."""
    status, text = alike(answer)
    return status, text.replace(f'value="{name}"', "")


def _headers(answer: httpx.Response) -> list[tuple[str, str]]:
    return sorted(
        (name, value) for name, value in answer.headers.items() if name not in ("content-length", "set-cookie")
    )
