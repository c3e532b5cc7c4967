"""Whom somebody knows here, to say of whom it is; and the groups in which they can tell something."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from portal import clock
from portal.concerns.rules import OFF, PROGRAMME, WORRIED
from portal.concerns.tables import Concern
from portal.database import prepared
from portal.enrolments.beside import not_beside
from portal.exclusions.queries import kept_apart_by
from portal.groups.tables import Membership

Row = dict[str, Any]

TALKS, RUNS, CHAT, REPLIED, COORDINATES = "talks", "runs", "chat", "replied", "coordinates"
HOW = {
    TALKS: "{name}, from your talks",
    RUNS: "{name}, who runs {group}",
    CHAT: "{name}, from a chat",
    REPLIED: "{name}, from a chat",
    COORDINATES: "{name}, who looks after all groups",
}


@dataclass(frozen=True, slots=True)
class Known:
    member: str
    name: str
    how: str  # as it is said beside a name
    talk: str = ""  # the last one of the two
    groups: frozenset[str] = frozenset()  # in which one knows them


@prepared
def _known(me: str) -> Any:
    """Whom one talks or talked with, who runs one's groups, whose chat one replied to and who replied to one's own;
    and the coordinators, since something may be off with one of them."""
    return Concern.raw(
        'SELECT members.id, members.name, found.how, found.talk, found."group", support_groups.name AS group_name'
        " FROM ("
        " SELECT mentorships.mentee AS member, 1 AS rank, 'talks' AS how, mentorships.id AS talk,"
        '   mentorships."group", mentorships.began_at AS at FROM mentorships WHERE mentorships.mentor = {}'
        " UNION ALL SELECT mentorships.mentor, 1, 'talks', mentorships.id, mentorships.\"group\", mentorships.began_at"
        "   FROM mentorships WHERE mentorships.mentee = {}"
        " UNION ALL SELECT facilitations.member, 2, 'runs', '', facilitations.\"group\", accounts.created_at"
        '   FROM memberships JOIN facilitations ON facilitations."group" = memberships."group"'
        "   JOIN members ON members.id = facilitations.member JOIN accounts ON accounts.id = members.account"
        "   WHERE memberships.member = {}"
        " UNION ALL SELECT chats.author, 3, 'chat', '', chats.\"group\", replies.created_at"
        "   FROM replies JOIN chats ON chats.id = replies.chat WHERE replies.author = {}"
        " UNION ALL SELECT replies.author, 3, CASE WHEN replies.taken_at IS NULL THEN 'replied' ELSE 'chat' END, '',"
        '   chats."group", replies.created_at FROM chats JOIN replies ON replies.chat = chats.id'
        "   WHERE chats.author = {}"
        " UNION ALL SELECT members.id, 4, 'coordinates', '', NULL, accounts.created_at"
        "   FROM accounts JOIN members ON members.account = accounts.id"
        "   WHERE accounts.is_coordinator AND accounts.disabled_at IS NULL"
        ") found JOIN members ON members.id = found.member"
        ' LEFT JOIN support_groups ON support_groups.id = found."group"'
        " WHERE members.id <> {} ORDER BY found.rank, found.at DESC, members.name, members.id",
        *(me,) * 6,
    )


@prepared
def _groups(me: str) -> Any:
    return Concern.raw(
        "SELECT support_groups.id, support_groups.name FROM support_groups WHERE support_groups.id IN ("
        ' SELECT "group" FROM memberships WHERE member = {}'
        ' UNION SELECT "group" FROM facilitations WHERE member = {}'
        ' UNION SELECT "group" FROM mentorships WHERE mentor = {} OR mentee = {}'
        ") ORDER BY support_groups.name, support_groups.id",
        *(me,) * 4,
    )


async def known_to(me: str) -> list[Known]:
    """Each once: talks first, then who runs the groups, then chats. Who replied and asked since never to be seen by
    them is not there, as on the board. Two statements, whoever asks."""
    rows = await _known(me)
    apart = await kept_apart_by({me, *(row["id"] for row in rows if row["how"] == REPLIED)})
    hidden = {one for pair, by in apart.items() if me in pair for one in by - {me}}
    found: dict[str, Known] = {}
    for row in rows:
        if row["how"] == REPLIED and row["id"] in hidden:
            continue
        how = HOW[row["how"]].format(name=row["name"], group=row["group_name"])
        here = frozenset({row["group"]} - {None})
        known = found.setdefault(row["id"], Known(row["id"], row["name"], how, row["talk"], here))
        if not known.talk:  # else it is of those talks, and told where they are
            found[row["id"]] = replace(known, groups=known.groups | here)
    return list(found.values())


async def groups_to_tell_in(me: str) -> dict[str, str]:
    """Id to name: those they belong or belonged to, run, or talk in."""
    return {row["id"]: row["name"] for row in await _groups(me)}


async def who_may_be_held(concern: Row, *, by: str) -> dict[str, str]:
    """Id to name: the two who are named in it. Where its author named nobody, whoever belongs to that group as well,
    of whom the one who asks is no side: the words may say who is meant. One statement then."""
    named = {concern["author"]: concern["author_name"], concern["about"]: concern["other_name"]}
    if concern["about"] or concern["kind"] not in (OFF, WORRIED) or concern["of"] == PROGRAMME:
        return {member: name for member, name in named.items() if member}
    rows = (
        await Membership.select(Membership.member, Membership.member.name.as_alias("name"))
        .where(Membership.group == concern["group"], Membership.left_on.is_null(), Membership.member != by)
        .where(not_beside("memberships.member", by, clock.now()))
        .order_by(Membership.member.name, Membership.id)
    )
    return {concern["author"]: concern["author_name"]} | {row["member"]: row["name"] for row in rows}


def groups_for(about: Known | None, groups: Iterable[str]) -> list[str]:
    """In which of one's own groups something of this person is told: where one knows them from. What two people said
    in one group is not for whoever runs another."""
    known_in = [group for group in groups if about and group in about.groups]
    return known_in or list(groups)
