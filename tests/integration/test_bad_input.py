"""Whatever is typed: the form comes back with a sentence where one is needed, and everything still there."""

from collections.abc import Iterator
from time import monotonic

import httpx
import pytest
from markupsafe import escape

from portal import clock
from portal.forms import tidy
from tests.integration.browser import Browser, title
from tests.integration.cast import Cast
from tests.integration.conftest import Enter
from tests.integration.form import BUTTON, CHOICE, DAY, LINE, SECRET, TEXT, TICK, TICKS, Filled, Value
from tests.integration.forms import form_called, nobodys
from tests.integration.ledger import all_that_is_kept
from tests.integration.web.routes import post_routes

FORMS = tuple(nobodys())
NOTHING_TO_FILL_IN = {
    "/leave",
    "/home",
    "/notices/{notice_id}",
    "/me/room/return",
    "/me/room/stepping-back",
    "/me/apart/{exclusion_id}/removal",
    "/me/meeting/{line_id}/removal",
    "/me/moments/{moment_id}/removal",
    "/me/care/rest",
    "/me/care/no-rest",
    "/me/care/talk",  # its one button names the group
    "/enrolments/{enrolment_id}/apart",
    "/enrolments/{enrolment_id}/rest",
    "/enrolments/{enrolment_id}/withdrawal",
    "/enrolments/{enrolment_id}/again",
    "/enrolments/{enrolment_id}/waiting",
    "/proposals/{proposal_id}/reopening",
    "/talks/{talk_id}/still",
    "/talks/{talk_id}/going-on",
    "/talks/{talk_id}/how/another",
    "/talks/{talk_id}/goodbye/last",
    "/talks/{talk_id}/messages/reading",
    "/talks/{talk_id}/check-ins/{own_check_in_id}/removal",
    "/talks/{talk_id}/milestones/{own_milestone_id}/removal",
    "/talks/{talk_id}/plans/{plan_id}/declining",
    "/talks/{talk_id}/plans/{plan_id}/withdrawal",
    "/talks/{talk_id}/next/{aside_id}/removal",
    "/chats/{chat_id}/replies/{reply_id}/taking",
    "/chats/{chat_id}/replies/{reply_id}/apart",
    "/chats/{chat_id}/apart",
    "/chats/{chat_id}/longer",
    "/chats/{chat_id}/reading",
    "/chats/{chat_id}/withdrawal",
    "/talks/{talk_id}/apart",
    "/me/apart/{block_id}/return",
    "/me/chats",  # two ticks, and whatever comes is one or none
    "/me/say/hints",  # whatever is typed is looked at
    "/desk/help/{line_id}/review",
    "/desk/concerns/{concern_id}/lines",
    "/desk/concerns/{concern_id}/hold",  # its one button names who
    "/desk/concerns/{concern_id}/hold/end",
    "/desk/proposals/{proposal_id}/withdrawal",
    "/desk/applications/{enrolment_id}/reading",
    "/desk/concerns/{concern_id}/reading",
    "/desk/concerns/{concern_id}/looked-after",
    "/desk/talks/{talk_id}/looked-after",
    "/desk/talks/{talk_id}/closing",
    "/admin/",  # its forms are asked in facilitation
}
LONG = "x" * 100_000
NO_CHOICE: tuple[Value, ...] = ("pigeon", "🕊️", "<script>alert(1)</script>", "\x00", LONG)
NO_DAY: tuple[Value, ...] = (
    "1875-05-01",
    "0001-01-01",
    "not a day",
    "2026-02-30",
    "31.12.2026",
    "🌊",
    "٢٠٢٦-٠٣-٢٨",
    "\x00",
    LONG,
)
WILL_NOT_DO: dict[str, tuple[Value, ...]] = {
    TEXT: (LONG, "🌊" * 5_000, "שלום\n" * 2_000 + "שלום"),
    LINE: (LONG,),
    SECRET: (LONG,),
    CHOICE: NO_CHOICE,
    BUTTON: NO_CHOICE,
    TICK: (),  # whatever comes is a tick; nothing is none
    TICKS: (*NO_CHOICE, ["phone", "pigeon"], ["pigeon"] * 50),
    DAY: NO_DAY,
}


@pytest.fixture(autouse=True)
async def noon(cast: Cast) -> None:
    clock.set(clock.now())


def bad_values(form: Filled) -> Iterator[tuple[str, Value]]:
    for name, kind in form.kinds.items():
        for value in (*WILL_NOT_DO[kind], *form.fails.get(name, ())):
            yield name, value
        if name in form.needs:
            yield name, ""
            yield name, []


