"""What every answer carries, whatever kind of answer it is; and which names the portal answers to."""

from collections.abc import Awaitable, Callable

import httpx
import pytest
from litestar import Response, get
from litestar.types import ASGIApp

from portal.accounts.actions import invite
from portal.accounts.kept import keep, typed_before
from portal.app import create_app, rooms
from portal.database import DatabaseAway
from portal.person import Person
from portal.settings import settings
from portal.visibility import Who
from portal.web.headers import Headers
from portal.web.visit import Doorkeeper, Visits
from tests.integration.browser import Browser, portal_with, title
from tests.integration.cast import PASSWORD, Cast
from tests.integration.conftest import Enter
from tests.integration.standing import records
from tests.integration.told import goodbye, tell
from tests.integration.web.routes import open_to

EVERYWHERE = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "cache-control": "no-store",
    "server": None,
    "strict-transport-security": None,
}
IN_THE_ADMIN = EVERYWHERE | {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}
A_FILE = EVERYWHERE | {"cache-control": "max-age=31536000, public, immutable"}
FORBIDDEN = ("<style", " style=", "<script>", " onclick", "http://", "https://")
SECRET = "what-somebody-typed"

Ask = Callable[[Browser, Cast], Awaitable[httpx.Response]]


@get("/broken", who=Who.ANYONE)
async def broken() -> Response[str]:
    raise RuntimeError(SECRET)


@get("/away", who=Who.ANYONE)
async def away() -> Response[str]:
    raise DatabaseAway(SECRET)


KINDS: dict[str, tuple[int, Ask]] = {
    "a page": (200, lambda browser, _: browser.get("/home")),
    "a page for anybody": (200, lambda browser, _: browser.get("/guide")),
    "on to another page": (303, lambda browser, _: browser.post("/me/home", {"home": "hidden"})),
    "on to another page, by htmx": (
        200,
        lambda browser, _: browser.post("/me/contact", {}, hx_request="true", hx_request_type="partial"),
    ),
    "out": (303, lambda browser, _: browser.post("/leave")),
    "forged": (403, lambda browser, _: browser.post_as_it_is("/home")),
    "not here": (404, lambda browser, _: browser.get("/nothing-of-ours")),
    "not here for this person": (404, lambda browser, _: browser.get("/desk")),
    "in another way": (404, lambda browser, _: browser.http.put("/home")),
    "only the headers": (404, lambda browser, _: browser.http.head("/home")),
    "not possible": (409, lambda browser, cast: browser.get(f"/talks/{cast.talk}/check-in")),
    "too much": (413, lambda browser, _: browser.post_as_it_is("/home", {"words": "a" * 1_000_001})),
    "too many": (413, lambda browser, _: browser.post_as_it_is("/home", {f"field{n}": "a" for n in range(201)})),
    "what was looked up": (200, lambda browser, _: browser.post("/guide/search", {"words": "goodbye"})),
    "what stands out while somebody writes": (200, lambda browser, _: browser.post("/me/say/hints", {"words": "Theo"})),
    "not filled in": (422, lambda browser, _: browser.post("/me/contact", {"phone": "x"})),
    "health": (200, lambda browser, _: browser.get("/health")),
    "broken": (500, lambda browser, _: browser.get("/broken")),
    "the database is away": (503, lambda browser, _: browser.get("/away")),
    "a file that is not there": (404, lambda browser, _: browser.get("/static/nothing.css")),
    "a file from elsewhere": (404, lambda browser, _: browser.get("/static/%2e%2e/pyproject.toml")),
}


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_answer(kind: str, cast: Cast) -> None:
    await goodbye(cast, "theo")
    browser = await Browser(portal_with(broken, away)).enter(cast.accounts["maya"])
    status, ask = KINDS[kind]

    answer = await ask(browser, cast)

    assert answer.status_code == status
    assert _of(answer) == EVERYWHERE
    assert SECRET not in answer.text
    await browser.close()


async def test_who_is_signed_in_reads_the_same_while_the_database_is_away(enter: Enter) -> None:
    """It is away before anybody can be recognised. What needs nobody opens all the same."""
    browser = Browser(_with_recognising(DatabaseAway(SECRET)))
    browser.keep("session", "hers")

    answers = [await browser.get(address) for address in ("/home", "/desk", "/help-now", "/guide", "/nothing-of-ours")]
    left = await browser.post_as_it_is("/leave")

    assert [answer.status_code for answer in answers] == [503, 503, 200, 200, 404]
    assert [_of(answer) for answer in answers] == [EVERYWHERE] * 5
    assert (left.status_code, left.headers["location"]) == (303, "/leave")
    await browser.close()


