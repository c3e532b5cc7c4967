"""How are you? Three taps; what they may lead to; and looking after oneself."""

from typing import Any

from litestar import Response, Router, get, post

from portal import clock
from portal.care import access, actions
from portal.care.access import Mentor
from portal.care.forms import CareForm, TalkForm
from portal.care.queries import Answer, answers_of, groups_of_mentor
from portal.care.rules import in_words, is_low_run
from portal.concerns import actions as concerns
from portal.concerns.queries import asked_to_talk, staff_for, who_reads
from portal.concerns.rules import TALK
from portal.enrolments import actions as enrolments
from portal.enrolments.rules import is_paused
from portal.errors import NotFound
from portal.forms import PortalForm
from portal.person import Person
from portal.visibility import Who
from portal.web.forms import read
from portal.web.pages import AnyRequest, ask_again, go_to, page
from portal.web.who import Me

WAYS_ON = "/me/care/ways-on"


@get("/me/care", who=Who.MEMBERS)
async def care(request: AnyRequest, me: Me) -> Response[str]:
    await access.mentor(me)
    return page(request, "care/care.html", place="me", form=CareForm(), before=await _before(me))


@post("/me/care", who=Who.MEMBERS, status_code=200)
async def answer(request: AnyRequest, me: Me) -> Response[Any]:
    await access.mentor(me)
    form = await read(request, CareForm)
    if not form.validate():
        return ask_again(
            request,
            "care/care.html",
            fragment="care/_care_form.html",
            place="me",
            form=form,
            before=await _before(me),
        )
    await actions.answer(by=me, said=form.said, once=form.key)
    return go_to(request, WAYS_ON)


@get(WAYS_ON, who=Who.MEMBERS)
async def ways_on(request: AnyRequest, me: Me) -> Response[str]:
    """The same ways for everybody; only the words before them differ."""
    mentor = await access.mentor(me)
    answers = await answers_of(me.member)
    return page(
        request,
        "care/ways_on.html",
        place="me",
        is_low=is_low_run([one.said for one in answers]),
        was_skipped=bool(answers) and answers[0].said.is_skipped,
        ways=_ways(mentor, me),
        groups=await _groups(me),
    )


@post("/me/care/rest", who=Who.MEMBERS, status_code=200)
async def rest_after(request: AnyRequest, me: Me) -> Response[Any]:
    await access.mentor(me)
    form = await read(request, PortalForm)
    await enrolments.rest_after(by=me, wanted=True, once=form.key)
    return go_to(request, WAYS_ON)


@post("/me/care/no-rest", who=Who.MEMBERS, status_code=200)
async def not_rest_after(request: AnyRequest, me: Me) -> Response[Any]:
    await access.mentor(me)
    form = await read(request, PortalForm)
    await enrolments.rest_after(by=me, wanted=False, once=form.key)
    return go_to(request, WAYS_ON)


@post("/me/care/talk", who=Who.MEMBERS, status_code=200)
async def ask_to_talk(request: AnyRequest, me: Me) -> Response[Any]:
    """With whoever runs a group in which they mentor."""
    form = await read(request, TalkForm)
    if form.group.data not in {row["id"] for row in await groups_of_mentor(me.member, me.member)}:
        raise NotFound
    concern = await concerns.ask_to_talk(form.group.data or "", by=me, once=form.key)
    return go_to(request, f"/told/{concern}")


@get("/me/care/self-care", who=Who.MEMBERS)
async def self_care(request: AnyRequest, me: Me) -> Response[str]:
    await access.mentor(me)
    return page(request, "care/self_care.html", place="me")


async def _before(me: Person) -> list[tuple[Answer, str]]:
    return [(one, in_words(one.said)) for one in await answers_of(me.member)]


def _ways(mentor: Mentor, me: Person) -> dict[str, Any]:
    """What they may choose, as it stands now."""
    room, today = mentor.availability or {}, me.today(clock.now())
    paused_until = room.get("paused_until")
    return {
        "has_room": bool(room),
        "capacity": room.get("capacity", 0),
        "paused_until": paused_until if is_paused(paused_until, today) else None,
        "rests_after": bool(room.get("rests_after")),
        "talks_with": [talk.other_name for talk in mentor.talks],
    }


async def _groups(me: Person) -> list[dict[str, Any]]:
    """Where they mentor: who runs it, and what became of an ask to talk there."""
    groups = await groups_of_mentor(me.member, me.member)
    staff = await staff_for(*(row["id"] for row in groups), author=me.member)
    asked = await asked_to_talk(me.member)
    return [
        {
            **row,
            "reader": who_reads([one for one in staff if one["group"] == row["id"]], TALK),
            "asked": asked.get(row["id"], ""),
        }
        for row in groups
    ]


router = Router("/", route_handlers=[care, answer, ways_on, rest_after, not_rest_after, ask_to_talk, self_care])
