"""A one-time link with which somebody chooses a password: the first one, or a new one."""

import asyncio

import httpx
import pytest

from portal import clock
from portal.accounts.actions import invite
from portal.accounts.tables import Account, Invitation
from portal.invite import link_for
from portal.settings import settings
from tests.integration.browser import Browser, alike, title
from tests.integration.cast import PASSWORD, Cast
from tests.integration.conftest import Enter

CHOSEN = "four words in a row"
NOT_HERE = "This link does not work any more"

REFUSED = {
    "": "Choose a password.",
    "short": "Use at least 12 characters. A few words in a row are easy to remember.",
    "elevenchars": "Use at least 12 characters. A few words in a row are easy to remember.",
    "a" * 129 + "bcd": "Use at most 128 characters.",
    "aaaaaaaaaaaaaaaa": "This password is easy to guess. Choose a few words that only make sense to you.",
    "123456789987654321": "This password is easy to guess. Choose a few words that only make sense to you.",
}


async def test_it_lets_in_with_the_password_one_chooses(cast: Cast, enter: Enter) -> None:
    browser, link = await enter(""), await _link(cast)

    shown = await browser.get(link)
    answer = await _choose(browser, link)

    assert (shown.status_code, title(shown)) == (200, "Choose a password")
    assert (answer.status_code, answer.headers["location"]) == (303, "/home")
    assert (await browser.get("/home")).status_code == 200
    assert await _lets_in(CHOSEN)
    assert not await _lets_in(PASSWORD)


@pytest.mark.parametrize(
    "password", ["spaces at the end   ", "пароль из слов", "🕯️🕯️ 🌊🌊 🪨🪨 🌱🌱", "a<b>&\"'é{{ 7*7 }}", "x" * 125 + "yzw"]
)
async def test_anything_may_be_in_it(password: str, cast: Cast, enter: Enter) -> None:
    assert (await _choose(await enter(""), await _link(cast), password)).status_code == 303
    assert await _lets_in(password)


async def test_it_works_once(cast: Cast, enter: Enter) -> None:
    link, (one, other) = await _link(cast), (await enter(""), await enter(""))
    await _choose(one, link)

    await _is_not_here(other, link)
    assert not await _lets_in("another four words here")


async def test_it_works_once_even_for_two_at_the_same_moment(cast: Cast, enter: Enter) -> None:
    link, browsers = await _link(cast), [await enter("") for _ in range(4)]
    tokens = [await browser.tokens(link) for browser in browsers]

    chosen = [f"{CHOSEN} {n}" for n in range(4)]
    answers = await asyncio.gather(
        *(
            browser.post_as_it_is(link, {**token, "password": password, "again": password})
            for browser, token, password in zip(browsers, tokens, chosen, strict=True)
        )
    )

    assert {answer.status_code for answer in answers} <= {303, 404, 409}
    assert [answer.status_code for answer in answers].count(303) == 1
    assert [await _lets_in(password) for password in chosen] == [answer.status_code == 303 for answer in answers]


async def test_it_lasts_seven_days(cast: Cast, enter: Enter) -> None:
    browser, link = await enter(""), await _link(cast)
    clock.travel(days=6, hours=23)
    assert (await browser.get(link)).status_code == 200

    clock.travel(hours=1)

    await _is_not_here(browser, link)


async def test_a_newer_one_ends_the_one_before(cast: Cast, enter: Enter) -> None:
    browser, first, second = await enter(""), await _link(cast), await _link(cast)

    await _is_not_here(browser, first)
    assert (await browser.get(second)).status_code == 200


async def test_that_of_somebody_else_stays(cast: Cast, enter: Enter) -> None:
    browser, link = await enter(""), await _link(cast)
    await invite(cast.accounts["theo"])

    assert (await browser.get(link)).status_code == 200


async def test_used_old_and_made_up_links_read_the_same(cast: Cast, enter: Enter) -> None:
    browser, used, made_up = await enter(""), await _link(cast), "/invitation/none-of-ours"
    await _choose(await enter(""), used)

    assert alike(await browser.get(used)) == alike(await browser.get(made_up))


async def test_only_its_hash_is_kept(cast: Cast) -> None:
    token = await invite(cast.accounts["maya"])

    [row] = await Invitation.select()

    assert token not in str(row)


@pytest.mark.parametrize("password", REFUSED, ids=lambda password: password[:20] or "nothing")
async def test_it_refuses_in_words(password: str, cast: Cast, enter: Enter) -> None:
    browser, link = await enter(""), await _link(cast)

    answer = await _choose(browser, link, password)

    assert answer.status_code == 422
    assert answer.text.count(f"<span>{REFUSED[password]}</span>") == 1
    if password:
        assert answer.text.count(password) == 0
    assert (await browser.get(link)).status_code == 200
    assert await _lets_in(PASSWORD)


async def test_both_have_to_be_the_same(cast: Cast, enter: Enter) -> None:
    answer = await _choose(await enter(""), await _link(cast), CHOSEN, again=f"{CHOSEN}!")

    assert answer.status_code == 422
    assert answer.text.count("<span>The two are not the same. Type it once more.</span>") == 1


async def test_somebody_new_gets_one_from_whoever_runs_the_portal(enter: Enter) -> None:
    link = await link_for("newcomer", name="Nadia", coordinator=True)
    browser = await enter("")

    answer = await _choose(browser, link.removeprefix(settings().origin))

    assert link.startswith(f"{settings().origin}/invitation/")
    assert answer.status_code == 303
    assert (await browser.get("/desk")).status_code == 200


async def test_somebody_disabled_is_not_let_in_by_one(cast: Cast, enter: Enter) -> None:
    browser, link = await enter(""), await _link(cast)
    await Account.update({Account.disabled_at: clock.now()}).where(Account.id == cast.accounts["maya"])

    await _choose(browser, link)

    assert (await browser.get("/home")).status_code == 303


async def test_whoever_was_signed_in_there_is_signed_out_by_it(cast: Cast, enter: Enter) -> None:
    browser, link = await enter("omar"), await _link(cast)
    before = browser.session or ""

    await _choose(browser, link)

    assert (await browser.get("/me")).text.count("<h1>Maya</h1>") == 1
    other = Browser()
    other.keep("session", before)
    assert (await other.get("/home")).status_code == 303
    await other.close()


async def _link(cast: Cast) -> str:
    return f"/invitation/{await invite(cast.accounts['maya'])}"


async def _choose(browser: Browser, link: str, password: str = CHOSEN, again: str | None = None) -> httpx.Response:
    return await browser.post(link, {"password": password, "again": password if again is None else again})


async def _lets_in(password: str) -> bool:
    browser = Browser()
    status = (await browser.sign_in("maya", password)).status_code
    await browser.close()
    return status == 303


async def _is_not_here(browser: Browser, link: str) -> None:
    answers = [await browser.get(link), await _choose(browser, link, "another four words here")]
    assert [(answer.status_code, title(answer)) for answer in answers] == [(404, NOT_HERE)] * 2
