"""Talks: the list, the pair's page, and what is said on it with one tap."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.check_ins.queries import Moment, check_ins_of
from portal.endings.meanwhile import may_choose
from portal.endings.queries import goodbye_in
from portal.errors import NotFound
from portal.forms import PortalForm
from portal.meetings.queries import lines_of
from portal.meetings.rules import next_meeting
from portal.members.queries import Reach, reach
from portal.mentorships import access, actions, agreeing, queries
from portal.mentorships.asked_routes import asked_handlers
from portal.mentorships.beginning_routes import beginning_handlers, talk_that_goes_on
from portal.mentorships.forms import WishForm
from portal.mentorships.path import way
from portal.mentorships.prompts import writes_by
from portal.mentorships.queries import Talk
from portal.mentorships.reaching import first_word, ways_to
from portal.mentorships.rules import WISHES, has_just_begun
from portal.messages.queries import news_in
from portal.messages.rules import are_a_way
from portal.milestones.queries import Light, milestones_of
from portal.plans.queries import ahead_of
from portal.sealed import Ring
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page, show_change
from portal.web.who import Me

NEWEST = 3  # of what was said, on the pair's page

AT = "/talks/{talk_id:str}"


@get("/talks", who=Who.MEMBERS)
async def talks(request: AnyRequest, me: Me) -> Response[str]:
    listed = await queries.listed_talks(me.member, clock.now())
    return page(request, "mentorships/talks.html", place="talks", talks=listed)


@get(AT, who=Who.MEMBERS, of="talk")
async def talk(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    found = await access.talk(me, talk_id)
    seen = await (_while_it_goes_on(found) if found.goes_on else _after_a_goodbye(found))
    lit = "lit" in request.query_params
    return page(request, "mentorships/talk.html", place="talks", talk=found, lit=lit, form=WishForm(), **seen)


@post(f"{AT}/wish", who=Who.MEMBERS, of="talk", status_code=200)
async def wish(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    """A mentee's; their mentor reads it."""
    found = await talk_that_goes_on(me, talk_id)
    if found.role != "mentee":
        raise NotFound
    form = await read(request, WishForm)
    if not form.validate():
        seen = await _while_it_goes_on(found)
        return ask_again(
            request,
            "mentorships/talk.html",
            fragment="mentorships/_wish.html",
            place="talks",
            talk=found,
            lit=False,
            form=form,
            **seen,
        )
    await agreeing.wish(found, by=me, said=form.wish.data or "", once=form.key)
    return show_change(
        request,
        "mentorships/_wish.html",
        or_go_to=f"/talks/{found.id}#wish",
        talk=await access.talk(me, talk_id),
        form=form,
        wishes=WISHES,
    )


@post(f"{AT}/going-on", who=Who.MEMBERS, of="talk", status_code=200)
async def going_on(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    """From a pause."""
    found = await access.talk(me, talk_id)
    form = await read(request, PortalForm)
    await actions.resume(found, by=me, once=form.key)
    return go_to(request, f"/talks/{found.id}")


async def _while_it_goes_on(talk: Talk) -> dict[str, Any]:
    now = clock.now()
    ring, reached = await reach(talk.me, talk.other, agreed=talk.ways)
    check_ins, milestones = await _moments(talk, ring, opened=0 if talk.block else NEWEST)
    return {
        **_kept(check_ins, milestones),
        "is_new": has_just_begun(talk.found_at, talked=bool(check_ins)),
        "writes_by": writes_by(talk.began_at),
        "ahead": await ahead_of(talk, now),
        "news": await news_in(talk),
        "writes_here": are_a_way(talk.ways),
        "lines": await lines_of(talk.me, ring),
        "meets": next_meeting(talk.meeting_weekday, talk.meeting_time, talk.group_zone, now),
        "pause_word": ring.open(talk.pause_word, of=talk.paused_by or ""),
        "chooses_meanwhile": may_choose(talk),
        "wishes": WISHES,
        **_how(talk, reached),
    }


async def _after_a_goodbye(talk: Talk) -> dict[str, Any]:
    """What was kept; nothing of how to reach each other, or of what lies ahead."""
    ring = await sealed.ring(talk.me, talk.other)
    check_ins, milestones = await _moments(talk, ring, opened=NEWEST)
    return {**_kept(check_ins, milestones), "is_new": False, "goodbye": await goodbye_in(talk, ring=ring)}


async def _moments(talk: Talk, ring: Ring, *, opened: int) -> tuple[list[Moment], list[Light]]:
    """Without what the other has added since the reader wants nothing from them: not even a stone on the path."""
    read: dict[str, Any] = {"reader": talk.me, "ring": ring, "until": talk.hears_until, "opened": opened}
    return await check_ins_of(talk.id, **read), await milestones_of(talk.id, other=talk.other, **read)


def _kept(check_ins: list[Any], milestones: list[Any]) -> dict[str, Any]:
    """The newest first, and all of them as a picture."""
    return {
        "check_ins": check_ins[: -NEWEST - 1 : -1],
        "more_check_ins": len(check_ins) > NEWEST,
        "milestones": milestones[: -NEWEST - 1 : -1],
        "more_milestones": len(milestones) > NEWEST,
        "way": way(check_ins, milestones),
    }


def _how(talk: Talk, reached: Reach) -> dict[str, Any]:
    ways = ways_to(talk, reached)
    first = first_word(ways)
    rings = first is not None and first.key == "phone"
    return {"ways": ways, "calls": reached.calls, "first_word": first, "rings": rings}


router = Router("/", route_handlers=[talks, talk, wish, going_on, *beginning_handlers, *asked_handlers])
