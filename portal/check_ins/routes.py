"""Logging a check-in."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock
from portal.check_ins import actions
from portal.check_ins.forms import CheckInForm
from portal.check_ins.rules import USUAL_MEANS
from portal.errors import NotPossible
from portal.mentorships import access
from portal.mentorships.queries import Talk
from portal.mentorships.rules import GOODBYE_SAID
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me


@get("/talks/{talk_id:str}/check-in", who=Who.MEMBERS, of="talk")
async def check_in(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await access.talk(me, talk_id)
    if not talk.goes_on:
        raise NotPossible(GOODBYE_SAID)
    form = _for(CheckInForm(), talk, me)
    form.day.data, form.means.data = form.today, USUAL_MEANS
    return page(request, "check_ins/check_in.html", place="talks", talk=talk, form=form)


@post("/talks/{talk_id:str}/check-in", who=Who.MEMBERS, of="talk", status_code=200)
async def log(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await access.talk(me, talk_id)
    form = _for(await read(request, CheckInForm), talk, me)
    if not form.validate():
        return ask_again(
            request,
            "check_ins/check_in.html",
            fragment="check_ins/_check_in_form.html",
            place="talks",
            talk=talk,
            form=form,
        )
    await actions.log(talk, by=me, said=_said(form), once=form.key)
    return go_to(request, f"/talks/{talk.id}#check-ins")


def _for(form: CheckInForm, talk: Talk, me: Person) -> CheckInForm:
    form.began, form.today = me.local(talk.began_at).date(), me.today(clock.now())
    return form


def _said(form: CheckInForm) -> actions.Said:
    return actions.Said(
        day=form.day.data or form.today,
        means=form.means.data,
        strands=form.strands.data or [],
        shared=form.shared.data or "",
        own=form.own.data or "",
        hard_day=form.hard_day.data,
        weighs=form.weighs.data,
    )


router = Router("/", route_handlers=[check_in, log])
