"""A change is made only from a page of ours, by the browser to which that page was shown. Every POST there is."""

from collections.abc import Mapping
from datetime import timedelta

import httpx
import pytest

from portal import clock
from portal.accounts.actions import invite
from portal.feedback import store
from portal.visibility import Who, opens
from tests.integration.browser import Browser, alike, title
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.rows import all_rows
from tests.integration.standing import Record, records
from tests.integration.told import tell
from tests.integration.web.routes import Route, post_routes

NOTHING_DONE = "We did nothing just now"

Form = dict[str, str]

TOKENS: Mapping[str, str | None] = {"none": None, "empty": "", "made up": "0" * 64, "with more in it": "é\x00" * 40}

ORIGINS: Mapping[str, dict[str, str]] = {
    "another site": {"sec_fetch_site": "cross-site"},
    "a sister site": {"sec_fetch_site": "same-site"},
    "nowhere": {"sec_fetch_site": "none"},
    "another site, and the right origin": {"sec_fetch_site": "cross-site", "origin": "http://127.0.0.1:8000"},
    "another origin": {"sec_fetch_site": "", "origin": "https://elsewhere.example"},
    "another port": {"sec_fetch_site": "", "origin": "http://127.0.0.1:9999"},
    "another scheme": {"sec_fetch_site": "", "origin": "https://127.0.0.1:8000"},
    "an origin that begins like ours": {"sec_fetch_site": "", "origin": "http://127.0.0.1:8000.elsewhere.example"},
    "a hidden origin, in a browser that could say more": {"sec_fetch_site": "cross-site", "origin": "null"},
    "a browser that does not say": {"sec_fetch_site": ""},
}


@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS)
async def test_without_a_token_of_this_session(token: str | None, cast: Cast, enter: Enter) -> None:
    await _nothing_is_done(cast, enter, csrf=token)


async def test_with_the_token_of_another_member(cast: Cast, enter: Enter) -> None:
    omar = await enter("omar")

    await _nothing_is_done(cast, enter, csrf=(await omar.tokens())["csrf"])


async def test_with_the_token_of_an_earlier_session_of_ones_own(cast: Cast, enter: Enter) -> None:
    theo = await enter("theo")
    token = (await theo.tokens())["csrf"]
    await theo.enter(cast.accounts["theo"])

    answer = await theo.post_as_it_is("/me/home", {"home": "hidden", "csrf": token})

    assert (answer.status_code, title(answer)) == (403, NOTHING_DONE)


async def test_with_the_token_of_another_browser_at_the_door(enter: Enter) -> None:
    other, browser = await enter(""), await enter("")
    await browser.get("/sign-in")

    answer = await browser.post_as_it_is("/sign-in", {"name": "maya", "csrf": (await other.tokens())["csrf"]})

    assert (answer.status_code, title(answer)) == (403, NOTHING_DONE)


@pytest.mark.parametrize("headers", ORIGINS.values(), ids=ORIGINS)
async def test_from_elsewhere(headers: dict[str, str], cast: Cast, enter: Enter) -> None:
    await _nothing_is_done(cast, enter, **headers)


async def test_all_of_them_are_possible_from_our_own_page(cast: Cast, enter: Enter) -> None:
    """Otherwise nothing here would show anything."""
    acts = sorted(await _acts(cast, enter), key=lambda act: act[0].path == "/leave")  # afterwards it is over
    refused = [
        str(route)
        for route, browser, form in acts
        if (await browser.post_as_it_is(form.pop("to"), form)).status_code == 403
    ]

    assert refused == ["POST /admin/", "POST /sign-in"]  # its token goes in a header; the invitation let them in before


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8000", "http://localhost:8000"])
async def test_an_older_browser_says_only_its_origin(origin: str, enter: Enter) -> None:
    theo = await enter("theo")
    host = {"host": origin.removeprefix("http://")}

    answer = await theo.post("/me/home", {"home": "hidden"}, sec_fetch_site="", origin=origin, **host)

    assert answer.status_code == 303


async def test_an_older_browser_hides_its_origin_and_is_believed_with_its_token(enter: Enter) -> None:
    """Our pages say `no-referrer`, so a browser without `Sec-Fetch-Site` sends `Origin: null` from them."""
    theo = await enter("theo")
    older = {"sec_fetch_site": "", "origin": "null"}

    with_it = await theo.post("/me/home", {"home": "hidden"}, **older)
    without = await theo.post_as_it_is("/me/home", {"home": "open"}, **older)

    assert (with_it.status_code, without.status_code, title(without)) == (303, 403, NOTHING_DONE)


async def test_who_is_signed_out_can_always_leave(enter: Enter) -> None:
    browser = await enter("")

    answer = await browser.post_as_it_is("/leave")
    from_elsewhere = await browser.post_as_it_is("/leave", sec_fetch_site="cross-site")

    assert (answer.status_code, answer.headers["location"]) == (303, "/leave")
    assert (from_elsewhere.status_code, title(from_elsewhere)) == (403, NOTHING_DONE)


async def test_it_is_asked_before_anything_else_is_known(cast: Cast, enter: Enter) -> None:
    """A forged request learns nothing of what is there."""
    noor = await enter("noor")
    theirs, none = f"/talks/{cast.talk}/check-in", "/talks/aaaaaaaaaaaaaaaa/check-in"

    answers = [await noor.post_as_it_is(address, sec_fetch_site="cross-site") for address in (theirs, none)]

    assert alike(answers[0]) == alike(answers[1])
    assert answers[0].status_code == 403


