"""One's own list of whom one never wants to be put together with. Nobody else is ever shown any of it."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.errors import NotAsTyped
from portal.exclusions import actions
from portal.exclusions.blocking import PAGE, block_handlers
from portal.exclusions.forms import ApartForm
from portal.exclusions.own import exclusions_of, in_one_way_by_id
from portal.exclusions.queries import blocked_by, whom_it_means
from portal.forms import PortalForm
from portal.mentorships.queries import talks_of
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import here, read
from portal.web.pages import AnyRequest, ask_again, go_to, page, show_change
from portal.web.who import Me


@get(PAGE, who=Who.MEMBERS)
async def apart(request: AnyRequest, me: Me) -> Response[str]:
    return page(request, "exclusions/apart.html", place="me", **await _whole_page(me))


@post(PAGE, who=Who.MEMBERS, status_code=200)
async def exclude(request: AnyRequest, me: Me) -> Response[Any]:
    form = await read(request, ApartForm)
    if not form.validate():
        return await _again(request, me, form)
    try:
        kept = await actions.exclude(by=me, kind=form.kind.data, said=form.said.data or "", once=form.key)
    except NotAsTyped as refusal:
        form.refuse(refusal.sentence, refusal.field)
        return await _again(request, me, form)
    if talk := await _talk_with_them(me, kept):
        return go_to(request, f"/talks/{talk}/ending/now")
    return await _changed(request, me, "Kept. It holds from now on.")


@post("/me/apart/{exclusion_id:str}/removal", who=Who.MEMBERS, of="exclusion", status_code=200)
async def take_back(request: AnyRequest, exclusion_id: FromPath[str], me: Me) -> Response[Any]:
    form = await read(request, PortalForm)
    await actions.take_back(exclusion_id, by=me, once=form.key)
    return await _changed(request, me, "Taken back.")


async def apart_of(me: Person, form: ApartForm | None = None) -> dict[str, Any]:
    """What `exclusions/_apart.html` is drawn from, on whichever page it stands.

    That talks which are on go on is said to whoever has any.
    """
    return {
        "form": form or ApartForm(),
        "apart": await exclusions_of(me.member, ring=await sealed.ring(me.member)),
        "talks_go_on": any(talk.goes_on for talk in await talks_of(me.member, clock.now())),
    }


async def _whole_page(me: Person, form: ApartForm | None = None) -> dict[str, Any]:
    return {"blocks": await blocked_by(me.member), **await apart_of(me, form)}


async def _talk_with_them(me: Person, exclusion: str) -> str | None:
    """The talk they are in with whom they have just kept apart: it can be ended at once, and is not by this alone. It
    is asked with the same statements whoever was meant.

    Only what was kept is looked at, never what was sent: a form that is sent again with other words keeps nothing, and
    would answer any number of guesses.
    """
    kept = await in_one_way_by_id(me.member, ring=await sealed.ring(me.member))
    if exclusion not in kept:  # taken back since
        return None
    others = {talk.other: talk.id for talk in await talks_of(me.member, clock.now())}
    meant = await whom_it_means(kept[exclusion], among=others)
    return next((others[other] for other in sorted(meant)), None)


async def _changed(request: AnyRequest, me: Person, told: str) -> Response[Any]:
    back = _stands_on(request)
    return show_change(request, "exclusions/_apart.html", or_go_to=back, here=back, told=told, **await apart_of(me))


async def _again(request: AnyRequest, me: Person, form: ApartForm) -> Response[str]:
    known = await _whole_page(me, form)
    return ask_again(request, "exclusions/apart.html", fragment="exclusions/_apart.html", place="me", **known)


def _stands_on(request: AnyRequest) -> str:
    """The page the form was on: it is a page of an application too."""
    back = here(request)
    return PAGE if back == request.url.path else back


router = Router("/", route_handlers=[apart, exclude, take_back, *block_handlers])
