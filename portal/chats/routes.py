"""The board of informal chats, and one chat."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock
from portal.chats import access, actions, shown
from portal.chats.forms import ChatForm, LineForm, ReplyForm
from portal.chats.queries import Open
from portal.chats.rules import HERE, is_night
from portal.chats.said_routes import lately, reading, say, stream
from portal.chats.told_routes import change_told, told
from portal.errors import NotPossible
from portal.forms import PortalForm
from portal.groups.queries import groups_of
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me

# what the page says first after an act that leads back to it; no name stands in an address
DONE = {"apart": "You want nothing from that person just now. Nobody is told. You take it back under Me."}


@get("/chats", who=Who.MEMBERS)
async def chats(request: AnyRequest, me: Me) -> Response[str]:
    known = await _about_groups(me)
    form = ChatForm(**known, means=await shown.own_means(me) or [HERE])
    there = await shown.board(me, known["groups"])
    return page(request, "chats/chats.html", place="chats", **there, form=form, said=_said(request))


@post("/chats", who=Who.MEMBERS, status_code=200)
async def put_up(request: AnyRequest, me: Me) -> Response[Any]:
    known = await _about_groups(me)
    form = await read(request, ChatForm, **known)
    if not known["groups"] or not form.validate():
        there = await shown.board(me, known["groups"]) | {"form": form}
        return ask_again(request, "chats/chats.html", fragment="chats/_chat_form.html", place="chats", **there)
    chat = await actions.put_up(
        by=me,
        group=form.group.data,
        kind=form.kind.data or "",
        line=form.line.data or "",
        means=form.means.data or [],
        hours=form.lasting,
        once=form.key,
    )
    return go_to(request, f"/chats/{chat}")


@get("/chats/{chat_id:str}", who=Who.MEMBERS, of="chat")
async def chat(request: AnyRequest, chat_id: FromPath[str], me: Me) -> Response[str]:
    found = await access.chat(me, chat_id)
    there = await shown.one(found, me)
    if there["takes_part"]:
        form: PortalForm = LineForm().to(there["other_name"])
    else:
        form = _reply_form(ReplyForm(), found)
        form.means.data = await _ways_to_reply(found, me)
    return page(request, "chats/chat.html", place="chats", **there, form=form, said=_said(request))


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
    return go_to(request, f"/chats/{found.id}")


@post("/chats/{chat_id:str}/longer", who=Who.MEMBERS, of="own chat", status_code=200)
async def keep_open(request: AnyRequest, chat_id: FromPath[str], me: Me) -> Response[Any]:
    found = await access.own_chat(me, chat_id)
    form = await read(request, PortalForm)
    await actions.keep_open(found.id, by=me, once=form.key)
    return go_to(request, f"/chats/{found.id}")


def _said(request: AnyRequest) -> str:
    return DONE.get(request.query_params.get("done", ""), "")


async def _about_groups(me: Person) -> dict[str, Any]:
    groups = {group["id"]: group["name"] for group in await groups_of(me.member)}
    return {"groups": groups, "night": is_night(clock.now(), me.zone)}


def _reply_form(form: ReplyForm, chat: Open) -> ReplyForm:
    form.means.choices = shown.reply_choices(chat)
    return form


async def _ways_to_reply(chat: Open, me: Person) -> list[str]:
    """Those of the ways that were asked for which the reader likes, and here; all of them where there is none."""
    offered = shown.reply_choices(chat)
    liked = {*await shown.own_means(me), HERE}
    return [way for way in offered if way in liked] or list(offered)


async def _reply_again(
    request: AnyRequest, chat: Open, me: Person, form: ReplyForm, *, status: int, refusal: str = ""
) -> Response[str]:
    known = await shown.one(await access.chat(me, chat.id), me)
    response = ask_again(
        request, "chats/chat.html", fragment="chats/_chat.html", place="chats", **known, form=form, refusal=refusal
    )
    response.status_code = status
    return response


router = Router(
    "/",
    route_handlers=[
        *(chats, put_up, chat, reply, take, withdraw, keep_open),
        *(lately, stream, say, reading),
        *(told, change_told),
    ],
)
