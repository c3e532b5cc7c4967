"""The two doors, and where an application or an offer stands."""

from datetime import datetime
from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.enrolments import access, actions, applying, steps
from portal.enrolments.applications import groups_ever, readers
from portal.enrolments.forms import DoorForm
from portal.enrolments.pages import ADDRESS, page_handlers
from portal.enrolments.queries import enrolments_of
from portal.enrolments.room import room_handlers, room_of
from portal.enrolments.rules import COORDINATOR_AFTER, IN_USE, MENTEE, MENTOR, OVER, READ_WITHIN, may_apply, was_in_use
from portal.forms import PortalForm
from portal.mentorships.queries import talks_of
from portal.person import Person
from portal.proposals.queries import open_for
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me

__all__ = ["room_of", "router"]


@get("/enrolments", who=Who.MEMBERS)
async def doors(request: AnyRequest, me: Me) -> Response[str]:
    known = await _doors(me)
    groups = known["groups"]
    form = DoorForm(groups=groups, data={"group": next(iter(groups)) if len(groups) == 1 else None})
    return page(request, "enrolments/doors.html", place="me", form=form, **known)


@post("/enrolments", who=Who.MEMBERS, status_code=200)
async def begin(request: AnyRequest, me: Me) -> Response[Any]:
    known = await _doors(me)
    form = await read(request, DoorForm, groups=known["ever_in"])  # what has begun is gone on with
    if form.validate() and (why_not := _why_not(known, form)):
        form.refuse(why_not, "group")
    if form.errors:
        return ask_again(
            request, "enrolments/doors.html", fragment="enrolments/_doors.html", place="me", form=form, **known
        )
    enrolment = await applying.begin(by=me, role=form.role.data, group=form.group.data, once=form.key)
    return go_to(request, f"/enrolments/{enrolment}")


@get(ADDRESS, who=Who.MEMBERS, of="enrolment")
async def where_it_stands(request: AnyRequest, enrolment_id: FromPath[str], me: Me) -> Response[str]:
    row = await access.own_enrolment(me, enrolment_id)
    return page(request, "enrolments/enrolment.html", place="me", **await _standing(me, row, clock.now()))


@get(f"{ADDRESS}/withdrawal", who=Who.MEMBERS, of="enrolment")
async def before_withdrawing(request: AnyRequest, enrolment_id: FromPath[str], me: Me) -> Response[Any]:
    row = await access.own_enrolment(me, enrolment_id)
    if row["state"] in OVER or row["state"] == "draft":
        return go_to(request, f"/enrolments/{row['id']}")
    going_on = await _going_on(me, row, clock.now()) if row["state"] in IN_USE else {}
    return page(request, "enrolments/withdrawal.html", place="me", enrolment=row, **going_on)


@post(f"{ADDRESS}/withdrawal", who=Who.MEMBERS, of="enrolment", status_code=200)
async def withdraw(request: AnyRequest, enrolment_id: FromPath[str], me: Me) -> Response[Any]:
    row = await access.own_enrolment(me, enrolment_id)
    form = await read(request, PortalForm)
    await applying.withdraw(row["id"], by=me, once=form.key)
    return go_to(request, f"/enrolments/{row['id']}")


@post(f"{ADDRESS}/again", who=Who.MEMBERS, of="enrolment", status_code=200)
async def again(request: AnyRequest, enrolment_id: FromPath[str], me: Me) -> Response[Any]:
    row = await access.own_enrolment(me, enrolment_id)
    form = await read(request, PortalForm)
    await applying.again(row["id"], by=me, once=form.key)
    return go_to(request, f"/enrolments/{row['id']}")


@post(f"{ADDRESS}/waiting", who=Who.MEMBERS, of="enrolment", status_code=200)
async def wait_again(request: AnyRequest, enrolment_id: FromPath[str], me: Me) -> Response[Any]:
    row = await access.own_enrolment(me, enrolment_id)
    form = await read(request, PortalForm)
    await actions.wait_again(by=me, enrolment=row["id"], once=form.key)
    return go_to(request, "/me")


@post(f"{ADDRESS}/rest", who=Who.MEMBERS, of="enrolment", status_code=200)
async def rest(request: AnyRequest, enrolment_id: FromPath[str], me: Me) -> Response[Any]:
    row = await access.own_enrolment(me, enrolment_id)
    await applying.rest_for_now(by=me, enrolment=row["id"], once=(await read(request, PortalForm)).key)
    return go_to(request, f"/enrolments/{row['id']}")


