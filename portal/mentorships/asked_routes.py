"""What the portal asks as time goes by: did you find each other, does this feel right, are you still in touch?"""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.concerns.queries import reader_of, told_about
from portal.endings.actions import end_without_goodbye
from portal.endings.rules import STAND_IN
from portal.forms import PortalForm
from portal.mentorships import access, agreeing
from portal.mentorships.actions import beside
from portal.mentorships.beginning_routes import talk_that_goes_on
from portal.mentorships.forms import FeelsForm, FoundForm
from portal.mentorships.prompts import writes_by
from portal.mentorships.queries import Talk, today_of
from portal.mentorships.rules import SOMEONE_ELSE, why_not_resumed, why_not_sooner
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me

FOUND, FEELS, STILL = (f"/talks/{{talk_id:str}}/{what}" for what in ("found", "how", "still"))


@get(FOUND, who=Who.MEMBERS, of="talk")
async def found(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    talk = await talk_that_goes_on(me, talk_id)
    return page(request, "mentorships/found.html", **await _found(talk), form=FoundForm())


@post(FOUND, who=Who.MEMBERS, of="talk", status_code=200)
async def say_whether_found(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await talk_that_goes_on(me, talk_id)
    form = await read(request, FoundForm)
    if not form.validate():
        seen = await _found(talk)
        return ask_again(request, "mentorships/found.html", fragment="mentorships/_found.html", **seen, form=form)
    if form.found.data == "yes":
        await agreeing.say_found(talk, by=me, once=form.key)
        return go_to(request, f"/talks/{talk.id}")
    await agreeing.say_not_yet(talk, by=me, once=form.key)
    return go_to(request, f"/talks/{talk.id}/found")


@get(FEELS, who=Who.MEMBERS, of="talk")
async def feels(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    talk = await talk_that_goes_on(me, talk_id)
    said = (await sealed.ring(talk.me)).open(talk.feels, of=talk.me)
    return page(request, "mentorships/feels.html", **await _feels(talk), form=FeelsForm(feels=said or None))


@post(FEELS, who=Who.MEMBERS, of="talk", status_code=200)
async def say_how_it_feels(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    """Somebody else is asked for on a page of its own, which says what happens then."""
    talk = await talk_that_goes_on(me, talk_id)
    form = await read(request, FeelsForm)
    if not form.validate():
        seen = await _feels(talk)
        return ask_again(request, "mentorships/feels.html", fragment="mentorships/_feels_form.html", **seen, form=form)
    await agreeing.feel(talk, by=me, said=form.feels.data, once=form.key)
    someone_else = form.feels.data == SOMEONE_ELSE
    return go_to(request, f"/talks/{talk.id}" + ("/how/another" if someone_else else ""))


@get(f"{FEELS}/another", who=Who.MEMBERS, of="talk")
async def someone_else(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    talk = await talk_that_goes_on(me, talk_id)
    return page(request, "mentorships/someone_else.html", **await _feels(talk), form=PortalForm())


@post(f"{FEELS}/another", who=Who.MEMBERS, of="ended talk", status_code=200)
async def ask_for_someone_else(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    """Open to talks that are over as well, so that the last tap, sent twice, gets the first one's answer."""
    talk = await access.talk_with_goodbye(me, talk_id)
    form = await read(request, PortalForm)
    await end_without_goodbye(talk, by=me, how=SOMEONE_ELSE, once=form.key)
    return go_to(request, f"/talks/{talk.id}/kept")


@get(STILL, who=Who.MEMBERS, of="talk")
async def still(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    """Of a pause that is over by its day, or not: whether they may go on, and why not."""
    talk = await talk_that_goes_on(me, talk_id)
    refusal = await _why_not_resumed(talk) if talk.is_paused else None
    return page(request, "mentorships/still.html", place="talks", talk=talk, refusal=refusal)


@post(STILL, who=Who.MEMBERS, of="talk", status_code=200)
async def say_still_in_touch(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await talk_that_goes_on(me, talk_id)
    form = await read(request, PortalForm)
    await agreeing.say_still_in_touch(talk, by=me, once=form.key)
    return go_to(request, f"/talks/{talk.id}")


async def _why_not_resumed(talk: Talk) -> str | None:
    """The mentor reads the same from the choice of a stand-in on, until the mentee chooses otherwise: that somebody is
    asked about, or is there, or is not any more, is not theirs to read off this page."""
    today, may = await today_of(talk.paused_by, clock.now()), talk.may_go_on
    if talk.role == "mentor":
        theirs = talk.theirs.meanwhile == STAND_IN
        refusal = why_not_resumed("mentor", {}, theirs=theirs, mentee=talk.mentee_name)
    else:
        others, asked = await beside(talk.id, talk.mentee, talk.group)
        refusal, may = why_not_resumed("mentee", others, theirs=asked, mentee=talk.mentee_name), may or asked
    return refusal or why_not_sooner(talk.paused_until, today, may=may, other=talk.other_name)


async def _found(talk: Talk) -> dict[str, Any]:
    told = [row for row in await told_about(talk.id, by=talk.me) if row["kind"] == "no_word"]
    return {
        "place": "talks",
        "talk": talk,
        "writes_by": writes_by(talk.began_at),
        "told": told[0]["created_at"] if told else None,
        "reader": await reader_of(talk.group, (talk.me, talk.other), "no_word"),
    }


async def _feels(talk: Talk) -> dict[str, Any]:
    reader = await reader_of(talk.group, (talk.me, talk.other), SOMEONE_ELSE)
    return {"place": "talks", "talk": talk, "reader": reader}


asked_handlers = [
    found,
    say_whether_found,
    feels,
    say_how_it_feels,
    someone_else,
    ask_for_someone_else,
    still,
    say_still_in_touch,
]
