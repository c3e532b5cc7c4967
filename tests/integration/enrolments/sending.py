"""Applying by hand, through the pages; and by the acts alone, for tests about what comes after."""

from typing import Any

from portal.enrolments.actions import answer_application, read_application
from portal.enrolments.applying import begin, save_page, send
from portal.enrolments.tables import Enrolment
from portal.notices.tables import Notice
from tests.integration.browser import Browser
from tests.integration.cast import TUESDAY, Cast, once, words

Form = dict[str, str | list[str]]


async def begun(browser: Browser, cast: Cast, role: str, group: str = TUESDAY) -> str:
    """Through one of the two doors. Returns the address of where it stands."""
    answer = await browser.post("/enrolments", {"role": role, "group": cast.groups[group]}, page="/enrolments")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def save(browser: Browser, at: str, page: str, form: Form | None = None) -> str:
    """One page, from itself. Returns where it leads, from `at` on."""
    answer = await browser.post(f"{at}/{page}", form or {}, page=f"{at}/{page}")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).removeprefix(at)


async def row_of(enrolment: str) -> dict[str, Any]:
    [row] = await Enrolment.select().where(Enrolment.id == enrolment.rpartition("/")[2])
    return row


async def told(cast: Cast, name: str) -> list[tuple[str, str]]:
    """What somebody reads on Home of applications, and about which, oldest first."""
    rows = await (
        Notice.select(Notice.kind, Notice.about)
        .where(Notice.member == cast.members[name], Notice.seen_at.is_null())
        .order_by(Notice.created_at, Notice.id)
    )
    ours = ("application", "stepped_back", "still_looking")
    return [(row["kind"], row["about"]) for row in rows if row["kind"].startswith(ours)]


async def sent(cast: Cast, name: str, role: str = "mentee", group: str = TUESDAY) -> str:
    """An application with everything that is needed, by the acts. Returns its id."""
    by = cast.person(name)
    enrolment = await begin(by=by, role=role, group=cast.groups[group], once=once())
    said = {"hard_now": words("hard_now", of=name)} if role == "mentee" else {"introduction": words("story", of=name)}
    await save_page(enrolment, "now" if role == "mentee" else "introduction", by=by, once=once(), **said)
    await send(enrolment, by=by, agreed=True, once=once())
    return enrolment


async def read(cast: Cast, enrolment: str, by: str = "fay") -> None:
    await read_application(enrolment, by=cast.person(by), once=once())


async def answered(cast: Cast, enrolment: str, *, welcome: bool, words: str = "", by: str = "fay") -> None:
    await answer_application(enrolment, by=cast.person(by), welcome=welcome, words=words, once=once())
