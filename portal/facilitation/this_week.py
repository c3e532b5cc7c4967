"""What there is to do this week: what is late first and all of it, then at most a handful."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from portal.concerns import rules as concerns
from portal.concerns.wording import on_the_desk
from portal.enrolments.rules import is_late, is_the_coordinators
from portal.facilitation.asked import Asked, have_not_answered
from portal.facilitation.candidates import Candidates
from portal.facilitation.pair import address_of
from portal.facilitation.wording import has_waited, same
from portal.matching.people import Mentee, queue
from portal.matching.suggest import Suggested
from portal.person import Person
from portal.web.dates import Dates, in_words

MOST_THINGS, MOST_SUGGESTIONS = 6, 3
WISHES = {"mentee": "{name} wishes for a mentor", "mentor": "{name} offers to mentor"}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to do, and where."""

    icon: str
    title: str
    href: str
    small: str
    lit: bool = False


def things(
    suggested: Suggested,
    to_read: list[Row],
    proposals: list[Asked],
    *,
    told: list[Row],
    group: str,
    known: Candidates,
    dates: Dates,
) -> list[Thing]:
    """`told` are concerns, then pairs of which nothing was heard: they come first, of every group, and all of them.
    Applications that are told here are not listed on the page again."""
    line = queue(known.mentees)
    suggestions = [
        Thing(
            "talks",
            f"{one.mentee.name} + {one.mentor.name}: {same(one.mentee, one.mentor, known, dates)}",
            address_of(one.mentee.id, one.mentor.id),
            f"{_how_long(one.mentee, line, dates)} Look, then ask both.",
            lit=True,
        )
        for one in suggested.suggestions[:MOST_SUGGESTIONS]
    ]
    unanswered = [
        Thing("clock", f"{one.names}: {have_not_answered(one.silent)}", one.href, _closes(one, dates))
        for one in proposals
        if one.is_long(dates.now)
    ]
    unread = [row for row in to_read if is_late(row["sent_at"], row["read_at"], dates.now)]
    fresh = [row for row in to_read if row not in unread]
    late = [*unanswered, *_to_read(unread, group, dates)]
    rest = [*suggestions, *_to_read(fresh, group, dates)][: max(0, MOST_THINGS - len(late))]
    return [*_to_look_after(told, group, dates), *late, *rest]


def to_look_up(lines: int) -> list[Thing]:
    """For the coordinator, in every group: what nobody has looked up for half a year."""
    title = "A line of Help now to look up" if lines == 1 else f"{lines} lines of Help now to look up"
    return [Thing("help", title, "/desk/help", "Somebody may call it tonight.")] if lines else []


def _to_look_after(told: list[Row], group: str, dates: Dates) -> list[Thing]:
    things = [_concern(row, dates) if "concern" in row else _silent(row) for row in told]
    of = ("" if row["group"] == group else f" {row['group_name']}." for row in told)
    return [replace(thing, small=thing.small + group_name) for thing, group_name in zip(things, of, strict=True)]


def _concern(row: Row, dates: Dates) -> Thing:
    return Thing("letter", on_the_desk(row), f"/desk/concerns/{row['concern']}", how_long_told(row, dates), lit=True)


def _silent(row: Row) -> Thing:
    names = f"{row['mentee_name']} + {row['mentor_name']}"
    small = "Ask each of them kindly how it is."
    return Thing("talks", f"{names}: not much was heard lately", f"/desk/talks?group={row['group']}", small, lit=True)


def how_long_told(row: Row, dates: Dates) -> str:
    """Told yesterday. Not read yet; or: read, two steps so far, not looked after yet."""
    told = f"Told {dates.within(row['created_at'])}."
    if row["acknowledged_at"]:
        steps = f"{in_words(row['steps'])} {'step' if row['steps'] == 1 else 'steps'} so far, " if row["steps"] else ""
        return f"{told} Read, {steps}not looked after yet."
    late = " It should be by now." if concerns.is_late(row["created_at"], None, dates.now) else ""
    return f"{told} Not read yet.{late}"


def _how_long(mentee: Mentee, line: list[Mentee], dates: Dates) -> str:
    if mentee.id == line[0].id:
        return f"{mentee.name} has waited longest."
    return f"{mentee.name} {has_waited(mentee.waiting_since, dates.now)}."


def is_mine_to_read(row: Row, group: str, me: Person, dates: Dates) -> bool:
    """Of this group; and, for the coordinator, what nobody has read for a week in any."""
    nobody_has = is_the_coordinators(row["sent_at"], row["read_at"], dates.now)
    return bool(row["group"] == group) or (me.is_coordinator and nobody_has)


def _to_read(applications: list[Row], group: str, dates: Dates) -> list[Thing]:
    return [
        Thing(
            "letter",
            WISHES[row["role"]].format(name=row["name"]),
            f"/desk/applications/{row['id']}",
            how_it_stands(row, dates) + ("" if row["group"] == group else f" {row['group_name']}."),
        )
        for row in applications
    ]


def how_it_stands(row: Row, dates: Dates) -> str:
    """Application, sent 4 days ago; not read yet."""
    days = (dates.now - row["sent_at"]) // timedelta(days=1)
    sent = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    if row["read_at"]:
        return f"Application, sent {sent}. Read, not answered yet."
    late = " It should be by now." if is_late(row["sent_at"], row["read_at"], dates.now) else ""
    return f"Application, sent {sent}. Not read yet.{late}"


def _closes(one: Asked, dates: Dates) -> str:
    return f"Asked {dates.within(one.opened_at)}; until {one.until(dates)}."
