"""For next time: question cards in the right voice, and the shelf; each can be put aside and taken off again."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from portal import clock
from portal.errors import NotAsTyped, NotFound, NotPossible
from portal.forms import PortalForm
from portal.guide import queries as guide
from portal.mentorships.access import talk as open_talk
from portal.mentorships.queries import Talk
from portal.mentorships.rules import GOODBYE_SAID
from portal.plans import aside
from portal.plans.forms import AsideForm
from portal.plans.queries import ahead_of
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, page, show_change
from portal.web.who import Me

AT = "/talks/{talk_id:str}/next"
PAGE, PIECE = "plans/next.html", "plans/_next.html"


@get(AT, who=Who.MEMBERS, of="talk")
async def next_time(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    talk = await open_talk(me, talk_id)
    if not talk.goes_on:
        raise NotPossible(GOODBYE_SAID)
    return page(request, PAGE, place="talks", **await _shown(talk))


@post(AT, who=Who.MEMBERS, of="talk", status_code=200)
async def put_aside(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    form = await read(request, AsideForm)
    kind, what = form.chosen()
    try:
        await aside.put_aside(talk, by=me, kind=kind, what=what, once=form.key)
    except NotAsTyped as refusal:
        form.refuse(refusal.sentence, refusal.field)
        return ask_again(request, PAGE, fragment=PIECE, place="talks", **await _shown(talk, form))
    return await _changed(request, talk, f"Put aside. {talk.other_name} sees it too.")


@post(f"{AT}/{{aside_id:str}}/removal", who=Who.MEMBERS, of="talk", status_code=200)
async def take_off(request: AnyRequest, talk_id: FromPath[str], aside_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await open_talk(me, talk_id)
    form = await read(request, PortalForm)
    await aside.take_off(talk, aside_id, by=me, once=form.key)
    return await _changed(request, talk, "Taken off.")


@get(f"{AT}/{{resource_id:str}}", who=Who.MEMBERS, of="talk")
async def reading(request: AnyRequest, talk_id: FromPath[str], resource_id: FromPath[str], me: Me) -> Response[str]:
    """A text of the shelf, whole."""
    talk = await open_talk(me, talk_id)
    text = await guide.text_of(resource_id)
    if text is None:
        raise NotFound
    return page(request, "plans/reading.html", place="talks", talk=talk, text=text)


async def _shown(talk: Talk, form: AsideForm | None = None) -> dict[str, Any]:
    there = (await ahead_of(talk, clock.now())).aside
    return {
        "talk": talk,
        "form": form or AsideForm(),
        "cards": await guide.cards(),
        "shelf": await guide.shelf(),
        "aside": there,
        "put": {one.of: one for one in there},
    }


async def _changed(request: AnyRequest, talk: Talk, told: str) -> Response[Any]:
    back = f"/talks/{talk.id}/next"
    return show_change(request, PIECE, or_go_to=back, here=back, told=told, **await _shown(talk))


aside_handlers = [next_time, put_aside, take_off, reading]
