"""Check-ins: logging one, all of them, and one by itself with what each keeps about it."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import sealed
from portal.check_ins import access, actions, changes
from portal.check_ins.forms import CheckInForm, OwnNoteForm
from portal.check_ins.notes import left_notes_in
from portal.check_ins.pages import between_its_days, insist_it_goes_on, lead_on, own_in, said_in, show, show_again
from portal.check_ins.queries import check_ins_of, strands_in
from portal.check_ins.rules import USUAL_MEANS
from portal.mentorships.access import talk as open_talk
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, page
from portal.web.parts import IN_A_PART, part_asked_for, part_of
from portal.web.who import Me


@get("/talks/{talk_id:str}/check-ins", who=Who.MEMBERS, of="talk")
async def check_ins(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    """All of them, newest first, with one's own notes."""
    talk, number = await open_talk(me, talk_id), part_asked_for(request)
    ring = await sealed.ring(talk.me, talk.other)
    found = await check_ins_of(
        talk.id,
        reader=talk.me,
        ring=ring,
        until=talk.hears_until,
        opened=IN_A_PART,
        skipped=number * IN_A_PART,
    )
    notes = [] if number else await left_notes_in(talk.id, reader=talk.me, ring=ring)
    strands = [("", words) for words in strands_in(found)]
    part = part_of(found, number)
    return page(request, "check_ins/check_ins.html", place="talks", talk=talk, part=part, notes=notes, strands=strands)


@get("/talks/{talk_id:str}/check-in", who=Who.MEMBERS, of="talk")
async def check_in(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    """The day and the way are filled in: one tap on Save is a check-in."""
    talk = await open_talk(me, talk_id)
    insist_it_goes_on(talk)
    form = between_its_days(CheckInForm(), talk, me)
    form.day.data, form.means.data = form.today, USUAL_MEANS
    return show(request, "check_in", talk, form)


@post("/talks/{talk_id:str}/check-in", who=Who.MEMBERS, of="talk", status_code=200)
async def log(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    form = between_its_days(await read(request, CheckInForm), talk, me)
    if not form.validate():
        return show_again(request, "check_in", talk, form)
    said = said_in(form)
    await actions.log(talk, by=me, said=said, once=form.key)
    return lead_on(request, talk, said.for_me, back_to=f"/talks/{talk.id}#check-ins")


@get("/talks/{talk_id:str}/check-ins/{check_in_id:str}", who=Who.MEMBERS, of="talk")
async def one(request: AnyRequest, talk_id: FromPath[str], check_in_id: FromPath[str], me: Me) -> Response[Any]:
    """For both: what it says, what can be done with it, and each one's own note."""
    talk = await open_talk(me, talk_id)
    found = await access.check_in(talk, check_in_id)
    form = OwnNoteForm(own=found.own, along=found.along, weighs=found.weighs)
    return show(request, "one", talk, form, check_in=found)


@post("/talks/{talk_id:str}/check-ins/{check_in_id:str}", who=Who.MEMBERS, of="talk", status_code=200)
async def keep_own(request: AnyRequest, talk_id: FromPath[str], check_in_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    found = await access.check_in(talk, check_in_id)
    form = await read(request, OwnNoteForm)
    if not form.validate():
        return show_again(request, "one", talk, form, piece="own_note", check_in=found)
    note = own_in(form)
    await actions.keep_own(talk, found.id, by=me, note=note, once=form.key)
    return lead_on(request, talk, note, back_to=f"/talks/{talk.id}/check-ins/{found.id}", weighed=found.weighs)


router = Router("/", route_handlers=[check_ins, check_in, log, one, keep_own, *changes.handlers])
