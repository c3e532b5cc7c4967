"""The desk: who waits, who has room, who was asked; two people side by side; applications; the group's people."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.enrolments import actions as enrolments
from portal.enrolments.access import enrolment_on_the_desk
from portal.errors import NotFound, NotPossible
from portal.facilitation import access, actions
from portal.facilitation.applications import application_of
from portal.facilitation.asked import asked
from portal.facilitation.candidates import for_the_desk
from portal.facilitation.concerns import concern_handlers
from portal.facilitation.desk import desk_of
from portal.facilitation.desk_forms import AnswerForm, AskForm, PlaceForm
from portal.facilitation.help import help_handlers
from portal.facilitation.looking_after import looking_after_handlers
from portal.facilitation.pair import Pair, refused, side_by_side, why_not_waiting
from portal.facilitation.people import people_of_one
from portal.facilitation.queries import what_came_of
from portal.facilitation.waiting import one_waiting
from portal.forms import PortalForm
from portal.person import Person
from portal.proposals import actions as proposals
from portal.proposals.access import proposal_on_the_desk
from portal.visibility import Who
from portal.web.dates import Dates
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me

Row = dict[str, Any]
ENROLMENT, PROPOSAL, MEMBERSHIP = "enrolment on the desk", "proposal on the desk", "membership on the desk"


@get("/desk", who=Who.STAFF)
async def desk(request: AnyRequest, me: Me) -> Response[str]:
    found = await desk_of(me, clock.now(), _group_in(request))
    return page(request, "facilitation/desk.html", place="desk", desk=found, form=AskForm())


@get("/desk/waiting/{enrolment_id:str}", who=Who.STAFF, of=ENROLMENT)
async def waiting(request: AnyRequest, enrolment_id: FromPath[str], me: Me) -> Response[Any]:
    row, dates = await enrolment_on_the_desk(me, enrolment_id), _dates(me)
    if row["role"] != "mentee" or row["state"] not in ("active", "paused"):
        return go_to(request, f"/desk/applications/{row['id']}")
    known = await for_the_desk(me, row["group"], dates.now, beside=row["beside"])
    person = one_waiting(row, known, await sealed.ring(row["member"]), dates)
    return page(request, "facilitation/waiting.html", place="desk", person=person)


@get("/desk/pairs/{enrolment_id:str}/{availability_id:str}", who=Who.STAFF, of=ENROLMENT)
async def pair(
    request: AnyRequest, enrolment_id: FromPath[str], availability_id: FromPath[str], me: Me
) -> Response[str]:
    mentee, mentor = await access.pair_on_the_desk(me, enrolment_id, availability_id)
    looked = await _look_at(mentee, mentor, me)
    return page(request, "facilitation/pair.html", place="desk", pair=looked, form=AskForm(), refusal="")


@post("/desk/pairs/{enrolment_id:str}/{availability_id:str}", who=Who.STAFF, of=ENROLMENT, status_code=200)
async def ask_both(
    request: AnyRequest, enrolment_id: FromPath[str], availability_id: FromPath[str], me: Me
) -> Response[Any]:
    mentee, mentor = await access.pair_on_the_desk(me, enrolment_id, availability_id)
    form, refusal = await read(request, AskForm), ""
    if form.validate():
        try:
            await proposals.propose(
                mentee=mentee["id"], mentor=mentor["id"], note=form.note.data or "", by=me, once=form.key
            )
            return go_to(request, f"/desk?group={mentee['group']}#asked")
        except NotPossible as not_possible:
            refusal = not_possible.sentence
    return ask_again(
        request,
        "facilitation/pair.html",
        fragment="facilitation/_ask_form.html",
        place="desk",
        pair=await _look_at(mentee, mentor, me),
        form=form,
        refusal=refusal,
    )


@get("/desk/proposals/{proposal_id:str}", who=Who.STAFF, of=PROPOSAL)
async def proposal(request: AnyRequest, proposal_id: FromPath[str], me: Me) -> Response[str]:
    row = await proposal_on_the_desk(me, proposal_id)
    ring = await sealed.ring(row["mentor"], row["mentee"], row["by"])
    found = asked(row | await what_came_of(proposal_id), ring, clock.now())
    return page(request, "facilitation/proposal.html", place="desk", asked=found, by=row["by_name"])


@post("/desk/proposals/{proposal_id:str}/withdrawal", who=Who.STAFF, of=PROPOSAL, status_code=200)
async def withdraw(request: AnyRequest, proposal_id: FromPath[str], me: Me) -> Response[Any]:
    row = await proposal_on_the_desk(me, proposal_id)
    form = await read(request, PortalForm)
    await proposals.withdraw(row["id"], by=me, once=form.key)
    return go_to(request, f"/desk?group={row['group']}")


@get("/desk/applications/{enrolment_id:str}", who=Who.STAFF, of=ENROLMENT)
async def application(request: AnyRequest, enrolment_id: FromPath[str], me: Me) -> Response[str]:
    row = await enrolment_on_the_desk(me, enrolment_id)
    known = await _application(row, me)
    return page(request, "facilitation/application.html", **known, form=AnswerForm(), refusal="")


@post("/desk/applications/{enrolment_id:str}/reading", who=Who.STAFF, of=ENROLMENT, status_code=200)
async def have_read(request: AnyRequest, enrolment_id: FromPath[str], me: Me) -> Response[Any]:
    row = await enrolment_on_the_desk(me, enrolment_id)
    form = await read(request, PortalForm)
    await enrolments.read_application(row["id"], by=me, once=form.key)
    return go_to(request, f"/desk/applications/{row['id']}")


@post("/desk/applications/{enrolment_id:str}/answer", who=Who.STAFF, of=ENROLMENT, status_code=200)
async def answer(request: AnyRequest, enrolment_id: FromPath[str], me: Me) -> Response[Any]:
    row = await enrolment_on_the_desk(me, enrolment_id)
    form, refusal = await read(request, AnswerForm), ""
    form.reader = row["name"]
    if form.validate():
        try:
            words = form.words.data or ""
            await enrolments.answer_application(row["id"], by=me, welcome=form.welcome, words=words, once=form.key)
            return go_to(request, f"/desk?group={row['group']}")
        except NotPossible as not_possible:
            refusal = not_possible.sentence
    return ask_again(
        request,
        "facilitation/application.html",
        fragment="facilitation/_answer_form.html",
        **await _application(row, me),
        form=form,
        refusal=refusal,
    )


@get("/desk/people", who=Who.STAFF)
async def people(request: AnyRequest, me: Me) -> Response[str]:
    found = await people_of_one(me, clock.now(), _group_in(request))
    return page(request, "facilitation/people.html", place="desk", people=found)


@get("/desk/people/{membership_id:str}", who=Who.STAFF, of=MEMBERSHIP)
async def person(request: AnyRequest, membership_id: FromPath[str], me: Me) -> Response[str]:
    row = await access.membership_on_the_desk(me, membership_id)
    ring = await sealed.ring(row["member"])
    form = PlaceForm(attending=row["attending"], note=ring.open(row["note"], of=row["member"]))
    return page(request, "facilitation/person.html", place="desk", row=row, form=form)


@post("/desk/people/{membership_id:str}", who=Who.STAFF, of=MEMBERSHIP, status_code=200)
async def keep_place(request: AnyRequest, membership_id: FromPath[str], me: Me) -> Response[Any]:
    row = await access.membership_on_the_desk(me, membership_id)
    form = await read(request, PlaceForm)
    if not form.validate():
        return ask_again(
            request,
            "facilitation/person.html",
            fragment="facilitation/_person_form.html",
            place="desk",
            row=row,
            form=form,
        )
    note = form.note.data or ""
    await actions.keep_place(row["id"], by=me, attending=form.attending.data, note=note, once=form.key)
    return go_to(request, f"/desk/people?group={row['group']}")


async def _look_at(waiting: Row, offering: Row, me: Person) -> Pair:
    """Five statements, whatever there is to see."""
    dates = _dates(me)
    known = await for_the_desk(me, waiting["group"], dates.now, beside=waiting["beside"])
    mentee, mentor = known.mentee(waiting["id"]), known.mentor(offering["id"])
    if mentor is None:
        raise NotFound
    if mentee is None:
        return refused(waiting, offering, why_not_waiting(waiting, known, dates))
    return side_by_side(mentee, mentor, known, dates)


async def _application(row: Row, me: Person) -> dict[str, Any]:
    return {"place": "desk", "application": await application_of(row, _dates(me))}


def _dates(me: Person) -> Dates:
    return Dates(clock.now(), me.zone)


def _group_in(request: AnyRequest) -> str:
    return str(request.query_params.get("group", ""))


_SHOWN = [desk, waiting, pair, proposal, application, people, person]
_DONE = [ask_both, withdraw, have_read, answer, keep_place]
router = Router("/", route_handlers=[*_SHOWN, *_DONE, *looking_after_handlers, *concern_handlers, *help_handlers])
