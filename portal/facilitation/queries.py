"""What the desk reads beside the candidates: the groups somebody runs, and their people. One statement each."""

from datetime import datetime
from typing import Any

from piccolo.query import Select
from piccolo.querystring import QueryString

from portal import clock
from portal.database import engine
from portal.enrolments.beside import not_beside, opened, whom_beside
from portal.enrolments.queries import WAITS
from portal.groups.tables import Group, Membership
from portal.guide.queries import TO_LOOK_UP, looked_up_since
from portal.mentorships.prompts import IN_TOUCH, SEEN_TO
from portal.mentorships.tables import Mentorship
from portal.person import Person
from portal.proposals.tables import Proposal

Row = dict[str, Any]

# when somebody was asked last to look after a pair because nothing was heard of it, where nothing was heard since
_SILENT = f"""
    FROM notices JOIN mentorships talks ON talks.id = notices.about
    WHERE notices.kind = 'silent' AND talks.state = 'active'
        AND (talks.found_at IS NULL OR talks.found_at <= notices.created_at)
        AND (talks.paused_at IS NULL OR talks.paused_at <= notices.created_at)
        AND NOT EXISTS (SELECT 1 FROM check_ins WHERE check_ins.mentorship = talks.id
            AND check_ins.created_at > notices.created_at)
        AND NOT EXISTS (SELECT 1 FROM messages WHERE messages.mentorship = talks.id
            AND messages.created_at > notices.created_at)
        AND NOT EXISTS (SELECT 1 FROM plans WHERE plans.mentorship = talks.id
            AND plans.state = 'taken' AND plans.taken > notices.created_at)
        AND NOT EXISTS (SELECT 1 FROM talk_prompts said WHERE said.mentorship = talks.id
            AND said.kind IN ('{IN_TOUCH}', '{SEEN_TO}') AND said.created_at > notices.created_at)
        AND notices.member = {{}}"""  # noqa: S608 - our own words
# the groups, as marks, are filled in first; `waits` is whether somebody waits there who was not asked, beside whom the
# one who asks does not stand: which group stands first would tell it of them
_GROUPS = """
    SELECT support_groups.id, support_groups.name, {{}}, EXISTS (
        SELECT 1 FROM enrolments WHERE enrolments."group" = support_groups.id AND {waits} AND {{}}
    ) AS waits{also}
    FROM support_groups{joined} WHERE {these} ORDER BY support_groups.name{then}
"""
_TOLD = (
    "concern",
    *("kind", "of", "steps"),
    "reader",
    "group",
    "group_name",
    "author",
    "author_name",
    "about",
    "other_name",
    "created_at",
    "acknowledged_at",
)
_ALSO_TOLD = """, concerns.id AS concern, concerns.kind, concerns."of", concerns.reader, concerns."group",
        support_groups.name AS group_name, concerns.author, concerns.about, concerns.created_at,
        concerns.acknowledged_at, authors.name AS author_name, others.name AS other_name,
        (SELECT COUNT(*) FROM concern_steps WHERE concern_steps.concern = concerns.id) AS steps"""
_JOINED_TOLD = """
    LEFT JOIN concerns ON concerns."group" = support_groups.id AND concerns.state IN ('open', 'acknowledged')
    LEFT JOIN members authors ON authors.id = concerns.author
    LEFT JOIN members others ON others.id = concerns.about"""
_OF_A_PAIR = ("mentor_name", "mentee_name")
_ALSO_SILENT = """, silent.id AS silent, silent.mentor, silent.mentee, mentors.name AS mentor_name,
        mentees.name AS mentee_name"""
_JOINED_SILENT = f"""
    LEFT JOIN (SELECT DISTINCT talks.id, talks."group", talks.mentor, talks.mentee {_SILENT}) silent
        ON silent."group" = support_groups.id
    LEFT JOIN members mentors ON mentors.id = silent.mentor
    LEFT JOIN members mentees ON mentees.id = silent.mentee"""


async def groups_at_the_desk(me: Person, now: datetime) -> list[Row]:
    """Those that `me` runs, by name. `beside`, the same in each, are the members of whom `me` is a side."""
    return await _groups(me, now)


async def groups_and_what_was_told(me: Person, now: datetime) -> tuple[list[Row], list[Row], list[Row]]:
    """The same; what somebody told there and is not looked after yet, oldest first, where who may read it is not asked
    here; and the pairs of which nothing was heard since `me` was asked to look, of nobody of whom `me` is a side."""
    also, joined = f", ({TO_LOOK_UP}) AS to_look_up{_ALSO_TOLD}{_ALSO_SILENT}", _JOINED_TOLD + _JOINED_SILENT
    then = ", concerns.created_at, concerns.id, silent.id"
    rows = await _groups(me, now, looked_up_since(now.date()), me.member, also=also, joined=joined, then=then)
    groups = {row["id"]: {name: row[name] for name in ("id", "name", "beside", "waits", "to_look_up")} for row in rows}
    told = {row["concern"]: {name: row[name] for name in _TOLD} for row in rows if row["concern"]}
    silent = {
        row["silent"]: {name: row[name] for name in _OF_A_PAIR} | {"group": row["id"], "group_name": row["name"]}
        for row in rows
        if row["silent"] and {me.member, *row["beside"]}.isdisjoint({row["mentor"], row["mentee"]})
    }
    return list(groups.values()), list(told.values()), list(silent.values())