async def test_and_when_recognising_is_broken() -> None:
    browser = Browser(_with_recognising(RuntimeError(SECRET)))
    browser.keep("session", "hers")

    answers = [await browser.get(address) for address in ("/home", "/help-now")]

    assert [answer.status_code for answer in answers] == [500, 500]
    assert [_of(answer) for answer in answers] == [EVERYWHERE] * 2
    await browser.close()


async def test_while_the_store_of_feedback_is_away(cast: Cast, enter: Enter) -> None:
    await tell(cast)
    settings().feedback_file.write_bytes(b"not ours")
    maya = await enter("maya")

    answers = [await maya.get("/me/say"), await maya.post("/me/say", {"skip": "yes"}), await maya.get("/home")]

    assert [answer.status_code for answer in answers] == [503, 503, 200]
    assert [_of(answer) for answer in answers] == [EVERYWHERE] * 3


async def test_the_door_for_who_is_signed_out(cast: Cast, enter: Enter) -> None:
    browser, link = await enter(""), f"/invitation/{await invite(cast.accounts['maya'])}"

    answers = [
        await browser.get("/"),
        await browser.get("/home"),
        await browser.get("/sign-in"),
        await browser.get(link),
        await browser.get("/leave"),
        await browser.sign_in("maya", "not this one"),
        await browser.sign_in("maya", PASSWORD),
    ]

    assert [answer.status_code for answer in answers] == [200, 303, 200, 200, 200, 422, 303]
    assert [_of(answer) for answer in answers] == [EVERYWHERE] * 7


async def test_a_file(enter: Enter) -> None:
    answer = await (await enter("")).get("/static/css/base.css")

    assert answer.status_code == 200
    assert _of(answer) == A_FILE


async def test_the_admin(enter: Enter) -> None:
    fay = await enter("fay")
    answers = [await fay.get(f"/admin{path}") for path in ("/", "/api/tables/", "/api/tables/proposals/?__order=none")]

    assert [_of(answer) for answer in answers] == [IN_THE_ADMIN] * 3
    assert _of(await fay.get("/admin/api/nothing/")) in (EVERYWHERE, IN_THE_ADMIN)


async def test_over_tls_browsers_are_told_to_stay_there(over_tls: None) -> None:
    browser = Browser(create_app())

    for address in ("/", "/home", "/nothing-of-ours", "/static/css/base.css"):
        answer = await browser.get(address)
        assert answer.headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"
    await browser.close()


async def test_pages_carry_no_code_of_their_own_and_name_nobody_elsewhere(cast: Cast, enter: Enter) -> None:
    """What the policy forbids is not even tried."""
    maya = await enter("maya")
    for address in ("/home", f"/talks/{cast.talk}", "/chats", "/me", "/guide", "/help-now", "/nothing-of-ours"):
        page = (await maya.get(address)).text
        assert [word for word in FORBIDDEN if word in page] == []


async def test_so_does_every_page_and_every_file_of_a_record(cast: Cast, enter: Enter) -> None:
    """Of a file that is kept outside, nothing but what it carries is asked here."""
    there = await records(cast, await tell(cast))
    pages = sorted(open_to(there))
    browsers = {name: await enter(name) for name in {name for name, _ in pages}}
    wrong, kinds = [], set()
    for name, address in pages:
        answer = await browsers[name].get(address)
        kinds.add(answer.headers.get("content-type", ""))
        is_kept = "attachment" in answer.headers.get("content-disposition", "")
        words = [] if is_kept else [word for word in FORBIDDEN if word in answer.text]
        if _of(answer) != EVERYWHERE or words:
            wrong.append((name, address, answer.status_code, words))
    assert wrong == []
    assert {kind.split(";")[0] for kind in kinds if kind} == {
        "text/html",
        "text/plain",
        "text/calendar",
        "text/event-stream",
        "application/pdf",
    }


async def test_a_broken_page_says_so_calmly() -> None:
    browser = Browser(portal_with(broken))

    assert title(await browser.get("/broken")) == "Something here did not work"
    await browser.close()


def _with_recognising(trouble: Exception) -> ASGIApp:
    async def recognise(token: str, *, by_itself: bool = False) -> Person | None:
        raise trouble

    return Headers(Visits(rooms(), Doorkeeper(recognise, keep, typed_before)))


def _of(answer: httpx.Response) -> dict[str, str | None]:
    return {name: answer.headers.get(name) for name in EVERYWHERE}
