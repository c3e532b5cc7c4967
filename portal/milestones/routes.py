"""Marking a milestone; adding what one saw in the other's."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock
from portal.errors import NotPossible
from portal.mentorships.access import talk as open_talk
from portal.mentorships.rules import GOODBYE_SAID
from portal.milestones import access, actions
from portal.milestones.forms import MilestoneForm, SawForm
from portal.milestones.rules import SAID_ALREADY
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me


@get("/talks/{talk_id:str}/milestone", who=Who.MEMBERS, of="talk")
async def milestone(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    talk = await open_talk(me, talk_id)
    if not talk.goes_on:
        raise NotPossible(GOODBYE_SAID)
    form = MilestoneForm()
    form.today = form.day.data = me.today(clock.now())
    return page(request, "milestones/milestone.html", place="talks", talk=talk, form=form)


@post("/talks/{talk_id:str}/milestone", who=Who.MEMBERS, of="talk", status_code=200)
async def mark(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    form = await read(request, MilestoneForm)
    form.today = me.today(clock.now())
    if not form.validate():
        return ask_again(
            request,
            "milestones/milestone.html",
            fragment="milestones/_milestone_form.html",
            place="talks",
            talk=talk,
            form=form,
        )
    await actions.mark(talk, by=me, words=form.words.data or "", day=form.day.data or form.today, once=form.key)
    return go_to(request, f"/talks/{talk.id}#milestones")


@get("/talks/{talk_id:str}/milestones/{milestone_id:str}", who=Who.MEMBERS, of="talk")
async def saw(request: AnyRequest, talk_id: FromPath[str], milestone_id: FromPath[str], me: Me) -> Response[str]:
    talk = await open_talk(me, talk_id)
    light = await access.milestone_to_answer(talk, milestone_id)
    if not talk.goes_on or not light.open_for_me:
        raise NotPossible(GOODBYE_SAID if not talk.goes_on else SAID_ALREADY)
    return page(request, "milestones/saw.html", place="talks", talk=talk, light=light, form=SawForm())


@post("/talks/{talk_id:str}/milestones/{milestone_id:str}", who=Who.MEMBERS, of="talk", status_code=200)
async def say_what_you_saw(
    request: AnyRequest, talk_id: FromPath[str], milestone_id: FromPath[str], me: Me
) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    light = await access.milestone_to_answer(talk, milestone_id)
    form = await read(request, SawForm)
    if not form.validate():
        return ask_again(
            request,
            "milestones/saw.html",
            fragment="milestones/_saw_form.html",
            place="talks",
            talk=talk,
            light=light,
            form=form,
        )
    await actions.say_what_you_saw(talk, light.id, by=me, saw=form.saw.data or "", once=form.key)
    return go_to(request, f"/talks/{talk.id}#milestones")


router = Router("/", route_handlers=[milestone, mark, saw, say_what_you_saw])
