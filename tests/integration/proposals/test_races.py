"""Many at once: the last place with a mentor, two yeses sent twice, one form sent eight times."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import httpx

from portal.check import check
from portal.columns import new_id
from portal.errors import NotPossible
from portal.mentorships.tables import Mentorship
from portal.notices.tables import Notice
from portal.proposals.actions import answer, propose
from portal.proposals.tables import Proposal
from tests.integration.browser import Browser
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.ledger import acts, counts
from tests.integration.newcomers import arrive, wait

CROWD = [f"crowd-{number}" for number in range(8)]
NO_ROOM = "Ruth has no room just now."


async def at_once(*work: Coroutine[Any, Any, Any]) -> list[Any]:
    """What each came to, its error included."""
    return await asyncio.gather(*work, return_exceptions=True)


async def eight_wait(cast: Cast) -> None:
    await arrive(cast, *CROWD)
    await wait(cast, *CROWD)


async def open_with_ruth(cast: Cast) -> list[str]:
    rows = await Proposal.select(Proposal.id).where(Proposal.mentor == cast.rooms["ruth"], Proposal.state == "open")
    return [row["id"] for row in rows]


async def test_eight_for_one_place(cast: Cast) -> None:
    await eight_wait(cast)
    came_to = await at_once(*(cast.ask(name, "ruth") for name in CROWD))

    ids = [one for one in came_to if isinstance(one, str)]
    assert ids == await open_with_ruth(cast)
    assert len(ids) == 1
    refused = [one for one in came_to if not isinstance(one, str)]
    assert [type(one) for one in refused] == [NotPossible] * 7
    assert [one.sentence for one in refused] == [NO_ROOM] * 7
    assert await check() == []


async def test_eight_for_one_mentee(cast: Cast) -> None:
    """By two who run her group, and neither knows of the other."""
    came_to = await at_once(*(cast.ask("ines", "ruth", by=("fay", "cora")[n % 2]) for n in range(8)))
    assert [type(one) for one in came_to].count(str) == 1
    assert {one.sentence for one in came_to if isinstance(one, NotPossible)} == {"Ines has been asked already."}
    assert await check() == []


async def add_row(fay: Browser, cast: Cast, mentee: str) -> httpx.Response:
    """As the scripts of the records send it."""
    said = {"mentee": cast.enrolments[mentee], "mentor": cast.rooms["ruth"], "note_to_both": "", "once": new_id()}
    given = {"x-csrftoken": fay.http.cookies["csrftoken"], "sec-fetch-site": "same-origin"}
    return await fay.http.post("/admin/api/tables/proposals/", json=said, headers=given)


async def test_eight_for_one_place_through_the_records(cast: Cast, enter: Enter) -> None:
    await eight_wait(cast)
    fay = await enter("fay")
    await fay.get("/admin/")
    answers = await at_once(*(add_row(fay, cast, name) for name in CROWD))

    assert sorted(answer.status_code for answer in answers) == [201] + [422] * 7
    refused = [answer.json() for answer in answers if answer.status_code == 422]
    assert refused == [{"custom_form_error": NO_ROOM}] * 7
    assert len(await open_with_ruth(cast)) == 1
    assert await check() == []


async def test_both_yeses_sent_twice_at_once(cast: Cast) -> None:
    keys = {name: once() for name in ("noor", "theo")}
    came_to = await at_once(
        *(
            answer(cast.proposal, by=cast.person(name), said="yes", reason="", once=keys[name])
            for name in ("noor", "theo", "noor", "theo")
        )
    )
    assert sorted(came_to) in (["matched", "matched", "matched", "open"], ["matched", "matched", "open", "open"])
    await only_one_came_of_it(cast)


async def test_both_yeses_tapped_twice_at_once(cast: Cast) -> None:
    """The second tap from a page of its own: another once-key, so it is told that things have moved on."""
    came_to = await at_once(*(cast.say("yes", cast.proposal, name) for name in ("noor", "theo", "noor", "theo")))
    assert sorted(str(one) if isinstance(one, str) else type(one).__name__ for one in came_to) == [
        "NotPossible",
        "NotPossible",
        "matched",
        "open",
    ]
    await only_one_came_of_it(cast)


async def test_both_yeses_from_eight_phones(cast: Cast, enter: Enter) -> None:
    """The whole way through the pages: whatever the order, nobody meets an error."""
    page = f"/proposals/{cast.proposal}"
    sent = []
    for name in ("noor", "theo"):
        browser = await enter(name)
        form = {**await browser.tokens(page), "answer": "yes"}
        sent += [browser.post_as_it_is(f"{page}/answer", form) for _ in range(4)]
    answers = await at_once(*sent)
    assert {answer.status_code for answer in answers} == {303}
    talk = await only_one_came_of_it(cast)
    assert {answer.headers["location"] for answer in answers} <= {page, f"/talks/{talk}"}


async def only_one_came_of_it(cast: Cast) -> str:
    [talk] = await Mentorship.select(Mentorship.id).where(Mentorship.proposal == cast.proposal)
    assert await Notice.count().where(Notice.about == talk["id"]) == 2
    assert await acts("mentorships.begin") == ["mentorships.begin"] * 2  # Maya's and Theo's was the first
    assert await check() == []
    return str(talk["id"])


async def test_one_form_eight_times_at_once(cast: Cast) -> None:
    key = once()
    before = await counts()
    came_to = await at_once(
        *(
            propose(
                mentee=cast.enrolments["ines"],
                mentor=cast.rooms["ruth"],
                note="Once.",
                by=cast.person("fay"),
                once=key,
            )
            for _ in range(8)
        )
    )
    after = await counts()
    assert {type(one) for one in came_to} == {str}
    assert set(came_to) == set(await open_with_ruth(cast))
    assert after == {**before, "proposals": before["proposals"] + 1, "audit_entries": before["audit_entries"] + 1}
    assert await check() == []
