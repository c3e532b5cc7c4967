"""`portal check`: what must always hold, asked of the data as it is."""

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

from portal.audit import AuditEntry
from portal.exclusions.queries import kept_apart
from portal.exclusions.rules import NEVER_AGAIN
from portal.proposals.rules import holds, may_be_proposed_again

Rows = list[dict[str, Any]]


async def check() -> list[str]:
    """A sentence for everything that does not hold, naming records by id. Empty is good."""
    return [f"{name}: {row['id']}" for name, ask in INVARIANTS.items() for row in await ask()]


def _sql(text: str) -> Callable[[], Awaitable[Rows]]:
    async def ask() -> Rows:
        rows: Rows = await AuditEntry.raw(text)
        return rows

    return ask


_PAIRS = (
    "SELECT proposals.id, proposals.state, proposals.opened_at, proposals.closed_at,"
    " proposals.mentor_answer, proposals.mentee_answer, proposals.mentor_reopened, proposals.mentee_reopened,"
    " enrolments.member AS mentee, availabilities.member AS mentor"
    " FROM proposals JOIN enrolments ON enrolments.id = proposals.mentee"
    " JOIN availabilities ON availabilities.id = proposals.mentor"
)

_OTHER_DETAILS = (
    'SELECT 1 FROM audit_entries JOIN members ON members.account = audit_entries."by"'
    " WHERE members.id IN (enrolments.member, availabilities.member)"
    " AND audit_entries.act = 'members.change_details' AND audit_entries.at >= proposals.opened_at"
)


async def _asked_again_too_soon() -> Rows:
    """Less than 180 days after a no that was not taken back, in whichever group and role. Compared here: engines differ
    in adding days."""
    rows: Rows = await AuditEntry.raw(_PAIRS)
    noes = defaultdict(list)
    for row in rows:
        if row["closed_at"] and holds(row):
            noes[_two(row)].append(row["closed_at"])
    return [
        row
        for row in rows
        for closed_at in noes[_two(row)]
        if closed_at < row["opened_at"] and not may_be_proposed_again(closed_at, row["opened_at"])
    ]


async def _asked_twice_at_once() -> Rows:
    rows: Rows = await AuditEntry.raw(f"{_PAIRS} WHERE proposals.state = 'open'")
    pairs = Counter(_two(row) for row in rows)
    return [row for row in rows if pairs[_two(row)] > 1]


async def _asked_though_kept_apart() -> Rows:
    """Where neither has said no, which excluding comes to. A number or an address that is another one since then is
    asked about at the second yes alone."""
    rows: Rows = await AuditEntry.raw(
        f"{_PAIRS} WHERE proposals.state = 'open' AND NOT EXISTS ({_OTHER_DETAILS})"
        " AND proposals.mentee_answer <> 'no' AND proposals.mentor_answer <> 'no'"
    )
    apart = await kept_apart({member for row in rows for member in _two(row)})
    return [row for row in rows if _two(row) in apart]


def _two(row: dict[str, Any]) -> frozenset[str]:
    return frozenset({row["mentor"], row["mentee"]})


