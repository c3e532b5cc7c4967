"""What each keeps of their talks: the page, and the same to keep outside this portal."""

from dataclasses import dataclass
from typing import Any

from litestar import Response, get
from litestar.enums import MediaType
from litestar.params import FromPath, FromQuery

from portal import clock, sealed
from portal.check_ins.notes import LoneNote, left_notes_in
from portal.check_ins.queries import Moment, check_ins_of
from portal.endings import pdf
from portal.endings.keepsake import Keepsake, from_to, happened, keepsake
from portal.endings.queries import Goodbye, goodbye_in
from portal.enrolments.queries import enrolments_of
from portal.errors import NotFound
from portal.mentorships import access
from portal.mentorships.path import way
from portal.mentorships.queries import Talk
from portal.mentorships.rules import is_over
from portal.milestones.queries import Light, milestones_of
from portal.person import Person
from portal.visibility import Who
from portal.web.dates import Dates
from portal.web.pages import AnyRequest, environment, page
from portal.web.who import Me

WITH_NAMES = (None, "yes")  # whatever else is asked for is without: names that were let out are out


@dataclass(frozen=True, slots=True)
class Kept:
    talk: Talk
    goodbye: Goodbye
    check_ins: list[Moment]
    milestones: list[Light]
    notes: list[LoneNote]

    @property
    def without_goodbye(self) -> bool:
        return not (self.goodbye.given_by_me or self.goodbye.given_by_them)


@get("/talks/{talk_id:str}/kept", who=Who.MEMBERS, of="ended talk")
async def kept(request: AnyRequest, talk_id: FromPath[str], me: Me) -> Response[str]:
    """What stays: for who said goodbye at once, for the other when they have answered or the time is over; for both,
    where it ended at once."""
    mine = await _kept(me, talk_id)
    talk = mine.talk
    return page(
        request,
        "endings/kept.html",
        place="me",
        talk=talk,
        goodbye=mine.goodbye,
        check_ins=mine.check_ins,
        milestones=mine.milestones,
        notes=mine.notes,
        way=way(mine.check_ins, mine.milestones),
        happened=happened(mine.check_ins, mine.milestones),
        when=from_to(talk, mine.goodbye, _dates(me)),
        without_goodbye=mine.without_goodbye,
        doors=await _doors(talk),
        can_be_drawn=pdf.can_be_drawn(),
    )


@get("/talks/{talk_id:str}/kept/page", who=Who.MEMBERS, of="ended talk")
async def page_to_keep(talk_id: FromPath[str], me: Me, names: FromQuery[str | None] = None) -> Response[str]:
    """One file that leads nowhere. It is called what every page of ours is called."""
    kept = await _to_keep(me, talk_id, names)
    html = environment().get_template("endings/notes_to_keep.html").render(kept=kept)
    return Response(html, media_type=MediaType.HTML, headers=_as_a_file("notes.html"))


@get("/talks/{talk_id:str}/kept/pdf", who=Who.MEMBERS, of="ended talk")
async def pdf_to_keep(talk_id: FromPath[str], me: Me, names: FromQuery[str | None] = None) -> Response[bytes]:
    kept = await _to_keep(me, talk_id, names)
    if not pdf.can_be_drawn():
        raise NotFound
    return Response(await pdf.drawn(kept, of=me.member), media_type="application/pdf", headers=_as_a_file("notes.pdf"))


async def _kept(me: Person, talk_id: str) -> Kept:
    talk = await access.talk_with_goodbye(me, talk_id)
    ring = await sealed.ring(talk.me, talk.other)
    said = await goodbye_in(talk, ring=ring)
    if not said.given_by_me and not is_over(talk.state, talk.closes_at, clock.now()):
        raise NotFound
    return Kept(
        talk=talk,
        goodbye=said,
        check_ins=await check_ins_of(talk.id, reader=talk.me, ring=ring, until=talk.hears_until),
        milestones=await milestones_of(talk.id, reader=talk.me, other=talk.other, ring=ring, until=talk.hears_until),
        notes=await left_notes_in(talk.id, reader=talk.me, ring=ring),
    )


async def _to_keep(me: Person, talk_id: str, names: str | None) -> Keepsake:
    mine = await _kept(me, talk_id)
    happened = mine.check_ins, mine.milestones, mine.notes
    return keepsake(mine.talk, mine.goodbye, *happened, dates=_dates(me), names=names in WITH_NAMES)


async def _doors(talk: Talk) -> dict[str, Any]:
    """By role, what the reader's enrolment in that group is just now: the doors lead on from there."""
    mine = [one for one in await enrolments_of(talk.me) if one["group"] == talk.group]
    return {one["role"]: {"id": one["id"], "state": one["state"]} for one in mine}


def _dates(me: Person) -> Dates:
    return Dates(clock.now(), me.zone)


def _as_a_file(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


keeping_handlers = [kept, page_to_keep, pdf_to_keep]
