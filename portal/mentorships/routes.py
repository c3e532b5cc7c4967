"""Talks: the list, and the pair's page."""

from typing import Any

from litestar import Response, Router, get
from litestar.params import FromPath

from portal import clock, sealed
from portal.check_ins.queries import check_ins_of
from portal.endings.queries import goodbye_in
from portal.enrolments.queries import in_own_words
from portal.enrolments.rules import HARD_ABOUT, SUPPORT
from portal.members.queries import reach
from portal.members.rules import MEANS, listed
from portal.mentorships import access, queries
from portal.mentorships.path import moments
from portal.mentorships.queries import Talk
from portal.milestones.queries import milestones_of
from portal.sealed import Ring
from portal.visibility import Who
from portal.web.pages import AnyRequest, page
from portal.web.who import Me

SIGNS = {"phone": "phone", "text": "message", "video": "video", "email": "letter", "in_person": "people"}


@get("/talks", who=Who.MEMBERS)
async def talks(request: AnyRequest, me: Me) -> Response[str]:
    return page(request, "mentorships/talks.html", place="talks", talks=await queries.talks_of(me.member, clock.now()))


@get("/talks/{talk_id:str}", who=Who.MEMBERS, of="talk")
async def talk(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    found = await access.talk(me, talk_id)
    ring = await sealed.ring(found.me, found.other)
    check_ins = await check_ins_of(found.id, reader=found.me, ring=ring)
    milestones = await milestones_of(found.id, reader=found.me, other=found.other, ring=ring)
    return page(
        request,
        "mentorships/talk.html",
        place="talks",
        talk=found,
        check_ins=check_ins,
        milestones=milestones,
        moments=moments(check_ins, milestones),
        goodbye=await goodbye_in(found, ring=ring) if found.is_ending else None,
        **await _while_it_goes_on(found, ring),
    )


async def _while_it_goes_on(talk: Talk, ring: Ring) -> dict[str, Any]:
    """How to reach each other, and what the other said of themselves; nothing of it once a goodbye was said."""
    if not talk.goes_on:
        return {"ways": [], "reach": {}, "calls": [], "own_words": "", "about": [], "support": ""}
    agreed = await reach(talk.me, talk.other, ring=ring)
    words = await in_own_words(talk.other, talk.group, talk.other_role) or {}
    return {
        "ways": [(SIGNS[way], MEANS[way]) for way in agreed.ways],
        "reach": agreed.details,
        "calls": agreed.calls,
        "own_words": ring.open(words.get("hard_now" if talk.role == "mentor" else "introduction"), of=talk.other),
        "about": [("", HARD_ABOUT[one]) for one in listed(ring.open(words.get("hard_about"), of=talk.other))],
        "support": SUPPORT.get(words.get("support") or "", ""),
    }


router = Router("/", route_handlers=[talks, talk])
