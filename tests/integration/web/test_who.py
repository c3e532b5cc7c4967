"""Who may use which address, and whose records it opens to them: everybody × every route × everything that is there."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest
from litestar import Response, get

from portal.columns import new_id
from portal.exclusions.tables import Block
from portal.visibility import OPENS, As, Who, opens
from tests.integration.browser import Browser, alike, portal_with, title
from tests.integration.cast import COORDINATOR, PEOPLE, RUNS, Cast
from tests.integration.conftest import Enter
from tests.integration.rows import all_rows
from tests.integration.standing import HELD, Record, records
from tests.integration.told import tell
from tests.integration.web.routes import Route, get_routes, post_routes, routes

NOT_HERE = "This page is not here"
ABOUT_RECORDS = [route for route in routes() if route.is_about_a_record]
SIGNED_OUT_AT = [route for route in routes() if route.who != Who.ANYONE]

# What a side finds there only when it is over.
NOT_YET = [(f"/talks/{{talk_id}}/kept{more}", As.MATCHED) for more in ("", "/page", "/pdf")]
# What closes a door behind it, in this order.
AT_THE_END = (
    "/chats/{chat_id}/apart",
    "/chats/{chat_id}/replies/{reply_id}/apart",
    "/talks/{talk_id}/apart",
    "/talks/{talk_id}/going-on",
    "/talks/{talk_id}/pause",
    "/talks/{talk_id}/how/another",
    "/talks/{talk_id}/ending/quiet",
    "/talks/{talk_id}/ending/now",
    "/desk/talks/{talk_id}/closing",
    "/talks/{talk_id}/goodbye/last",
)
# Where a record is named by a field, not by the address.
NAMED_IN = {"/talks/{talk_id}/next": ("resource", "resource_id"), **dict.fromkeys(HELD, ("member", "member_id"))}
# What closes doors between two until it is taken back.
UNTIL_TAKEN_BACK = ("/talks/{talk_id}/apart", "/chats/{chat_id}/apart", "/chats/{chat_id}/replies/{reply_id}/apart")

NO_ID = "a" * 16  # it could be one
NO_IDS = (
    "%00",
    "%FF",
    "%C3%A9",
    "a" * 4000,
    "A" * 16,
    "%27%20OR%201=1--",
    "..%2Fme",
    "%2E%2E",
    "%0d%0aset-cookie:x",
    "1",
)

Asked = tuple[Route, str, Record, str]


def test_every_route_says_who_may_use_it() -> None:
    assert [str(route) for route in routes() if route.who not in Who] == []


def test_every_route_to_a_record_says_of_which_kind() -> None:
    assert [str(route) for route in ABOUT_RECORDS if route.of not in OPENS] == []


def test_every_other_address_has_no_id_in_it() -> None:
    others = {name for route in routes() if not route.is_about_a_record for name in route.names}

    assert others == {"token", "file_path"}


def test_every_kind_of_record_has_an_address() -> None:
    assert {route.of for route in ABOUT_RECORDS} == set(OPENS)


async def test_a_route_that_does_not_say_is_open_to_nobody(cast: Cast) -> None:
    @get("/nobody-said")
    async def nobody_said() -> Response[str]:
        return Response("open")

    browser = await Browser(portal_with(nobody_said)).enter(cast.accounts["cora"])

    assert (await browser.get("/nobody-said")).status_code == 404
    await browser.close()


async def test_who_is_signed_out_is_led_to_the_door() -> None:
    browser = Browser()
    led = {}
    for route in SIGNED_OUT_AT:
        answer = await _ask(browser, route, dict.fromkeys(route.names, NO_ID))
        led[str(route)] = (answer.status_code, answer.headers["location"])
    await browser.close()

    assert led == {str(route): (303, f"/sign-in?next={_onward(route)}") for route in SIGNED_OUT_AT}


async def test_everybody_gets_what_is_theirs(cast: Cast, enter: Enter) -> None:
    there = await records(cast, await tell(cast))
    browsers = {name: await enter(name) for name in PEOPLE}

    missing = []
    for route, kind, record, name in _all(there):
        if _is_allowed(route, record, name):
            answer = await _ask(browsers[name], route, record.id_for(name))
            missing += [f"{route} of {kind} for {name}"] if answer.status_code in (404, 403, 500) else []
            if route.path in UNTIL_TAKEN_BACK:
                await Block.delete(force=True)

    assert missing == []


@pytest.mark.only_on("sqlite")  # thousands of refusals; that access asks alike on both, the rooms show for each act
async def test_to_everybody_else_it_is_as_if_it_were_not_there(cast: Cast, enter: Enter) -> None:
    there = await records(cast, await tell(cast))
    browsers = {name: await enter(name) for name in PEOPLE}
    tokens = {name: await browser.tokens() for name, browser in browsers.items()}  # who is refused uses none up
    before = await all_rows()

    told_apart: list[str] = []
    absent: dict[tuple[Route, str], tuple[int, str]] = {}
    for route, kind, record, name in _all(there):
        if not _is_allowed(route, record, name):
            answer = await _ask(browsers[name], route, record.id_for(name), tokens[name])
            if (route, name) not in absent:
                nothing = {key: new_id() for key in record.ids}
                absent[route, name] = alike(await _ask(browsers[name], route, nothing, tokens[name]))
            if (answer.status_code, title(answer)) != (404, NOT_HERE) or alike(answer) != absent[route, name]:
                told_apart.append(f"{route} of {kind} for {name}: {answer.status_code}")

    assert told_apart == []
    assert await all_rows() == before | {"sessions": (await all_rows())["sessions"]}


async def test_a_line_that_stays_open_opens_to_nobody_else(cast: Cast, enter: Enter) -> None:
    """It would wait for news; what is not there says so at once."""
    there = await records(cast, await tell(cast))
    browsers = {name: await enter(name) for name in PEOPLE}
    found = {}
    async with asyncio.timeout(20):
        for line, kind, record, name in _all(there):
            if line.path.endswith("/stream") and not _is_allowed(line, record, name):
                answer = await browsers[name].get(line.at(record.ids), accept="text/event-stream")
                found[kind, name] = (answer.status_code, title(answer))

    assert found == dict.fromkeys(found, (404, NOT_HERE))
    assert {kind for kind, _ in found} == {"talk", "ended talk", "paused talk", "open chat", "taken chat"}


async def test_the_matrix_has_both_for_every_kind_of_record(cast: Cast) -> None:
    there = await records(cast, await tell(cast))
    found = {(route.of, _is_allowed(route, record, name)) for route, _, record, name in _all(there)}

    assert found == {(kind, allowed) for kind in OPENS for allowed in (True, False)}


async def test_what_cannot_be_an_id_is_not_here_either(enter: Enter) -> None:
    maya, about_records = await enter("maya"), [route for route in get_routes() if route.is_about_a_record]

    found = {}
    for no_id in NO_IDS:
        for route in about_records:
            answer = await maya.get(route.at(dict.fromkeys(route.names, no_id)))
            found[str(route), no_id] = (answer.status_code, title(answer))

    assert found == dict.fromkeys(found, (404, NOT_HERE))


@pytest.mark.parametrize("name", [name for name in PEOPLE if name not in (*RUNS, COORDINATOR)])
async def test_members_find_no_desk(name: str, enter: Enter) -> None:
    browser = await enter(name)
    absent = await browser.get("/nothing-of-ours")

    for address in ("/desk", "/admin/"):
        assert alike(await browser.get(address)) == alike(absent)


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "HEAD"])
async def test_other_methods_are_not_here(method: str, enter: Enter) -> None:
    maya = await enter("maya")

    assert (await maya.http.request(method, "/home")).status_code == 404


def _all(there: dict[str, Record]) -> Iterator[Asked]:
    """Reading first, so that nothing has changed yet; and last what closes a door behind it."""
    first = [route for route in post_routes() if route.path not in AT_THE_END]
    last = sorted((route for route in post_routes() if route not in first), key=lambda one: AT_THE_END.index(one.path))
    for route in (*get_routes(), *first, *last):
        for kind, record in there.items():
            if route.is_about_a_record and set(route.names) <= set(record.ids):
                yield from ((route, kind, record, name) for name in PEOPLE)


def _is_allowed(route: Route, record: Record, name: str) -> bool:
    relation = record.stands.get(name)
    if record.has_not(route.path, name) or (route.path, relation) in NOT_YET:
        return False
    return route.of is not None and opens(route.of, relation)


def _onward(route: Route) -> str:
    """After reading, back to it; after a form that came too late and said nothing of where it was, Home."""
    address = route.at(dict.fromkeys(route.names, NO_ID))
    return address if route.method == "GET" or address == "/admin/" else "/home"


async def _ask(
    browser: Browser, route: Route, ids: dict[str, str], tokens: dict[str, str] | None = None
) -> httpx.Response:
    if route.method == "GET":
        return await browser.get(route.at(ids))
    field, named = NAMED_IN.get(route.path, ("", ""))
    form = {field: ids[named]} if field and named in ids else {}
    return await browser.post_as_it_is(route.at(ids), (tokens or await browser.tokens()) | form)
