"""Being asked, and answering alone."""

from datetime import datetime
from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.enrolments.queries import in_own_words
from portal.forms import PortalForm
from portal.members.rules import MEANS
from portal.mentorships.queries import of_proposal, talk_by_id
from portal.mentorships.reaching import SIGNS
from portal.mentorships.rules import is_over
from portal.person import Person
from portal.proposals import access, actions, queries
from portal.proposals.declining import decline_and_pause
from portal.proposals.forms import AnswerForm
from portal.proposals.queries import Asked
from portal.proposals.rules import MATCHED, NO
from portal.proposals.sharing import shared
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page, show_change
from portal.web.who import Me


@get("/proposals", who=Who.MEMBERS)
async def proposals(request: AnyRequest, me: Me) -> Response[str]:
    now = clock.now()
    asked = await queries.open_for(me.member, now)
    earlier = [] if asked else await queries.earlier_of(me.member, now)
    return page(request, "proposals/proposals.html", place="home", asked=asked, earlier=earlier)


@get("/proposals/{proposal_id:str}", who=Who.MEMBERS, of="proposal")
async def proposal(request: AnyRequest, proposal_id: FromPath[str], me: Me) -> Response[str]:
    asked = await access.proposal(me, proposal_id)
    return page(request, "proposals/proposal.html", place="home", **await _shown(asked))


@get("/proposals/{proposal_id:str}/not-this-time", who=Who.MEMBERS, of="proposal")
async def not_this_time(request: AnyRequest, proposal_id: FromPath[str], me: Me) -> Response[Any]:
    """The second step of a no: a reason, if one is wanted. Nothing is sent before it."""
    asked = await access.proposal(me, proposal_id)
    if not asked.can_answer(clock.now()):
        return go_to(request, f"/proposals/{asked.id}")
    return page(request, "proposals/not_this_time.html", place="home", asked=asked, form=AnswerForm())


@post("/proposals/{proposal_id:str}/answer", who=Who.MEMBERS, of="proposal", status_code=200)
async def answer(request: AnyRequest, proposal_id: FromPath[str], me: Me) -> Response[Any]:
    asked = await access.proposal(me, proposal_id)
    form = await read(request, AnswerForm)
    if not form.validate():
        return await _again(request, asked, form)
    state = await _answer(me, asked, form)
    if state == MATCHED:
        return go_to(request, f"/talks/{await of_proposal(asked.id)}")
    if form.answer.data == NO:
        return go_to(request, f"/proposals/{asked.id}")
    asked = await access.proposal(me, proposal_id)
    return show_change(request, "proposals/_proposal.html", or_go_to=f"/proposals/{asked.id}", **await _shown(asked))


@post("/proposals/{proposal_id:str}/reopening", who=Who.MEMBERS, of="proposal", status_code=200)
async def reopen(request: AnyRequest, proposal_id: FromPath[str], me: Me) -> Response[Any]:
    asked = await access.proposal(me, proposal_id)
    form = await read(request, PortalForm)
    await actions.reopen(asked.id, by=me, once=form.key)
    asked = await access.proposal(me, proposal_id)
    return show_change(request, "proposals/_proposal.html", or_go_to=f"/proposals/{asked.id}", **await _shown(asked))


async def _answer(me: Person, asked: Asked, form: AnswerForm) -> str:
    said, reason, pause = form.answer.data or "", form.reason.data or "", form.pause.data or ""
    if said == NO and pause and asked.role == "mentor":
        return await decline_and_pause(asked.id, by=me, reason=reason, how_long=pause, once=form.key)
    return await actions.answer(asked.id, by=me, said=said, reason=reason, once=form.key)


async def _again(request: AnyRequest, asked: Asked, form: AnswerForm) -> Response[str]:
    if form.answer.data == NO:
        return ask_again(
            request,
            "proposals/not_this_time.html",
            fragment="proposals/_not_this_time_form.html",
            place="home",
            asked=asked,
            form=form,
        )
    return ask_again(
        request,
        "proposals/proposal.html",
        fragment="proposals/_proposal.html",
        place="home",
        **{**await _shown(asked), "form": form},
    )


async def _shown(asked: Asked) -> dict[str, Any]:
    """While it can be answered: the other's own words, the facilitator's note, what the two have in common. Afterwards
    only the other's name."""
    now = clock.now()
    state = asked.shown(now)
    known: dict[str, Any] = {"asked": asked, "state": state, "form": AnswerForm(), "can_reopen": asked.can_reopen(now)}
    if state == MATCHED:
        talk = await talk_by_id(await of_proposal(asked.id) or "", me=asked.me)
        return known | {"talk": talk, "are_over": talk is None or is_over(talk.state, talk.closes_at, now)}
    return known | (await _to_weigh(asked, now) if asked.can_answer(now) else {})


async def _to_weigh(asked: Asked, now: datetime) -> dict[str, Any]:
    other_role = "mentee" if asked.role == "mentor" else "mentor"
    words = await in_own_words(asked.other, asked.group, other_role) or {"introduction": None, "line": None}
    ring = await sealed.ring(asked.me, asked.other, asked.by)
    known = await shared(asked, ring=ring, now=now)
    return {
        "name": asked.other_name,
        "own_words": ring.open(words["introduction"] if other_role == "mentor" else words["line"], of=asked.other),
        "note": ring.open(asked.note, of=asked.by),
        "shared": known,
        "ways": [(SIGNS[way], MEANS[way]) for way in known.ways],
        "times": [("clock", words) for words in known.times],
    }


router = Router("/", route_handlers=[proposals, proposal, not_this_time, answer, reopen])
