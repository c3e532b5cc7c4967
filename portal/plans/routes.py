"""The next talk: suggesting times, taking one, and saying afterwards whether it took place."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock
from portal.errors import NotPossible
from portal.forms import PortalForm
from portal.meetings.rules import next_meetings
from portal.members.rules import MEANS, city
from portal.mentorships.access import talk as open_talk
from portal.mentorships.queries import Talk
from portal.mentorships.rules import GOODBYE_SAID
from portal.person import Person
from portal.plans import access, actions, calendar
from portal.plans.forms import MeetingForm, PlanForm, TakeForm, TalkedForm
from portal.plans.next_routes import aside_handlers
from portal.plans.queries import ahead_of
from portal.plans.rules import FURTHEST, MEETINGS_OFFERED, YES
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page, show_change
from portal.web.who import Me

PAGE, PIECE = "plans/plans.html", "plans/_plans.html"
AT = "/talks/{talk_id:str}/plans"
OFFERED = "{other} hears of it and can take one."
BY_THE_MINUTE = "%Y-%m-%dT%H:%M"  # as a control for times writes it


@get(AT, who=Who.MEMBERS, of="talk")
async def plans(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    talk = await open_talk(me, talk_id)
    if not talk.goes_on:
        raise NotPossible(GOODBYE_SAID)
    if talk.is_paused:
        return page(request, "plans/paused.html", place="talks", talk=talk)
    not_yet = "not-yet" in request.query_params
    return page(request, PAGE, place="talks", **await _shown(talk, me), not_yet=not_yet)


@post(AT, who=Who.MEMBERS, of="talk", status_code=200)
async def offer(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    form = _for(await read(request, PlanForm), talk, me)
    if not form.validate():
        return await _again(request, talk, me, form=form)
    try:
        await actions.offer(talk, by=me, times=form.moments(), means=form.means.data, once=form.key)
    except NotPossible as refusal:
        return await _again(request, talk, me, form=form, refusal=refusal.sentence)
    return await _changed(request, talk, me, OFFERED.format(other=talk.other_name))


@post(f"{AT}/meeting", who=Who.MEMBERS, of="talk", status_code=200)
async def offer_a_meeting(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    form = await read(request, MeetingForm)
    meeting = form.chosen(_meetings(talk))
    if meeting is None:
        return await _again(request, talk, me, meeting_form=form)
    await actions.offer(talk, by=me, times=[meeting], means="in_person", is_meeting=True, once=form.key)
    return await _changed(request, talk, me, OFFERED.format(other=talk.other_name))


@post(f"{AT}/{{plan_id:str}}/taking", who=Who.MEMBERS, of="talk", status_code=200)
async def take(request: AnyRequest, talk_id: FromPath[str], plan_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    form = await read(request, TakeForm)
    if not form.validate():
        return await _again(request, talk, me, take_form=form)
    await actions.take(talk, plan_id, by=me, time=form.time.data or "", once=form.key)
    return await _changed(request, talk, me, f"{talk.other_name} hears of it.")


@post(f"{AT}/{{plan_id:str}}/declining", who=Who.MEMBERS, of="talk", status_code=200)
async def decline(request: AnyRequest, talk_id: FromPath[str], plan_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    form = await read(request, PortalForm)
    await actions.decline(talk, plan_id, by=me, once=form.key)
    return await _changed(request, talk, me, f"{talk.other_name} hears of it. You can suggest other times here.")


@post(f"{AT}/{{plan_id:str}}/withdrawal", who=Who.MEMBERS, of="talk", status_code=200)
async def withdraw(request: AnyRequest, talk_id: FromPath[str], plan_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    form = await read(request, PortalForm)
    await actions.withdraw(talk, plan_id, by=me, once=form.key)
    return await _changed(request, talk, me, "That is off. You can suggest another time here.")


@post(f"{AT}/{{plan_id:str}}/talked", who=Who.MEMBERS, of="talk", status_code=200)
async def say_whether_they_talked(
    request: AnyRequest, talk_id: FromPath[str], plan_id: FromPath[str], me: Me
) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    form = await read(request, TalkedForm)
    if not form.validate():
        at = await access.taken_plan(talk, plan_id)
        known = {"talk": talk, "asked_id": plan_id, "asked_at": at, "talked_form": form}
        return ask_again(request, "plans/talked.html", fragment="plans/_talked.html", place="talks", **known)
    answer = form.answer.data or ""
    await actions.say_whether_they_talked(talk, plan_id, by=me, answer=answer, once=form.key)
    return go_to(request, f"/talks/{talk.id}#check-ins" if answer == YES else f"/talks/{talk.id}/plans?not-yet")


@get(f"{AT}/{{plan_id:str}}/calendar", who=Who.MEMBERS, of="talk")
async def to_my_calendar(talk_id: FromPath[str], plan_id: FromPath[str], me: Me) -> Response[bytes]:
    talk = await open_talk(me, talk_id)
    at = await access.taken_plan(talk, plan_id)
    return Response(
        calendar.appointment(plan_id, at, now=clock.now()),
        media_type="text/calendar",
        headers={"content-disposition": f'attachment; filename="{calendar.NAME}"'},
    )


def _for(form: PlanForm, talk: Talk, me: Person) -> PlanForm:
    form.zone, form.now = me.zone, clock.now()
    form.means.choices = [(way, MEANS[way]) for way in talk.ways]
    if form.means.data is None and len(talk.ways) == 1:
        form.means.data = talk.ways[0]
    return form


def _meetings(talk: Talk) -> list[Any]:
    return next_meetings(
        talk.meeting_weekday, talk.meeting_time, talk.group_zone, clock.now(), how_many=MEETINGS_OFFERED
    )


async def _shown(talk: Talk, me: Person, form: PlanForm | None = None, **forms: Any) -> dict[str, Any]:
    now = clock.now()
    return {
        "talk": talk,
        "ahead": await ahead_of(talk, now),
        "form": form or _for(PlanForm(), talk, me),
        "take_form": TakeForm(),
        "meeting_form": MeetingForm(),
        "meetings": _meetings(talk),
        "earliest": me.local(now).strftime(BY_THE_MINUTE),
        "latest": me.local(now + FURTHEST).strftime(BY_THE_MINUTE),
        "clock_of": city(me.zone),
        **forms,
    }


async def _again(request: AnyRequest, talk: Talk, me: Person, **forms: Any) -> Response[str]:
    return ask_again(request, PAGE, fragment=PIECE, place="talks", **await _shown(talk, me, **forms))


async def _changed(request: AnyRequest, talk: Talk, me: Person, told: str) -> Response[Any]:
    back = f"/talks/{talk.id}/plans"
    return show_change(request, PIECE, or_go_to=back, here=back, told=told, **await _shown(talk, me))


router = Router(
    "/",
    route_handlers=[
        plans,
        offer,
        offer_a_meeting,
        take,
        decline,
        withdraw,
        say_whether_they_talked,
        to_my_calendar,
        *aside_handlers,
    ],
)