async def _doors(me: Person) -> dict[str, Any]:
    """The groups one may choose from, and which of the two is open: not what has begun already."""
    mine = await _mine(me, clock.now())
    begun = {(one["role"], one["group"]) for one in mine}
    now_in, ever_in = await _groups(me)
    offered = {MENTEE: set(now_in) - _of(begun, MENTEE), MENTOR: set(ever_in) - _of(begun, MENTOR)}
    return {
        "mine": mine,
        "room": await room_of(me),
        "groups": {group: name for group, name in ever_in.items() if any(group in some for some in offered.values())},
        "now_in": now_in,
        "ever_in": ever_in,
        "is_open": {role: bool(groups) for role, groups in offered.items()},
    }


async def _mine(me: Person, now: datetime) -> list[dict[str, Any]]:
    """Each with whom somebody is asked about, or talks with, in that role and group."""
    asked = {(one.role, one.group): one.other_name for one in await open_for(me.member, now)}
    talks = {(one.role, one.group): one.other_name for one in await talks_of(me.member, now) if one.goes_on}
    rows = [(one, (one["role"], one["group"])) for one in await enrolments_of(me.member)]
    return [
        {
            **one,
            "asked_about": asked.get(where, ""),
            "talks_with": talks.get(where, ""),
            "was_in_use": was_in_use(one["sent_at"], one["answered_at"]),
        }
        for one, where in rows
    ]


async def _groups(me: Person) -> tuple[dict[str, str], dict[str, str]]:
    rows = await groups_ever(me.member)
    return (
        {row["group"]: row["name"] for row in rows if row["left_on"] is None},
        {row["group"]: row["name"] for row in rows},
    )


def _of(begun: set[tuple[str, str]], role: str) -> set[str]:
    return {group for one, group in begun if one == role}


def _why_not(known: dict[str, Any], form: DoorForm) -> str | None:
    return may_apply(form.role.data, current=form.group.data in known["now_in"], ever=True)


async def _standing(me: Person, row: dict[str, Any], now: datetime) -> dict[str, Any]:
    role, known = row["role"], {"enrolment": row, "reads": [one["name"] for one in await _reads(me, row)]}
    if row["state"] == "draft":
        pages = {name: steps.TITLES[name] for name in steps.PAGES[role]}
        return known | {
            "pages": pages,
            "done": steps.done(role, row["page"]),
            "next": steps.after(role, row["page"]),
            "answer": await _answer(me, row),
        }
    pages = {name: steps.TITLES[name] for name in steps.PAGES[role] if name != "send"}
    known |= {"pages": pages, "answer": await _answer(me, row)}
    if row["state"] == "submitted":
        return known | {"read_by": row["sent_at"] + READ_WITHIN, "coordinator_by": row["sent_at"] + COORDINATOR_AFTER}
    if row["state"] == "active" and role == MENTOR:
        return known | {"room": await room_of(me)}
    if row["state"] == "not_yet":
        return known
    was = was_in_use(row["sent_at"], row["answered_at"])
    return known | {"was_in_use": was, **await _going_on(me, row, now)}


async def _going_on(me: Person, row: dict[str, Any], now: datetime) -> dict[str, Any]:
    """In that role and group: whom they are asked about just now, and the talks that are on."""
    where = (row["role"], row["group"])
    asked = [one for one in await open_for(me.member, now) if (one.role, one.group) == where]
    talks = [one for one in await talks_of(me.member, now) if (one.role, one.group) == where]
    return {"asked": asked, "talks": [one for one in talks if one.goes_on]}


async def _reads(me: Person, row: dict[str, Any]) -> list[dict[str, Any]]:
    return await readers(row["group"], of=me.member)


async def _answer(me: Person, row: dict[str, Any]) -> str:
    if not row["answer"]:
        return ""
    return (await sealed.ring(me.member)).open(row["answer"], of=me.member)


router = Router(
    "/",
    route_handlers=[
        doors,
        begin,
        where_it_stands,
        before_withdrawing,
        withdraw,
        again,
        wait_again,
        rest,
        *page_handlers,
        *room_handlers,
    ],
)
