"""The board of informal chats."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.chats import access, actions, queries
from portal.chats.forms import ChatForm, ReplyForm
from portal.chats.queries import Open
from portal.chats.rules import DETAILS_STAY, MEANS, OPEN, TAKEN
from portal.errors import NotPossible
from portal.exclusions.queries import kept_from
from portal.forms import PortalForm
from portal.groups.queries import groups_of
from portal.members.queries import details_for
from portal.members.rules import in_common, in_words, listed
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me

KEPT_IN_SIGHT = timedelta(days=2)  # how long one's own chat that is over is still shown to oneself


@get("/chats", who=Who.MEMBERS)
async def chats(request: AnyRequest, me: Me) -> Response[str]:
    groups = await groups_of(me.member)
    return page(request, "chats/chats.html", place="chats", **await _board(me, groups), form=_form(ChatForm(), groups))


@post("/chats", who=Who.MEMBERS, status_code=200)
async def put_up(request: AnyRequest, me: Me) -> Response[Any]:
    groups = await groups_of(me.member)
    form = _form(await read(request, ChatForm), groups)
    if not groups or not form.validate():
        known = await _board(me, groups)
        return ask_again(
            request, "chats/chats.html", fragment="chats/_chat_form.html", place="chats", **known, form=form
        )
    chat = await actions.put_up(
        by=me,
        group=form.group.data,
        kind=form.kind.data or "",
        line=form.line.data or "",
        means=form.means.data or [],
        hours=int(form.hours.data),
        once=form.key,
    )
    return go_to(request, f"/chats/{chat}")


@get("/chats/{chat_id:str}", who=Who.MEMBERS, of="chat")
async def chat(request: AnyRequest, chat_id: FromPath[str], me: Me) -> Response[str]:
    found = await access.chat(me, chat_id)
    form = _reply_form(ReplyForm(), found)
    form.means.data = listed(found.means)
    return page(request, "chats/chat.html", place="chats", **await _shown(found, me), form=form)


@post("/chats/{chat_id:str}/replies", who=Who.MEMBERS, of="other chat", status_code=200)
async def reply(request: AnyRequest, chat_id: FromPath[str], me: Me) -> Response[Any]:
    found = await access.others_chat(me, chat_id)
    form = _reply_form(await read(request, ReplyForm), found)
    if not form.validate():
        return await _reply_again(request, found, me, form, status=422)
    try:
        await actions.reply(found.id, by=me, words=form.words.data or "", means=form.means.data or [], once=form.key)
    except NotPossible as refusal:
        return await _reply_again(request, found, me, form, status=409, refusal=refusal.sentence)
    return go_to(request, f"/chats/{found.id}")


@post("/chats/{chat_id:str}/replies/{reply_id:str}/taking", who=Who.MEMBERS, of="own chat", status_code=200)
async def take(request: AnyRequest, chat_id: FromPath[str], reply_id: FromPath[str], me: Me) -> Response[Any]:
    found = await access.own_chat(me, chat_id)
    chosen = await access.reply_to_take(found, reply_id)
    form = await read(request, PortalForm)
    await actions.take(found.id, chosen, by=me, once=form.key)
    return go_to(request, f"/chats/{found.id}")


@post("/chats/{chat_id:str}/withdrawal", who=Who.MEMBERS, of="own chat", status_code=200)
async def withdraw(request: AnyRequest, chat_id: FromPath[str], me: Me) -> Response[Any]:
    found = await access.own_chat(me, chat_id)
    form = await read(request, PortalForm)
    await actions.withdraw(found.id, by=me, once=form.key)
    return go_to(request, "/chats")


def _form(form: ChatForm, groups: list[dict[str, Any]]) -> ChatForm:
    form.group.choices = {group["id"]: group["name"] for group in groups}
    if groups and not form.group.data:
        form.group.data = groups[0]["id"]
    return form


def _reply_form(form: ReplyForm, chat: Open) -> ReplyForm:
    form.means.choices = {way: MEANS[way] for way in listed(chat.means)}
    return form


async def _board(me: Person, groups: list[dict[str, Any]]) -> dict[str, Any]:
    now = clock.now()
    rows = await queries.open_rows([group["id"] for group in groups], now) if groups else []
    own = await queries.own_rows(me.member, now - KEPT_IN_SIGHT)
    replied = await queries.replied_to(me.member)
    hidden = await kept_from(me.member, [row["author"] for row in [*rows, *replied]])
    ring = await sealed.ring(*(row["author"] for row in [*rows, *own]))
    return {
        "groups": groups,
        "open": [Open.of(row, ring) for row in rows if row["author"] not in {me.member, *hidden}],
        "my_chats": [Open.of(row, ring) for row in own],
        "replied": [row for row in replied if row["author"] not in hidden],
        "now": now,
    }


async def _shown(chat: Open, me: Person) -> dict[str, Any]:
    """A reader who is not the author sees of the replies their own alone."""
    mine = chat.author == me.member
    if mine:
        rows = await queries.replies_for_author(me.member, chat.id)
    else:
        rows = [row for row in await queries.replies(chat.id) if row["author"] == me.member]
    ring = await sealed.ring(me.member, chat.author, *(row["author"] for row in rows))
    answers = [queries.opened(row, ring) for row in rows]
    taken = next((answer for answer in answers if answer.taken_at), None)
    state = chat.shown(clock.now())
    if state != OPEN and not mine and not answers:
        chat = replace(chat, line="")  # what somebody said to a group is said for as long as it is open
    known = {"chat": chat, "mine": mine, "answers": answers, "taken": taken, "state": state, "chosen": in_words}
    if state != TAKEN or taken is None or clock.now() >= chat.until + DETAILS_STAY:
        return known | {"reach": None, "ways": []}
    ways = in_common(chat.means, taken.means)
    other = taken.author if mine else chat.author
    return known | {"reach": await details_for(other, ways=ways, ring=ring), "ways": ways}


async def _reply_again(
    request: AnyRequest, chat: Open, me: Person, form: ReplyForm, *, status: int, refusal: str = ""
) -> Response[str]:
    fresh = await access.chat(me, chat.id)
    known = await _shown(fresh, me)
    response = ask_again(
        request, "chats/chat.html", fragment="chats/_chat.html", place="chats", **known, form=form, refusal=refusal
    )
    response.status_code = status
    return response


router = Router("/", route_handlers=[chats, put_up, chat, reply, take, withdraw])
