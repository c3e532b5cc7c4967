"""Every act sent twice with the same form: done once, and the second answer is the first one's."""

from collections.abc import Mapping
from dataclasses import dataclass

import httpx
import pytest

from portal import clock
from portal.audit import AuditEntry
from portal.chats.actions import reply
from portal.chats.tables import Reply
from portal.enrolments.applying import withdraw
from portal.exclusions.actions import exclude
from portal.notices.tables import Notice
from tests.integration.cast import Cast, once
from tests.integration.conftest import Enter
from tests.integration.forms import filled, ids, nobodys
from tests.integration.ledger import everything
from tests.integration.told import goodbye
from tests.integration.web.routes import post_routes

# the way in leads elsewhere the second time, since by then one is in; the records have keys of their own (facilitation)
NOT_SENT_TWICE = {"/sign-in", "/invitation/{token}", "/admin/"}

BY_ONE_BUTTON = {
    "leave": ("maya", "/leave", "/guide"),
    "show": ("maya", "/home", "/home"),
    "follow": ("theo", "/notices/{notice_id}", "/home"),
    "return": ("ruth", "/me/room/return", "/guide"),
    "step back": ("ruth", "/me/room/stepping-back", "/guide"),
    "take back an exclusion": ("maya", "/me/apart/{exclusion_id}/removal", "/guide"),
    "apart": ("ines", "/enrolments/{enrolment_id}/apart", "/guide"),
    "withdraw application": ("ines", "/enrolments/{enrolment_id}/withdrawal", "/guide"),
    "apply again": ("ines", "/enrolments/{enrolment_id}/again", "/guide"),
    "wait again": ("ines", "/enrolments/{enrolment_id}/waiting", "/guide"),
    "goodbye": ("maya", "/talks/{talk_id}/goodbye/last", "/guide"),
    "answered goodbye": ("theo", "/talks/{talk_id}/goodbye/last", "/guide"),
    "take": ("omar", "/chats/{chat_id}/replies/{reply_id}/taking", "/guide"),
    "withdraw chat": ("omar", "/chats/{chat_id}/withdrawal", "/guide"),
    "take a no back": ("noor", "/proposals/{proposal_id}/reopening", "/guide"),
    "read application": ("fay", "/desk/applications/{enrolment_id}/reading", "/guide"),
    "withdraw proposal": ("fay", "/desk/proposals/{proposal_id}/withdrawal", "/guide"),
}
WITH_FORMS = (
    "contact",
    "times",
    "about",
    "keep apart",
    "home",
    "capacity",
    "pause",
    "answer",
    "not this time",
    "not this time, and pause",
    "check-in",
    "milestone",
    "saw",
    "remember",
    "note",
    "chat",
    "reply",
    "door",
    "now",
    "experience",
    "qualities",
    "introduction",
    "application: about",
    "application: ways",
    "application: times",
    "offer: times",
    "send",
    "ask both",
    "answer application",
    "place",
)


@dataclass(frozen=True)
class Sent:
    who: str
    to: str
    page: str
    form: Mapping[str, str | list[str]]


async def act_called(name: str, cast: Cast) -> Sent:
    known = await ids(cast)
    if name in BY_ONE_BUTTON:
        who, to, page = BY_ONE_BUTTON[name]
        known |= await _before(name, cast, known["chat_id"])
        return Sent(who, to.format(**known), page, {})
    form = filled(cast)[name].at(known)
    return Sent(form.who, form.to, form.page, form.form)


async def _before(name: str, cast: Cast, chat: str) -> dict[str, str]:
    """What has to have happened for this button to be there."""
    if name == "wait again":
        await goodbye(cast, "ruth", await cast.begin_talk("ines", "ruth"))
    if name == "answered goodbye":
        await goodbye(cast, "maya")
    if name == "apply again":
        await withdraw(cast.enrolments["ines"], by=cast.person("ines"), once=once())
    if name == "take a no back":  # only where it is over
        await cast.say("no", cast.proposal, "noor")
        await cast.say("yes", cast.proposal, "theo")
    if name == "take back an exclusion":
        by = cast.person("maya")
        return {"exclusion_id": await exclude(by=by, kind="name", said="Quentin Vale", once=once())}
    if name == "read application":
        return {"enrolment_id": cast.enrolments["omar"]}
    if name == "take":
        return {"reply_id": await reply(chat, by=cast.person("maya"), words="", means=["phone"], once=once())}
    notice = await Notice.select(Notice.id).where(Notice.member == cast.members["theo"]).first()
    return {"notice_id": notice["id"]} if notice else {}


def outcome(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.headers.get("location", "")


def test_every_act_of_the_portal_is_sent() -> None:
    sent = {to for _, to, _ in BY_ONE_BUTTON.values()} | {nobodys()[name].to for name in WITH_FORMS}
    assert sent | NOT_SENT_TWICE == {route.path for route in post_routes()}


@pytest.mark.parametrize("name", [*BY_ONE_BUTTON, *WITH_FORMS])
@pytest.mark.parametrize("partial", [False, True], ids=["page", "htmx"])
async def test_the_same_form_twice(cast: Cast, enter: Enter, name: str, partial: bool) -> None:
    clock.set(clock.now())
    act = await act_called(name, cast)
    browser = await enter(act.who)
    form = {**await browser.tokens(act.page), **act.form}
    headers = {"hx_request_type": "partial"} if partial else {}
    began = await everything()

    first = await browser.post_as_it_is(act.to, form, **headers)
    done = await everything()
    clock.travel(seconds=30)
    second = await browser.post_as_it_is(act.to, form, **headers)

    assert first.status_code == (200 if (partial and name != "leave") or name == "show" else 303)
    assert outcome(second) == outcome(first)
    assert second.headers.get("hx-redirect") == first.headers.get("hx-redirect")
    assert await everything() == done, "it was done again"
    assert name == "show" or done != began, "it was never done"


async def test_the_same_words_sent_twice_on_purpose_are_two(cast: Cast, enter: Enter) -> None:
    act = await act_called("milestone", cast)
    browser = await enter(act.who)
    before = await AuditEntry.count().where(AuditEntry.act == "milestones.mark")
    for _ in range(2):
        assert (await browser.post(act.to, act.form, page=act.page)).status_code == 303
    assert await AuditEntry.count().where(AuditEntry.act == "milestones.mark") == before + 2


async def test_one_key_of_two_people_is_two_keys(cast: Cast, enter: Enter) -> None:
    """And of one person for two different acts: nobody can take somebody else's act away by guessing its key."""
    chat = f"/chats/{(await ids(cast))['chat_id']}/replies"
    for name in ("maya", "ruth"):
        browser = await enter(name)
        form = {**await browser.tokens(), "once": "guessed", "means": "phone", "words": name}
        assert (await browser.post_as_it_is(chat, form)).status_code == 303
        room = {**await browser.tokens(), "once": "guessed", "home": "hidden"}
        assert (await browser.post_as_it_is("/me/home", room)).status_code == 303
    assert await Reply.count() == 2
    assert (await (await enter("ruth")).get("/home")).text.count("<h1>") == 1


async def test_without_a_key_two_acts_are_two(cast: Cast, enter: Enter) -> None:
    browser = await enter("ruth")
    for capacity in ("2", "3"):
        form = {**await browser.tokens(), "once": "", "capacity": capacity}
        assert (await browser.post_as_it_is("/me/room", form)).status_code == 303
    assert 'aria-pressed="true" name="capacity" value="3"' in (await browser.get("/me/room")).text