async def _nothing_is_done(cast: Cast, enter: Enter, csrf: str | None = "its own", **headers: str) -> None:
    acts = await _acts(cast, enter)
    before, waiting = await all_rows(), store.read()

    answers: dict[str, httpx.Response] = {}
    for route, browser, form in acts:
        address = form.pop("to")
        if csrf is None:
            form.pop("csrf")
        elif csrf != "its own":
            form["csrf"] = csrf
        answers[str(route)] = await browser.post_as_it_is(address, form, **headers)

    assert {name: (answer.status_code, title(answer)) for name, answer in answers.items()} == dict.fromkeys(
        map(str, post_routes()), (403, NOTHING_DONE)
    )
    assert {str(answer.headers.get("set-cookie")) for answer in answers.values()} == {"None"}
    assert await all_rows() == before
    assert store.read() == waiting


async def _acts(cast: Cast, enter: Enter) -> list[tuple[Route, Browser, Form]]:
    """For every POST somebody who may do it, with a form that our page gave them."""
    there, invitation = await records(cast, await tell(cast)), await invite(cast.accounts["maya"])
    doing = {route: _somebody(route, there) for route in post_routes()}
    browsers = {name: await enter(name) for name, _ in doing.values()}
    given = {name: await browser.tokens() for name, browser in browsers.items()}
    return [
        (route, browsers[name], {"to": route.at({**ids, "token": invitation}), **given[name], **_filled_in(route)})
        for route, (name, ids) in doing.items()
    ]


def _filled_in(route: Route) -> Form:
    today = clock.now().date()
    days = {"today": today.isoformat(), "tomorrow": (today + timedelta(days=1)).isoformat()}
    return {field: value.format(**days) for field, value in FORMS.get(route.path, {}).items()}


def _somebody(route: Route, there: dict[str, Record]) -> tuple[str, dict[str, str]]:
    for record in there.values():
        for name, relation in record.stands.items():
            has_it = set(route.names) <= set(record.ids) and not record.has_not(route.path, name)
            if route.of and has_it and opens(route.of, relation):
                return name, record.id_for(name)
    return {Who.MEMBERS: "theo", Who.STAFF: "fay"}.get(route.who, "theo" if route.path == "/leave" else ""), {}


# What would change something, were it believed.
FORMS: Mapping[str, Form] = {
    "/me/home": {"home": "hidden"},
    "/me/room": {"capacity": "3"},
    "/me/contact": {"phone": "555 0100"},
    "/me/times": {"times": "1e", "zone": "Europe/London"},
    "/me/apart": {"kind": "name", "said": "Quentin Vale"},
    "/enrolments/{enrolment_id}/now": {"line": "A line."},
    "/enrolments/{enrolment_id}/introduction": {"introduction": "My story."},
    "/enrolments/{enrolment_id}/times": {"times": "1e", "zone": "Europe/London"},
    "/enrolments/{enrolment_id}/sending": {"agreed": "y"},
    "/desk/pairs/{enrolment_id}/{availability_id}": {"note": "No hurry."},
    "/desk/applications/{enrolment_id}/answer": {"answer": "welcome"},
    "/desk/people/{membership_id}": {"attending": "yes", "note": "Sits near the door."},
    "/proposals/{proposal_id}/answer": {"answer": "yes"},
    "/talks/{talk_id}/check-in": {"day": "{today}", "means": "phone"},
    "/talks/{talk_id}/milestone": {"day": "{today}", "words": "small"},
    "/talks/{talk_id}/milestones/{milestone_id}": {"saw": "this"},
    "/talks/{talk_id}/milestones/{own_milestone_id}/correction": {"day": "{today}", "words": "small"},
    "/talks/{talk_id}/check-ins/{check_in_id}": {"own": "mine"},
    "/talks/{talk_id}/check-ins/{own_check_in_id}/correction": {"day": "{today}", "means": "phone"},
    "/talks/{talk_id}/check-ins/{their_check_in_id}/addition": {"added": "this"},
    "/talks/{talk_id}/messages": {"words": "Good evening."},
    "/talks/{talk_id}/messages/answering": {"by": "tomorrow"},
    "/talks/{talk_id}/beginning": {"often": "weekly"},
    "/talks/{talk_id}/ways": {"ways": "phone"},
    "/talks/{talk_id}/ways/addition": {"way": "phone"},
    "/talks/{talk_id}/wish": {"wish": "not_sure"},
    "/talks/{talk_id}/found": {"found": "not_yet"},
    "/talks/{talk_id}/how": {"feels": "right"},
    "/talks/{talk_id}/pause": {"until": "{tomorrow}"},
    "/talks/{talk_id}/meanwhile": {"choice": "stand_in"},
    "/talks/{talk_id}/plans/{plan_id}/talked": {"answer": "yes"},
    "/talks/{talk_id}/plans/{plan_id}/taking": {"time": "second"},
    "/talks/{talk_id}/question": {"words": "this"},
    "/talks/{talk_id}/note": {"reader": "coordinator", "apart": "y"},
    "/note": {"of": "person", "whom": "else", "reader": "coordinator", "step": "tell"},
    "/question": {"whom": "else", "step": "tell"},
    "/desk/concerns/{concern_id}/steps": {"words": "this"},
    "/me/chats": {"told": "y"},
    "/me/say": {"talks": "good"},
    "/me/say/hints": {"words": "this"},
    "/guide/search": {"words": "this"},
    "/chats/{chat_id}/lines": {"words": "this"},
    "/me/care": {"energy": "low"},
    "/me/meeting": {"words": "this"},
    "/me/moments": {"day": "{today}", "words": "small"},
    "/me/moments/{moment_id}": {"day": "{today}", "words": "smaller"},
    "/sign-in": {"name": "maya", "password": "quiet-harbour-lights"},
    "/invitation/{token}": {"password": "four words in a row", "again": "four words in a row"},
    "/chats/{chat_id}/replies": {"means": "phone"},
    "/chats": {"kind": "ask", "hours": "4", "means": "phone"},
}
