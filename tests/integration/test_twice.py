"""Every act sent twice with the same form: done once, and the second answer is the first one's."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import httpx
import pytest

from portal import clock
from portal.audit import AuditEntry
from portal.chats.actions import put_up, reply
from portal.chats.saying import say
from portal.chats.tables import Reply
from portal.concerns.actions import acknowledge
from portal.concerns.following import hold
from portal.enrolments.actions import rest_after
from portal.enrolments.applying import withdraw
from portal.exclusions.actions import block, exclude
from portal.messages.actions import send
from portal.notices.tables import Notice
from portal.plans.actions import take
from portal.plans.aside import put_aside
from portal.plans.tables import ForNextTime
from tests.integration.browser import alike
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.conftest import Enter
from tests.integration.forms import filled, ids, nobodys
from tests.integration.ledger import all_that_is_kept
from tests.integration.told import goodbye
from tests.integration.told_in_talks import take_a_pause
from tests.integration.told_outside import a_line_of_help
from tests.integration.web.routes import post_routes

# the way in leads elsewhere the second time, since by then one is in; the records have keys of their own (facilitation)
NOT_SENT_TWICE = {"/sign-in", "/invitation/{token}", "/admin/"}
# nothing comes of these, however often
ASKED_ALONE = {"look up", "look up, signed out", "of whom it is"}
ONLY_ASKS = {"/guide/search", "/me/say/hints"}

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
    "rest for now": ("ines", "/enrolments/{enrolment_id}/rest", "/guide"),
    "take a line off": ("maya", "/me/meeting/{line_id}/removal", "/guide"),
    "take an own moment off": ("theo", "/me/moments/{moment_id}/removal", "/guide"),
    "rest afterwards": ("theo", "/me/care/rest", "/guide"),
    "no rest afterwards": ("theo", "/me/care/no-rest", "/guide"),
    "ask to talk": ("theo", "/me/care/talk", "/guide"),
    "still in touch": ("maya", "/talks/{talk_id}/still", "/guide"),
    "go on": ("theo", "/talks/{talk_id}/going-on", "/guide"),
    "someone else": ("maya", "/talks/{talk_id}/how/another", "/guide"),
    "not found yet": ("maya", "/talks/{talk_id}/found", "/guide"),
    "read messages": ("theo", "/talks/{talk_id}/messages/reading", "/guide"),
    "take a check-in back": ("maya", "/talks/{talk_id}/check-ins/{own_check_in_id}/removal", "/guide"),
    "take a milestone back": ("maya", "/talks/{talk_id}/milestones/{own_milestone_id}/removal", "/guide"),
    "decline a plan": ("theo", "/talks/{talk_id}/plans/{plan_id}/declining", "/guide"),
    "withdraw a plan": ("maya", "/talks/{talk_id}/plans/{plan_id}/withdrawal", "/guide"),
    "give up a time": ("theo", "/talks/{talk_id}/plans/{plan_id}/withdrawal", "/guide"),
    "not talked yet": ("maya", "/talks/{talk_id}/plans/{plan_id}/talked", "/guide"),
    "take off what was put aside": ("theo", "/talks/{talk_id}/next/{aside_id}/removal", "/guide"),
    "read a concern": ("fay", "/desk/concerns/{concern_id}/reading", "/guide"),
    "look after a concern": ("fay", "/desk/concerns/{concern_id}/looked-after", "/guide"),
    "open the lines that are shown": ("fay", "/desk/concerns/{concern_id}/lines", "/guide"),
    "hold somebody": ("cora", "/desk/concerns/{concern_id}/hold", "/guide"),
    "hold nobody any more": ("cora", "/desk/concerns/{concern_id}/hold/end", "/guide"),
    "try a line": ("cora", "/desk/help/{line_id}/review", "/guide"),
    "see to a pair": ("fay", "/desk/talks/{talk_id}/looked-after", "/guide"),
    "close for both": ("fay", "/desk/talks/{talk_id}/closing", "/guide"),
    "goodbye": ("maya", "/talks/{talk_id}/goodbye/last", "/guide"),
    "answered goodbye": ("theo", "/talks/{talk_id}/goodbye/last", "/guide"),
    "take": ("omar", "/chats/{chat_id}/replies/{reply_id}/taking", "/guide"),
    "read lines in a chat": ("omar", "/chats/{taken_id}/reading", "/guide"),
    "keep a chat open": ("omar", "/chats/{chat_id}/longer", "/guide"),
    "nothing from who asks": ("maya", "/chats/{chat_id}/apart", "/guide"),
    "nothing from who replied": ("omar", "/chats/{chat_id}/replies/{reply_id}/apart", "/guide"),
    "nothing from the other": ("maya", "/talks/{talk_id}/apart", "/guide"),
    "take a block back": ("maya", "/me/apart/{block_id}/return", "/guide"),
    "hear of chats": ("maya", "/me/chats", "/guide"),
    "not this time, of feedback": ("maya", "/me/say", "/guide"),
    "withdraw chat": ("omar", "/chats/{chat_id}/withdrawal", "/guide"),
    "take a no back": ("noor", "/proposals/{proposal_id}/reopening", "/guide"),
    "read application": ("fay", "/desk/applications/{enrolment_id}/reading", "/guide"),
    "withdraw proposal": ("fay", "/desk/proposals/{proposal_id}/withdrawal", "/guide"),
}
WITH_A_VALUE = {  # the button's, or the page's
    "ask to talk": {"group": "{group_id}"},
    "read messages": {"seen": "{message_id}"},
    "not found yet": {"found": "not_yet"},
    "not talked yet": {"answer": "not_yet"},
    "hear of chats": {"told": "y"},
    "not this time, of feedback": {"skip": "yes"},
    "hold somebody": {"member": "{theo}"},
    "hold nobody any more": {"member": "{theo}"},
}
NOT_ACTS = {*ASKED_ALONE, "sign in", "choose a password"}
WITH_FORMS = tuple(name for name in nobodys() if name not in NOT_ACTS)


@dataclass(frozen=True)
class Sent:
    who: str
    to: str
    page: str
    form: Mapping[str, str | list[str]]


async def act_called(name: str, cast: Cast) -> Sent:
    known = {"theo": cast.members["theo"], **await ids(cast)}
    if name in BY_ONE_BUTTON:
        who, to, page = BY_ONE_BUTTON[name]
        known |= await _before(name, cast, known) or {}
        form = {field: value.format(**known) for field, value in WITH_A_VALUE.get(name, {}).items()}
        return Sent(who, to.format(**known), page, form)
    filled_in = filled(cast)[name].at(known)
    return Sent(filled_in.who, filled_in.to, filled_in.page, filled_in.form)


async def _before(name: str, cast: Cast, known: dict[str, str]) -> dict[str, str] | None:
    """What has to have happened for this button to be there."""
    happens = HAPPENS_BEFORE.get(name)
    return await happens(cast, known) if happens else None


async def _ruth_says_goodbye(cast: Cast, known: dict[str, str]) -> None:
    await goodbye(cast, "ruth", await cast.begin_talk("ines", "ruth"))


async def _maya_says_goodbye(cast: Cast, known: dict[str, str]) -> None:
    await goodbye(cast, "maya")


async def _theo_takes_a_pause(cast: Cast, known: dict[str, str]) -> None:
    await take_a_pause(cast, "theo")


async def _ines_withdraws(cast: Cast, known: dict[str, str]) -> None:
    await withdraw(cast.enrolments["ines"], by=cast.person("ines"), once=once())


async def _noor_said_no(cast: Cast, known: dict[str, str]) -> None:
    """Only where it is over."""
    await cast.say("no", cast.proposal, "noor")
    await cast.say("yes", cast.proposal, "theo")


async def _somebody_is_kept_away(cast: Cast, known: dict[str, str]) -> dict[str, str]:
    by = cast.person("maya")
    return {"exclusion_id": await exclude(by=by, kind="name", said="Quentin Vale", once=once())}


async def _omar_has_applied(cast: Cast, known: dict[str, str]) -> dict[str, str]:
    return {"enrolment_id": cast.enrolments["omar"]}


async def _maya_has_replied(cast: Cast, known: dict[str, str]) -> dict[str, str]:
    chat = known["chat_id"]
    return {"reply_id": await reply(chat, by=cast.person("maya"), words="", means=["phone"], once=once())}


async def _theo_was_told(cast: Cast, known: dict[str, str]) -> dict[str, str]:
    told = Notice.select(Notice.id).where(Notice.member == cast.members["theo"], Notice.seen_at.is_null())
    return {"notice_id": (await told.limit(1))[0]["id"]}


async def _theo_takes_the_time(cast: Cast, known: dict[str, str]) -> None:
    plan, side = known["plan_id"], await cast.side("theo")
    await take(side, plan, by=cast.person("theo"), time="first", once=once())


async def _the_time_has_come(cast: Cast, known: dict[str, str]) -> None:
    await _theo_takes_the_time(cast, known)
    clock.travel(days=5)


async def _something_is_aside(cast: Cast, known: dict[str, str]) -> dict[str, str]:
    what = known["resource_id"]
    await put_aside(await cast.side("maya"), by=cast.person("maya"), kind="resource", what=what, once=once())
    [aside] = await ForNextTime.select(ForNextTime.id)
    return {"aside_id": aside["id"]}


async def _something_is_written(cast: Cast, known: dict[str, str]) -> dict[str, str]:
    return {"message_id": await send(await cast.side("maya"), by=cast.person("maya"), words="Hm.", once=once())}


async def _theo_wants_to_rest(cast: Cast, known: dict[str, str]) -> None:
    await rest_after(by=cast.person("theo"), wanted=True, once=once())


async def _fay_has_read_it(cast: Cast, known: dict[str, str]) -> None:
    await acknowledge(known["concern_id"], by=cast.person("fay"), once=once())


async def _omar_asks_by_night(cast: Cast, known: dict[str, str]) -> dict[str, str]:
    """At eleven, for four hours."""
    now, group = clock.now(), cast.groups[TUESDAY]
    clock.set(datetime.combine(now.date() + timedelta(days=now.hour == 23), time(23), UTC))
    by = cast.person("omar")
    return {"chat_id": await put_up(by=by, group=group, kind="ask", line="", means=["phone"], hours=4, once=once())}


async def _maya_has_written(cast: Cast, known: dict[str, str]) -> None:
    await say(known["taken_id"], by=cast.person("maya"), words="Hm.", once=once())


async def _maya_wants_nothing_from_omar(cast: Cast, known: dict[str, str]) -> dict[str, str]:
    return {"block_id": await block(cast.members["omar"], by=cast.person("maya"), once=once())}


async def _theo_is_held(cast: Cast, known: dict[str, str]) -> None:
    await hold(known["concern_id"], cast.members["theo"], by=cast.person("cora"), once=once())


async def _a_line_is_there(cast: Cast, known: dict[str, str]) -> dict[str, str]:
    return {"line_id": await a_line_of_help()}


async def _the_group_is(cast: Cast, known: dict[str, str]) -> dict[str, str]:
    return {"group_id": cast.groups[TUESDAY]}


Happens = Callable[[Cast, dict[str, str]], Awaitable[dict[str, str] | None]]
HAPPENS_BEFORE: Mapping[str, Happens] = {
    "follow": _theo_was_told,
    "wait again": _ruth_says_goodbye,
    "answered goodbye": _maya_says_goodbye,
    "apply again": _ines_withdraws,
    "take a no back": _noor_said_no,
    "take back an exclusion": _somebody_is_kept_away,
    "read application": _omar_has_applied,
    "take": _maya_has_replied,
    "go on": _theo_takes_a_pause,
    "give up a time": _theo_takes_the_time,
    "not talked yet": _the_time_has_come,
    "take off what was put aside": _something_is_aside,
    "read messages": _something_is_written,
    "no rest afterwards": _theo_wants_to_rest,
    "look after a concern": _fay_has_read_it,
    "ask to talk": _the_group_is,
    "read lines in a chat": _maya_has_written,
    "keep a chat open": _omar_asks_by_night,
    "nothing from who replied": _maya_has_replied,
    "take a block back": _maya_wants_nothing_from_omar,
    "hold nobody any more": _theo_is_held,
    "try a line": _a_line_is_there,
}


def outcome(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.headers.get("location", "")


def test_every_act_of_the_portal_is_sent() -> None:
    by_button = {to.replace("{taken_id}", "{chat_id}") for _, to, _ in BY_ONE_BUTTON.values()}
    sent = by_button | {nobodys()[name].route for name in WITH_FORMS}
    assert sent | NOT_SENT_TWICE | ONLY_ASKS == {route.path for route in post_routes()}


@pytest.mark.parametrize("name", [*BY_ONE_BUTTON, *WITH_FORMS])
@pytest.mark.parametrize("partial", [False, True], ids=["page", "htmx"])
async def test_the_same_form_twice(cast: Cast, enter: Enter, name: str, partial: bool) -> None:
    clock.set(clock.now())
    act = await act_called(name, cast)
    browser = await enter(act.who)
    form = {**await browser.tokens(act.page), **act.form}
    headers = {"hx_request_type": "partial"} if partial else {}
    began = await all_that_is_kept()

    first = await browser.post_as_it_is(act.to, form, **headers)
    done = await all_that_is_kept()
    clock.travel(seconds=30)
    second = await browser.post_as_it_is(act.to, form, **headers)

    assert first.status_code == (200 if (partial and name != "leave") or name == "show" else 303)
    assert outcome(second) == outcome(first)
    assert second.headers.get("hx-redirect") == first.headers.get("hx-redirect")
    assert await all_that_is_kept() == done, "it was done again"
    assert name == "show" or done != began, "it was never done"


@pytest.mark.parametrize("name", [*ASKED_ALONE, "hints"])
async def test_what_only_asks_changes_nothing(cast: Cast, enter: Enter, name: str) -> None:
    clock.set(clock.now())
    act = await act_called("say" if name == "hints" else name, cast)
    browser = await enter(act.who)
    form = {**await browser.tokens(act.page), **act.form}
    began = await all_that_is_kept()

    answers = [await browser.post_as_it_is("/me/say/hints" if name == "hints" else act.to, form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200] * 2
    assert alike(answers[0]) == alike(answers[1])
    assert await all_that_is_kept() == began


async def test_the_same_words_sent_twice_on_purpose_are_two(cast: Cast, enter: Enter) -> None:
    act = await act_called("milestone", cast)
    browser = await enter(act.who)
    before = await AuditEntry.count().where(AuditEntry.act == "milestones.mark")
    for _ in range(2):
        assert (await browser.post(act.to, act.form, page=act.page)).status_code == 303
    assert await AuditEntry.count().where(AuditEntry.act == "milestones.mark") == before + 2


async def test_one_key_of_two_people_is_two_keys(cast: Cast, enter: Enter) -> None:
    """And of one person for two different acts: nobody can take somebody else's act away by guessing its key."""
    asked = (await ids(cast))["chat_id"]
    chat = f"/chats/{asked}/replies"
    for name in ("maya", "ruth"):
        browser = await enter(name)
        form = {**await browser.tokens(), "once": "guessed", "means": "phone", "words": name}
        assert (await browser.post_as_it_is(chat, form)).status_code == 303
        room = {**await browser.tokens(), "once": "guessed", "home": "hidden"}
        assert (await browser.post_as_it_is("/me/home", room)).status_code == 303
    assert await Reply.count().where(Reply.chat == asked) == 2
    assert (await (await enter("ruth")).get("/home")).text.count("<h1>") == 1


async def test_without_a_key_two_acts_are_two(cast: Cast, enter: Enter) -> None:
    browser = await enter("ruth")
    for capacity in ("2", "3"):
        form = {**await browser.tokens(), "once": "", "capacity": capacity}
        assert (await browser.post_as_it_is("/me/room", form)).status_code == 303
    assert 'aria-pressed="true" name="capacity" value="3"' in (await browser.get("/me/room")).text
