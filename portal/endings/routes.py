"""Goodbye in three small steps, its answer, and what is kept."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.check_ins.queries import check_ins_of
from portal.endings import actions
from portal.endings.forms import NoteForm, RememberForm
from portal.endings.queries import Goodbye, goodbye_in
from portal.endings.rules import SAID_ALREADY, can_say_goodbye
from portal.errors import NotFound, NotPossible
from portal.forms import PortalForm
from portal.mentorships import access
from portal.mentorships.path import moments
from portal.mentorships.queries import Talk
from portal.mentorships.rules import is_over
from portal.milestones.queries import milestones_of
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me


@get("/talks/{talk_id:str}/goodbye", who=Who.MEMBERS, of="talk")
async def told(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    """Who was told of a goodbye reads the note here; who begins one starts with step one."""
    talk, said = await _talk(me, talk_id)
    if not said.given_by_them:
        return go_to(request, f"/talks/{talk.id}/goodbye/remember")
    return page(request, "endings/told.html", place="talks", talk=talk, goodbye=said)


@get("/talks/{talk_id:str}/goodbye/remember", who=Who.MEMBERS, of="talk")
async def remember(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk, said = await _to_say(me, talk_id)
    return _step(request, "remember", talk, said, RememberForm(remembered=said.remembered))


@post("/talks/{talk_id:str}/goodbye/remember", who=Who.MEMBERS, of="talk", status_code=200)
async def keep_remembered(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk, said = await _to_say(me, talk_id)
    form = await read(request, RememberForm)
    if not form.validate():
        return _step_again(request, "remember", talk, said, form)
    await actions.remember(talk, by=me, remembered=form.remembered.data or "", once=form.key)
    return go_to(request, f"/talks/{talk.id}/goodbye/note")


@get("/talks/{talk_id:str}/goodbye/note", who=Who.MEMBERS, of="talk")
async def note(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk, said = await _to_say(me, talk_id)
    return _step(request, "note", talk, said, NoteForm(note=said.my_note))


@post("/talks/{talk_id:str}/goodbye/note", who=Who.MEMBERS, of="talk", status_code=200)
async def keep_note(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk, said = await _to_say(me, talk_id)
    form = await read(request, NoteForm)
    if not form.validate():
        return _step_again(request, "note", talk, said, form)
    await actions.write_note(talk, by=me, note=form.note.data or "", once=form.key)
    return go_to(request, f"/talks/{talk.id}" + ("" if form.step.data == "later" else "/goodbye/last"))


@get("/talks/{talk_id:str}/goodbye/last", who=Who.MEMBERS, of="talk")
async def last(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk, said = await _to_say(me, talk_id)
    return _step(request, "last", talk, said, PortalForm())


@post("/talks/{talk_id:str}/goodbye/last", who=Who.MEMBERS, of="ended talk", status_code=200)
async def say_goodbye(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    """Open to a talk that is over as well, so that the last tap, sent twice, gets the first one's answer."""
    talk = await access.talk_with_goodbye(me, talk_id)
    form = await read(request, PortalForm)
    await actions.say_goodbye(talk, by=me, once=form.key)
    return go_to(request, f"/talks/{talk.id}/kept")


@get("/talks/{talk_id:str}/kept", who=Who.MEMBERS, of="ended talk")
async def kept(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    """What stays: for who said goodbye at once, for the other when they have answered or the time is over."""
    talk = await access.talk_with_goodbye(me, talk_id)
    ring = await sealed.ring(talk.me, talk.other)
    said = await goodbye_in(talk, ring=ring)
    if not said.given_by_me and not is_over(talk.state, talk.closes_at, clock.now()):
        raise NotFound
    check_ins = await check_ins_of(talk.id, reader=talk.me, ring=ring)
    milestones = await milestones_of(talk.id, reader=talk.me, other=talk.other, ring=ring)
    return page(
        request,
        "endings/kept.html",
        place="me",
        talk=talk,
        goodbye=said,
        check_ins=check_ins,
        milestones=milestones,
        moments=moments(check_ins, milestones),
    )


async def _talk(me: Person, talk_id: str) -> tuple[Talk, Goodbye]:
    talk = await access.talk(me, talk_id)
    return talk, await goodbye_in(talk, ring=await sealed.ring(talk.me))


async def _to_say(me: Person, talk_id: str) -> tuple[Talk, Goodbye]:
    talk, said = await _talk(me, talk_id)
    if not can_say_goodbye(talk.state, given_by_me=said.given_by_me):
        raise NotPossible(SAID_ALREADY)
    return talk, said


def _step(request: AnyRequest, name: str, talk: Talk, said: Goodbye, form: PortalForm) -> Response[str]:
    return page(request, f"endings/{name}.html", place="talks", talk=talk, goodbye=said, form=form)


def _step_again(request: AnyRequest, name: str, talk: Talk, said: Goodbye, form: PortalForm) -> Response[str]:
    return ask_again(
        request,
        f"endings/{name}.html",
        fragment=f"endings/_{name}_form.html",
        place="talks",
        talk=talk,
        goodbye=said,
        form=form,
    )


router = Router("/", route_handlers=[told, remember, keep_remembered, note, keep_note, last, say_goodbye, kept])
