"""How a pair begins: what these talks are and are not, who writes first, how often, and by which ways."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from portal import sealed
from portal.enrolments.queries import in_own_words
from portal.enrolments.rules import HARD_ABOUT, SUPPORT
from portal.errors import NotPossible
from portal.guide.queries import cards
from portal.members.queries import means_of
from portal.members.rules import MEANS, listed
from portal.mentorships import access, agreeing
from portal.mentorships.forms import AddWayForm, BeginningForm, WaysForm
from portal.mentorships.prompts import writes_by
from portal.mentorships.queries import Talk
from portal.mentorships.rules import BOUNDARIES, GOODBYE_SAID, OFTEN
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me

BEGINNING, WAYS = "/talks/{talk_id:str}/beginning", "/talks/{talk_id:str}/ways"


@get(BEGINNING, who=Who.MEMBERS, of="talk")
async def beginning(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    talk = await talk_that_goes_on(me, talk_id)
    form = BeginningForm(often=talk.mine.often or None, first_by=talk.first_by).of(talk)
    return page(request, "mentorships/beginning.html", **await _beginning(talk), form=form)


@post(BEGINNING, who=Who.MEMBERS, of="talk", status_code=200)
async def agree(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await talk_that_goes_on(me, talk_id)
    form = (await read(request, BeginningForm)).of(talk)
    if not form.validate():
        return ask_again(
            request,
            "mentorships/beginning.html",
            fragment="mentorships/_beginning_form.html",
            **await _beginning(talk),
            form=form,
        )
    often, first_by = form.often.data or "", form.first_by.data or ""
    await agreeing.agree(talk, by=me, often=often, first_by=first_by, once=form.key)
    return go_to(request, f"/talks/{talk.id}")


@get(WAYS, who=Who.MEMBERS, of="talk")
async def ways(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    talk = await talk_that_goes_on(me, talk_id)
    seen = await _ways(talk)
    form = WaysForm(ways=talk.mine.agreed_ways).among(seen["own"])
    return page(request, "mentorships/ways.html", **seen, form=form)


@post(WAYS, who=Who.MEMBERS, of="talk", status_code=200)
async def choose_ways(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await talk_that_goes_on(me, talk_id)
    seen = await _ways(talk)
    form = (await read(request, WaysForm)).among(seen["own"])
    if not form.validate():
        return ask_again(request, "mentorships/ways.html", fragment="mentorships/_ways_form.html", **seen, form=form)
    await agreeing.choose_ways(talk, by=me, ways=form.ways.data or [], once=form.key)
    return go_to(request, f"/talks/{talk.id}#reach")


@post(f"{WAYS}/addition", who=Who.MEMBERS, of="talk", status_code=200)
async def add_way(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await talk_that_goes_on(me, talk_id)
    form = await read(request, AddWayForm)
    if not form.validate():
        seen = await _ways(talk)
        own = WaysForm(ways=talk.mine.agreed_ways).among(seen["own"])
        own.refuse(form.way.errors[0], "ways")
        return ask_again(request, "mentorships/ways.html", fragment="mentorships/_ways_form.html", **seen, form=own)
    await agreeing.add_way(talk, by=me, way=form.way.data or "", once=form.key)
    return go_to(request, f"/talks/{talk.id}#reach")


async def talk_that_goes_on(me: Person, talk_id: str) -> Talk:
    """For what is said only while the talks go on."""
    talk = await access.talk(me, talk_id)
    if not talk.goes_on:
        raise NotPossible(GOODBYE_SAID)
    return talk


async def _beginning(talk: Talk) -> dict[str, Any]:
    """With what the other said of themselves before."""
    ring = await sealed.ring(talk.me, talk.other)
    words = await in_own_words(talk.other, talk.group, talk.other_role) or {}
    return {
        "place": "talks",
        "talk": talk,
        "boundaries": BOUNDARIES,
        "often": OFTEN,
        "ways": [MEANS[way] for way in talk.ways],
        "writes_by": writes_by(talk.began_at),
        "cards": [card.for_(talk.role) for card in await cards()],
        "own_words": ring.open(words.get("hard_now" if talk.role == "mentor" else "introduction"), of=talk.other),
        "about": [("", HARD_ABOUT[one]) for one in listed(ring.open(words.get("hard_about"), of=talk.other))],
        "support": SUPPORT.get(words.get("support") or "", ""),
    }


async def _ways(talk: Talk) -> dict[str, Any]:
    """`own`: by what I let myself be reached at all; `offered`: what the other would like as well, and whether I can
    say yes with one tap."""
    means = await means_of(talk.me)
    own, mine, theirs = listed(means[talk.me]), talk.mine.agreed_ways, talk.theirs.agreed_ways
    return {
        "place": "talks",
        "talk": talk,
        "own": own,
        "both": [MEANS[way] for way in talk.ways],
        "offered": [(way, MEANS[way], way in own) for way in MEANS if way in theirs and way not in mine],
        "asked": [MEANS[way] for way in MEANS if way in mine and way not in theirs],
    }


beginning_handlers = [beginning, agree, ways, choose_ways, add_way]
