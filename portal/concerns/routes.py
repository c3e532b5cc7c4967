"""*I am worried about …*; and what somebody told, as they read it again."""

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath

from portal import clock, sealed
from portal.concerns import access, actions
from portal.concerns.actions import With
from portal.concerns.forms import OffForm, WorryForm
from portal.concerns.local_lines import call_first
from portal.concerns.note import note_handlers
from portal.concerns.queries import Row, could_read, has_a_coordinator, staff_for, told_about
from portal.concerns.reading import said_before
from portal.concerns.rules import (
    BOTH,
    CONVERSATION,
    FACILITATOR,
    GRAVE,
    OFF,
    OPEN,
    PERSON,
    RESOLVED,
    UNSAFE,
    WORRIED,
    handed_on_at,
    is_late,
    may_read,
    named,
)
from portal.concerns.shown import how_many_shown, lines_of, newest
from portal.concerns.steps import steps_of
from portal.concerns.wording import in_own_words, not_told
from portal.exclusions.queries import block_of
from portal.guide.queries import help_places
from portal.mentorships import access as mentorships
from portal.mentorships.queries import Talk
from portal.mentorships.rules import is_over
from portal.messages.queries import Line
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me

WORRY, NOTE = "/talks/{talk_id:str}/question", "/talks/{talk_id:str}/note"


@get(WORRY, who=Who.MEMBERS, of="ended talk")
async def worried(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    """Open to talks that are over as well, as the next one is: what is not well may begin, or go on, after them."""
    talk = await mentorships.talk_with_goodbye(me, talk_id)
    lines = await lines_of(talk)
    return page(request, "concerns/worry.html", **await _worry(talk, lines), form=WorryForm(lines=lines))


@post(WORRY, who=Who.MEMBERS, of="ended talk", status_code=200)
async def worry(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await mentorships.talk_with_goodbye(me, talk_id)
    lines = await lines_of(talk)
    form = await read(request, WorryForm, lines=lines)
    if not form.validate():
        seen = await _worry(talk, lines)
        return ask_again(request, "concerns/worry.html", fragment="concerns/_worry_form.html", **seen, form=form)
    concern = await actions.worry(talk, by=me, words=form.words.data or "", shown=form.shown.data or (), once=form.key)
    return go_to(request, f"/told/{concern}")


@get(NOTE, who=Who.MEMBERS, of="ended talk")
async def off(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    talk = await mentorships.talk_with_goodbye(me, talk_id)
    staff, lines = await _staff(talk), await lines_of(talk)
    form = OffForm(**could_read(staff), other=talk.other_name, lines=lines, of=_asked_about(request))
    return page(request, "concerns/off.html", **_off(talk, staff), form=form, lines=newest(lines))


@post(NOTE, who=Who.MEMBERS, of="ended talk", status_code=200)
async def say_it_is_off(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[Any]:
    talk = await mentorships.talk_with_goodbye(me, talk_id)
    staff, lines = await _staff(talk), await lines_of(talk)
    form = await read(request, OffForm, **could_read(staff), other=talk.other_name, lines=lines)
    if not form.validate():
        seen = {**_off(talk, staff), "form": form, "lines": newest(lines)}
        return ask_again(request, "concerns/off.html", fragment="concerns/_off_form.html", **seen)
    also = With(of=form.of.data or PERSON, apart=bool(form.apart.data), shown=form.shown.data or ())
    words = form.words.data or ""
    concern = await actions.say_it_is_off(talk, by=me, words=words, past_them=form.past_them, also=also, once=form.key)
    return go_to(request, f"/told/{concern}")


@get("/told/{concern_id:str}", who=Who.MEMBERS, of="own concern")
async def told(request: AnyRequest, concern_id: FromPath[str], me: Me) -> Response[str]:
    row = await access.own_concern(me, concern_id)
    return page(request, "concerns/concern.html", concern=await _told(me, row), **await _from(me, row))


async def _from(me: Person, row: Row) -> dict[str, Any]:
    if row["mentorship"] is None:
        return {"place": "me", "talk": None, "back": "/me"}
    return _of(await mentorships.talk_with_goodbye(me, row["mentorship"]))


def _of(talk: Talk) -> dict[str, Any]:
    """`back` leads to what there is of these talks just now; `by` is when what is told now should be read."""
    over = is_over(talk.state, talk.closes_at, clock.now())
    back = f"/talks/{talk.id}" + ("/kept" if over else "")
    return {"place": "talks", "talk": talk, "back": back, "by": handed_on_at(clock.now())}


def _asked_about(request: AnyRequest) -> str:
    """The one thing besides the person that something between two can be off with."""
    return CONVERSATION if request.query_params.get("of") == CONVERSATION else PERSON


async def _staff(talk: Talk) -> list[Row]:
    return await staff_for(talk.group, author=talk.me, other=talk.other)


def _off(talk: Talk, staff: list[Row]) -> dict[str, Any]:
    return {**_of(talk), **said_before(staff, OFF)}


async def _worry(talk: Talk, lines: list[Line]) -> dict[str, Any]:
    staff = await _staff(talk)
    return {
        **_of(talk),
        **said_before(staff, WORRIED),
        "call_first": call_first(await help_places()),
        "lines": newest(lines),
        "told": [row for row in await told_about(talk.id, by=talk.me) if row["kind"] == WORRIED],
    }


async def _told(me: Person, row: Row) -> dict[str, Any]:
    """`by` is when it should be read, and when the coordinator is told as well, if they were not at once."""
    staff = await staff_for(row["group"], author=row["author"], other=row["about"] or "")
    coordinator = has_a_coordinator(staff)
    was_handed_on = row["reader"] == BOTH and row["kind"] not in GRAVE
    sent_to = FACILITATOR if was_handed_on else row["reader"]
    reader = named([one["name"] for one in staff if one["runs_it"]], sent_to, coordinator=coordinator)
    return {
        **{name: row[name] for name in ("id", "other_name", "created_at", "acknowledged_at", "resolved_at")},
        "is_unsafe": row["kind"] == UNSAFE,
        "title": in_own_words(row),
        "names_somebody": bool(row["about"]) or row["kind"] in (OFF, WORRIED),
        "not_told": not_told(row["of"], row["other_name"]),
        "steps": await steps_of(row["id"]),
        "shown": await how_many_shown(row["id"]),
        "apart": bool(row["about"]) and await block_of(me.member, row["about"]) is not None,
        "words": (await sealed.ring(me.member)).open(row["words"], of=me.member),
        "reader": reader or f"whoever runs {row['group_name']}",
        "by": handed_on_at(row["created_at"]),
        "goes_on_to_the_coordinator": row["reader"] == FACILITATOR and coordinator,
        "was_handed_on": was_handed_on and coordinator,
        "waits": row["state"] == OPEN and not any(_could_read(row["reader"], one) for one in staff),
        "is_late": row["state"] == OPEN and is_late(row["created_at"], None, clock.now()),
        "is_read": row["state"] != OPEN,
        "is_over": row["state"] == RESOLVED,
        "read_by": row["read_by_name"] or "Somebody",
        "looked_after_by": row["resolved_by_name"] or "Somebody",
    }


def _could_read(reader: str, one: Row) -> bool:
    """Now, or once its days are over."""
    return may_read(reader, runs_it=bool(one["runs_it"]), is_coordinator=bool(one["is_coordinator"]), late=True)


router = Router("/", route_handlers=[worried, worry, off, say_it_is_off, told, *note_handlers])