def is_still_there(page: str, name: str, value: Value, kind: str) -> bool:
    """What was typed, in its field. A password never comes back; of choices only ours can be drawn."""
    if kind in (SECRET, BUTTON, CHOICE, TICK, TICKS) or not isinstance(value, str):
        return True
    written = str(escape(tidy(value)))
    return f'value="{written}"' in page or f"\n{written}</textarea>" in page or not written.strip()


def what_is_wrong(answer: httpx.Response, form: Filled, sent: dict[str, Value], name: str) -> list[str]:
    said_at = "to-fix" if form.kinds[name] == BUTTON else f"{form.stands_at.get(name, name)}-error"
    return [
        *([f"status {answer.status_code}"] if answer.status_code != 422 else []),
        *([f"no {said_at}"] if f'id="{said_at}"' not in answer.text else []),
        *(["a script"] if "<script>alert" in answer.text else []),
        *(
            f"{field} is gone"
            for field, kind in form.kinds.items()
            if not is_still_there(answer.text, field, sent.get(field, ""), kind)
        ),
    ]


def test_every_form_of_the_portal_is_asked() -> None:
    addresses = {route.path for route in post_routes()}
    asked = {form.route for form in nobodys().values()}
    assert asked | NOTHING_TO_FILL_IN == addresses
    assert asked.isdisjoint(NOTHING_TO_FILL_IN)


@pytest.mark.parametrize("name", FORMS)
async def test_what_will_not_do_is_asked_again(cast: Cast, enter: Enter, name: str) -> None:
    form = await form_called(name, cast)
    browser = await enter(form.who)
    tokens = await browser.tokens(form.page)
    before = await all_that_is_kept()
    wrong = []
    for field, value in bad_values(form):
        sent = {**form.form, field: value}
        answer = await browser.post_as_it_is(form.to, {**tokens, **sent})
        wrong += [f"{field}={str(value)[:30]!r}: {fault}" for fault in what_is_wrong(answer, form, sent, field)]
    assert wrong == []
    assert await all_that_is_kept() == before, "something was half-saved"


@pytest.mark.parametrize("name", [name for name in FORMS if name not in ("sign in", "choose a password")])
async def test_with_htmx_the_piece_alone_comes_back(cast: Cast, enter: Enter, name: str) -> None:
    form = await form_called(name, cast)
    browser = await enter(form.who)
    field, value = next(bad_values(form))
    answer = await browser.post(
        form.to,
        {**form.form, field: value},
        page=form.page,
        hx_request_type="partial",
    )
    assert answer.status_code == 422
    assert answer.text.lstrip().startswith(f'<div id="{form.root}"')
    assert 'id="to-fix"' in answer.text or f'id="{field}-error"' in answer.text


@pytest.mark.parametrize("name", FORMS)
async def test_too_much_is_refused_at_once(cast: Cast, enter: Enter, name: str) -> None:
    form = await form_called(name, cast)
    browser = await enter(form.who)
    tokens = await browser.tokens(form.page)
    before = await all_that_is_kept()
    field = next(iter(form.kinds))
    for much in ({field: ["x"] * 500}, {field: "x" * 2_000_000}, {f"made-up-{n}": "" for n in range(500)}):
        began = monotonic()
        answer = await browser.post_as_it_is(form.to, {**tokens, **form.form, **much})
        assert answer.status_code == 413
        assert title(answer) == "That is more than we can keep"
        assert monotonic() - began < 1
    assert await all_that_is_kept() == before


async def raw(browser: Browser, address: str, body: bytes, kind: str) -> int:
    headers = {"content-type": kind, "sec-fetch-site": "same-origin"}
    return (await browser.http.post(address, content=body, headers=headers)).status_code


async def test_what_is_no_form_at_all(cast: Cast, enter: Enter) -> None:
    maya = await enter("maya")
    tokens = await maya.tokens()
    before = await all_that_is_kept()
    csrf = f"csrf={tokens['csrf']}&".encode()
    form = "application/x-www-form-urlencoded"
    assert await raw(maya, "/me/contact", b'{"phone": "1"}', "application/json") == 403
    assert await raw(maya, "/me/contact", b"\x00\xff\xfe", form) == 403
    assert await raw(maya, "/me/contact", csrf + b"phone=%ff%fe%ed%a0%80", form) == 422
    assert await raw(maya, "/me/contact", csrf + b"phone=\xff\xfe&&&==&%", form) == 422
    assert await raw(maya, "/me/contact", csrf + b"means=phone&phone", form) == 422
    assert await all_that_is_kept() == before
