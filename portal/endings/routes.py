"""Goodbye in three small steps, and its answer; the rest of the room's pages are composed here."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import sealed
from portal.endings import actions
from portal.endings.forms import NoteForm, RememberForm
from portal.endings.keeping import keeping_handlers
from portal.endings.parting import parting_handlers
from portal.endings.pausing import pause_handlers
from portal.endings.queries import Goodbye, goodbye_in
from portal.endings.rules import SAID_ALREADY, can_say_goodbye
from portal.errors import NotPossible
from portal.forms import PortalForm
from portal.mentorships import access
from portal.mentorships.queries import Talk
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


goodbye_handlers = [told, remember, keep_remembered, note, keep_note, last, say_goodbye]

router = Router("/", route_handlers=[*goodbye_handlers, *parting_handlers, *pause_handlers, *keeping_handlers])
