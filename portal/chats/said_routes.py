"""Lines between the two of a chat: what the page asks for by itself, and what is written there."""

from functools import partial
from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Stream

from portal.chats import access, saying, shown
from portal.chats.forms import LineForm
from portal.errors import NotPossible
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, go_to, page, wants_fragment
from portal.web.streams import events, open_stream
from portal.web.who import Me

EVENTS = "text/event-stream"
PAGE, LINES, WHOLE = "chats/chat.html", "chats/_lines.html", "chats/_said.html"


@get("/chats/{chat_id:str}/lately", who=Who.MEMBERS, of="taken chat")
async def lately(request: AnyRequest, chat_id: FromPath[str], me: Me) -> Response[str]:
    """The lines alone, for an open page."""
    chat = await access.chat_to_talk_in(me, chat_id)
    return page(request, LINES, **await shown.said(chat, me), here=f"/chats/{chat.id}")


@get("/chats/{chat_id:str}/stream", who=Who.MEMBERS, of="taken chat")
async def stream(request: AnyRequest, chat_id: FromPath[str], me: Me) -> Stream:
    """Says that there is something new, never what. Whoever does not wait for events hears how things stand."""
    chat = await access.chat_to_talk_in(me, chat_id)
    heard = events(
        partial(open_stream, chat.id, me.session),
        partial(saying.newest_for, me, chat.id),
        seen=request.query_params.get("seen", ""),
        waits=EVENTS in request.headers.get("accept", ""),
    )
    return Stream(heard, media_type=EVENTS, headers={"x-accel-buffering": "no"})


@post("/chats/{chat_id:str}/lines", who=Who.MEMBERS, of="taken chat", status_code=200)
async def say(request: AnyRequest, chat_id: FromPath[str], me: Me) -> Response[Any]:
    chat = await access.taken_chat(me, chat_id)
    _, other_name = chat.other(me.member)
    form = (await read(request, LineForm)).to(other_name)
    if not form.validate():
        return await _again(request, chat.id, me, form, status=422)
    try:
        await saying.say(chat.id, by=me, words=form.words.data or "", once=form.key)
    except NotPossible as refusal:
        return await _again(request, chat.id, me, form, status=409, refusal=refusal.sentence)
    if not wants_fragment(request):
        return go_to(request, f"/chats/{chat.id}#latest")
    return page(request, WHOLE, **await shown.said(chat, me), sent=True)


@post("/chats/{chat_id:str}/reading", who=Who.MEMBERS, of="taken chat", status_code=200)
async def reading(request: AnyRequest, chat_id: FromPath[str], me: Me) -> Response[Any]:
    """The page says by itself that it was looked at: Home then does not."""
    chat = await access.taken_chat(me, chat_id)
    await saying.read(chat.id, by=me)
    return go_to(request, f"/chats/{chat.id}#latest")


async def _again(
    request: AnyRequest, chat_id: str, me: Person, form: LineForm, *, status: int, refusal: str = ""
) -> Response[str]:
    chat = await access.taken_chat(me, chat_id)
    whole = not wants_fragment(request)
    known = await (shown.one(chat, me) if whole else shown.said(chat, me))
    return page(request, PAGE if whole else WHOLE, status=status, **known | {"form": form, "refusal": refusal})
