"""Being asked, and answering alone."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.enrolments.queries import in_own_words
from portal.mentorships.queries import of_proposal
from portal.proposals import access, actions, queries
from portal.proposals.forms import AnswerForm
from portal.proposals.queries import Asked
from portal.proposals.rules import MATCHED, NO, OPEN
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page, show_change
from portal.web.who import Me


@get("/proposals", who=Who.MEMBERS)
async def proposals(request: AnyRequest, me: Me) -> Response[str]:
    asked = await queries.open_for(me.member, clock.now())
    return page(request, "proposals/proposals.html", place="home", asked=asked)


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
    state = await actions.answer(
        asked.id, by=me, said=form.answer.data or "", reason=form.reason.data or "", once=form.key
    )
    if state == MATCHED:
        return go_to(request, f"/talks/{await of_proposal(asked.id)}")
    if form.answer.data == NO:
        return go_to(request, f"/proposals/{asked.id}")
    asked = await access.proposal(me, proposal_id)
    return show_change(request, "proposals/_proposal.html", or_go_to=f"/proposals/{asked.id}", **await _shown(asked))


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
    """While it is open: the other's own words and the facilitator's note. Afterwards only the other's name."""
    state = asked.shown(clock.now())
    known: dict[str, Any] = {"asked": asked, "state": state, "form": AnswerForm(), "own_words": "", "note": ""}
    if state != OPEN:
        return known | {"talk": await of_proposal(asked.id) if state == MATCHED else None}
    other_role = "mentee" if asked.role == "mentor" else "mentor"
    words = await in_own_words(asked.other, asked.group, other_role) or {"introduction": None, "line": None}
    ring = await sealed.ring(asked.other, asked.by)
    sealed_words = words["introduction"] if other_role == "mentor" else words["line"]
    return known | {
        "own_words": ring.open(sealed_words, of=asked.other),
        "note": ring.open(asked.note, of=asked.by),
    }


router = Router("/", route_handlers=[proposals, proposal, not_this_time, answer])
