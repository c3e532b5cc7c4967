"""Lines between the two of a pair: the page, what it asks for by itself, and what is written there."""

from functools import partial
from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath
from litestar.response import Stream

from portal import clock, sealed
from portal.errors import NotPossible
from portal.mentorships.access import talk as open_talk
from portal.mentorships.queries import Talk
from portal.messages import access, actions
from portal.messages.forms import AnsweringForm, MessageForm, SeenForm
from portal.messages.queries import messages_of, news_in
from portal.messages.rules import answers_by, are_a_way, they_answer
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, go_to, page, wants_fragment
from portal.web.parts import part_asked_for
from portal.web.streams import events, open_stream
from portal.web.who import Me

EVENTS = "text/event-stream"
PAGE, WHOLE, LINES = (f"messages/{name}.html" for name in ("messages", "_messages", "_lines"))


@get("/talks/{talk_id:str}/messages", who=Who.MEMBERS, of="talk")
async def messages(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    talk = await open_talk(me, talk_id)
    return page(request, PAGE, **await _known(talk, me, back=part_asked_for(request)))


@get("/talks/{talk_id:str}/messages/lately", who=Who.MEMBERS, of="talk")
async def lately(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    """The lines alone, for an open page."""
    talk = await open_talk(me, talk_id)
    return page(request, LINES, **await _known(talk, me) | {"here": f"/talks/{talk.id}/messages"})


@get("/talks/{talk_id:str}/messages/stream", who=Who.MEMBERS, of="talk")
async def stream(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Stream:
    """Says that there is something new, never what. Whoever does not wait for events hears how things stand."""
    talk = await open_talk(me, talk_id)
    seen = request.query_params.get("seen", "")
    listening = access.Listening(me, talk.id, seen=seen)
    waits = EVENTS in request.headers.get("accept", "")
    said = events(partial(open_stream, talk.id, me.session), listening.newest, seen=seen, waits=waits)
    return Stream(listening.heard(said), media_type=EVENTS, headers={"x-accel-buffering": "no"})


@post("/talks/{talk_id:str}/messages", who=Who.MEMBERS, of="talk", status_code=200)
async def send(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    form = _to(talk, await read(request, MessageForm))
    if not form.validate():
        return await _again(request, talk, me, WHOLE, status=422, form=form)
    try:
        await actions.send(talk, by=me, words=form.words.data or "", seen=form.shown, once=form.key)
    except NotPossible as refusal:
        return await _again(request, talk, me, WHOLE, status=409, form=form, refusal=refusal.sentence)
    return await _changed(request, talk, me, WHOLE, sent=True)


@post("/talks/{talk_id:str}/messages/reading", who=Who.MEMBERS, of="talk", status_code=200)
async def reading(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    form = await read(request, SeenForm)
    await actions.read(talk, seen=form.shown)
    return go_to(request, f"/talks/{talk.id}/messages#latest")


@post("/talks/{talk_id:str}/messages/answering", who=Who.MEMBERS, of="talk", status_code=200)
async def answering(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    form = await read(request, AnsweringForm)
    if not form.validate():
        return await _again(request, talk, me, LINES, status=422, answering=form)
    day = answers_by(form.by.data, today=me.today(clock.now()))
    await actions.answer_by(talk, by=me, day=day, seen=form.shown, once=form.key)
    return await _changed(request, talk, me, LINES)


async def _known(talk: Talk, me: Person, *, back: int = 0) -> dict[str, Any]:
    lines = await messages_of(talk, ring=await sealed.ring(talk.me, talk.other), back=back)
    news = await news_in(talk)
    return {
        "place": "talks",
        "talk": talk,
        "lines": lines,
        "news": news,
        "is_a_way": are_a_way(talk.ways),
        "they_answer": they_answer(talk.theirs.answers_by, today=me.today(clock.now())),
        "form": _to(talk, MessageForm()),
        "answering": AnsweringForm(),
    }


def _to(talk: Talk, form: MessageForm) -> MessageForm:
    form.words.label.text = f"Write to {talk.other_name}"
    return form


async def _changed(request: AnyRequest, talk: Talk, me: Person, fragment: str, **more: Any) -> Response[Any]:
    if not wants_fragment(request):
        return go_to(request, f"/talks/{talk.id}/messages#latest")
    talk = await open_talk(me, talk.id)
    return page(request, fragment, **await _known(talk, me) | more)


async def _again(
    request: AnyRequest, talk: Talk, me: Person, fragment: str, *, status: int, **more: Any
) -> Response[str]:
    talk = await open_talk(me, talk.id)
    template = fragment if wants_fragment(request) else PAGE
    return page(request, template, status=status, **await _known(talk, me) | more)


router = Router("/", route_handlers=[messages, lately, stream, send, reading, answering])
