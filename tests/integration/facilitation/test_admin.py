"""The door: who comes in, by which addresses, and with which headers every answer leaves."""

import re

import pytest

from portal.accounts.tables import Session
from portal.facilitation.admin import admin_for
from portal.facilitation.admin_columns import Typed
from portal.facilitation.admin_matching import ShownEnrolment
from portal.facilitation.admin_scope import ReadOnly, Window
from portal.piccolo_app import APP_CONFIG
from portal.web.visit import session_cookie
from tests.integration.facilitation.browser import Browser
from tests.integration.facilitation.community import Community

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
WINDOWS = [config.table_class for config in admin_for(coordinator=True).table_configs]
ITS_OWN_WAYS_IN = (
    "/public/login/",
    "/public/login",
    "/public/docs/",
    "/public/openapi.json",
    "/api/docs/",
    "/api/openapi.json",
    "/openapi.json",
    "/api/change-password/",
    "/api/media/",
    "/api/mfa-setup/",
    "/api/media-files/members/name/",
)


async def test_a_facilitator_is_let_in_by_the_portals_own_session(fay: Browser) -> None:
    answer = await fay.admin("/")

    assert answer.status_code == 200
    assert (await fay.admin("/api/user/")).json()["username"] == "Fay"


async def test_the_coordinator_is_let_in(cora: Browser) -> None:
    assert (await cora.admin("/api/user/")).json()["username"] == "Cora"


@pytest.mark.parametrize("address", ["/", "/api/tables/", "/api/tables/members/", "/assets/index.js", "/nowhere"])
async def test_a_member_finds_nothing_there(browser: Browser, they: Community, address: str) -> None:
    await browser.sign_in(they.accounts["ines"])

    answer, absent = await browser.admin(address), await browser.get("/nothing-is-here")

    assert answer.status_code == 404
    assert _same_for_all(answer.text) == _same_for_all(absent.text)


async def test_its_address_without_the_last_stroke_leads_to_it(fay: Browser) -> None:
    answer = await fay.get("/admin")

    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/")
    assert (await fay.get("/administrator")).status_code == 404


async def test_who_is_signed_out_goes_to_the_front_door(browser: Browser) -> None:
    answer = await browser.admin("/")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=/admin/"


async def test_its_scripts_are_told_that_nobody_is_signed_in(browser: Browser, they: Community) -> None:
    assert (await browser.admin("/api/tables/members/")).status_code == 401
    assert (await browser.send_to("POST", "/api/tables/proposals/", {})).status_code in (401, 403)


async def test_an_ended_session_opens_nothing(fay: Browser, they: Community) -> None:
    await Session.delete().where(Session.account == they.accounts["fay"])

    assert (await fay.admin("/api/tables/members/")).status_code == 401


async def test_a_cookie_of_its_own_kind_opens_nothing(browser: Browser, they: Community) -> None:
    browser.cookies.set("id", they.accounts["fay"])

    assert (await browser.admin("/api/tables/members/")).status_code == 401


@pytest.mark.parametrize("address", ITS_OWN_WAYS_IN)
async def test_its_own_ways_in_are_shut(fay: Browser, address: str) -> None:
    assert (await fay.admin(address)).status_code == 404
    assert (await fay.send_to("POST", address, {"username": "fay", "password": "quiet-harbour"})).status_code == 405


async def test_its_log_out_is_our_leave(fay: Browser) -> None:
    await fay.admin("/")
    session = fay.cookies[session_cookie()]

    answer = await fay.send_to("POST", "/public/logout/")

    assert answer.status_code == 200
    assert not await Session.exists()
    fay.cookies.set(session_cookie(), session)
    assert (await fay.admin("/api/user/")).status_code == 401


async def test_every_answer_carries_the_headers_of_the_portal(fay: Browser, they: Community) -> None:
    for address in ("/", "/api/tables/", "/api/tables/members/", "/public/meta/", "/api/tables/members/?__order=x"):
        headers = (await fay.get(f"/admin{address}")).headers
        assert headers["content-security-policy"] == CSP
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"


async def test_the_page_has_leave_first_then_help_and_the_way_back(fay: Browser) -> None:
    page = (await fay.admin("/")).text

    places = re.findall(r'<(?:form|a)[^>]* (?:action|href)="(/[^"]*)"', page)
    assert places[:3] == ["/leave", "/desk", "/help-now"]
    assert re.findall(r"<title>(.*?)</title>", page) == ["Notes"]
    assert re.findall(r"https?://|<style|style=|onclick", page) == []


async def test_the_page_names_scripts_that_are_there(fay: Browser) -> None:
    for name in re.findall(r'"\./(assets/[^"]+)"', (await fay.admin("/")).text):
        answer = await fay.admin(f"/{name}")
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "headers",
    [
        {"x-csrftoken": ""},
        {"x-csrftoken": "0" * 64},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
async def test_a_change_needs_the_token_and_a_page_of_ours(
    fay: Browser, they: Community, headers: dict[str, str]
) -> None:
    address = f"/api/tables/memberships/{they.memberships['ines']}/"

    assert (await fay.send_to("PATCH", address, {"attending": "yes"}, **headers)).status_code == 403
    assert (await fay.send_to("PATCH", address, {"attending": "yes"})).status_code == 200


async def test_the_token_of_another_session_will_not_do(fay: Browser, gus: Browser, they: Community) -> None:
    await gus.admin("/")
    headers = {"x-csrftoken": gus.cookies["csrftoken"]}

    address = f"/api/tables/memberships/{they.memberships['ines']}/"
    assert (await fay.send_to("PATCH", address, {"attending": "yes"}, **headers)).status_code == 403


async def test_without_the_door_nothing_is_read(they: Community) -> None:
    with pytest.raises(LookupError):
        await ShownEnrolment.select()


@pytest.mark.parametrize("way", ["insert", "update", "delete"])
async def test_a_window_writes_nothing(way: str) -> None:
    with pytest.raises(ReadOnly):
        getattr(ShownEnrolment, way)()


@pytest.mark.parametrize("window", WINDOWS)
async def test_a_window_shows_columns_that_its_table_has_and_none_that_is_secret(window: type[Window]) -> None:
    [table] = [table for table in APP_CONFIG.table_classes if table._meta.tablename == window._meta.tablename]
    real = {column._meta.name: column._meta for column in table._meta.columns}

    shown = {column._meta.name for column in window._meta.columns if not isinstance(column, Typed)}

    assert shown <= set(real)
    assert [name for name in shown if real[name].secret] == []
    assert window not in APP_CONFIG.table_classes


async def test_each_admin_is_built_once() -> None:
    assert admin_for(coordinator=True) is admin_for(coordinator=True)
    assert admin_for(coordinator=True) is not admin_for(coordinator=False)


def _same_for_all(page: str) -> str:
    """Without the token and the once-key, which are new each time."""
    return re.sub(r'value="[^"]*"', "", page)
