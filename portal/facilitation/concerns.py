"""What somebody told is read on the desk, followed and looked after, and somebody may be held meanwhile."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.concerns import following, steps
from portal.concerns.access import concern_to_look_after, may_hold
from portal.concerns.forms import HoldForm, StepForm
from portal.concerns.people import who_may_be_held
from portal.concerns.queries import has_a_coordinator, staff_for
from portal.concerns.rules import ACKNOWLEDGED, FACILITATOR, OPEN, RESOLVED, handed_on_at, is_late
from portal.concerns.shown import shown_in
from portal.concerns.wording import on_the_desk, what_to_do
from portal.enrolments.holds import held_by_concern
from portal.errors import NotPossible
from portal.forms import PortalForm
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page, wants_fragment
from portal.web.who import Me

Row = dict[str, Any]
CONCERN = "concern on the desk"
NOT_CHOSEN = "Choose who it is."
NOBODY_TO_HOLD: Row = {"may_be_held": [], "others": {}}


@get("/desk/concerns/{concern_id:str}", who=Who.STAFF, of=CONCERN)
async def concern(request: AnyRequest, concern_id: FromPath[str], me: Me) -> Response[str]:
    row = await concern_to_look_after(me, concern_id)
    return page(request, "facilitation/concern.html", **await _concern(me, row), form=StepForm(), refusal="")


@post("/desk/concerns/{concern_id:str}/reading", who=Who.STAFF, of=CONCERN, status_code=200)
async def have_read(request: AnyRequest, concern_id: FromPath[str], me: Me) -> Response[Any]:
    row = await concern_to_look_after(me, concern_id)
    form = await read(request, PortalForm)
    await following.acknowledge(row["id"], by=me, once=form.key)
    return go_to(request, _page_of(row))


@post("/desk/concerns/{concern_id:str}/lines", who=Who.STAFF, of=CONCERN, status_code=200)
async def open_lines(request: AnyRequest, concern_id: FromPath[str], me: Me) -> Response[Any]:
    row = await concern_to_look_after(me, concern_id)
    await following.open_lines(row["id"], by=me)
    return go_to(request, f"{_page_of(row)}#lines")


@post("/desk/concerns/{concern_id:str}/steps", who=Who.STAFF, of=CONCERN, status_code=200)
async def take_step(request: AnyRequest, concern_id: FromPath[str], me: Me) -> Response[Any]:
    row = await concern_to_look_after(me, concern_id)
    form, refusal = await read(request, StepForm), ""
    if form.validate():
        try:
            await steps.take_step(row["id"], by=me, words=form.words.data or "", once=form.key)
            # on the page that is open already a place within it would be a jump there, and nothing new
            return go_to(request, _page_of(row) if wants_fragment(request) else f"{_page_of(row)}#steps")
        except NotPossible as not_possible:
            refusal = not_possible.sentence
    known = {**await _concern(me, row), "form": form, "refusal": refusal}
    return ask_again(request, "facilitation/concern.html", fragment="facilitation/_step_form.html", **known)


@post("/desk/concerns/{concern_id:str}/hold", who=Who.STAFF, of=CONCERN, status_code=200)
async def hold(request: AnyRequest, concern_id: FromPath[str], me: Me) -> Response[Any]:
    row = await concern_to_look_after(me, concern_id)
    form = await read(request, HoldForm)
    if may_hold(me) and row["about"] is None and not form.member.data:
        known = {**await _concern(me, row, NOT_CHOSEN), "form": StepForm(), "refusal": ""}
        return ask_again(request, "facilitation/concern.html", fragment="facilitation/concern.html", **known)
    await following.hold(row["id"], form.member.data or "", by=me, once=form.key)
    return go_to(request, f"{_page_of(row)}#held")


@post("/desk/concerns/{concern_id:str}/hold/end", who=Who.STAFF, of=CONCERN, status_code=200)
async def end_hold(request: AnyRequest, concern_id: FromPath[str], me: Me) -> Response[Any]:
    row = await concern_to_look_after(me, concern_id)
    form = await read(request, HoldForm)
    await following.end_hold(row["id"], form.member.data or "", by=me, once=form.key)
    return go_to(request, f"{_page_of(row)}#held")


@post("/desk/concerns/{concern_id:str}/looked-after", who=Who.STAFF, of=CONCERN, status_code=200)
async def looked_after(request: AnyRequest, concern_id: FromPath[str], me: Me) -> Response[Any]:
    row = await concern_to_look_after(me, concern_id)
    form = await read(request, PortalForm)
    await following.resolve(row["id"], by=me, once=form.key)
    return go_to(request, f"/desk?group={row['group']}")


def _page_of(row: Row) -> str:
    return f"/desk/concerns/{row['id']}"


async def _concern(me: Person, row: Row, not_chosen: str = "") -> dict[str, Any]:
    ring = await sealed.ring(row["author"])
    known = {
        **{name: row[name] for name in ("id", "group", "group_name", "created_at", "acknowledged_at", "resolved_at")},
        "author": row["author_name"],
        "other": row["other_name"] or "",
        "is_of_talks": row["mentorship"] is not None,
        "title": on_the_desk(row),
        "words": ring.open(row["words"], of=row["author"]),
        "what_to_do": what_to_do(row),
        "read_by": row["read_by_name"] or "Somebody",
        "looked_after_by": row["resolved_by_name"] or "Somebody",
        "can_be_read": row["state"] == OPEN,
        **(await _to_be_read(me, row) if row["state"] == OPEN else {}),
        "can_be_looked_after": row["state"] == ACKNOWLEDGED,
        "steps": await steps.steps_of(row["id"]),
        "shown": await shown_in(row["id"], to=me),
        "not_chosen": not_chosen,
        **(await _who_may_be_held(me, row) if may_hold(me) and row["state"] != RESOLVED else NOBODY_TO_HOLD),
    }
    return {"place": "desk", "concern": known}


async def _to_be_read(me: Person, row: Row) -> Row:
    """By when, and whether the coordinator is told as well if it is not: its author reads the same."""
    is_told_then = row["reader"] == FACILITATOR and not me.is_coordinator
    staff = await staff_for(row["group"], author=row["author"], other=row["about"] or "") if is_told_then else []
    return {
        "by": handed_on_at(row["created_at"]),
        "is_late": is_late(row["created_at"], None, clock.now()),
        "goes_on_to_the_coordinator": has_a_coordinator(staff),
    }


async def _who_may_be_held(me: Person, row: Row) -> Row:
    """Whoever is named in it, and whom it holds, its author last; and who else could be."""
    held, possible = await held_by_concern(row["id"]), await who_may_be_held(row, by=me.member)
    named = [member for member in possible if member in {row["about"], *held} - {row["author"]}] + [row["author"]]
    return {
        "may_be_held": [{"member": one, "name": possible[one], "held": one in held} for one in named],
        "others": {member: name for member, name in possible.items() if member not in named},
    }


concern_handlers = [concern, have_read, open_lines, take_step, hold, end_hold, looked_after]
