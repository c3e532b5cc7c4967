"""One group on the desk: what there is to do this week, who waits, who was asked, who has room."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from portal.concerns.access import may_look_after
from portal.enrolments.applications import applications_in
from portal.errors import NotFound
from portal.facilitation.asked import Asked, asked
from portal.facilitation.candidates import Candidates, for_the_desk
from portal.facilitation.pair import Pair, address_of, side_by_side
from portal.facilitation.queries import groups_and_what_was_told
from portal.facilitation.this_week import Thing, how_it_stands, is_mine_to_read, things, to_look_up
from portal.facilitation.wording import NOT_POSSIBLE, how_many_wait, room_of, same, since
from portal.matching.people import Mentee, Mentor, queue
from portal.matching.rules import why_nobody_new, why_not
from portal.matching.suggest import Suggested, suggest
from portal.person import Person
from portal.web.dates import Dates

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pick:
    """A person in a list. Without an address there is nothing to choose."""

    name: str
    small: tuple[str, ...]
    href: str = ""
    now: bool = False  # one of the two who are composed on this page
    possible: bool = True


@dataclass(frozen=True)
class Desk:
    group: Row
    others: list[Row]  # the other groups that they run
    how_many: str
    things: list[Thing]
    waiting: list[Pick]
    applications: list[Pick]  # but those that are among the things
    asked: list[Pick]
    mentors: list[Pick]
    not_now: list[Pick]
    pair: Pair | None
    lately: list[Asked]


async def desk_of(me: Person, now: datetime, wanted: str = "") -> Desk | None:
    """Of the group that is wanted, or of the first in which there is something to do. None where there is no group."""
    groups, told, silent = await groups_and_what_was_told(me, now)
    applications = await applications_in(None if me.is_coordinator else me.facilitates, besides=me.member)
    if not groups:
        return None
    group = chosen(groups, wanted, {row["group"] for row in applications})
    known = await for_the_desk(me, group["id"], now, beside=group["beside"])
    mine = [row for row in told if may_look_after(me, row, group["beside"], now)]
    made = _desk(group, known, applications, told=[*mine, *silent], me=me, dates=Dates(now, me.zone))
    return replace(made, others=[other for other in groups if other["id"] != group["id"]])


def chosen(groups: list[Row], wanted: str, applied: Collection[str] = ()) -> Row:
    """Another's group is not there. Where none is wanted, the first in which somebody waits or has applied."""
    if wanted:
        found = [group for group in groups if group["id"] == wanted]
        if not found:
            raise NotFound
        return found[0]
    return next((group for group in groups if group["waits"] or group["id"] in applied), groups[0])


def _desk(group: Row, known: Candidates, applications: list[Row], *, told: list[Row], me: Person, dates: Dates) -> Desk:
    suggested = suggest(known.mentees, known.mentors, known.facts)
    first = next(iter(suggested.suggestions), None)
    proposals = [asked(row, known.ring, dates.now) for row in known.proposals]
    to_read = [row for row in applications if is_mine_to_read(row, group["id"], me, dates)]
    with_room = [mentor for mentor in known.mentors if why_nobody_new(mentor, known.facts) is None]
    mentors = mentors_for(first.mentee if first else None, known, dates, chosen=first.mentor.id if first else "")
    this_week = things(suggested, to_read, proposals, told=told, group=group["id"], known=known, dates=dates)
    there = {thing.href for thing in this_week}
    applications_here = [_applied(row, dates) for row in to_read if row["group"] == group["id"]]
    return Desk(
        group=group,
        others=[],
        how_many=how_many_wait(len(known.mentees), len(with_room)),
        things=[*this_week, *(to_look_up(group["to_look_up"]) if me.is_coordinator else [])],
        waiting=_waiting(suggested, known, dates),
        applications=[pick for pick in applications_here if pick.href not in there],
        asked=[_not_yet_answered(one, dates) for one in proposals if one.is_open],
        mentors=[pick for pick in mentors if pick.possible],
        not_now=[pick for pick in mentors if not pick.possible],
        pair=side_by_side(first.mentee, first.mentor, known, dates, suggested=suggested) if first else None,
        lately=[one for one in proposals if one.is_lately(dates.now)],
    )


def mentors_for(mentee: Mentee | None, known: Candidates, dates: Dates, *, chosen: str = "") -> list[Pick]:
    """Every mentor, by name; for one who waits, whoever cannot be asked reads the same, whatever the reason."""
    mentors = sorted(known.mentors, key=lambda mentor: (mentor.id != chosen, mentor.name, mentor.id))
    return [_mentor(mentor, mentee, known, dates, chosen=chosen) for mentor in mentors]


def _mentor(mentor: Mentor, mentee: Mentee | None, known: Candidates, dates: Dates, *, chosen: str) -> Pick:
    room = room_of(mentor, known, dates)
    if mentee is None:
        return Pick(mentor.name, (room,), possible=why_nobody_new(mentor, known.facts) is None)
    if why_not(mentee, mentor, known.facts):
        return Pick(mentor.name, (NOT_POSSIBLE, room), possible=False)
    return Pick(mentor.name, (room,), address_of(mentee.id, mentor.id), now=mentor.id == chosen)


def _waiting(suggested: Suggested, known: Candidates, dates: Dates) -> list[Pick]:
    """Longest first, each with whom we suggest, or why nobody."""
    hints = {wait.mentee.id: f". {wait.why}" for wait in suggested.waits}
    for one in suggested.suggestions:
        hints[one.mentee.id] = f"; {one.mentor.name}: {same(one.mentee, one.mentor, known, dates)}"
    first = next((one.mentee.id for one in suggested.suggestions), "")
    return [
        Pick(
            mentee.name,
            (since(mentee.waiting_since, dates.now) + hints[mentee.id],),
            f"/desk/waiting/{mentee.id}",
            now=mentee.id == first,
        )
        for mentee in queue(known.mentees)
    ]


def _applied(row: Row, dates: Dates) -> Pick:
    return Pick(row["name"], (how_it_stands(row, dates),), f"/desk/applications/{row['id']}")


def _not_yet_answered(one: Asked, dates: Dates) -> Pick:
    asked_on = f"Asked {dates.within(one.opened_at)}; until {one.until(dates)}. {one.outcome}."
    return Pick(one.names, (asked_on, *(f"{name}: “{words}”" for name, words in one.reasons)), one.href)
