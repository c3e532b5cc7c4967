"""How long one stays signed in, and what the browser is told of it."""

from datetime import timedelta

import httpx
import pytest

from portal import clock
from portal.accounts.tables import Session
from portal.app import create_app
from portal.tick import tick
from tests.integration.browser import Browser
from tests.integration.cast import Cast
from tests.integration.conftest import Enter


@pytest.mark.parametrize(("own_phone", "idle"), [(False, timedelta(minutes=30)), (True, timedelta(hours=12))])
async def test_it_ends_when_it_is_not_used(own_phone: bool, idle: timedelta, cast: Cast) -> None:
    clock.set(clock.now())
    maya = await Browser().enter(cast.accounts["maya"], own_phone=own_phone)
    nearly = idle - timedelta(seconds=1)
    for _ in range(3):  # each page puts the end off
        clock.travel(seconds=nearly.total_seconds())
        assert await _is_in(maya)

    clock.travel(seconds=idle.total_seconds())

    assert not await _is_in(maya)


@pytest.mark.parametrize(("own_phone", "step"), [(False, timedelta(minutes=29)), (True, timedelta(hours=11))])
async def test_it_ends_after_thirty_days_however_much_it_is_used(own_phone: bool, step: timedelta, cast: Cast) -> None:
    clock.set(clock.now())
    began_at = clock.now()
    maya = await Browser().enter(cast.accounts["maya"], own_phone=own_phone)
    await Session.update({Session.began_at: began_at - timedelta(days=30) + 2 * step}, force=True)

    assert await _is_in(maya)
    clock.travel(seconds=step.total_seconds())
    assert await _is_in(maya)
    clock.travel(seconds=step.total_seconds())
    assert not await _is_in(maya)


@pytest.mark.parametrize("name", ["fay", "cora"])
@pytest.mark.parametrize("own_phone", [False, True])
async def test_that_of_staff_ends_after_four_hours_on_any_phone(name: str, own_phone: bool, cast: Cast) -> None:
    clock.set(clock.now())
    browser = await Browser().enter(cast.accounts[name], own_phone=own_phone)
    for _ in range(8):
        clock.travel(minutes=29)
        assert await _is_in(browser)
    clock.travel(minutes=8)  # four hours after it began

    assert not await _is_in(browser)


async def test_that_of_staff_ends_when_it_is_not_used_for_half_an_hour(cast: Cast) -> None:
    clock.set(clock.now())
    fay = await Browser().enter(cast.accounts["fay"], own_phone=True)
    clock.travel(minutes=30)

    assert not await _is_in(fay)


async def test_its_use_is_noted_at_most_once_a_minute(enter: Enter) -> None:
    clock.set(clock.now())
    began_at, maya = clock.now(), await enter("maya")

    seen = []
    for seconds in (59, 1, 59):
        clock.travel(seconds=seconds)
        await maya.get("/home")
        seen += [row["seen_at"] - began_at for row in await Session.select(Session.seen_at)]

    assert [moment.total_seconds() for moment in seen] == [0, 60, 60]


async def test_the_clock_forgets_what_nobody_can_come_back_to(enter: Enter) -> None:
    await enter("maya")
    clock.travel(days=31)
    await enter("theo")

    await tick()

    assert await Session.count() == 1


@pytest.mark.parametrize(("ticked", "days"), [({"own_phone": "y"}, 30), ({}, None)])
async def test_its_cookie(ticked: dict[str, str], days: int | None, enter: Enter) -> None:
    answer = await (await enter("")).sign_in("maya", **ticked)

    lasts = [] if days is None else [f"max-age={days * 86400}"]
    assert _cookie(answer, "session") == sorted(["httponly", "path=/", "samesite=lax", *lasts])
    assert _cookie(answer, "door") == ["httponly", "max-age=0", "path=/", "samesite=lax"]


async def test_its_cookie_over_tls(cast: Cast, over_tls: None) -> None:
    browser = Browser(create_app())
    shown = await browser.get("/sign-in")
    answer = await browser.sign_in("maya", own_phone="y")

    kept_here = ["httponly", "path=/", "samesite=lax", "secure"]
    assert _cookie(shown, "__Host-door") == kept_here
    assert _cookie(answer, "__Host-session") == sorted([*kept_here, f"max-age={30 * 86400}"])
    assert await _is_in(browser)
    await browser.close()


async def _is_in(browser: Browser) -> bool:
    status = (await browser.get("/home")).status_code
    assert status in (200, 303)
    return status == 200


def _cookie(answer: httpx.Response, name: str) -> list[str]:
    """What is said of it, without its value; it stands there once."""
    [cookie] = [one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{name}=")]
    return sorted(part.strip().lower() for part in cookie.split(";")[1:])
