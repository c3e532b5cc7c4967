"""The ways to end, and the two without a goodbye: for oneself, or because it does not feel safe."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from portal.concerns.queries import reader_of, told_about
from portal.endings import actions
from portal.endings.forms import WithoutForm
from portal.endings.rules import ADDRESS, ALONE, UNSAFE
from portal.mentorships import access
from portal.mentorships.queries import Talk
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me


@get("/talks/{talk_id:str}/ending", who=Who.MEMBERS, of="talk")
async def ways_to_end(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    return page(request, "endings/ending.html", place="talks", talk=await access.talk(me, talk_id))


@get("/talks/{talk_id:str}/ending/quiet", who=Who.MEMBERS, of="talk")
async def before_alone(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    return await _before(request, ALONE, await access.talk(me, talk_id))


@post("/talks/{talk_id:str}/ending/quiet", who=Who.MEMBERS, of="ended talk", status_code=200)
async def end_alone(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    return await _end(request, ALONE, talk_id, me)


@get("/talks/{talk_id:str}/ending/now", who=Who.MEMBERS, of="talk")
async def before_unsafe(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    return await _before(request, UNSAFE, await access.talk(me, talk_id))


@post("/talks/{talk_id:str}/ending/now", who=Who.MEMBERS, of="ended talk", status_code=200)
async def end_unsafe(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    return await _end(request, UNSAFE, talk_id, me)


async def _before(request: AnyRequest, how: str, talk: Talk) -> Response[str]:
    return page(request, f"endings/{how}.html", place="talks", **await _known(how, talk, WithoutForm()))


async def _end(request: AnyRequest, how: str, talk_id: str, me: Person) -> Response[Any]:
    """Open to talks that are over as well: the tap sent twice gets the first one's answer, and what was written while
    the other ended them is heard. Where it was not safe, who hears of it and by when comes before what is kept."""
    talk = await access.talk_with_goodbye(me, talk_id)
    form = await read(request, WithoutForm)
    if not form.validate():
        known = await _known(how, talk, form)
        return ask_again(request, f"endings/{how}.html", fragment="endings/_without_form.html", place="talks", **known)
    await actions.end_without_goodbye(talk, by=me, how=how, words=form.words.data or "", once=form.key)
    told = [row["id"] for row in await told_about(talk.id, by=me.member) if how == UNSAFE == row["kind"]]
    return go_to(request, f"/told/{told[0]}" if told else f"/talks/{talk.id}/kept")


async def _known(how: str, talk: Talk, form: WithoutForm) -> dict[str, Any]:
    return {
        "talk": talk,
        "how": how,
        "address": f"/talks/{talk.id}/ending/{ADDRESS[how]}",
        "form": form,
        "reader": await reader_of(talk.group, (talk.me, talk.other), how),
    }


parting_handlers = [ways_to_end, before_alone, end_alone, before_unsafe, end_unsafe]
