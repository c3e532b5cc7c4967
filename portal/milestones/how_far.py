"""A mentor's own page, *how far I have come*: moments of their own, gratitude they received, what they were part of."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.check_ins.rules import STRANDS
from portal.endings.queries import notes_given_to
from portal.forms import PortalForm
from portal.milestones import access, actions
from portal.milestones.forms import OwnMomentForm
from portal.milestones.queries import own_moments_of
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me


@get("/me/moments", who=Who.MEMBERS)
async def moments(request: AnyRequest, me: Me) -> Response[str]:
    form = OwnMomentForm()
    form.today = form.day.data = me.today(clock.now())
    return page(request, "milestones/how_far.html", place="me", form=form, **await _so_far(me))


@post("/me/moments", who=Who.MEMBERS, status_code=200)
async def keep(request: AnyRequest, me: Me) -> Response[Any]:
    so_far, form = await _so_far(me), await _read(request, me)
    if not form.validate():
        return ask_again(
            request,
            "milestones/how_far.html",
            fragment="milestones/_own_moment_form.html",
            place="me",
            form=form,
            **so_far,
        )
    await actions.keep_own(by=me, words=form.words.data or "", day=form.day.data or form.today, once=form.key)
    return go_to(request, "/me/moments")


@get("/me/moments/{moment_id:str}", who=Who.MEMBERS, of="own moment")
async def moment(request: AnyRequest, moment_id: FromPath[str], me: Me) -> Response[str]:
    kept = await access.own_moment(me, moment_id)
    form = OwnMomentForm(words=kept.words, day=kept.day)
    form.today = me.today(clock.now())
    return page(request, "milestones/own_moment.html", place="me", form=form, moment=kept)


@post("/me/moments/{moment_id:str}", who=Who.MEMBERS, of="own moment", status_code=200)
async def correct(request: AnyRequest, moment_id: FromPath[str], me: Me) -> Response[Any]:
    kept, form = await access.own_moment(me, moment_id), await _read(request, me)
    if not form.validate():
        return ask_again(
            request,
            "milestones/own_moment.html",
            fragment="milestones/_own_moment_form.html",
            place="me",
            form=form,
            moment=kept,
        )
    day = form.day.data or form.today
    await actions.correct_own(kept.id, by=me, words=form.words.data or "", day=day, once=form.key)
    return go_to(request, "/me/moments")


@post("/me/moments/{moment_id:str}/removal", who=Who.MEMBERS, of="own moment", status_code=200)
async def remove(request: AnyRequest, moment_id: FromPath[str], me: Me) -> Response[Any]:
    form = await read(request, PortalForm)
    await actions.remove_own(moment_id, by=me, once=form.key)
    return go_to(request, "/me/moments")


async def _read(request: AnyRequest, me: Person) -> OwnMomentForm:
    form = await read(request, OwnMomentForm)
    form.today = me.today(clock.now())
    return form


async def _so_far(me: Person) -> dict[str, Any]:
    """What the page is drawn from: words, never numbers."""
    strands = await access.strands_of_mentor(me)
    ring = await sealed.ring(me.member)
    return {
        "moments": await own_moments_of(me.member, ring=ring),
        "notes": await notes_given_to(me.member, ring=ring),
        "strands": [("", STRANDS[strand]) for strand in strands],
    }


handlers = [moments, keep, moment, correct, remove]
