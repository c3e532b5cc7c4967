"""A pause of the talks, by either, until a day; and what a mentee would like in a long one."""

from datetime import timedelta
from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.endings.forms import MeanwhileForm, PauseForm
from portal.endings.meanwhile import choose_meanwhile, may_choose
from portal.endings.rules import SOMEONE_NEW
from portal.errors import NotFound
from portal.mentorships import access, actions
from portal.mentorships.queries import Talk
from portal.person import Person
from portal.plans.queries import ahead_of
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me


@get("/talks/{talk_id:str}/pause", who=Who.MEMBERS, of="talk")
async def before_pausing(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    """The form; or, in a pause, what it is and the way out of it."""
    talk = await access.talk(me, talk_id)
    if talk.is_paused:
        return page(request, "endings/paused.html", place="talks", talk=talk, **await _paused(talk))
    if not talk.goes_on:
        return go_to(request, f"/talks/{talk.id}")
    return page(request, "endings/pause.html", place="talks", **await _asked(talk, me, PauseForm()))


@post("/talks/{talk_id:str}/pause", who=Who.MEMBERS, of="talk", status_code=200)
async def pause(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await access.talk(me, talk_id)
    form = await read(request, PauseForm)
    form.today = me.today(clock.now())
    if not form.validate() or form.until.data is None:
        known = await _asked(talk, me, form)
        return ask_again(request, "endings/pause.html", fragment="endings/_pause_form.html", place="talks", **known)
    await actions.pause(talk, by=me, until=form.until.data, word=form.word.data or "", once=form.key)
    return go_to(request, f"/talks/{talk.id}/pause")


@get("/talks/{talk_id:str}/meanwhile", who=Who.MEMBERS, of="talk")
async def meanwhile(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await _to_choose(me, talk_id)
    form = MeanwhileForm(name=talk.other_name, choice=talk.mine.meanwhile or None)
    return page(request, "endings/meanwhile.html", place="talks", talk=talk, form=form)


@post("/talks/{talk_id:str}/meanwhile", who=Who.MEMBERS, of="talk", status_code=200)
async def choose(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await _to_choose(me, talk_id)
    form = await read(request, MeanwhileForm, name=talk.other_name)
    if not form.validate():
        return ask_again(
            request,
            "endings/meanwhile.html",
            fragment="endings/_meanwhile_form.html",
            place="talks",
            talk=talk,
            form=form,
        )
    await choose_meanwhile(talk, by=me, choice=form.choice.data, once=form.key)
    return go_to(
        request, f"/talks/{talk.id}/goodbye/remember" if form.choice.data == SOMEONE_NEW else f"/talks/{talk.id}"
    )


async def _to_choose(me: Person, talk_id: str) -> Talk:
    """Of the mentee alone, and while there is something to choose: else it is as if there were no such page."""
    talk = await access.talk(me, talk_id)
    if not may_choose(talk):
        raise NotFound
    return talk


async def _paused(talk: Talk) -> dict[str, Any]:
    by = talk.paused_by or talk.me
    return {
        "word": (await sealed.ring(by)).open(talk.pause_word, of=by),
        "by_me": by == talk.me,
        "can_choose": may_choose(talk),
    }


async def _asked(talk: Talk, me: Person, form: PauseForm) -> dict[str, Any]:
    now = clock.now()
    planned = (await ahead_of(talk, now)).next
    return {"talk": talk, "form": form, "tomorrow": me.today(now) + timedelta(days=1), "planned": planned}


pause_handlers = [before_pausing, pause, meanwhile, choose]
