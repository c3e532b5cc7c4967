"""What somebody told is read and looked after; and the pairs of a group."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.concerns import actions as concerns
from portal.concerns.access import concern_to_look_after
from portal.concerns.rules import ACKNOWLEDGED, ON_THE_DESK, OPEN, WHAT_TO_DO
from portal.endings import actions as endings
from portal.facilitation import actions
from portal.facilitation.access import talk_on_the_desk
from portal.facilitation.talks import how_it_stands, names_of, talks_of_one
from portal.facilitation.this_week import how_long_told
from portal.forms import PortalForm
from portal.mentorships.rules import is_over
from portal.person import Person
from portal.visibility import Who
from portal.web.dates import Dates
from portal.web.forms import read
from portal.web.pages import AnyRequest, go_to, page
from portal.web.who import Me

Row = dict[str, Any]
CONCERN, TALK = "concern on the desk", "talk on the desk"


@get("/desk/concerns/{concern_id:str}", who=Who.STAFF, of=CONCERN)
async def concern(request: AnyRequest, concern_id: FromPath[str], me: Me) -> Response[str]:
    row = await concern_to_look_after(me, concern_id)
    return page(request, "facilitation/concern.html", place="desk", concern=await _concern(me, row))


@post("/desk/concerns/{concern_id:str}/reading", who=Who.STAFF, of=CONCERN, status_code=200)
async def have_read(request: AnyRequest, concern_id: FromPath[str], me: Me) -> Response[Any]:
    row = await concern_to_look_after(me, concern_id)
    form = await read(request, PortalForm)
    await concerns.acknowledge(row["id"], by=me, once=form.key)
    return go_to(request, f"/desk/concerns/{row['id']}")


@post("/desk/concerns/{concern_id:str}/looked-after", who=Who.STAFF, of=CONCERN, status_code=200)
async def looked_after(request: AnyRequest, concern_id: FromPath[str], me: Me) -> Response[Any]:
    row = await concern_to_look_after(me, concern_id)
    form = await read(request, PortalForm)
    await concerns.resolve(row["id"], by=me, once=form.key)
    return go_to(request, f"/desk?group={row['group']}")


@get("/desk/talks", who=Who.STAFF)
async def talks(request: AnyRequest, me: Me) -> Response[str]:
    found = await talks_of_one(me, clock.now(), str(request.query_params.get("group", "")))
    return page(request, "facilitation/talks.html", place="desk", talks=found)


@get("/desk/talks/{talk_id:str}/closing", who=Who.STAFF, of=TALK)
async def before_closing(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    row, dates = await talk_on_the_desk(me, talk_id), Dates(clock.now(), me.zone)
    if is_over(row["state"], row["closes_at"], dates.now):
        return go_to(request, _talks_of(row))
    return page(
        request,
        "facilitation/closing.html",
        place="desk",
        talk=row,
        names=names_of(row),
        stands=how_it_stands(row, dates),
    )


@post("/desk/talks/{talk_id:str}/closing", who=Who.STAFF, of=TALK, status_code=200)
async def close(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    row = await talk_on_the_desk(me, talk_id)
    form = await read(request, PortalForm)
    await endings.close_for(row["id"], by=me, once=form.key)
    return go_to(request, _talks_of(row))


@post("/desk/talks/{talk_id:str}/looked-after", who=Who.STAFF, of=TALK, status_code=200)
async def see_to(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    row = await talk_on_the_desk(me, talk_id)
    form = await read(request, PortalForm)
    await actions.see_to(row["id"], by=me, once=form.key)
    return go_to(request, _talks_of(row))


def _talks_of(row: Row) -> str:
    return f"/desk/talks?group={row['group']}"


async def _concern(me: Person, row: Row) -> dict[str, Any]:
    names = {"author": row["author_name"], "other": row["other_name"] or ""}
    ring = await sealed.ring(row["author"])
    return {
        **{name: row[name] for name in ("id", "group", "group_name", "created_at", "acknowledged_at", "resolved_at")},
        **names,
        "title": ON_THE_DESK[row["kind"]].format(**names),
        "words": ring.open(row["words"], of=row["author"]),
        "stands": how_long_told(row, Dates(clock.now(), me.zone)),
        "what_to_do": [sentence.format(**names) for sentence in WHAT_TO_DO[row["kind"]]],
        "read_by": row["read_by_name"] or "Somebody",
        "looked_after_by": row["resolved_by_name"] or "Somebody",
        "can_be_read": row["state"] == OPEN,
        "can_be_looked_after": row["state"] == ACKNOWLEDGED,
    }


looking_after_handlers = [concern, have_read, looked_after, talks, before_closing, close, see_to]