# Numbered as in docs/invariants.md. Each asks for the ids of the rows that break it.
INVARIANTS: dict[str, Callable[[], Awaitable[Rows]]] = {
    "1 a mentor was given more than there was room for": _sql(
        "SELECT availabilities.id FROM availabilities WHERE availabilities.capacity <"
        " (SELECT COUNT(*) FROM mentorships WHERE mentorships.mentor = availabilities.member"
        "   AND mentorships.state IN ('active', 'paused'))"
        " + (SELECT COUNT(*) FROM proposals WHERE proposals.mentor = availabilities.id AND proposals.state = 'open')"
        " AND availabilities.changed_at < (SELECT MAX(opened_at) FROM proposals"
        "   WHERE proposals.mentor = availabilities.id)"
    ),
    "2 a mentee has two open proposals in a group": _sql(
        "SELECT mentee AS id FROM proposals WHERE state = 'open' GROUP BY mentee HAVING COUNT(*) > 1"
    ),
    "2 a mentee has two active mentorships in a group": _sql(
        "SELECT mentee AS id FROM mentorships WHERE state = 'active' GROUP BY mentee, \"group\" HAVING COUNT(*) > 1"
    ),
    "2 a pause that nobody asked for, or without an end": _sql(
        "SELECT mentorships.id FROM mentorships WHERE mentorships.state = 'paused'"
        " AND (mentorships.paused_until IS NULL OR mentorships.paused_by IS NULL"
        "   OR mentorships.paused_by NOT IN (mentorships.mentor, mentorships.mentee))"
    ),
    "2 a mentee is asked who has a mentor in that group already": _sql(
        "SELECT proposals.id FROM proposals JOIN enrolments ON enrolments.id = proposals.mentee"
        " JOIN mentorships ON mentorships.mentee = enrolments.member"
        '  AND mentorships."group" = proposals."group"'
        " WHERE proposals.state = 'open' AND mentorships.state = 'active'"
    ),
    "3 a proposal of a person to themselves": _sql(
        "SELECT proposals.id FROM proposals JOIN enrolments ON enrolments.id = proposals.mentee"
        " JOIN availabilities ON availabilities.id = proposals.mentor"
        " WHERE enrolments.member = availabilities.member"
    ),
    "3 a proposal across groups": _sql(
        "SELECT proposals.id FROM proposals JOIN enrolments ON enrolments.id = proposals.mentee"
        ' WHERE enrolments."group" <> proposals."group"'
        " OR NOT EXISTS (SELECT 1 FROM enrolments AS offers JOIN availabilities"
        "   ON availabilities.member = offers.member WHERE availabilities.id = proposals.mentor"
        '   AND offers.role = \'mentor\' AND offers."group" = proposals."group")'
    ),
    "3 two are before each other whom somebody keeps apart": _asked_though_kept_apart,
    "4 two were asked again whose talks ended without a goodbye": _sql(
        "SELECT proposals.id FROM proposals JOIN enrolments ON enrolments.id = proposals.mentee"  # noqa: S608
        " JOIN availabilities ON availabilities.id = proposals.mentor"
        " JOIN mentorships ON (mentorships.mentee = enrolments.member AND mentorships.mentor = availabilities.member)"
        "   OR (mentorships.mentor = enrolments.member AND mentorships.mentee = availabilities.member)"
        f" WHERE mentorships.ended_how = '{NEVER_AGAIN}' AND proposals.opened_at > mentorships.ended_at"
    ),
    "4 two are before each other twice at once": _asked_twice_at_once,
    "4 two were asked again although one of them said no": _asked_again_too_soon,
    "5 matched, and no mentorship came of it": _sql(
        "SELECT proposals.id FROM proposals WHERE proposals.state = 'matched'"
        " AND NOT EXISTS (SELECT 1 FROM mentorships WHERE mentorships.proposal = proposals.id)"
    ),
    "5 a mentorship whose proposal is not matched": _sql(
        "SELECT mentorships.id FROM mentorships JOIN proposals ON proposals.id = mentorships.proposal"
        " WHERE proposals.state <> 'matched'"
        " OR proposals.mentee_answer <> 'yes' OR proposals.mentor_answer <> 'yes'"
    ),
    "5 a mentorship of other people than its proposal": _sql(
        "SELECT mentorships.id FROM mentorships JOIN proposals ON proposals.id = mentorships.proposal"
        " JOIN enrolments ON enrolments.id = proposals.mentee"
        " JOIN availabilities ON availabilities.id = proposals.mentor"
        " WHERE enrolments.member <> mentorships.mentee OR availabilities.member <> mentorships.mentor"
    ),
    "5 a mentorship without a side for each of the two": _sql(
        "SELECT mentorships.id FROM mentorships WHERE (SELECT COUNT(*) FROM talk_sides"
        " WHERE talk_sides.mentorship = mentorships.id"
        " AND talk_sides.member IN (mentorships.mentor, mentorships.mentee)) <> 2"
    ),
    "6 a goodbye was given, or talks are over, and nobody has what is kept": _sql(
        "SELECT mentorships.id FROM mentorships WHERE mentorships.state IN ('ending', 'ended')"
        " AND (SELECT COUNT(*) FROM farewells WHERE farewells.mentorship = mentorships.id) <> 2"
    ),
    "6 a note was given and is not sealed for its receiver": _sql(
        "SELECT farewells.id FROM farewells WHERE farewells.given_at IS NOT NULL"
        " AND farewells.note IS NOT NULL AND farewells.given_note IS NULL"
    ),
    "6 a talk is over and nobody said goodbye": _sql(
        "SELECT mentorships.id FROM mentorships WHERE mentorships.state IN ('ending', 'ended')"  # noqa: S608
        f" AND mentorships.ended_how NOT IN ('{NEVER_AGAIN}', 'closed')"
        " AND NOT EXISTS (SELECT 1 FROM farewells WHERE farewells.mentorship = mentorships.id"
        "   AND farewells.given_at IS NOT NULL)"
    ),
    "6 a talk is over and nobody knows since when, or how": _sql(
        "SELECT mentorships.id FROM mentorships WHERE mentorships.state = 'ended'"
        " AND (mentorships.ended_at IS NULL OR mentorships.ended_how = '')"
    ),
    "6 a talk ended without a goodbye and nobody was told": _sql(
        f"SELECT mentorships.id FROM mentorships WHERE mentorships.ended_how = '{NEVER_AGAIN}'"  # noqa: S608
        " AND NOT EXISTS (SELECT 1 FROM concerns WHERE concerns.mentorship = mentorships.id"
        "   AND concerns.kind IN ('alone', 'unsafe', 'someone_else'))"
    ),
    "8 a mentorship began and nobody wrote it down": _sql(
        "SELECT mentorships.id FROM mentorships WHERE NOT EXISTS (SELECT 1 FROM audit_entries"
        " WHERE audit_entries.about = mentorships.id AND audit_entries.act = 'mentorships.begin')"
    ),
    "9 a chat was taken up with more or fewer than one reply": _sql(
        "SELECT chats.id FROM chats WHERE chats.state = 'taken' AND (SELECT COUNT(*) FROM replies"
        " WHERE replies.chat = chats.id AND replies.taken_at IS NOT NULL) <> 1"
    ),
}
