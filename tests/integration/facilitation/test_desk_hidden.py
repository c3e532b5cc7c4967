"""Whatever keeps two people apart, a facilitator gets the same: on the desk, beside each other, when asking, and in the
admin. Byte for byte, and with as many statements."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from portal.columns import new_id
from portal.database import counted
from portal.exclusions.actions import exclude, take_back
from portal.proposals.rules import NOT_POSSIBLE
from portal.proposals.tables import Proposal
from tests.integration.browser import Browser, alike
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.facilitation import browser as admin
from tests.integration.facilitation.at_the_desk import (
    can_talk,
    offers,
    options_of,
    pair,
    runs,
    say,
    waiting,
    waits,
    was_asked,
)

Undo = Callable[[], Awaitable[Any]]


async def excluded_by_the_mentee(cast: Cast) -> Undo:
    return await _excludes(cast, "ines", "Ruth")


async def excluded_by_the_mentor(cast: Cast) -> Undo:
    return await _excludes(cast, "ruth", "Ines")


async def earlier_no(cast: Cast) -> Undo:
    """Long enough ago that the desk does not list it any more, and not so long that it has run out."""
    proposal = await was_asked(cast, "ines", "ruth", days=60)

    async def undo() -> None:
        await Proposal.delete().where(Proposal.id == proposal)

    return undo


async def no_time_in_common(cast: Cast) -> Undo:
    await can_talk(cast, "ines", times="0m")
    return lambda: _as_before(cast)


async def no_way_in_common(cast: Cast) -> Undo:
    await can_talk(cast, "ines", ways="email")
    return lambda: _as_before(cast)


async def across_only_if_both_agree(cast: Cast) -> Undo:
    _, other, *_ = await options_of("Role in it")
    await say(cast, "ines", Role_in_it=(other, "", False))
    return lambda: _as_before(cast)


CAUSES = (
    excluded_by_the_mentee,
    excluded_by_the_mentor,
    earlier_no,
    no_time_in_common,
    no_way_in_common,
    across_only_if_both_agree,
)


@dataclass
class Seen:
    """What a facilitator gets, and how many statements it took."""

    what: tuple[int, str]
    statements: int


@pytest.fixture
async def fay(cast: Cast, enter: Enter) -> Browser:
    """Omar waits as well, so that there is still somebody to suggest; what they said of themselves is private."""
    await waits(cast, "omar", days=3)
    await offers(cast, "lena", capacity=0)
    await _as_before(cast)
    return await enter("fay")


@pytest.mark.parametrize("page", ["/desk", "waiting", "pair"])
async def test_each_page_is_the_same_whatever_the_cause(cast: Cast, fay: Browser, page: str) -> None:
    address = {"waiting": waiting(cast, "ines"), "pair": pair(cast, "ines", "ruth")}.get(page, page)
    possible = await _seen(lambda: fay.get(address))

    seen = [await _under(cause, cast, lambda: _seen(lambda: fay.get(address))) for cause in CAUSES]

    assert seen == [seen[0]] * len(CAUSES)
    assert seen[0].what[0] == 200
    assert "ot possible just now" in seen[0].what[1]
    assert seen[0].what != possible.what
    assert seen[0].statements == possible.statements <= 8


async def test_asking_all_the_same_is_refused_the_same_way(cast: Cast, fay: Browser) -> None:
    address = pair(cast, "ines", "ruth")

    async def ask() -> Seen:
        typed = {**await fay.tokens(), "note": "No hurry with this.", "page": address}
        return await _seen(lambda: fay.post_as_it_is(address, typed))

    async def ask_by_htmx() -> Seen:
        typed = {**await fay.tokens(), "note": "No hurry with this.", "page": address}
        return await _seen(lambda: fay.post_as_it_is(address, typed, hx_request="true", hx_request_type="partial"))

    for asking in (ask, ask_by_htmx):
        seen = [await _under(cause, cast, asking) for cause in CAUSES]

        assert seen == [seen[0]] * len(CAUSES)
        assert seen[0].what[0] == 422
        assert seen[0].what[1].count(NOT_POSSIBLE) == 1
        assert "No hurry with this." in seen[0].what[1]


async def test_the_admin_refuses_the_same_way(cast: Cast, fay: Browser) -> None:
    async with admin.Browser() as browser:
        await browser.sign_in(cast.accounts["fay"])
        await browser.get("/admin/")

        async def add() -> Seen:
            said = {
                "mentee": cast.enrolments["ines"],
                "mentor": cast.rooms["ruth"],
                "note_to_both": "",
                "once": new_id(),
            }
            return await _seen(lambda: browser.send_to("POST", "/api/tables/proposals/", said))

        seen = [await _under(cause, cast, add) for cause in CAUSES]

    assert seen == [seen[0]] * len(CAUSES)
    assert seen[0].what[0] == 422
    assert NOT_POSSIBLE in seen[0].what[1]


@pytest.mark.parametrize(("capacity", "row"), [(0, "No room"), (1, "Room for one")])
async def test_what_is_open_stands_on_the_row_whoever_is_matched(
    cast: Cast, enter: Enter, capacity: int, row: str
) -> None:
    await offers(cast, "omar", capacity=capacity)
    await _excludes(cast, "ines", "Omar")

    page = (await (await enter("fay")).get(waiting(cast, "ines"))).text

    assert f'Omar<p class="small">Not possible just now</p><p class="small">{row}</p>' in page


async def test_who_excludes_a_facilitator_does_not_show_on_that_facilitators_desk(cast: Cast, enter: Enter) -> None:
    """Fay waits too, and longest: what is suggested to the others must not depend on whom she cannot be put before."""
    await waits(cast, "fay", days=90)
    fay = await enter("fay")
    before = alike(await fay.get("/desk"))
    await _excludes(cast, "ruth", "Fay")

    assert alike(await fay.get("/desk")) == before


async def test_a_facilitator_finds_nothing_of_a_pair_in_which_they_are_a_side(cast: Cast, enter: Enter) -> None:
    await runs(cast, "ruth")
    await runs(cast, "ines")
    absent = alike(await (await enter("ruth")).get(f"/desk/pairs/{new_id()}/{new_id()}"))
    for name in ("ruth", "ines"):
        browser = await enter(name)
        typed = await browser.tokens()

        assert alike(await browser.get(pair(cast, "ines", "ruth"))) == absent
        assert (await browser.post_as_it_is(pair(cast, "ines", "ruth"), typed)).status_code == 404
        desk = (await browser.get("/desk")).text
        assert pair(cast, "ines", "ruth") not in desk
        assert f">{name.title()}<" not in desk
    assert (await (await enter("ines")).get(waiting(cast, "ines"))).status_code == 404


async def _under(cause: Callable[[Cast], Awaitable[Undo]], cast: Cast, look: Callable[[], Awaitable[Seen]]) -> Seen:
    undo = await cause(cast)
    try:
        return await look()
    finally:
        await undo()


async def _seen(request: Callable[[], Awaitable[httpx.Response]]) -> Seen:
    with counted() as heard:
        answer = await request()
    return Seen(alike(answer), len(heard))


async def _excludes(cast: Cast, name: str, other: str) -> Undo:
    by = cast.person(name)
    exclusion = await exclude(by=by, kind="name", said=other, once=once())
    return lambda: take_back(exclusion, by=by, once=once())


async def _as_before(cast: Cast) -> None:
    one, *_ = await options_of("Role in it")
    await can_talk(cast, "ines")
    await can_talk(cast, "ruth", ways="phone", times="0e")
    for name in ("ines", "ruth"):
        await say(cast, name, Role_in_it=(one, "", False))