async def _groups(
    me: Person, now: datetime, *values: Any, also: str = "", joined: str = "", then: str = ""
) -> list[Row]:
    ids = [] if me.is_coordinator else sorted(me.facilitates)
    these = "TRUE" if me.is_coordinator else f"support_groups.id IN ({', '.join(['{}'] * len(ids))})"
    text = _GROUPS.format(waits=WAITS, these=these, also=also, joined=joined, then=then)
    beside = whom_beside(me.member, now).get_select_string(engine().engine_type)
    others = not_beside("enrolments.member", me.member, now).querystring
    rows = await Group.raw(text, beside, now, others, *values, *ids)
    return [{**row, "beside": opened(row["beside"])} for row in rows]


async def mentored_in(group: str, member: str) -> tuple[bool, bool]:
    """Whether they were mentored there, and whether they have mentored, in talks that are over or go on."""
    rows = await Mentorship.select(Mentorship.mentee, Mentorship.mentor).where(
        Mentorship.group == group, (Mentorship.mentee == member) | (Mentorship.mentor == member)
    )
    return any(row["mentee"] == member for row in rows), any(row["mentor"] == member for row in rows)


async def people_of(group: str, *, besides: str) -> list[Row]:
    """Who belongs to it now, by name; without the member who asks, and of whom they are a side."""
    return await (
        Membership.select(
            Membership.id,
            Membership.member,
            Membership.member.name.as_alias("name"),
            Membership.joined_on,
            Membership.attending,
        )
        .where(Membership.group == group, Membership.left_on.is_null(), Membership.member != besides)
        .where(not_beside("memberships.member", besides, clock.now()))
        .order_by(Membership.member.name, Membership.id)
    )


async def membership(membership_id: str, *, besides: str) -> Row | None:
    """Of nobody of whom the member who asks is a side."""
    return await (
        Membership.select(
            Membership.id,
            Membership.member,
            Membership.member.name.as_alias("name"),
            Membership.group,
            Membership.group.name.as_alias("group_name"),
            Membership.joined_on,
            Membership.attending,
            Membership.note,
        )
        .where(Membership.id == membership_id, not_beside("memberships.member", besides, clock.now()))
        .first()
    )


def _talks(besides: str, now: datetime) -> Select[Any]:
    """Of nobody of whom the member who asks is, or was, a side. The word with a pause is the two people's own."""
    return (
        Mentorship.select(
            Mentorship.id,
            Mentorship.mentor.name.as_alias("mentor_name"),
            Mentorship.mentee.name.as_alias("mentee_name"),
            Mentorship.group,
            Mentorship.group.name.as_alias("group_name"),
            Mentorship.state,
            Mentorship.began_at,
            Mentorship.paused_until,
            Mentorship.closes_at,
            Mentorship.ended_at,
            Mentorship.ended_how,
        )
        .where(Mentorship.mentor != besides, Mentorship.mentee != besides)
        .where(not_beside("mentorships.mentor", besides, now))
        .where(not_beside("mentorships.mentee", besides, now))
    )


_ASKED_AT = f"(SELECT MAX(notices.created_at) {_SILENT} AND talks.id = mentorships.id)"


async def talks_in(group: str, *, besides: str, now: datetime, since: datetime) -> list[Row]:
    """Those that go on, and those that were over since then; who began first comes first. `asked_at` is when whoever
    asks was told that a pair may need them."""
    typed = " [TIMESTAMPTZ]" if engine().engine_type == "sqlite" else ""  # which SQLite does not know of a MAX
    return await (
        _talks(besides, now)
        .columns(QueryString(_ASKED_AT, besides, alias=f"asked_at{typed}"))
        .where(Mentorship.group == group, Mentorship.ended_at.is_null() | (Mentorship.ended_at > since))
        .order_by(Mentorship.began_at)
        .order_by(Mentorship.id)
    )


async def talk(talk_id: str, *, besides: str) -> Row | None:
    return await _talks(besides, clock.now()).where(Mentorship.id == talk_id).first()


async def what_came_of(proposal: str) -> Row:
    """What only the desk reads of a proposal: the reasons, sealed, and when it was closed."""
    row = await (
        Proposal.select(Proposal.mentee_reason, Proposal.mentor_reason, Proposal.closed_at)
        .where(Proposal.id == proposal)
        .first()
    )
    return row or {}
