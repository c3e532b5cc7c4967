"""Marking a milestone, all of them, correcting one or taking it back; adding what one saw in the other's."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.errors import NotPossible
from portal.forms import PortalForm
from portal.mentorships.access import talk as open_talk
from portal.mentorships.queries import Talk
from portal.mentorships.rules import GOODBYE_SAID
from portal.milestones import access, actions, how_far
from portal.milestones.forms import CorrectionForm, MilestoneForm, SawForm
from portal.milestones.queries import milestones_of
from portal.milestones.rules import SAID_ALREADY, TOO_LATE
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.parts import IN_A_PART, part_asked_for, part_of
from portal.web.who import Me

Id = FromPath[str]

ONE = "/talks/{talk_id:str}/milestones/{milestone_id:str}"
MINE = "/talks/{talk_id:str}/milestones/{own_milestone_id:str}"


@get("/talks/{talk_id:str}/milestones", who=Who.MEMBERS, of="talk")
async def milestones(request: AnyRequest, talk_id: Id, me: Me) -> Response[str]:
    """All of them, newest first."""
    talk, number = await open_talk(me, talk_id), part_asked_for(request)
    found = await milestones_of(
        talk.id,
        reader=talk.me,
        other=talk.other,
        ring=await sealed.ring(talk.me, talk.other),
        until=talk.hears_until,
        opened=IN_A_PART,
        skipped=number * IN_A_PART,
    )
    return page(request, "milestones/milestones.html", place="talks", talk=talk, part=part_of(found, number))


@get("/talks/{talk_id:str}/milestone", who=Who.MEMBERS, of="talk")
async def milestone(request: AnyRequest, talk_id: Id, me: Me) -> Response[str]:
    talk = await open_talk(me, talk_id)
    if not talk.goes_on:
        raise NotPossible(GOODBYE_SAID)
    form = MilestoneForm()
    form.today = form.day.data = me.today(clock.now())
    return _show(request, "milestone", talk, form)


@post("/talks/{talk_id:str}/milestone", who=Who.MEMBERS, of="talk", status_code=200)
async def mark(request: AnyRequest, talk_id: Id, me: Me) -> Response[Any]:
    """Its light glows once, on the page that shows it first."""
    talk = await open_talk(me, talk_id)
    form = await read(request, MilestoneForm)
    form.today = me.today(clock.now())
    if not form.validate():
        return _show_again(request, "milestone", talk, form)
    await actions.mark(talk, by=me, once=form.key, **_marked(form))
    return go_to(request, f"/talks/{talk.id}?lit#milestones")


@get(ONE, who=Who.MEMBERS, of="talk")
async def saw(request: AnyRequest, talk_id: Id, milestone_id: Id, me: Me) -> Response[str]:
    talk = await open_talk(me, talk_id)
    light = await access.milestone_to_answer(talk, milestone_id)
    if not talk.goes_on or not light.open_for_me:
        raise NotPossible(GOODBYE_SAID if not talk.goes_on else SAID_ALREADY)
    return _show(request, "saw", talk, SawForm(), light=light)


@post(ONE, who=Who.MEMBERS, of="talk", status_code=200)
async def say_what_you_saw(request: AnyRequest, talk_id: Id, milestone_id: Id, me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    light = await access.milestone_to_answer(talk, milestone_id)
    form = await read(request, SawForm)
    if not form.validate():
        return _show_again(request, "saw", talk, form, light=light)
    await actions.say_what_you_saw(talk, light.id, by=me, saw=form.saw.data or "", once=form.key)
    return go_to(request, f"/talks/{talk.id}#milestones")


@get(f"{MINE}/correction", who=Who.MEMBERS, of="talk")
async def correction(request: AnyRequest, talk_id: Id, own_milestone_id: Id, me: Me) -> Response[str]:
    talk = await open_talk(me, talk_id)
    light = await access.my_milestone(talk, own_milestone_id)
    if not talk.goes_on or not light.can_change:
        raise NotPossible(GOODBYE_SAID if not talk.goes_on else TOO_LATE)
    form = CorrectionForm(words=light.words, day=light.day, is_hard=light.is_hard)
    form.today = me.today(clock.now())
    return _show(request, "correction", talk, form, light=light)


@post(f"{MINE}/correction", who=Who.MEMBERS, of="talk", status_code=200)
async def correct(request: AnyRequest, talk_id: Id, own_milestone_id: Id, me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    light = await access.my_milestone(talk, own_milestone_id)
    form = await read(request, CorrectionForm)
    form.today = me.today(clock.now())
    if not form.validate():
        return _show_again(request, "correction", talk, form, light=light)
    await actions.correct(talk, light.id, by=me, once=form.key, **_marked(form))
    return go_to(request, f"/talks/{talk.id}#milestones")


@post(f"{MINE}/removal", who=Who.MEMBERS, of="talk", status_code=200)
async def take_back(request: AnyRequest, talk_id: Id, own_milestone_id: Id, me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    form = await read(request, PortalForm)
    await actions.take_back(talk, own_milestone_id, by=me, once=form.key)
    return go_to(request, f"/talks/{talk.id}#milestones")


def _marked(form: CorrectionForm) -> dict[str, Any]:
    return {"words": form.chosen_words, "day": form.day.data or form.today, "is_hard": form.is_hard.data}


def _show(request: AnyRequest, name: str, talk: Talk, form: PortalForm, **more: Any) -> Response[str]:
    return page(request, f"milestones/{name}.html", place="talks", talk=talk, form=form, **more)


def _show_again(request: AnyRequest, name: str, talk: Talk, form: PortalForm, **more: Any) -> Response[str]:
    fragment = f"milestones/_{name}_form.html"
    return ask_again(request, f"milestones/{name}.html", fragment=fragment, place="talks", talk=talk, form=form, **more)


router = Router(
    "/",
    route_handlers=[
        milestones,
        milestone,
        mark,
        saw,
        say_what_you_saw,
        correction,
        correct,
        take_back,
        *how_far.handlers,
    ],
)
